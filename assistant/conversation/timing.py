"""Cycle and day from dates: the day on which treatment started, and a later day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.dates import Dated, dates
from assistant.conversation.stated import Reading, Stated
from assistant.knowledge.rule_sets import DoseRules, Rules

_START = re.compile(
    r"\b(?:start\w*|began|begun|begin\w*|initiat\w*|day 1|d1|c1 ?d1|first day|commenc\w*|since|hooked up|hung)\b",
    re.IGNORECASE,
)
_SAID_NEAR = 30
_A_PAIR = 2


def with_cycle_and_day(text: str, reading: Reading, rules: Rules) -> Reading:
    """Return the reading with cycle and day, where a text gives the day of the start and one later day and no cycle.

    The start is day 1 of cycle 1; a new cycle begins after the number of days that the rules name. Which of two dates is the
    start, the words before it say; otherwise the two dates stay unclear.
    """
    named = [dated for dated in dates(text) if dated.day is not None]
    if len(named) != _A_PAIR or not isinstance(rules.dose, DoseRules) or {"cycle", "day"} & reading.stated.keys():
        return reading
    starts = [dated for dated in named if _is_start(text, dated, named)]
    if len(starts) != 1:
        return reading
    start, later = starts[0], next(dated for dated in named if dated is not starts[0])
    if start.day is None or later.day is None or later.day < start.day:
        return reading
    length = int(rules.dose.table.cycle_length.value)
    cycle, day = divmod((later.day - start.day).days, length)
    words = f"{start.words}, {later.words}"
    how = f"from {start.day.isoformat()} to {later.day.isoformat()}, the start being day 1"
    stated = {
        **reading.stated,
        "start_date": Stated("start_date", start.day, start.words),
        "cycle": Stated("cycle", Decimal(cycle + 1), words, how),
        "day": Stated("day", Decimal(day + 1), words, how),
    }
    return replace(reading, stated=stated, unclear={n: u for n, u in reading.unclear.items() if n != "start_date"})


def _is_start(text: str, dated: Dated, others: Sequence[Dated]) -> bool:
    """Tell whether words of a start stand shortly before a date, with no other date between."""
    earlier = [other.start + len(other.words) for other in others if other.start < dated.start]
    begin = max([dated.start - _SAID_NEAR, 0, *earlier])
    return _START.search(text[begin : dated.start]) is not None
