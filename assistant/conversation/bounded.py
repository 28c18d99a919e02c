"""A duration that is told as a limit: "settled within 48 h", "cleared by day 5". It counts as its most where less would give the same action."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.calculators import CalculationError, calculate
from assistant.conversation.durations import in_days
from assistant.conversation.quantities import quantities
from assistant.conversation.requests import Wanted
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.rule_sets import Rules

_NAME = "days_to_resolve"
_LEAD = "within"
# "Cleared by day 5": of the toxicity or of the cycle, it took no longer.
_BY_DAY = re.compile(r"(?:(?:on|by|at|as of) )?(?:the )?day (?P<number>\d{1,2})", re.IGNORECASE)
_ON_A_DAY = ", day "


def with_bounded_days(wanted: Wanted, rules: Rules, *, on_a_day: bool = False) -> Wanted:
    """Return a row with "within 3 days" as 3 days until it resolved, where any shorter time has the same action.

    So does "by day 5", where on which day it began is not told. on_a_day: a day is told beside it.
    """
    doubt = next((item for item in wanted.unclear if item.name == _NAME), None)
    most = (_most(doubt) or (None if on_a_day else _most_by_day(doubt, wanted))) if doubt is not None else None
    if most is None or len({*_actions(wanted, most, rules)}) != 1:
        return wanted
    others = tuple(item for item in wanted.unclear if item is not doubt)
    return replace(wanted, inputs={**wanted.inputs, _NAME: most}, unclear=others)


def _most(doubt: Unclear) -> Stated | None:
    words = doubt.words.strip()
    if doubt.why != "comparison" or not words.lower().startswith(_LEAD):
        return None
    found = quantities(words[len(_LEAD) :].strip())
    most = in_days(_NAME, found[0]) if len(found) == 1 else None
    return replace(most, words=words) if isinstance(most, Stated) else None


def _most_by_day(doubt: Unclear, wanted: Wanted) -> Stated | None:
    match = _BY_DAY.fullmatch(doubt.words.strip())
    step = wanted.inputs.get("dose_step")
    if doubt.why != "number" or match is None or (step is not None and _ON_A_DAY in (step.conversion or "")):
        return None
    words = doubt.words.strip()
    return Stated(_NAME, Decimal(match["number"]), words, f"{words}: at most {match['number']} days since it began")


def _actions(wanted: Wanted, most: Stated, rules: Rules) -> Iterator[object]:
    """Yield the action after no time, and after the most that is told; nothing where one of them cannot be calculated."""
    for days in (0, most.value):
        try:
            yield calculate(wanted.calculator, {**wanted.values, _NAME: days}, rules).result["action"]
        except CalculationError:
            return
