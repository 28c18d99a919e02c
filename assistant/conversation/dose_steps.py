"""The dose step at which a toxicity occurred: said as a dose, in words, or by cycle and day."""

from decimal import Decimal

from assistant.conversation.doses_said import dose_step_said
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules, Rules


def dose_step(question: str, reading: Reading, rules: Rules) -> Stated | Unclear | None:
    """Return the step at which something occurred, None where nothing tells it."""
    if not isinstance(rules.dose, DoseRules):
        return None
    said = dose_step_said(question, rules.dose)
    return said or step_at(reading.stated.get("cycle"), reading.stated.get("day"), rules)


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
