"""Cycle and day from dates: the day on which treatment started, and a later day."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from assistant.conversation.dates import dates, with_year
from assistant.conversation.memory import Conversation
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.rule_sets import DoseRules, Rules

_OF_A_CYCLE = re.compile(
    r"\b(?:cycle|cyc|c) ?(?:\d|one|two|three|four|five)(?: ?d(?:ay)? ?1)?\b[^.;?!]{0,15}$", re.IGNORECASE
)
_FIRST_DAY = re.compile(
    r"(?:\bc ?\d ?[,/-]?|\b(?:cycle|cyc) ?(?:\d|one|two|three|four|five),?|\b) ?(?:d|day) ?(?:1|one)(?: (?:of )?(?:(?:the )?(?:first |1st )?(?:cycle|c)(?: ?(?:1|one))?|course|treatment|blin\w*))?(?: (?:was|is|were|given|on|of|the|started|fell|falls|=))*[\s:=,(-]{0,3}$",
    re.IGNORECASE,
)
_LATER_CYCLE = re.compile(
    r"\b(?:(?:cycle|cyc|c) ?(?:[2-5]|two|three|four|five)|(?:second|third|fourth|fifth|2nd|3rd|4th|5th) cycle)(?: ?d(?:ay)? ?1)?"
    r"(?: (?:starts?|started|starting|begins?|began|is|was|on|from|due|will|to|start|first|day|1))*[\s:=,(]{0,3}$",
    re.IGNORECASE,
)
# After a schedule: "chair issue, it's now 5 March", "start got moved, the 16th now".
_MOVES = re.compile(
    r"\b(?:mov(?:e|ed|es|ing)|slip\w*|postpon\w*|delay\w*|defer\w*|push(?:ed|ing)?|put (?:back|off)|b(?:ring|rought) forward|re-?schedul\w*|re-?book\w*|bump\w*|shift\w*|chair|bed (?:issue|problem|crisis)|instead)\b",
    re.IGNORECASE,
)
# "Today's the 26th", "the 26th today".
_TODAY_THE = re.compile(
    r"\b(?:today|now|it)(?:['’]?s| is)?,? (?:on )?(?:the )?(?P<before>\d{1,2})(?:st|nd|rd|th)\b(?! (?:day|cycle|dose|bag|seizure|fit|of))|\bthe (?P<behind>\d{1,2})(?:st|nd|rd|th) (?:today|now)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:today|now|tonight|currently|this (?:morning|evening|afternoon))\b", re.IGNORECASE)
_LONGEST_MONTH = 31
# One with a leap day, and one without.
_YEARS = (2027, 2028)
_SAID_NEAR = 40
_A_PAIR = 2


def with_cycle_and_day(text: str, reading: Reading, rules: Rules, started: date | None = None) -> Reading:
    """Return the reading with cycle and day, where the start and a later day are known and neither cycle nor day is stated.

    The start is day 1 of cycle 1; a new cycle begins after the number of days that the rules name. started: the day of the
    start where an earlier turn gave it. A start that is told of a later cycle gives the day of that cycle.
    """
    reading = _with_day_of_month(text, _with_roles(text, reading))
    reading = _with_start_of_course(text, _without_first_day(text, reading))
    if not isinstance(rules.dose, DoseRules):
        return reading
    reading = _counted_in_any_year(text, reading, rules.dose)
    if "day" in reading.stated or "start_date" in reading.unclear:
        return reading
    return _counted_from_dates(text, reading, rules.dose, started)


def _counted_from_dates(text: str, reading: Reading, rules: DoseRules, started: date | None) -> Reading:
    begin, later = reading.stated.get("start_date"), reading.stated.get("on_date")
    start = begin.value if begin else started
    if later is None or not isinstance(start, date) or not isinstance(later.value, date) or later.value < start:
        return reading
    words = f"{begin.words}, {later.words}" if begin else later.words
    how = f"from {start.isoformat()} to {later.value.isoformat()}, the start being day 1"
    length = int(rules.table.cycle_length.value)
    cycles, days = divmod((later.value - start).days, length)
    if "cycle" in reading.stated:
        if reading.stated["cycle"].value == cycles + 1:
            return _adding(reading, Stated("day", Decimal(days + 1), words, how))
        if begin is None or cycles or not _starts_a_cycle(text, begin.words):
            return reading
        return _adding(reading, Stated("day", Decimal(days + 1), words, how))
    return _adding(
        reading, Stated("cycle", Decimal(cycles + 1), words, how), Stated("day", Decimal(days + 1), words, how)
    )


def _days_between(reading: Reading) -> tuple[int, str] | None:
    """Return how many days lie between a start and a day asked about, both without their year, where every year gives the same; with their words."""
    begin, later = reading.unclear.get("start_date"), reading.unclear.get("on_date")
    if begin is None or later is None or begin.why != "date" or later.why != "date":
        return None
    found = [(with_year(begin.words, year), with_year(later.words, year)) for year in _YEARS]
    spans = {(other - one).days for one, other in found if one is not None and other is not None}
    if len(spans) != 1 or min(spans) < 0 or any(None in pair for pair in found):
        return None
    return spans.pop(), f"{begin.words.strip(' ,.')}, {later.words.strip(' ,.')}"


def _counted_in_any_year(text: str, reading: Reading, rules: DoseRules) -> Reading:
    """Return the reading with cycle and day counted between two dates without their year; the dates themselves stay unknown."""
    between = _days_between(reading)
    if between is None or "day" in reading.stated:
        return reading
    days, words = between
    how = f"{words}, the start being day 1"
    plain = replace(reading, unclear={n: i for n, i in reading.unclear.items() if n not in ("start_date", "on_date")})
    cycles, day = divmod(days, int(rules.table.cycle_length.value))
    if "cycle" not in reading.stated:
        return _adding(
            plain, Stated("cycle", Decimal(cycles + 1), words, how), Stated("day", Decimal(day + 1), words, how)
        )
    is_of_it = reading.stated["cycle"].value == cycles + 1 or _starts_a_cycle(text, reading.unclear["start_date"].words)
    return _adding(plain, Stated("day", Decimal(day + 1), words, how)) if is_of_it and not cycles else reading


def with_role_of_date(text: str, reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading of one date by what is known: with the start, it is a day asked about; a start told now goes with the day asked about before.

    After a schedule, one to which something is moved is its new start.
    """
    if _is_moved_to(text, reading, conversation):
        others = {name: item for name, item in reading.stated.items() if name != "on_date"}
        return replace(reading, stated={**others, "start_date": replace(reading.stated["on_date"], name="start_date")})
    told, start = reading.stated.get("start_date"), conversation.facts.get("start_date")
    if told is None or "on_date" in reading.stated or conversation.calculation is None:
        return reading
    of_dose = all(wanted.calculator == "dose" for wanted in conversation.calculation.wanted)
    if not of_dose:
        return reading
    says_start = _START.search(text) is not None
    if start is not None and not says_start:
        others = {name: item for name, item in reading.stated.items() if name != "start_date"}
        return replace(reading, stated={**others, "on_date": replace(told, name="on_date")})
    asked = conversation.facts.get("on_date")
    return _adding(reading, asked.stated) if asked is not None and start is None and says_start else reading


