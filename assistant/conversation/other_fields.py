"""Is a question of another field? A word of the regimen in another sense, a person to be reached, a device to be mended."""

import re

from assistant.conversation.signals import Text
from assistant.knowledge.elsewhere import Elsewhere

# A person may be called Blin.
DRUG = re.compile(
    r"\b(?:(?<!\bdr )(?<!\bdr\. )(?<!\bdoctor )(?<!\bmr )(?<!\bmrs )(?<!\bms )(?<!\bprof )(?<!\bprofessor )blin(?!k|d|g)\w*|bite antibody|(?:the|this) (?:regimen|protocol|monograph))\b",
    re.IGNORECASE,
)
# What becomes of the infusion after a fault is the regimen's.
_AFTER_A_FAULT = frozenset(
    {"hold", "restart", "same_or_new_cycle", "medication_error", "overfill", "bag_7_day", "interval"}
)
_PATIENT = re.compile(r"\b(?:pts?|patients?)\b|\bc\d ?d\d", re.IGNORECASE)
_REACHES_A_PERSON = re.compile(
    r"\b(?:page|bleep|ring|phone|call|contact|email|reach|speak to|talk to|get hold of|put me through to|find|where is|where's|who is|who's)\s(?:dr|doctor|mr|mrs|ms|prof|professor)\b\.?\s\w+",
    re.IGNORECASE,
)


def is_of_another_field(text: Text, elsewhere: Elsewhere, *, calculates: bool) -> bool:
    """Tell whether words of the regimen have another sense, a person is to be reached, or a device to be mended."""
    question = text.question
    is_of_somebody = DRUG.search(question) or _PATIENT.search(question)
    if not is_of_somebody and elsewhere.is_in_another_sense(question):
        return True
    if calculates:
        return False
    if elsewhere.device_faults.search(question) and text.asked.concepts.isdisjoint(_AFTER_A_FAULT):
        return True
    return not text.toxicities and _REACHES_A_PERSON.search(question) is not None
