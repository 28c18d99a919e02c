"""What a turn states that a request can take, and what a request still lacks."""

from assistant.calculators import CalculationError, calculate
from assistant.conversation import revising
from assistant.conversation.confirming import confirmation_after
from assistant.conversation.dose_steps import step_at
from assistant.conversation.doses_said import named_step
from assistant.conversation.replying import lone_level
from assistant.conversation.requests import Calculate, Wanted
from assistant.conversation.signals import Text
from assistant.conversation.stated import Stated
from assistant.conversation.toxicities import lone_grade
from assistant.knowledge.rule_sets import Rules


def says(text: Text, rules: Rules) -> dict[str, Stated]:
    """Return all that a turn states: measurements, times, one toxicity with what belongs to it, or a grade alone."""
    said = revising.says(text.reading)
    if len(text.toxicities) == 1:
        said |= {item.name: item for item in text.toxicities[0].inputs}
    confirmed = confirmation_after(text.question)
    if confirmed is not None:
        said["confirmed"] = confirmed
    grade = lone_grade(text.question) or lone_level(text.question)
    if "grade" not in said and grade is not None:
        said["grade"] = grade
    step = named_step(text.question) or step_at(said.get("cycle"), said.get("day"), rules)
    if step is not None:
        said.setdefault("dose_step", step)
    return said


def is_incomplete(item: Wanted, rules: Rules) -> bool:
    """Tell whether a calculation lacks an input."""
    return bool(missing_of(item, rules))


def is_same_kind(own: tuple[Wanted, ...], last: Calculate | None) -> bool:
    """Tell whether the same calculators are wanted as before."""
    return last is not None and {w.calculator for w in own} == {w.calculator for w in last.wanted}


def missing_of(item: Wanted, rules: Rules) -> tuple[str, ...]:
    """Return the inputs that a calculation lacks."""
    try:
        calculate(item.calculator, item.values, rules)
    except CalculationError as error:
        return error.missing if error.code == "missing_input" else ()
    return ()
