"""A day told from the one before: "and tomorrow?", "a week later", "next cycle"."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.conversation import following
from assistant.conversation.memory import Conversation
from assistant.conversation.numerals import WORDS, number_of
from assistant.conversation.stated import Reading, Stated
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules, Rules

_DAYS = (
    (re.compile(r"\b(?:the )?day after tomorrow\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:tomorrow week|(?:a )?week (?:from )?tomorrow)\b", re.IGNORECASE), 8),
    (re.compile(r"\b(?:tomorrow|the (?:next|following) day|next day|the day after)\b", re.IGNORECASE), 1),
    (
        re.compile(
            r"\b(?:(?:this|same) (?:day|time) next week|(?:in )?(?:a|one) week(?:'s time| later| on| from (?:now|today))|in a week|next week)\b",
            re.IGNORECASE,
        ),
        7,
    ),
)
_IN_DAYS = re.compile(
    rf"\bin (?P<in>\d{{1,2}}+|{WORDS}) (?P<unit>day|week)s?(?:'? time)?\b|\b(?P<later>\d{{1,2}}+|{WORDS}) (?P<of>day|week)s? (?:later|on|from now)\b",
    re.IGNORECASE,
)
_WEEK = 7
_ONE_AFTER = re.compile(
    r"\b(?:one|next|cycle|day) after (?:that|this)\b|^\W*and (?:the )?next(?: one)?\W*$", re.IGNORECASE
)
_NEXT_CYCLE = re.compile(r"\b(?:the )?next cycle\b(?! (?:starts?|begins?))", re.IGNORECASE)
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
    if last is None or not isinstance(rules.dose, DoseRules) or any(w.calculator != "dose" for w in last.wanted):
        return reading
    told = reading.stated.keys() | reading.unclear.keys()
    if told & _TELLS_OTHERWISE or not following.is_short(question) or _NOT_A_DAY_OF_THE_COURSE.search(question):
        return reading
    known = {name: item.value for w in last.wanted for name, item in w.inputs.items()}
    cycle, day = known.get("cycle"), known.get("day")
    if not isinstance(cycle, Decimal) or not isinstance(day, Decimal):
        return reading
    later = _NEXT_CYCLE.search(question) or (_ONE_AFTER.search(question) if _was_told(conversation, "cycle") else None)
    if later:
        return _adding(reading, Stated("cycle", cycle + 1, later[0], f"cycle {plain(cycle)} + 1"))
    words, days = _days_later(question)
    if not days and _was_told(conversation, "day") and (after := _ONE_AFTER.search(question)):
        words, days = after[0], 1
    if not days:
        return reading
    cycles, place = divmod(day + days - 1, rules.dose.table.cycle_length.value)
    how = f"cycle {plain(cycle)}, day {plain(day)}, and {days} more"
    moved = Stated("day", place + 1, words, how)
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


def _adding(reading: Reading, *items: Stated) -> Reading:
    return replace(reading, stated={**reading.stated, **{item.name: item for item in items}})
