"""The answer to a request for calculations: results, a question back, or why it is not covered."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation, Versions
from assistant.answering.asking import choices_for, question_for
from assistant.answering.calculated import blocks_of, calculation_json, citations_of
from assistant.answering.calculating import Outcome, ToAsk
from assistant.answering.composing import background_block
from assistant.answering.markdown import escape
from assistant.answering.register_text import NOTHING_TOLD, Told, conflict_forms, disagreement_blocks
from assistant.conversation.memory import Conversation
from assistant.knowledge.quotes import Quote
from assistant.knowledge.registers import Disagreement
from assistant.knowledge.rule_sets import Rules


def compose_results(
    outcome: Outcome,
    conversation: Conversation,
    versions: Versions,
    told: Told = NOTHING_TOLD,
    besides: Answer | None = None,
) -> Answer:
    """Write the answer with at least one result.

    told: what the registers say beside it; besides: the answer to the second part of the question, if it has one.
    """
    results = outcome.results
    citations = citations_of(results)
    quotes = dict.fromkeys(quote for item in results for quote in item.calculation.citations)
    numbers = {quote: n for n, quote in enumerate(quotes, 1)}
    several = len(results) > 1 and all(item.calculation.calculator == "modification" for item in results)
    blocks = [replies.STRICTEST] if several else []
    shown: set[Quote] = set()
    for item in results:
        new = [quote for quote in dict.fromkeys(item.calculation.citations) if quote not in shown]
        shown.update(new)
        blocks += blocks_of(item, numbers, conversation, with_quotes=new)
    blocks += [f"**{replies.ALSO_NEEDED}:** {question_for(to_ask)}" for to_ask in outcome.to_ask]
    blocks += [escape(item.message) for item in outcome.not_covered]
    warnings = tuple(dict.fromkeys(warning for item in results for warning in item.calculation.warnings))
    blocks += [f"**{escape(warning)}**" for warning in warnings]
    blocks += told.blocks
    first, *others = (calculation_json(item, conversation) for item in results)
    answer = Answer(
        "calculation",
        "\n\n".join(blocks),
        versions,
        citations=citations,
        calculation=first,
        also=tuple(others),
        warnings=(*warnings, *told.warnings),
        conflicts=told.conflicts,
        engine="calculator",
    )
    return answer if besides is None else _joined(answer, besides)


def ask_back(to_ask: ToAsk, rules: Rules, versions: Versions, conflicts: Sequence[Disagreement] = ()) -> Answer:
    """Ask for what is missing. conflicts: on the fact asked; they are told already beside the question back."""
    return Answer(
        "clarify",
        "\n\n".join([question_for(to_ask), *disagreement_blocks(conflicts)]),
        versions,
        missing=to_ask.missing,
        choices=choices_for(to_ask, rules),
        conflicts=conflict_forms(conflicts),
    )


def refuse(outcome: Outcome, background: Sequence[Quote], versions: Versions, told: Told = NOTHING_TOLD) -> Answer:
    """Say that the rules give no answer, what they do cover, and what the background says, labelled."""
    messages = list(dict.fromkeys(escape(item.message) for item in outcome.not_covered))
    citations = tuple(
        Citation(n, quote.source, quote.section, quote.text, quote.start, quote.end)
        for n, quote in enumerate(background, 1)
    )
    blocks = messages + ([background_block(citations)] if citations else [])
    return Answer(
        "abstain",
        "\n\n".join([*blocks, *told.blocks]),
        versions,
        citations=citations,
        conflicts=told.conflicts,
        warnings=told.warnings,
        reason="not_covered",
    )


def _joined(answer: Answer, besides: Answer) -> Answer:
    """Put the answer to the second part below the first, its citations numbered on."""
    offset = len(answer.citations)
    text = besides.text
    for citation in reversed(besides.citations):
        text = text.replace(f"[{citation.n}]", f"[{citation.n + offset}]")
    return replace(
        answer,
        text="\n\n".join([answer.text, f"*{replies.ALSO_ASKED}*", text]),
        citations=(*answer.citations, *(replace(c, n=c.n + offset) for c in besides.citations)),
        conflicts=tuple(dict.fromkeys((*answer.conflicts, *besides.conflicts))),
        warnings=tuple(dict.fromkeys((*answer.warnings, *besides.warnings))),
    )
