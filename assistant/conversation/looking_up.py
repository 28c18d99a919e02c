"""What a turn without a calculation looks up: by itself, of the subject before, or leaning on what was asked before."""

import re
from decimal import Decimal

from assistant.conversation import following
from assistant.conversation.looking_again import (
    OF_ANOTHER_DRUG,
    effects_in_these,
    has_no_subject,
    is_of_the_same_people,
)
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate, HoldLength, LookUp, Wanted
from assistant.conversation.signals import Text
from assistant.conversation.subject_kept import same_subject, without_lead
from assistant.conversation.ward import Ward
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.dosing_basis import asks_dosing_basis
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules

# "And when changing the bag?", "if restarting after a hold": the same is asked under another condition.
_UNDER_A_CONDITION = re.compile(
    r"^\W*(?:(?:and|or|but|so|also|ok(?:ay)?|what about|how about|what|not)\W+)*(?:if|when|while|whilst|during|after|before|upon|on)\s(?:(?:we|she|he|they|i|you)(?:['’]re| are|['’]s| is)\s)?(?:re-?)?(?!during|morning|evening|anything|something)\w+ing\b"
    r"(?!.*\b(?:is|are|was|do|does|did|can|could|should|must|shall|will|would|what|which|how|who|where|why)\b)",
    re.IGNORECASE,
)
# What restricts a question and is no topic of its own.
_NO_TOPIC = frozenset({"summary", "monograph", "cycle"})
_LIMIT = "limit_of_14_days"
_OF_A_STEP = frozenset({"dose", "escalation", "blinatumomab", "cycle", "continuous_infusion", "pump", "bag_change"})
# "Fine. When does it go up?", "how long on 9?"
_OF_ITS_STEPS = re.compile(
    r"\b(?:when|what day|which day|how (?:soon|long|many days))\b[^?.!]{0,40}\b(?:go(?:es|ing)? (?:up|to|higher)|went up|step(?:s|ped)? up|stepping up|increas\w*|escalat\w*|bump\w*|mov(?:e|es|ed|ing) (?:up|to|on)|switch\w* (?:up |over )?to|chang\w* (?:to|over|up)|up to|until (?:the )?(?:28|15|full|higher)|before (?:the )?(?:28|15|full|higher)|to (?:28|15|full))\b"
    r"|\b(?:what|which) day\b[^?.!]{0,25}\b(?:28|15|full dose|higher dose)\b"
    r"|\b(?:how long|how many days|until when|till when)\b[^?.!]{0,25}\b(?:on|at) (?:the )?(?:9|nine|5|five|28|15|it|that|this|(?:low|lower|initial|first|starting) dose)\b",
    re.IGNORECASE,
)
_ROUTE = r"(?:iv|i\.v\.|intravenous(?:ly)?|po|p\.o\.|oral(?:ly)?|by mouth|tablets?|tabs?|im|sc|s\.c\.|subcut\w*|injections?|infusion|pills?)"
# "IV or PO?", "by mouth?": the route of what was asked before.
_BY_WHICH_ROUTE = re.compile(
    rf"^\W*(?:(?:and|so|but|ok(?:ay)?|is (?:it|that)|given|as|an?)\W+)*{_ROUTE}(?:\W+or\W+(?:an? |by )?{_ROUTE})?\W*$",
    re.IGNORECASE,
)
DOSE_ALONE = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:the |its )?(?:dose|dosage|how much)\W*$", re.IGNORECASE
)


# Whether a drug may be given to somebody who is allergic to it stands under its contraindications.
_ALLERGIC_TO_IT = re.compile(
    r"\b(?:allerg\w+|anaphyla\w+|hypersensitiv\w+)(?: reaction)? to (?:the |this )?(?:drug|blin\w*|it)\b", re.IGNORECASE
)
_MAY_BE_GIVEN = re.compile(
    r"\b(?:give|given|giving|re-?start\w*|re-?challeng\w*|continu\w*|start|have|get|ok(?:ay)?|safe|allowed|can|may|use)\b",
    re.IGNORECASE,
)


_HOW_OFTEN = re.compile(
    r"\b(?:how (?:often|common|many|frequent\w*|likely)|what (?:share|proportion|percentage|fraction)|frequency|incidence|rates? of)\b",
    re.IGNORECASE,
)
_SEVERER = re.compile(
    r"^\W*(?:(?:and|but|or|so|what about|how about|only|just|of|the|any)\W+)*(?:(?:grade|gr|g) ?[1-5]\b(?: ?(?:and|or) (?:up|above|over|higher|worse|more|below|under|less)| ?\+)?|severe(?:ly)?|serious|bad|fatal|mild|any[- ]grade|high[- ]grade)(?: (?:ones?|cases?|kind|grades?|events?))?\W*$",
    re.IGNORECASE,
)


