"""Answer text of calculations: the result first, then its inputs and where they came from, the steps, the quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant.answering import replies
from assistant.answering.answer import Citation, Fact
from assistant.answering.calculating import Calculated
from assistant.answering.headlines import headline
from assistant.answering.inputs_shown import origins
from assistant.answering.markdown import escape
from assistant.calculators import Calculation, calculation_form
from assistant.conversation.memory import Conversation
from assistant.knowledge.quotes import Quote


def calculation_json(item: Calculated, conversation: Conversation) -> dict[str, Any]:
    """Return a calculation as an Answer carries it, with the result in one line and the origin of each input."""
    result, about = headline(item.calculation)
    return {
        **calculation_form(item.calculation),
        "headline": result,
        "about": about,
        "origins": [asdict(fact) for fact in origins(item.calculation, item.wanted, conversation)],
    }


def citations_of(results: Sequence[Calculated]) -> tuple[Citation, ...]:
    """Return the quotes that calculations rest on, numbered by first use, none twice."""
    quotes = dict.fromkeys(quote for item in results for quote in item.calculation.citations)
    return tuple(
        Citation(n, quote.source, quote.section, quote.text, quote.start, quote.end)
        for n, quote in enumerate(quotes, 1)
    )


def blocks_of(
    item: Calculated, numbers: Mapping[Quote, int], conversation: Conversation, *, with_quotes: Sequence[Quote]
) -> list[str]:
    """Return the paragraphs of one calculation. with_quotes: those of its quotes that no other calculation has shown."""
    result, about = headline(item.calculation)
    marks = "".join(f"[{numbers[quote]}]" for quote in item.calculation.citations)
    inputs = [_input_line(fact) for fact in origins(item.calculation, item.wanted, conversation)]
    steps = [f"{n}. {escape(step)}" for n, step in enumerate(item.calculation.steps, 1)]
    quotes = [f"- “{escape(quote.text)}” [{numbers[quote]}]" for quote in with_quotes]
    return [
        f"**{escape(result)}** — {escape(about)} {marks}",
        "\n".join([f"{replies.INPUTS}:", "", *inputs]),
        "\n".join([f"{replies.STEPS}:", "", *steps]),
        *(["\n".join([f"{replies.QUOTES}:", "", *quotes])] if quotes else []),
    ]


def warnings_of(calculation: Calculation) -> tuple[str, ...]:
    """Return what the user must be told with a calculation."""
    return calculation.warnings


def _input_line(fact: Fact) -> str:
    line = f"- {escape(fact.label)}: {escape(fact.value)}"
    if not fact.words:
        return f"{line} ({replies.ASSUMED})"
    origin = replies.FROM_WORDS.format(words=fact.words)
    parts = [origin, *([fact.conversion] if fact.conversion else []), *([replies.CARRIED] if fact.carried else [])]
    return f"{line} ({escape('; '.join(parts))})"