def _is_moved_to(text: str, reading: Reading, conversation: Conversation) -> bool:
    last = conversation.calculation
    is_course = last is not None and all(wanted.calculator == "schedule" for wanted in last.wanted)
    is_one = "on_date" in reading.stated and not {"start_date", "day"} & reading.stated.keys()
    return is_course and is_one and _MOVES.search(text) is not None


def _with_roles(text: str, reading: Reading) -> Reading:
    """Return the reading of several dates with the start that one alone is told of; of two, the other is the day asked about."""
    named = dates(text)
    if len(named) < _A_PAIR or "start_date" not in reading.unclear:
        return reading
    ends = [0, *(dated.start + len(dated.words) for dated in named)]
    starts = [dated for dated, end in zip(named, ends, strict=False) if _is_told_of_start(text, end, dated.start)]
    first = starts[0].day if len(starts) == 1 else None
    if first is None:
        return reading
    others = [dated for dated in named if dated is not starts[0]]
    stated = [Stated("start_date", first, starts[0].words)]
    if len(others) == 1 and others[0].day is not None:
        stated.append(Stated("on_date", others[0].day, others[0].words))
    elif len(others) == 1:
        return reading
    unclear = {name: item for name, item in reading.unclear.items() if name != "start_date"}
    return _adding(replace(reading, unclear=unclear), *stated)


def _with_day_of_month(text: str, reading: Reading) -> Reading:
    """Return the reading with the day of now that is told by its number alone ("today's the 26th"): the next such day from the start on."""
    begin, told = reading.stated.get("start_date"), _TODAY_THE.search(text)
    if begin is None or not isinstance(begin.value, date) or told is None or "on_date" in reading.stated:
        return reading
    start, number = begin.value, int(told["before"] or told["behind"])
    later = [
        start + timedelta(days=days) for days in range(_LONGEST_MONTH) if (start + timedelta(days=days)).day == number
    ]
    if not later:
        return reading
    return _adding(reading, Stated("on_date", later[0], told[0], f"{told[0]} = {later[0].isoformat()}"))


def _without_first_day(text: str, reading: Reading) -> Reading:
    """Return the reading without the day that only names its date ("C1D1 was 1 June"), where another day is asked about."""
    begin, day = reading.stated.get("start_date"), reading.stated.get("day")
    is_of_later = "on_date" in reading.stated or "on_date" in reading.unclear or _NOW.search(text) is not None
    if begin is None or day is None or day.value != 1 or not is_of_later:
        return reading
    if not _FIRST_DAY.search(text[: max(0, text.find(begin.words))]):
        return reading
    first = {"day", "cycle"} if reading.stated.get("cycle", day).value == 1 else {"day"}
    return replace(reading, stated={name: item for name, item in reading.stated.items() if name not in first})


def _is_told_of_start(text: str, before: int, start: int) -> bool:
    """Tell whether the words between the date before and this one tell of the start."""
    return _START.search(text[max(before, start - _SAID_NEAR) : start]) is not None


def _with_start_of_course(text: str, reading: Reading) -> Reading:
    """Return the reading with the start of a later cycle doubted: the course is laid out from the start of its first one."""
    begin = reading.stated.get("start_date")
    if begin is None or "on_date" in reading.stated or "cycle" not in reading.stated.keys() | reading.unclear.keys():
        return reading
    if not _LATER_CYCLE.search(text[: max(0, text.find(begin.words))]):
        return reading
    stated = {name: item for name, item in reading.stated.items() if name != "start_date"}
    return Reading(stated, {**reading.unclear, "start_date": Unclear("start_date", begin.words, "number")})


def _starts_a_cycle(text: str, words: str) -> bool:
    """Tell whether a date is said to be the start of the cycle that is named before it."""
    place = text.find(words)
    return _OF_A_CYCLE.search(text[max(0, place - _SAID_NEAR) : max(0, place)]) is not None


def _adding(reading: Reading, *items: Stated) -> Reading:
    return replace(reading, stated={**reading.stated, **{item.name: item for item in items}})


_START = re.compile(
    r"\b(?:start\w*|began|begun|begin\w*|initiat\w*|day 1|d1|c\d ?d(?:ay)? ?1|first day|commenc\w*|since|hooked up|hung|connected)\b",
    re.IGNORECASE,
)
