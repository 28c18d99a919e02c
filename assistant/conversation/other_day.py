"""A day that is told of today or yesterday, and a dose that is asked for the day after: "dose tomorrow? c1d7 today"."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.clauses import clause_at, clauses
from assistant.conversation.signals import asks_dose
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules, Rules

_TODAY_BEFORE = re.compile(
    r"\b(?:today|now|currently|tonight)(?:['’]?s| is| she['’]?s| he['’]?s)?[\s:=(]{1,3}(?:on )?(?:c(?:ycle)? ?\w{1,5},? )?$",
    re.IGNORECASE,
)
_TODAY_AFTER = re.compile(
    r"^[\s,]{1,2}(?:is )?(?:today|now|currently|tonight|this (?:morning|evening))\b", re.IGNORECASE
)
_YESTERDAY_BEFORE = re.compile(
    r"\byesterday(?:['’]?s| was)?[\s:=]{1,2}(?:on )?(?:c(?:ycle)? ?\w{1,5},? )?$", re.IGNORECASE
)
_YESTERDAY_AFTER = re.compile(r"^[\s,]{1,2}(?:was )?yesterday\b", re.IGNORECASE)
# "The day after day 28".
_BESIDE_THE_DAY = re.compile(
    r"\b(?:the|a|one|very next) ?day (?P<which>after|following|before|prior to|preceding)\s$", re.IGNORECASE
)
_TOMORROW = re.compile(r"\btomorrow\b(?! week)", re.IGNORECASE)
# "Starting tomorrow: 55 kg, cycle 1 day 1": the day that is told is that of tomorrow.
_STARTS_TOMORROW = re.compile(
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|admitt(?:ed|ing)|coming in|admission|going up|commenc\w+) (?:\w+ ){0,3}?tomorrow\b",
    re.IGNORECASE,
)
# "What she should be getting tomorrow": a dose, in other words.
_GETS_TOMORROW = re.compile(
    r"\b(?:gets?|getting|receiv\w+|runs?|running|hangs?|make up|be on|be running|goes? on|hang|hung|give|given|due|need|needs|chang\w+|differ\w*|goes up|go up|step\w* up|happens?|switch\w*)\b[^.;?!]{0,25}\btomorrow\b|\b(?:and|what about|how about|so)\s(?:for |on )?tomorrow\s?\?",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[?!;\n])|(?<=\.)(?=\s|$)")
_DAY = re.compile(r"(?:\bdays?\s?|(?<![a-z])d\s?)(?P<day>\d{1,2}+)(?![.,]?\d)", re.IGNORECASE)


def with_day_asked_about(question: str, reading: Reading, rules: Rules) -> Reading:
    """Return the reading with the day after the one that is told, where the dose of that is asked for; doubted where unclear."""
    reading = _of_the_day_asked(question, reading)
    day = reading.stated.get("day")
    if day is None or not isinstance(day.value, Decimal) or not isinstance(rules.dose, DoseRules):
        return reading
    place = question.find(day.words)
    length = rules.dose.table.cycle_length.value
    beside = _BESIDE_THE_DAY.search(question[: max(0, place)])
    if beside is not None:
        is_later = beside["which"].lower() in ("after", "following")
        doubt = Unclear("day", f"{beside[0]}{day.words}", "number")
        return _a_day_later(reading, day, length) if is_later else _doubting(reading, doubt)
    if place < 0 or (asks_dose(question) is None and _GETS_TOMORROW.search(question) is None):
        return reading
    before, after = question[:place], question[place + len(day.words) :]
    tomorrow = _TOMORROW.search(_STARTS_TOMORROW.sub(" ", question))
    is_today = _TODAY_BEFORE.search(before) or _TODAY_AFTER.match(after)
    is_yesterday = _YESTERDAY_BEFORE.search(before) or _YESTERDAY_AFTER.match(after)
    if (tomorrow and is_today) or (is_yesterday and _NOW.search(question)):
        return _a_day_later(reading, day, length)
    parts = clauses(question)
    if (
        tomorrow
        and not _is_asked_of_today(question)
        and clause_at(parts, tomorrow.start()) != clause_at(parts, place)
        and not _TOMORROW.search(before[-20:])
    ):
        return _doubting(reading, Unclear("day", f"{day.words}, {tomorrow[0]}", "number"))
    return reading


def _is_asked_of_today(question: str) -> bool:
    """Tell whether the dose of today is asked for, and what is to be tomorrow is told in a sentence of its own."""
    asking = [sentence for sentence in _SENTENCES.split(question) if asks_dose(sentence) is not None]
    return bool(asking) and all(_NOW.search(sentence) and not _TOMORROW.search(sentence) for sentence in asking)


def _of_the_day_asked(question: str, reading: Reading) -> Reading:
    """Return the reading of two days, of which one is today's and the dose of the other is asked for ("today day 6, dose on day 8?")."""
    doubt = reading.unclear.get("day")
    days = list(_DAY.finditer(question))
    if doubt is None or doubt.why != "two_values" or len(days) != len({m["day"] for m in days}):
        return reading
    today = [m for m in days if _TODAY_BEFORE.search(question[: m.start()]) or _TODAY_AFTER.match(question[m.end() :])]
    others = [m for m in days if m not in today]
    if len(today) != 1 or len(others) != 1:
        return reading
    parts = clauses(question)
    now, asked = clause_at(parts, today[0].start()), clause_at(parts, others[0].start())
    if now == asked or asks_dose(now.text) is not None or asks_dose(asked.text) is None:
        return reading
    unclear = {name: item for name, item in reading.unclear.items() if name != "day"}
    return _stating(replace(reading, unclear=unclear), Stated("day", Decimal(others[0]["day"]), others[0][0]))


def _a_day_later(reading: Reading, day: Stated, length: Decimal) -> Reading:
    value = Decimal(str(day.value))
    how = f"day {plain(value)} and 1 more"
    cycle = reading.stated.get("cycle")
    if value < length:
        return _stating(reading, replace(day, value=value + 1, conversion=how))
    if cycle is None or not isinstance(cycle.value, Decimal):
        return _doubting(reading, Unclear("day", day.words, "number"))
    later = replace(cycle, value=cycle.value + 1, conversion=how)
    return _stating(_stating(reading, later), replace(day, value=Decimal(1), conversion=how))


def _stating(reading: Reading, item: Stated) -> Reading:
    return replace(reading, stated={**reading.stated, item.name: item})


def _doubting(reading: Reading, item: Unclear) -> Reading:
    stated = {name: other for name, other in reading.stated.items() if name != item.name}
    return Reading(stated, {**reading.unclear, item.name: item})
