"""The dose step at which a toxicity occurred: said as a dose, in words, or by cycle and day."""

import re
from decimal import Decimal

from assistant.conversation.doses_said import dose_step_said
from assistant.conversation.mishaps import came_back
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules, Rules

_RESTARTED_AT = re.compile(
    r"\b(?:re-?started|(?<=after )(?:the )?re-?start(?:ing)?|(?<=after the )re-?start|resumed|re-?challenged|back on|went back (?:on|to))\b[^.;?!\d]{0,20}\b(?:at|on|to|with)? ?(?P<dose>\d{1,2})(?![\d.,]*\d)(?!\s?(?:days?|hours?|h\b|d\b|weeks?|%|kg|st\b|nd\b|rd\b|th\b))",
    re.IGNORECASE,
)
_WENT_UP = re.compile(r"\b(?:up to|increased|escalated|stepped up|gone up|went up|full dose)\b", re.IGNORECASE)


def dose_step(question: str, reading: Reading, rules: Rules) -> Stated | Unclear | None:
    """Return the step at which something occurred, None where nothing tells it."""
    if not isinstance(rules.dose, DoseRules):
        return None
    said = dose_step_said(question, rules.dose)
    if said is None and came_back(question):
        said = restarted_at(question, rules)
    return said or step_at(reading.stated.get("cycle"), reading.stated.get("day"), rules)


def restarted_at(question: str, rules: Rules) -> Stated | None:
    """Return the step of the one dose at which a turn says that the infusion was restarted ("restarted at 9 and it's back")."""
    match = _RESTARTED_AT.search(question)
    if match is None or not isinstance(rules.dose, DoseRules) or _WENT_UP.search(question):
        return None
    steps = {s.dose_step for s in rules.dose.table.steps if s.dose == Decimal(match["dose"])}
    return Stated("dose_step", steps.pop(), match[0]) if len(steps) == 1 else None


def step_at(cycle: Stated | None, day: Stated | None, rules: Rules) -> Stated | None:
    """Return the dose step of a cycle and a day, None where one of them is not stated and the other does not decide."""
    if not isinstance(rules.dose, DoseRules) or cycle is None or not isinstance(cycle.value, Decimal):
        return None
    if day is None:
        return _step_of_cycle(cycle, cycle.value, rules.dose)
    if not isinstance(day.value, Decimal):
        return None
    first = next((s for s in rules.dose.table.steps if s.covers(cycle.value, day.value)), None)
    words = cycle.words if cycle.words == day.words else f"{cycle.words}, {day.words}"
    return Stated(
        "dose_step", first.dose_step if first else "full", words, f"cycle {plain(cycle.value)}, day {plain(day.value)}"
    )


def _step_of_cycle(cycle: Stated, number: Decimal, rules: DoseRules) -> Stated | None:
    """Return the step that all days of a cycle have."""
    steps = {s.dose_step for s in rules.table.steps if s.cycles[0] <= number <= s.cycles[1]}
    if len(steps) != 1:
        return None
    return Stated("dose_step", steps.pop(), cycle.words, f"every day of cycle {plain(number)}")
