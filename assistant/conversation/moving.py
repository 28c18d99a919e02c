"""A day told from the one before: "and tomorrow?", "the day before that", "a week later", "next cycle"; or a start that moves."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from assistant.conversation import following
from assistant.conversation.memory import Conversation
from assistant.conversation.numerals import WORDS, number_of
from assistant.conversation.requests import Calculate
from assistant.conversation.stated import Reading, Stated
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules, Rules

_DAYS = (
    (re.compile(r"\b(?:the )?day after (?:tomorrow|next|that one)\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:tomorrow week|(?:a )?week (?:from )?tomorrow)\b", re.IGNORECASE), 8),
    (
        re.compile(
            r"\b(?:tomorrow|the (?:next|following) day|next day|the day after(?! (?:tomorrow|next))|^\W*(?:and\W+)?day after(?: that)?(?=\W*$))\b",
            re.IGNORECASE,
        ),
        1,
    ),
    (
        re.compile(
            r"\b(?:(?:this|same) (?:day|time) next week|(?:in )?(?:a|one) week(?:'s time| later| on| from (?:now|today))|in a week|next week|the week after(?: that)?)\b",
            re.IGNORECASE,
        ),
        7,
    ),
)
_IN_DAYS = re.compile(
    rf"\bin (?P<in>\d{{1,2}}+|{WORDS}) (?P<unit>day|week)s?(?:'? time)?\b|\b(?P<later>\d{{1,2}}+|{WORDS}) (?P<of>day|week)s? (?:later|on|from now)\b",
    re.IGNORECASE,
)
_BEFORE = (
    (re.compile(r"\b(?:the )?day before yesterday\b", re.IGNORECASE), 2),
    (
        re.compile(
            r"\b(?:the (?:day before|previous day)|(?:a|one) day (?:earlier|before)|previous day|(?:and|about|on|it|she|he|they|get|run|been|was|for|dose) yesterday|^\W*yesterday)\b",
            re.IGNORECASE,
        ),
        1,
    ),
    (
        re.compile(
            r"\b(?:a|one|the) week (?:earlier|before|ago)\b|^\W*(?:and |what about )?last week\b", re.IGNORECASE
        ),
        7,
    ),
)
_DAYS_BEFORE = re.compile(
    rf"\b(?P<number>\d{{1,2}}+|{WORDS}) (?P<unit>day|week)s? (?:earlier|before(?: that)?|ago|back)\b", re.IGNORECASE
)
_CYCLES_LATER = re.compile(
    rf"\b(?:(?P<number>\d|{WORDS})|an?) cycles? (?:later|on|further|after that)\b", re.IGNORECASE
)
_POSTPONED = re.compile(
    rf"\b(?:postpon\w*|delay\w*|push\w*(?: it)? back|put (?:it )?(?:back|off)|mov\w+|shift\w*|bring (?:it )?forward|brought forward)\b[^.?!]{{0,30}}?\b(?:(?P<number>\d{{1,2}}+|{WORDS})|an?) (?P<unit>day|week)s?\b",
    re.IGNORECASE,
)
_BROUGHT_FORWARD = re.compile(r"\b(?:forward|earlier|sooner)\b", re.IGNORECASE)
_OF_AN_EVENT = re.compile(
    r"\b(?:seiz\w*|fever|resolv\w*|held|hold|stopp\w*|crs|icans|bag|weigh\w*|had|got|develop\w*|spiked|happen\w*|occur\w*)\b",
    re.IGNORECASE,
)
_CYCLE_BEFORE = re.compile(r"\b(?:the )?(?:previous cycle|cycle before(?: that)?)\b", re.IGNORECASE)
_COUNTED_FROM = re.compile(r"cycle (?P<cycle>\d+), day (?P<day>\d+), and \d+ (?:more|less)")
_FROM_TODAY = re.compile(
    rf"\b(?:yesterday|today|tomorrow|tonight|ago|from (?:now|today)|in (?:an?|\d{{1,2}}|{WORDS}) (?:days?|weeks?))\b",
    re.IGNORECASE,
)
_WEEK = 7
_ONE_AFTER = re.compile(
    r"\b(?:one|next|cycle|day) after (?:that|this)\b|^\W*and (?:the )?next(?: one)?\W*$", re.IGNORECASE
)
_NEXT_CYCLE = re.compile(r"\b(?:the )?next cycle\b(?! (?:starts?|begins?))", re.IGNORECASE)
_WHEN = re.compile(r"^\W*(?:(?:and|so|but|ok(?:ay)?|then)\W+)*when\b", re.IGNORECASE)
_NOT_A_DAY_OF_THE_COURSE = re.compile(
    r"\b(?:weigh\w*|start(?:s|ed|ing)?|begin\w*|chang\w+|restart\w*|discharg\w*|review\w*)\b", re.IGNORECASE
)
# A day of the course is told already, or what is counted in days is a toxicity's.
_TELLS_OTHERWISE = frozenset(
    {"cycle", "day", "on_date", "start_date", "days_to_resolve", "days_held", "unresolved_days", "hours_interrupted"}
)


def with_moved_day(question: str, reading: Reading, conversation: Conversation, rules: Rules) -> Reading:
    """Return the reading with the day, or the cycle, that a turn tells from the one of the dose asked for before."""
    last = conversation.calculation
    if last is not None and all(w.calculator == "schedule" for w in last.wanted):
        return _with_moved_start(question, reading, conversation)
    if last is None or not isinstance(rules.dose, DoseRules) or any(w.calculator != "dose" for w in last.wanted):
        return reading
    told = reading.stated.keys() | reading.unclear.keys()
    is_other = _NOT_A_DAY_OF_THE_COURSE.search(question) or _WHEN.match(question)
    if told & _TELLS_OTHERWISE or not following.is_short(question) or is_other:
        return reading
    known = {name: item.value for w in last.wanted for name, item in w.inputs.items()}
    cycle, day = _of_today(question, last) or (known.get("cycle"), known.get("day"))
    if not isinstance(cycle, Decimal) or not isinstance(day, Decimal):
        return reading
    return _moved_cycle(question, reading, cycle, conversation) or _moved_days(
        question, reading, (cycle, day), conversation, rules.dose.table.cycle_length.value
    )


def _of_today(question: str, last: Calculate) -> tuple[Decimal, Decimal] | None:
    """Return the cycle and day of today, where the day before was counted from it, and this one is as well ("yesterday?" "two days ago?")."""
    day = next((w.inputs["day"] for w in last.wanted if "day" in w.inputs), None)
    counted = _COUNTED_FROM.match(day.conversion or "") if day is not None else None
    if day is None or counted is None or not (_FROM_TODAY.search(day.words) and _FROM_TODAY.search(question)):
        return None
    return Decimal(counted["cycle"]), Decimal(counted["day"])


def _with_moved_start(question: str, reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading with the start of a schedule moved ("and a week later?", "what if we start 3 days earlier")."""
    start, told = conversation.value("start_date"), reading.stated.keys() | reading.unclear.keys()
    if not isinstance(start, date) or told & _TELLS_OTHERWISE or not following.is_elliptic(question):
        return reading
    if reading.stated or _OF_AN_EVENT.search(question):
        return reading
    moved = _POSTPONED.search(question)
    by = number_of(moved["number"]) if moved and moved["number"] else Decimal(1)
    words, days = _days_later(question)
    if not days:
        words, days = _days_earlier(question)
    if moved and by is not None:
        words, days = moved[0], int(by) * (_WEEK if moved["unit"].lower() == "week" else 1)
        days = -days if _BROUGHT_FORWARD.search(question) else days
    if not days:
        return reading
    how = f"{start.isoformat()} and {abs(days)} days {'later' if days > 0 else 'earlier'}"
    return _adding(reading, Stated("start_date", start + timedelta(days=days), words, how))


