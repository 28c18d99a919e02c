"""What a turn asks for by itself: a calculation with what is known of the patient, what a hold's length means, or a look-up."""

import re
from dataclasses import replace

from assistant.calculators import CATALOGUE
from assistant.conversation import following
from assistant.conversation.declining import is_emergency
from assistant.conversation.dose_steps import step_at
from assistant.conversation.looking_again import has_no_subject
from assistant.conversation.memory import BODY, Conversation, carried
from assistant.conversation.outside import is_child, outside
from assistant.conversation.parts import second_part
from assistant.conversation.requests import Calculate, Decline, HoldLength, LookUp, Request, Wanted
from assistant.conversation.rows_before import is_in_force
from assistant.conversation.said import is_incomplete, is_same_kind
from assistant.conversation.signals import Text
from assistant.conversation.stated import Stated
from assistant.conversation.toxicities import lone_grade
from assistant.conversation.ward import Ward
from assistant.knowledge.rule_sets import Rules

_CYCLE_GOES_ON = re.compile(
    r"\bcycles?\b|\b(?:resum\w*|carry(?:ing)? on|pick(?:ing)? up|go(?:ing)? on|start(?:ing)? (?:over|again|anew|from)|restart\w*|continu\w*)\b",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\b(?:flat|fixed|bsa|body surface|per (?:m2|square|kg)|weight[- ]based|(?:adult|paediatric|pediatric) dos\w*|which dosing|how (?:is|are) (?:the|her|his) dose|band)\b|m2|m²",
    re.IGNORECASE,
)
_DRUGS_OF_THE_TABLE = frozenset({"dexamethasone", "tocilizumab", "anakinra"})
_OF_A_DRUG = re.compile(
    r"\b(?:how much|dose of|what dose of|cover|taper|premed\w*|can (?:i|we|she|he) (?:give|have|get|use)|should (?:i|we) (?:give|use)|give|use|need|role of|is) (?:\w+ ){0,3}(?:toci\w*|anakinra|dex\w*|steroids?|premed\w*|cover)\b"
    r"|\b(?:steroids?|dex\w*|toci\w*|anakinra)\b(?: \w+){0,3} (?:cover|taper|dose|first|before|ok|allowed|recommended)\b",
    re.IGNORECASE,
)
_DOCUMENTS = frozenset({"summary", "monograph"})
_WHAT_NOW = re.compile(
    r"\bwhat (?:now|next|do (?:i|we) do|should (?:i|we) do)\b|\b(?:hold|stop|restart|continue) (?:it|the infusion|blin\w*)?\s?\?",
    re.IGNORECASE,
)
_OF_THE_MOMENT = ("cycle", "day")
_BODY_STATED = frozenset({"weight_kg", "height_cm", "bsa_m2", "age_years"})
_LABORATORY = frozenset(
    given.name for d in (CATALOGUE["liver"], CATALOGUE["prephase"]) for given in d.inputs if given.kind == "number"
) - {"weight_kg", "age_years"}


