"""A turn becomes a request: calculate, look something up, or decline; and the conversation learns what it states.

The decision is explicit, in this order: what cannot be used; what is never answered; a new patient; a reply to a question of
ours; the same again, or a doubt; a calculation of its own; a change of what was asked before; a look-up. What a calculation
still needs the calculator itself says; the answer then asks back.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.conversation import following, revising
from assistant.conversation.clauses import is_negated, of_this_patient
from assistant.conversation.cleaning import clean, holds_strange_digits, unusable
from assistant.conversation.declining import asks_about_itself, asks_unsafe, is_emergency, is_lay, is_other_language
from assistant.conversation.dose_steps import step_at
from assistant.conversation.doses_said import named_step
from assistant.conversation.measured import with_one_weight
from assistant.conversation.memory import BODY, Conversation, Pending, asked, carried, forgotten, remembered, without
from assistant.conversation.other_drugs import is_elsewhere
from assistant.conversation.parts import second_part
from assistant.conversation.reading import read
from assistant.conversation.replying import lone_level, slot_answer
from assistant.conversation.requests import Acknowledge, Calculate, Decline, HoldLength, LookUp, Request, Wanted, joined
from assistant.conversation.routing import wanted
from assistant.conversation.signals import Text, is_patient
from assistant.conversation.spelling import in_own_words, respelled
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.conversation.timing import with_cycle_and_day
from assistant.conversation.toxicities import CONFIRMABLE, confirmation, denied_toxicities, lone_grade, toxicities
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.elsewhere import Elsewhere
from assistant.knowledge.rule_sets import Rules, Stopped
from assistant.knowledge.vocabulary import Vocabulary

_INDICATIONS = (
    (
        "mrd_positive",
        re.compile(
            r"\b(?:MRD(?:[\s-]?(?:positive|pos|\+))?|(?:minimal|measurable) residual disease)\b(?![\s-]?neg)",
            re.IGNORECASE,
        ),
    ),
    ("consolidation", re.compile(r"\bconsolidation\b(?! cycles?)", re.IGNORECASE)),
)
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
_OF_THE_MOMENT = ("cycle", "day")
_OF_A_TOXICITY = frozenset(
    {"days_to_resolve", "days_held", "unresolved_days", "hours_interrupted", "grade", "dose_step"}
)
_BODY_STATED = frozenset({"weight_kg", "height_cm", "bsa_m2", "age_years"})
_LABORATORY = frozenset(
    given.name for d in (CATALOGUE["liver"], CATALOGUE["prephase"]) for given in d.inputs if given.kind == "number"
) - {"weight_kg", "age_years"}


@dataclass(frozen=True)
class Ward:
    """What is needed to understand a turn: the ward's words, what lies outside, and the rules."""

    vocabulary: Vocabulary
    elsewhere: Elsewhere
    rules: Rules


@dataclass(frozen=True)
class Understood:
    """What a turn asks for, and the conversation with what it states."""

    request: Request
    conversation: Conversation


def understand(words: str, conversation: Conversation, ward: Ward) -> Understood:
    """Turn what a user typed, after what was said before, into a request."""
    conversation = replace(conversation, turn=conversation.turn + 1)
    why = unusable(words)
    if why is not None:
        return Understood(Decline(why), conversation)
    question = of_this_patient(clean(words))
    declined = _declined(question, ward)
    if declined is not None:
        return Understood(declined, conversation)
    text = _text(words, question, conversation, ward)
    if following.begins_new_patient(question, text.reading, conversation):
        return _for_another(text, conversation, ward)
    to_forget = following.to_forget(question)
    if to_forget is not None:
        return Understood(Acknowledge("forgotten"), _with_less(conversation, to_forget))
    if following.is_thanks(question):
        return Understood(Acknowledge("thanks"), conversation)
    request = _request(text, conversation, ward)
    return Understood(request, _with_more(conversation, request, text))


def _declined(question: str, ward: Ward) -> Decline | None:
    if is_other_language(question, ward.elsewhere.other_languages, ward.elsewhere.english):
        return Decline("language")
    if is_lay(question):
        return Decline("lay")
    if asks_about_itself(question):
        return Decline("elsewhere")
    return Decline("unsafe") if asks_unsafe(question) else None


