"""A rule was looked up, and the next turn gives a patient's facts: the calculation for this patient begins."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.conversation import following
from assistant.conversation.asking_else import names_a_subject
from assistant.conversation.blasts import counted_again
from assistant.conversation.looking_again import OF_ANOTHER_DRUG
from assistant.conversation.memory import Conversation, carried
from assistant.conversation.quantities import quantities
from assistant.conversation.replying import bare_number
from assistant.conversation.requests import Calculate, LookUp, Wanted
from assistant.conversation.rows_before import asks_when_to_increase
from assistant.conversation.said import says
from assistant.conversation.signals import Text, asks_calendar, asks_dose, asks_pump_rate
from assistant.conversation.stated import Stated, Unclear
from assistant.conversation.toxicities import toxicities
from assistant.conversation.ward import Ward
from assistant.knowledge.rule_sets import Rules

_WHEN_A_CYCLE = re.compile(
    r"\b(?:when(?:['’]?s)?|what (?:date|day)|which (?:date|day))\b[^?.]{0,20}\b(?:cycle (?:\d|two|three|four|five)|(?:next|second|third|fourth|fifth|last) cycle|c ?\d)\b[^?.]{0,15}\b(?:start\w*|begin\w*|due|end\w*|finish\w*)\b"
    r"|\b(?:when|what (?:date|day))\b[^?.]{0,15}\b(?:start\w*|begin\w*|due|end\w*|finish\w*)\b[^?.]{0,15}\b(?:cycle (?:\d|two|three|four|five)|(?:next|second|third|fourth|fifth|last) cycle|c ?\d)\b",
    re.IGNORECASE,
)
_DATE_OF_STEP = re.compile(
    r"\b(?:when|(?:what |which |the )?(?:date|day))\b[^?.]{0,30}\b(?:dose|rate|step|it|she|he)\b[^?.]{0,15}\b(?:go(?:es)?|step(?:s|ped)?|move[sd]?) up\b|\b(?:when|(?:what |which |the )?(?:date|day))\b[^?.]{0,30}\b(?:increas\w*|step-?up|escalat\w*)\b",
    re.IGNORECASE,
)
_PERSON_IS = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|but|well)\W+)*(?:my |our |the |this )?(?:pt|patient|lady|gentleman|she|he)(?:['’]?s| is| was| weighs)?(?: only| just| about)? \d{2,3}(?:\.\d{1,2})?\W*$",
    re.IGNORECASE,
)
_WHAT_TO_RUN = re.compile(r"\bwhat (?:do|should|can) (?:i|we) (?:run|give|hang|start)\b", re.IGNORECASE)
_FEW_WORDS = 10
_OF_A_BAG = frozenset({"bag_7_day", "continuous_infusion", "infusion_rate", "pump"})
_OF_A_SCHEDULE = tuple(given.name for given in CATALOGUE["schedule"].inputs)
_OF_A_DOSE = ("weight_kg", "height_cm", "bsa_m2", "age_years", "indication", "formula", "cycle", "day")


def calendar_for(text: Text, conversation: Conversation) -> tuple[Wanted, ...]:
    """Return the schedule of a patient who is known, asked for by its name alone ("full schedule please")."""
    is_known = {"weight_kg", "start_date"} & conversation.facts.keys()
    calculation = conversation.calculation
    is_new = calculation is None or any(w.calculator != "schedule" for w in calculation.wanted)
    is_asked = asks_calendar(text.question) or (
        "start_date" in conversation.facts
        and (_WHEN_A_CYCLE.search(text.question) is not None or _goes_up(text, conversation))
    )
    given = {name: item for name, item in text.reading.stated.items() if name in _OF_A_SCHEDULE}
    return (Wanted("schedule", given),) if is_known and is_new and is_asked else ()


def _goes_up(text: Text, conversation: Conversation) -> bool:
    """Tell whether a turn after a dose, or one that tells a weight, asks when the dose goes up."""
    last = conversation.calculation
    is_dose = last is not None and all(w.calculator == "dose" for w in last.wanted)
    is_told = last is None and "weight_kg" in text.reading.stated
    return (is_dose or is_told) and (
        asks_when_to_increase(text.question) or _DATE_OF_STEP.search(text.question) is not None
    )


def known_dose_for(text: Text, conversation: Conversation) -> tuple[Wanted, ...]:
    """Return the dose of a patient who is known, asked for or completed by mere facts: "and what dose of blina?", "cycle 2, day 1."."""
    if text.toxicities or names_a_subject(text) or (text.asked.bands - {"fixed"} and not text.patient):
        return ()
    last = conversation.last
    if conversation.calculation is not None or (
        last is not None and last.asked.concepts & OF_ANOTHER_DRUG and not text.asked.concepts & {"blinatumomab"}
    ):
        return ()
    told = text.reading.stated.keys() & set(_OF_A_DOSE)
    known = {name for name in _OF_A_DOSE if name in conversation.facts}
    if not known or not {"weight_kg", "cycle", "day"} <= known | told:
        return ()
    is_told = bool(told) and following.is_short(text.question) and not following.is_question(text.question)
    asks = asks_dose(text.question) is not None or _WHAT_TO_RUN.search(text.question) is not None
    if not is_told and not (asks and following.is_elliptic(text.question)):
        return ()
    given = {name: item for name, item in text.reading.stated.items() if name in _OF_A_DOSE}
    return (Wanted("dose", {**carried(conversation, [n for n in _OF_A_DOSE if n not in given]), **given}),)


def dose_on_date_for(text: Text, conversation: Conversation) -> tuple[Wanted, ...]:
    """Return the dose on a date that is asked for after a schedule: "and the 16th of February?"."""
    last = conversation.calculation
    if last is None or any(w.calculator != "schedule" for w in last.wanted) or text.toxicities or names_a_subject(text):
        return ()
    if not {"cycle", "day", "on_date"} <= text.reading.stated.keys() or not following.is_elliptic(text.question):
        return ()
    known = {n: replace(i, carried=True) for n, i in last.wanted[0].inputs.items() if n in _OF_A_DOSE}
    given = {name: item for name, item in text.reading.stated.items() if name in _OF_A_DOSE}
    return (Wanted("dose", {**known, **given}),)


def known_rate_for(text: Text, conversation: Conversation) -> tuple[Wanted, ...]:
    """Return the rate of a bag that was told before, asked for by its name alone ("rate?")."""
    if _tells_a_bag_alone(text, conversation):
        names = [given.name for given in CATALOGUE["infusion"].inputs if given.name != "bag_hours"]
        return (Wanted("infusion", {**carried(conversation, names), "bag_hours": text.reading.stated["bag_hours"]}),)
    if "bag_hours" not in conversation.facts or asks_pump_rate(text.question) is None or text.reading.stated:
        return ()
    # "Another one, 72 h. Speed?" is of another bag.
    is_plain = not any(c.isdigit() for c in text.question)
    is_plain = (
        is_plain and len(text.question.split()) <= _FEW_WORDS and not text.asked.concepts - {"infusion_rate", "pump"}
    )
    names = [given.name for given in CATALOGUE["infusion"].inputs]
    return (Wanted("infusion", carried(conversation, names)),) if is_plain else ()


def _tells_a_bag_alone(text: Text, conversation: Conversation) -> bool:
    """Tell whether a turn after a dose tells the hours of a bag and nothing else ("bag is 72 h"): its rate is what is asked."""
    last = conversation.last
    is_dose = isinstance(last, Calculate) and all(w.calculator == "dose" for w in last.wanted)
    is_alone = text.reading.stated.keys() == {"bag_hours"} and not text.reading.unclear and not text.toxicities
    return is_dose and is_alone and following.is_short(text.question) and not text.asked.concepts - _OF_A_BAG


def begun(text: Text, conversation: Conversation, ward: Ward) -> Calculate | None:
    """Return the calculation of what was looked up before, with the facts of this turn; None where it is no such turn."""
    last, rules = conversation.last, ward.rules
    if not isinstance(last, LookUp) or text.toxicities or not following.is_elliptic(text.question):
        return None
    wanted = _bag(text, last, conversation, rules) or _dose(text, last, conversation) or _prephase(text, last)
    wanted = wanted or _row(text, last, ward)
    return None if wanted is None else Calculate(last.question, last.asked, (wanted,), patient=True)


def _bag(text: Text, last: LookUp, conversation: Conversation, rules: Rules) -> Wanted | None:
    if asks_pump_rate(last.question) is None or text.asked.concepts - last.asked.concepts:
        return None
    times = [q for q in quantities(text.question) if q.dimension == "time" and q.value is not None]
    value = times[0].value if len(times) == 1 else bare_number(text.question)
    if value is None or not _is_a_bag(value, rules):
        return None
    bag = Stated("bag_hours", value, text.question.strip())
    names = [given.name for given in CATALOGUE["infusion"].inputs if given.name != "bag_hours"]
    told = {name: item for name, item in text.reading.stated.items() if name in names}
    return Wanted("infusion", {**carried(conversation, names), **told, "bag_hours": bag})


def _prephase(text: Text, last: LookUp) -> Wanted | None:
    """Return the prephase that was looked up, for the blasts of this turn ("my pt has 40% marrow")."""
    told = counted_again(text.question) if "prephase" in last.asked.concepts else {}
    return Wanted("prephase", told) if told and text.asked.concepts <= last.asked.concepts | {"prephase"} else None


def _dose(text: Text, last: LookUp, conversation: Conversation) -> Wanted | None:
    """Return the dose of the cycle and day that were looked up, or that are told, for the weight of this turn."""
    said = {name: item for name, item in text.reading.stated.items() if name in _OF_A_DOSE}
    doubtful = _weight_without_unit(text, last)
    if doubtful is not None:
        return Wanted("dose", said, (doubtful,))
    known = carried(conversation, ("weight_kg", "height_cm", "bsa_m2", "age_years", "cycle", "day"))
    if (
        not {"weight_kg", "cycle", "day"} & said.keys()
        or not {"weight_kg"} & (said.keys() | known.keys())
        or not ("dose" in last.asked.concepts or asks_dose(last.question) is not None)
        or last.asked.concepts & OF_ANOTHER_DRUG
    ):
        return None
    unclear = tuple(item for item in text.reading.unclear.values() if item.name in _OF_A_DOSE)
    return Wanted("dose", {**known, **said}, unclear)


def _weight_without_unit(text: Text, last: LookUp) -> Unclear | None:
    """Return the weight that a turn on a patient gives without its unit, after a question on dosing ("pt is 44.8")."""
    match = _PERSON_IS.match(text.question)
    is_dosing = "dose" in last.asked.concepts and not last.asked.concepts & OF_ANOTHER_DRUG
    return Unclear("weight_kg", match[0].strip(), "unit") if match and is_dosing and not text.reading.stated else None


def _row(text: Text, last: LookUp, ward: Ward) -> Wanted | None:
    """Return the row of the one toxicity that was looked up, for the grade of this turn ("pt has it, grade 2")."""
    named, said = toxicities(last.question, ward.vocabulary), says(text, ward.rules)
    is_told = text.patient or following.is_follow_up(text.question) or not following.is_question(text.question)
    if len(named) != 1 or not is_told or "grade" not in said:
        return None
    toxicity = {item.name: item for item in named[0].inputs} | said
    known = {given.name for given in CATALOGUE["modification"].inputs}
    return Wanted("modification", {name: item for name, item in toxicity.items() if name in known})


def _is_a_bag(hours: Decimal, rules: Rules) -> bool:
    try:
        calculate("infusion", {"bag_hours": hours}, rules)
    except CalculationError:
        return False
    return True
