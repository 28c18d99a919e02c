"""A rule was looked up, and the next turn gives a patient's facts: the calculation for this patient begins."""

from decimal import Decimal

from assistant.calculators import CalculationError, calculate
from assistant.conversation import following
from assistant.conversation.memory import Conversation, carried
from assistant.conversation.quantities import quantities
from assistant.conversation.replying import bare_number
from assistant.conversation.requests import Calculate, LookUp, Wanted
from assistant.conversation.signals import Text, asks_dose, asks_pump_rate
from assistant.conversation.stated import Stated
from assistant.knowledge.rule_sets import Rules

_OF_A_DOSE = ("weight_kg", "height_cm", "bsa_m2", "age_years", "indication", "formula", "cycle", "day")


def begun(text: Text, conversation: Conversation, rules: Rules) -> Calculate | None:
    """Return the calculation of what was looked up before, with the facts of this turn; None where it is no such turn."""
    last = conversation.last
    if not isinstance(last, LookUp) or text.toxicities or not following.is_elliptic(text.question):
        return None
    wanted = _bag(text, last, rules) or _dose(text, last, conversation)
    return None if wanted is None else Calculate(last.question, last.asked, (wanted,), patient=True)


def _bag(text: Text, last: LookUp, rules: Rules) -> Wanted | None:
    if asks_pump_rate(last.question) is None or text.asked.concepts - last.asked.concepts:
        return None
    times = [q for q in quantities(text.question) if q.dimension == "time" and q.value is not None]
    value = times[0].value if len(times) == 1 else bare_number(text.question)
    if value is None or not _is_a_bag(value, rules):
        return None
    return Wanted("infusion", {"bag_hours": Stated("bag_hours", value, text.question.strip())})


def _dose(text: Text, last: LookUp, conversation: Conversation) -> Wanted | None:
    """Return the dose of the cycle and day that were looked up, or that are told, for the weight of this turn."""
    said = {name: item for name, item in text.reading.stated.items() if name in _OF_A_DOSE}
    if "weight_kg" not in said or not ("dose" in last.asked.concepts or asks_dose(last.question) is not None):
        return None
    unclear = tuple(item for item in text.reading.unclear.values() if item.name in _OF_A_DOSE)
    return Wanted("dose", {**carried(conversation, ("cycle", "day")), **said}, unclear)


def _is_a_bag(hours: Decimal, rules: Rules) -> bool:
    try:
        calculate("infusion", {"bag_hours": hours}, rules)
    except CalculationError:
        return False
    return True