def _moved_cycle(question: str, reading: Reading, cycle: Decimal, conversation: Conversation) -> Reading | None:
    counted = _CYCLES_LATER.search(question)
    number = number_of(counted["number"]) if counted and counted["number"] else Decimal(1)
    if counted and number is not None:
        return _adding(reading, Stated("cycle", cycle + number, counted[0], f"cycle {plain(cycle)} + {plain(number)}"))
    later = _NEXT_CYCLE.search(question) or (_ONE_AFTER.search(question) if _was_told(conversation, "cycle") else None)
    earlier = _CYCLE_BEFORE.search(question)
    if later:
        return _adding(reading, Stated("cycle", cycle + 1, later[0], f"cycle {plain(cycle)} + 1"))
    if earlier and cycle > 1:
        return _adding(reading, Stated("cycle", cycle - 1, earlier[0], f"cycle {plain(cycle)} - 1"))
    return None


def _moved_days(
    question: str, reading: Reading, at: tuple[Decimal, Decimal], conversation: Conversation, length: Decimal
) -> Reading:
    cycle, day = at
    words, days = _days_later(question)
    if not days and _was_told(conversation, "day") and (after := _ONE_AFTER.search(question)):
        words, days = after[0], 1
    if not days and not reading.stated and following.is_question(question) and not _OF_AN_EVENT.search(question):
        words, days = _days_earlier(question)
    cycles, place = divmod(int(day) + days - 1, int(length))
    if not days or cycle + cycles < 1:
        return reading
    how = f"cycle {plain(cycle)}, day {plain(day)}, and {abs(days)} {'more' if days > 0 else 'less'}"
    moved = Stated("day", Decimal(place + 1), words, how)
    return _adding(reading, moved, *([Stated("cycle", cycle + cycles, words, how)] if cycles else []))


def _was_told(conversation: Conversation, name: str) -> bool:
    """Tell whether the turn before told an input."""
    return name in conversation.facts and conversation.facts[name].turn == conversation.turn - 1


def _days_later(question: str) -> tuple[str, int]:
    counted = _IN_DAYS.search(question)
    if counted:
        number = number_of(counted["in"] or counted["later"])
        length = _WEEK if "week" in (counted["unit"], counted["of"]) else 1
        return (counted[0], int(number) * length) if number is not None else ("", 0)
    return next(((match[0], days) for pattern, days in _DAYS if (match := pattern.search(question))), ("", 0))


def _days_earlier(question: str) -> tuple[str, int]:
    """Return the words for a day before, and how many days before as a number below zero."""
    counted = _DAYS_BEFORE.search(question)
    if counted:
        number = number_of(counted["number"])
        length = _WEEK if counted["unit"].lower() == "week" else 1
        return (counted[0], -int(number) * length) if number is not None else ("", 0)
    return next(((match[0], -days) for pattern, days in _BEFORE if (match := pattern.search(question))), ("", 0))


def _adding(reading: Reading, *items: Stated) -> Reading:
    return replace(reading, stated={**reading.stated, **{item.name: item for item in items}})