def _text(words: str, question: str, conversation: Conversation, ward: Ward) -> Text:
    """Return the turn as read: what it is about, states and names. Numbers in strange digits are doubted."""
    spelling = respelled(question, ward.elsewhere.lexicon)
    question = spelling.text
    asked_about = aspects_of(question, ward.vocabulary)
    started = conversation.value("start_date")
    timed = with_cycle_and_day(question, read(question), ward.rules, started if isinstance(started, date) else None)
    reading = with_one_weight(timed, ward.rules)
    reading = in_own_words(_with_indication(question, reading), spelling)
    if holds_strange_digits(words):
        reading = _doubted(reading)
    return Text(question, asked_about, reading, toxicities(question, ward.vocabulary), is_patient(question, reading))


def _request(text: Text, conversation: Conversation, ward: Ward) -> Request:
    own = wanted(text, ward.vocabulary, ward.rules)
    leaning = _reply(text, conversation.pending, own, ward) or _fewer(text, conversation)
    only_corrects = following.is_correction(text.question) and all(_is_incomplete(item, ward.rules) for item in own)
    if leaning is None and (not own or only_corrects):
        leaning = _leaning(text, conversation, ward)
    if leaning is not None:
        return leaning
    if is_elsewhere(text, ward.elsewhere, ward.vocabulary, calculates=bool(own)):
        return Decline("elsewhere", text.question)
    if not own and "price" in text.asked.concepts and "funding" not in text.asked.concepts:
        return Decline("unstated", text.question)
    held = _hold_length(text, own, ward.rules)
    if held is not None:
        return held
    if own and not _asks_for_the_method(text, own) and not _asks_for_its_drug(text, own):
        return _calculation(text, own, conversation, ward)
    return _look_up(text, conversation)


def _hold_length(text: Text, own: tuple[Wanted, ...], rules: Rules) -> HoldLength | None:
    """Return a question for what a hold's length means, where it asks for no toxicity's row."""
    days_held = text.reading.stated.get("days_held")
    if days_held is None or not all(_is_incomplete(item, rules) for item in own):
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


def _leaning(text: Text, conversation: Conversation, ward: Ward) -> Request | None:
    """Return what a turn without a calculation of its own makes of what was asked before, None where it asks anew."""
    if conversation.last is None:
        return None
    if following.asks_again(text.question):
        return replace(conversation.last, emphasis="restated")
    changed = _changed(text, conversation, ward)
    if changed is not None:
        return changed
    if conversation.calculation is not None and following.asks_the_same(text.question):
        return revising.revised(conversation.calculation, {}, ())
    if following.doubts(text.question) or _only_tells(text, conversation):
        return replace(conversation.last, emphasis="pushback")
    return None


def _only_tells(text: Text, conversation: Conversation) -> bool:
    """Tell whether a turn after a calculation neither asks nor names anything new: the rule is then told again."""
    last = conversation.last
    is_told = isinstance(last, Calculate) and not following.is_question(text.question)
    return is_told and last is not None and text.asked.concepts <= last.asked.concepts


# ---- a look-up


def _look_up(text: Text, conversation: Conversation) -> LookUp:
    last = conversation.last
    if last is None:
        return LookUp(text.question, text.asked)
    before = LookUp(last.look_up.question, last.asked)
    names_nothing_new = text.asked.concepts <= last.asked.concepts | _DOCUMENTS
    leans = isinstance(last, LookUp) and _is_fragment(text) and names_nothing_new
    return LookUp(text.question, text.asked, before=before, leans=leans)


def _is_fragment(text: Text) -> bool:
    """Tell whether a turn is too short to be a question of its own and goes on from one ("cycle 2?", "and the monograph?")."""
    goes_on = following.is_follow_up(text.question) or not following.is_question(text.question.rstrip("?! "))
    return following.is_short(text.question) and goes_on


# ---- a calculation of its own