def look_up(text: Text, conversation: Conversation, ward: Ward) -> LookUp:
    """Return the look-up of a turn: of the subject before where it names none, and with what was asked before."""
    last = conversation.last
    if _ALLERGIC_TO_IT.search(text.question) and _MAY_BE_GIVEN.search(text.question):
        question = f"contraindications: {text.question}"
        return LookUp(question, aspects_of(question, ward.vocabulary))
    if last is None or _LIMIT in text.asked.concepts:
        # A limit that the rows name is asked for as such, and not the row that was asked for before.
        return LookUp(text.question, text.asked)
    is_of_them = isinstance(last, LookUp) and following.is_short(text.question) and is_of_the_same_people(text, last)
    narrows = is_of_them or _narrows_a_frequency(text, last)
    of_the_same = effects_in_these(text, last, ward.vocabulary) if isinstance(last, LookUp) and is_of_them else None
    if not narrows:
        of_the_same = _of_the_dosing_basis(text, conversation, ward) or same_subject(text, last, ward.vocabulary)
    if of_the_same is not None:
        return of_the_same
    before = as_it_stands(last, ward) or LookUp(last.look_up.question, last.asked)
    if before.asked is not last.asked and _asks_of_its_steps(text, last):
        return before
    names_nothing_new = text.asked.concepts <= last.asked.concepts | _NO_TOPIC
    was_looked_up = isinstance(last, LookUp) or (isinstance(last, Calculate) and not last.patient)
    leans = narrows or (was_looked_up and _is_fragment(text) and names_nothing_new) or has_no_subject(text)
    leans = leans or (was_looked_up and following.is_short(text.question) and _is_under_a_condition(text))
    leans = leans or (was_looked_up and _BY_WHICH_ROUTE.match(text.question) is not None)
    leans = leans or (DOSE_ALONE.match(text.question) is not None and bool(last.asked.concepts & OF_ANOTHER_DRUG))
    if not (leans or text.asked.concepts or following.is_follow_up(text.question)):
        return LookUp(text.question, text.asked)
    question = text.question if leans else without_lead(text.question)
    return LookUp(question, text.asked, before=before, leans=leans)


def _narrows_a_frequency(text: Text, last: LookUp | Calculate | HoldLength) -> bool:
    """Tell whether a fragment narrows how often something occurs ("grade 3 and up?"): it asks for no row."""
    return (
        isinstance(last, LookUp)
        and _HOW_OFTEN.search(last.question) is not None
        and _SEVERER.match(text.question) is not None
    )


def _of_the_dosing_basis(text: Text, conversation: Conversation, ward: Ward) -> LookUp | None:
    """Return the question by what a patient is dosed, with the weight that is known: it decides."""
    weight = conversation.value("weight_kg")
    told = text.reading.stated.keys() | text.reading.unclear.keys()
    if not isinstance(weight, Decimal) or "weight_kg" in told:
        return None
    question = f"{plain(weight)} kg: {text.question}"
    return LookUp(question, aspects_of(question, ward.vocabulary)) if asks_dosing_basis(question) else None


def _asks_of_its_steps(text: Text, last: LookUp | Calculate | HoldLength) -> bool:
    """Tell whether a turn after a dose asks when it goes up, or for how long it stays: the table of the cycle says both."""
    is_dose = isinstance(last, Calculate) and all(w.calculator == "dose" for w in last.wanted)
    return is_dose and not text.asked.concepts - _OF_A_STEP and _OF_ITS_STEPS.search(text.question) is not None


def _is_under_a_condition(text: Text) -> bool:
    return _UNDER_A_CONDITION.match(text.question) is not None and not text.toxicities


def as_it_stands(last: LookUp | Calculate | HoldLength, ward: Ward) -> LookUp | None:
    """Return the row that was asked for with what has been changed of it since: its first question tells what it was."""
    if isinstance(last, Calculate) and len(last.wanted) == 1 and last.wanted[0].calculator == "dose":
        return _dose_as_it_stands(last.wanted[0], ward)
    if not isinstance(last, Calculate) or len(last.wanted) != 1 or last.wanted[0].calculator != "modification":
        return None
    inputs = last.wanted[0].inputs
    toxicity, level = inputs.get("toxicity"), inputs.get("grade") or inputs.get("seizures")
    if toxicity is None or level is None or not any(item.carried for item in inputs.values()):
        return None
    number = plain(level.value) if isinstance(level.value, Decimal) else ""
    question = f"{number} seizures" if level.name == "seizures" else f"grade {number} {toxicity.words}"
    return LookUp(question, aspects_of(question, ward.vocabulary))


def _dose_as_it_stands(wanted: Wanted, ward: Ward) -> LookUp | None:
    """Return the rule of the dose that was calculated: of its cycle, and of its weight band."""
    cycle, weight = wanted.inputs.get("cycle"), wanted.inputs.get("weight_kg")
    if (
        cycle is None
        or weight is None
        or not isinstance(cycle.value, Decimal)
        or not isinstance(ward.rules.dose, DoseRules)
    ):
        return None
    limit = ward.rules.dose.bsa_dosing_below
    band = "less than" if isinstance(weight.value, Decimal) and limit.holds(weight.value) else "at least"
    question = f"blinatumomab dose in cycle {plain(cycle.value)}, weight {band} {plain(limit.value)} kg"
    return LookUp(question, aspects_of(question, ward.vocabulary))


def _is_fragment(text: Text) -> bool:
    """Tell whether a turn is too short to be a question of its own and goes on from one ("cycle 2?", "and the monograph?")."""
    goes_on = following.is_follow_up(text.question) or not following.is_question(text.question.rstrip("?! "))
    return following.is_short(text.question) and goes_on
