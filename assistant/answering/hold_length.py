"""What the length of a hold means for the cycle (footnote b): the same cycle, a new one, or that it is not stated."""

from decimal import Decimal

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation, Versions
from assistant.answering.markdown import escape
from assistant.answering.register_text import gap_answer
from assistant.conversation.requests import HoldLength
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.numbers import amount
from assistant.knowledge.rule_sets import ModificationRules, Rules

_NOT_STATED = "G02"
_DECIMALS = 2


def hold_length_answer(request: HoldLength, rules: Rules, corpus: Corpus, versions: Versions) -> Answer | None:
    """Answer from the rule on the days held; None where that rule is stopped."""
    table = rules.modification
    days = request.days_held.value
    if not isinstance(table, ModificationRules) or not isinstance(days, Decimal):
        return None
    chosen = next((rule for rule in (table.same_cycle, table.new_cycle) if rule.holds(days)), None)
    if chosen is None:
        gap = next((gap for gap in corpus.registers.gaps if gap.id == _NOT_STATED), None)
        return None if gap is None else gap_answer(gap, corpus, versions)
    quotes = (chosen.says, table.deference.says)
    citations = tuple(
        Citation(n, quote.source, quote.section, quote.text, quote.start, quote.end)
        for n, quote in enumerate(quotes, 1)
    )
    result = replies.SAME_CYCLE if chosen is table.same_cycle else replies.NEW_CYCLE
    shown = request.days_held.words if -days.as_tuple().exponent > _DECIMALS else amount(days, "days")  # type: ignore[operator]  # a finite number
    held = replies.HELD_FOR.format(days=shown, words=chosen.words, stated=request.days_held.words)
    blocks = [
        f"**{result}** — {escape(held)}",
        f"“{escape(quotes[0].text)}” [1]",
        "\n".join([f"{replies.WITH_IT}:", "", f"- “{escape(quotes[1].text)}” [2]"]),
        f"*{replies.TWO_CLOCKS}*",
    ]
    return Answer("answer", "\n\n".join(blocks), versions, citations=citations)
