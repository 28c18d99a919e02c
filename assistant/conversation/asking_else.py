"""Turns that name a day or a cycle and ask for something else than the dose of it: "can she go home on day 10?"."""

import re
from collections.abc import Mapping

from assistant.conversation import following
from assistant.conversation.looking_again import OF_NO_SUBJECT
from assistant.conversation.memory import Conversation
from assistant.conversation.parts import asks_in_one_part
from assistant.conversation.requests import LookUp
from assistant.conversation.signals import Text, asks_dose
from assistant.conversation.stated import Stated

_OF_TIME = frozenset({"cycle", "day", "dose_step"})
# What differs from cycle to cycle beside the dose: a cycle told after a look-up on it is of that.
_BY_CYCLE = frozenset(
    {
        "premedication",
        "hospitalization",
        "monitoring",
        "dexamethasone",
        "antipyretic",
        "cbc",
        "coagulation",
        "electrolytes",
        "liver",
        "neurology_check",
        "supportive_care",
    }
)
_OF_AN_AGE = frozenset({"elderly", "adult"})
_SAYS_AGE = re.compile(
    r"\b(?:years?|y/?o|yrs?|old\w*|age[ds]?|elderly|geriatric|senior|pensioner\w*|seventies|eighties|nineties)\b",
    re.IGNORECASE,
)
# What is asked of a dose itself.
_OF_THE_DOSE = OF_NO_SUBJECT | {
    "continuous_infusion",
    "pump",
    "infusion_rate",
    "interval",
    "b_all",
    "relapsed_refractory",
    "bsa_dosing",
    "maximum_dose",
    "number_of_cycles",
    "escalation",
}


def asks_something_else(text: Text, said: Mapping[str, Stated], conversation: Conversation) -> bool:
    """Tell whether what a turn states, days and cycles alone, belongs to a question on something else than the calculation."""
    if not said.keys() <= _OF_TIME or "age_years" in text.reading.stated or text.reading.unclear:
        return False
    if asks_dose(text.question) is not None or conversation.calculation is None:
        return False
    if isinstance(conversation.last, LookUp) and conversation.last.asked.concepts & _BY_CYCLE and not text.patient:
        return bool(said)
    if not following.is_question(text.question) or not names_a_subject(text):
        return False
    if (
        not said
        and text.asked.concepts <= _OF_AN_AGE
        and "weight_kg" in conversation.facts
        and not _SAYS_AGE.search(text.question)
    ):
        # "And somebody at 80?" after a weight may be the next weight.
        return False
    return not said or asks_in_one_part(text.question, [item.words for item in said.values()])


def names_a_subject(text: Text) -> bool:
    """Tell whether a turn names something that is no part of a dose, and no toxicity."""
    return bool(text.asked.concepts - _OF_THE_DOSE - text.asked.toxicities)