def of_its_own(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Request:
    """Return what a turn asks for by itself."""
    declined = outside(text, own, conversation, ward)
    if declined is not None:
        return declined
    held = _hold_length(text, own, ward.rules)
    if held is not None:
        return held
    if not own and _is_grade_alone(text):
        return Calculate(text.question, text.asked, (Wanted("modification", dict(_grade_of(text))),), patient=True)
    of_a_child = is_child(text.reading.stated.get("age_years"), ward.rules)
    if own and (of_a_child or not _asks_for_the_method(text, own)) and not _asks_for_its_drug(text, own):
        return _calculation(text, own, conversation, ward)
    return _look_up(text, conversation)


def _is_grade_alone(text: Text) -> bool:
    """Tell whether a turn asks what to do at a grade and names no toxicity."""
    return bool(_grade_of(text)) and not text.toxicities and _WHAT_NOW.search(text.question) is not None


def _grade_of(text: Text) -> tuple[tuple[str, Stated], ...]:
    grade = lone_grade(text.question)
    return () if grade is None else (("grade", grade),)


def _hold_length(text: Text, own: tuple[Wanted, ...], rules: Rules) -> HoldLength | None:
    """Return a question for what a hold's length means, where it asks for no toxicity's row."""
    days_held = text.reading.stated.get("days_held")
    asks_for_drug = "dexamethasone" in text.asked.concepts
    if days_held is None or asks_for_drug or not all(is_incomplete(item, rules) for item in own):
        return None
    return HoldLength(days_held, LookUp(text.question, text.asked)) if _CYCLE_GOES_ON.search(text.question) else None


def _asks_for_the_method(text: Text, own: tuple[Wanted, ...]) -> bool:
    """Tell whether a question on dosing asks how a dose is found, not for the dose of a day."""
    untimed = not {"cycle", "day"} & (text.reading.stated.keys() | text.reading.unclear.keys())
    is_dose = [item.calculator for item in own] == ["dose"]
    return is_dose and untimed and _METHOD.search(text.question) is not None


def _asks_for_its_drug(text: Text, own: tuple[Wanted, ...]) -> bool:
    """Tell whether a question names a toxicity only to ask for a drug that its row speaks of."""
    is_row = all(item.calculator == "modification" and "hours_interrupted" not in item.inputs for item in own)
    return is_row and bool(text.asked.concepts & _DRUGS_OF_THE_TABLE) and _OF_A_DRUG.search(text.question) is not None


def _look_up(text: Text, conversation: Conversation) -> LookUp:
    last = conversation.last
    if last is None:
        return LookUp(text.question, text.asked)
    before = LookUp(last.look_up.question, last.asked)
    names_nothing_new = text.asked.concepts <= last.asked.concepts | _DOCUMENTS
    leans = (isinstance(last, LookUp) and _is_fragment(text) and names_nothing_new) or has_no_subject(text)
    if not (leans or text.asked.concepts or following.is_follow_up(text.question)):
        return LookUp(text.question, text.asked)
    return LookUp(text.question, text.asked, before=before, leans=leans)


def _is_fragment(text: Text) -> bool:
    """Tell whether a turn is too short to be a question of its own and goes on from one ("cycle 2?", "and the monograph?")."""
    goes_on = following.is_follow_up(text.question) or not following.is_question(text.question.rstrip("?! "))
    return following.is_short(text.question) and goes_on


def _calculation(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Request:
    if "children" in text.asked.concepts and text.patient and "age_years" not in text.reading.stated:
        return Decline("child", text.question)
    untimed = not {"cycle", "day", "on_date"} & text.reading.stated.keys()
    is_dose = all(item.calculator == "dose" and is_incomplete(item, ward.rules) for item in own)
    if is_dose and untimed and conversation.calculation and is_in_force(conversation, ward.rules):
        # While a toxicity stops the infusion, the dose of the day is what its row says.
        return replace(conversation.calculation, emphasis="restated")
    follows = following.is_follow_up(text.question) or following.is_correction(text.question)
    leans = follows or (is_same_kind(own, conversation.calculation) and following.is_short(text.question))
    filled = tuple(_filled(item, conversation, ward, follows=follows, leans=leans) for item in own)
    # An emergency is not kept waiting for an answer to a question: it gets the rule.
    # Nor is a whole weight band ("anyone over 45 kg") asked for its weight.
    is_band = bool(text.asked.bands) and not _BODY_STATED & text.reading.stated.keys()
    patient = (text.patient or follows or _lacks_its_subject(own)) and not is_emergency(text.question) and not is_band
    besides = second_part(text.question, own, ward.vocabulary)
    if besides is not None:
        besides = replace(besides, before=LookUp(text.question, text.asked))
    return Calculate(text.question, text.asked, filled, patient, besides)


def _lacks_its_subject(own: tuple[Wanted, ...]) -> bool:
    """Tell whether a row is asked for and its toxicity is not named: no general rule answers that."""
    return any(item.calculator == "modification" and "toxicity" not in item.inputs for item in own)


def _filled(item: Wanted, conversation: Conversation, ward: Ward, *, follows: bool, leans: bool) -> Wanted:
    """Add what is known of the patient, marked as carried. A turn that is complete by itself and does not go on carries nothing."""
    names = [given.name for given in CATALOGUE[item.calculator].inputs]
    if follows or is_incomplete(item, ward.rules):
        lasting = {*BODY, "start_date", *(_OF_THE_MOMENT if leans else ()), *(_LABORATORY if leans else ())}
    else:
        # A further laboratory value of the same patient stands beside those told before.
        lasting = set(_LABORATORY) if leans else set()
    unclear = {doubt.name for doubt in item.unclear}
    known = carried(conversation, [n for n in names if n in lasting and n not in unclear])
    if "weight_kg" in item.inputs:
        known.pop("bsa_m2", None)
    if "dose_step" in names and "dose_step" not in item.inputs and follows:
        when = carried(conversation, _OF_THE_MOMENT)
        step = step_at(when.get("cycle"), when.get("day"), ward.rules)
        known |= {} if step is None else {"dose_step": replace(step, carried=True)}
    return replace(item, inputs={**known, **item.inputs})