def _calculation(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Request:
    if "children" in text.asked.concepts and text.patient and "age_years" not in text.reading.stated:
        return Decline("child", text.question)
    follows = following.is_follow_up(text.question) or following.is_correction(text.question)
    leans = follows or (_is_same_kind(own, conversation.calculation) and following.is_short(text.question))
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
    if follows or _is_incomplete(item, ward.rules):
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


def _is_incomplete(item: Wanted, rules: Rules) -> bool:
    try:
        calculate(item.calculator, item.values, rules)
    except CalculationError as error:
        return error.code == "missing_input"
    return False


def _is_same_kind(own: tuple[Wanted, ...], last: Calculate | None) -> bool:
    return last is not None and {w.calculator for w in own} == {w.calculator for w in last.wanted}


# ---- what leans on the turns before


def _for_another(text: Text, before: Conversation, ward: Ward) -> Understood:
    """Understand a turn on another patient: nothing of the one before is kept but, where it gives mere facts, what was asked."""
    conversation = forgotten(before)
    if following.is_only_new_patient(text.question):
        return Understood(Acknowledge("new_patient"), conversation)
    own = wanted(text, ward.vocabulary, ward.rules)
    if own or before.calculation is None or following.is_question(text.question):
        request = _request(text, conversation, ward)
        return Understood(request, _with_more(conversation, request, text))
    nothing = tuple(replace(w, inputs={}, unclear=(), unresolved_days=None) for w in before.calculation.wanted[:1])
    empty = replace(before.calculation, wanted=nothing, patient=True)
    same = revising.revised(empty, _says(text, ward), text.reading.unclear.values())
    return Understood(same, _with_more(conversation, same, text))


def _reply(text: Text, pending: Pending | None, own: tuple[Wanted, ...], ward: Ward) -> Request | None:
    """Return the request that waits, with what this turn answers to the question back; None where it is no reply."""
    if pending is None:
        return None
    calculator = pending.request.wanted[0].calculator
    said = {name: item for name, item in _says(text, ward).items() if name in pending.missing}
    limits = getattr(ward.rules, calculator)
    if not said and not isinstance(limits, Stopped) and not holds_strange_digits(text.question):
        said = slot_answer(text.question, pending.missing, calculator, limits.inputs)
        if said:
            return revising.revised(pending.request, said, ())
    if own and not (said and _is_same_kind(own, pending.request)):
        return None
    unclear = [item for name, item in text.reading.unclear.items() if name in pending.missing]
    if not said and not unclear:
        return None
    return revising.revised(pending.request, _says(text, ward), unclear)


def _fewer(text: Text, conversation: Conversation) -> Request | None:
    """Return the last calculation without a toxicity that is told to be over, where there were several."""
    last = conversation.calculation
    if last is None or len(last.wanted) == 1 or not following.tells_it_is_gone(text.question):
        return None
    present = {toxicity.name for toxicity in text.toxicities}
    over = (denied_toxicities(text.question, text.asked) - present) or present
    left = tuple(w for w in last.wanted if "toxicity" not in w.inputs or w.inputs["toxicity"].value not in over)
    return revising.revised(replace(last, wanted=left), {}, ()) if 0 < len(left) < len(last.wanted) else None


def _changed(text: Text, conversation: Conversation, ward: Ward) -> Request | None:
    """Return the last calculation with what this turn changes of it, None where it asks something else."""
    last = conversation.calculation
    if last is None:
        return None
    if {"days_to_resolve", "days_held"} & text.reading.stated.keys():
        last = revising.of_the_row(last)
    said, unclear = _changes(text, conversation, last, ward)
    goes_on = following.is_elliptic(text.question) or not following.is_question(text.question)
    if not goes_on and not _OF_A_TOXICITY & said.keys():
        return None
    if all(_same_as_before(name, item, last) for name, item in said.items()) and not unclear:
        return None
    if "grade" in said and "toxicity" not in said and len(last.wanted) > 1:
        unclear, said = (Unclear("grade", said["grade"].words, "two_values"),), {}
    return revising.revised(replace(last, patient=True), said, unclear)


def _changes(
    text: Text, conversation: Conversation, last: Calculate, ward: Ward
) -> tuple[Mapping[str, Stated], tuple[Unclear, ...]]:
    """Return the inputs of a calculation that a turn states, by name and unit or by a number alone; and what is unclear."""
    said = _says(text, ward)
    unclear = tuple(item for item in text.reading.unclear.values() if _is_known(item.name, last))
    is_correction = following.is_correction(text.question)
    without_unit = is_correction and not said and all(item.why == "unit" for item in unclear)
    if any(_is_known(name, last) for name in said) or (unclear and not without_unit):
        return said, unclear
    only_doubts = following.doubts(text.question) and not is_correction
    if holds_strange_digits(text.question) or only_doubts:
        return {}, ()
    by_number = revising.changed_by_a_number(text.question, conversation, last, ward.rules)
    if by_number == {}:
        return {}, unclear
    return (by_number, ()) if isinstance(by_number, dict) else ({}, by_number)


def _same_as_before(name: str, item: Stated, request: Calculate) -> bool:
    """Tell whether an input is stated as it was already, or is no input of the request."""
    before = [w.inputs[name].value for w in request.wanted if name in w.inputs]
    return item.value in before or not _is_known(name, request)


def _is_known(name: str, request: Calculate) -> bool:
    if name == "confirmed":
        return any(w.inputs["toxicity"].value in CONFIRMABLE for w in request.wanted if "toxicity" in w.inputs)
    return any(given.name == name for w in request.wanted for given in CATALOGUE[w.calculator].inputs)


def _says(text: Text, ward: Ward) -> dict[str, Stated]:
    """Return all that a turn states: measurements, times, one toxicity with what belongs to it, or a grade alone."""
    said = revising.says(text.reading)
    if len(text.toxicities) == 1:
        said |= {item.name: item for item in text.toxicities[0].inputs}
    confirmed = confirmation(text.question)
    if confirmed is not None:
        said.setdefault("confirmed", confirmed)
    grade = lone_grade(text.question) or lone_level(text.question)
    if "grade" not in said and grade is not None:
        said["grade"] = grade
    step = named_step(text.question) or step_at(said.get("cycle"), said.get("day"), ward.rules)
    if step is not None:
        said.setdefault("dose_step", step)
    return said


# ---- what the conversation learns


def _with_more(conversation: Conversation, request: Request, text: Text) -> Conversation:
    stated = [*text.reading.stated.values()]
    sex = following.sex_of(text.question)
    if sex is not None:
        stated.append(Stated("sex", sex, sex))
    if isinstance(request, Calculate):
        stated += [item for w in request.wanted for item in w.inputs.values()]
    conversation = remembered(conversation, stated)
    if isinstance(request, LookUp):
        whole = joined(request, request.before) if request.before is not None and request.leans else request
        return asked(conversation, replace(whole, emphasis="plain", before=None))
    if isinstance(request, Calculate | HoldLength):
        return asked(conversation, replace(request, emphasis="plain"))
    return replace(conversation, pending=None)


def _with_less(conversation: Conversation, names: tuple[str, ...]) -> Conversation:
    for name in names:
        conversation = without(conversation, name)
    return conversation if names else forgotten(conversation)


def awaiting(conversation: Conversation, request: Calculate, missing: tuple[str, ...]) -> Conversation:
    """Return the conversation that waits for an answer to a question of ours."""
    return replace(conversation, pending=Pending(request, missing))


# ---- reading


def _doubted(reading: Reading) -> Reading:
    """Return the reading with none of its numbers taken."""
    doubts = {n: Unclear(n, s.words, "number") for n, s in reading.stated.items() if isinstance(s.value, Decimal)}
    kept = {name: item for name, item in reading.stated.items() if name not in doubts}
    return Reading(kept, {**reading.unclear, **doubts})


def _with_indication(question: str, reading: Reading) -> Reading:
    """Add a disease state that the rules do not cover, where one is named and not denied."""
    for name, pattern in _INDICATIONS:
        for match in pattern.finditer(question):
            if not is_negated(question, match.start()):
                stated: Mapping[str, Stated] = {**reading.stated, "indication": Stated("indication", name, match[0])}
                return replace(reading, stated=stated)
    return reading
