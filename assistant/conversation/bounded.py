"""A duration that is told as a limit: "settled within 48 h". It counts as its most where less would give the same action."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.calculators import CalculationError, calculate
from assistant.conversation.durations import in_days
from assistant.conversation.quantities import quantities
from assistant.conversation.requests import Wanted
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.rule_sets import Rules

_NAME = "days_to_resolve"
_LEAD = "within"


def with_bounded_days(wanted: Wanted, rules: Rules) -> Wanted:
    """Return a row with "within 3 days" as 3 days until it resolved, where any shorter time has the same action."""
    doubt = next((item for item in wanted.unclear if item.name == _NAME), None)
    most = _most(doubt) if doubt is not None else None
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


def _actions(wanted: Wanted, most: Stated, rules: Rules) -> Iterator[object]:
    """Yield the action after no time, and after the most that is told; nothing where one of them cannot be calculated."""
    for days in (0, most.value):
        try:
            yield calculate(wanted.calculator, {**wanted.values, _NAME: days}, rules).result["action"]
        except CalculationError:
            return
