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

from assistant.calculators import CATALOGUE
from assistant.conversation import following, revising
from assistant.conversation.clauses import is_negated, of_this_patient
from assistant.conversation.cleaning import clean, holds_strange_digits, unusable
from assistant.conversation.courtesies import without_courtesies
from assistant.conversation.declining import asks_about_itself, asks_unsafe, is_emergency, is_lay, is_other_language
from assistant.conversation.dose_steps import step_at
from assistant.conversation.leaning import fewer, is_another_toxicity, is_incomplete, is_same_kind, leaning, reply, says
from assistant.conversation.measured import with_one_weight
from assistant.conversation.memory import BODY, Conversation, Pending, asked, carried, forgotten, remembered, without
from assistant.conversation.other_drugs import is_elsewhere
from assistant.conversation.parts import second_part
from assistant.conversation.reading import read
from assistant.conversation.requests import Acknowledge, Calculate, Decline, HoldLength, LookUp, Request, Wanted, joined
from assistant.conversation.routing import wanted
from assistant.conversation.signals import Text, is_patient
from assistant.conversation.spelling import Respelled, in_own_words, respelled
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.conversation.timing import with_cycle_and_day
from assistant.conversation.toxicities import lone_grade, toxicities
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.elsewhere import Elsewhere
from assistant.knowledge.rule_sets import DoseRules, Rules
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
_WHAT_NOW = re.compile(
    r"\bwhat (?:now|next|do (?:i|we) do|should (?:i|we) do)\b|\b(?:hold|stop|restart|continue) (?:it|the infusion|blin\w*)?\s?\?",
    re.IGNORECASE,
)
_WHO_PAYS = re.compile(r"\b(?:cover\w*|fund\w*|reimburs\w*|pays?|insur\w*)\b", re.IGNORECASE)
_ACTS = re.compile(r"\b(?:dos(?:e|ing|age)|restart\w*|rate|how much|give|start|resume)\b", re.IGNORECASE)
_OF_THE_MOMENT = ("cycle", "day")
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
    spelling = respelled(without_courtesies(question), ward.elsewhere.lexicon)
    declined = _declined(question, ward) or _declined(spelling.text, ward)
    if declined is not None:
        return Understood(declined, conversation)
    text = _text(words, spelling, conversation, ward)
    if following.begins_new_patient(text.question, text.reading, conversation):
        return _for_another(text, conversation, ward)
    to_forget = following.to_forget(text.question)
    if to_forget is not None:
        return _forgotten(conversation, to_forget, ward)
    if following.is_thanks(text.question):
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


def _text(words: str, spelling: Respelled, conversation: Conversation, ward: Ward) -> Text:
    """Return the turn as read: what it is about, states and names. Numbers in strange digits are doubted."""
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
    leaned = reply(text, conversation.pending, own, ward.rules) or fewer(text, conversation)
    corrects = following.is_correction(text.question) or is_another_toxicity(text, conversation)
    only_corrects = corrects and all(is_incomplete(item, ward.rules) for item in own)
    if leaned is None and (not own or only_corrects):
        leaned = leaning(text, conversation, ward.rules)
    if leaned is not None:
        return leaned
    return _of_its_own(text, own, conversation, ward)


def _of_its_own(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Request:
    """Return what a turn asks for by itself."""
    outside = _outside(text, own, conversation, ward)
    if outside is not None:
        return outside
    held = _hold_length(text, own, ward.rules)
    if held is not None:
        return held
    if not own and _is_grade_alone(text):
        return Calculate(text.question, text.asked, (Wanted("modification", dict(_grade_of(text))),), patient=True)
    is_child = _is_child(text.reading.stated.get("age_years"), ward.rules)
    if own and (is_child or not _asks_for_the_method(text, own)) and not _asks_for_its_drug(text, own):
        return _calculation(text, own, conversation, ward)
    return _look_up(text, conversation)


def _outside(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Decline | None:
    """Decline what lies outside: a child's dose, another drug or disease, a price."""
    told = _is_child(text.reading.stated.get("age_years"), ward.rules)
    is_child = (told and not own) or _known_child(text, conversation, ward.rules)
    if is_child and _ACTS.search(text.question):
        return Decline("child", text.question)
    if is_elsewhere(text, ward.elsewhere, ward.vocabulary, calculates=bool(own)):
        return Decline("elsewhere", text.question)
    asks_price = "price" in text.asked.concepts and "funding" not in text.asked.concepts
    if not own and asks_price and not _WHO_PAYS.search(text.question):
        return Decline("unstated", text.question)
    return None


def _is_grade_alone(text: Text) -> bool:
    """Tell whether a turn asks what to do at a grade and names no toxicity."""
    return bool(_grade_of(text)) and not text.toxicities and _WHAT_NOW.search(text.question) is not None


def _grade_of(text: Text) -> tuple[tuple[str, Stated], ...]:
    grade = lone_grade(text.question)
    return () if grade is None else (("grade", grade),)


def _is_child(age: Stated | None, rules: Rules) -> bool:
    """Tell whether an age lies below that of adults."""
    if age is None or not isinstance(age.value, Decimal) or not isinstance(rules.dose, DoseRules):
        return False
    return not rules.dose.scope.adult_age.holds(age.value)


def _known_child(text: Text, conversation: Conversation, rules: Rules) -> bool:
    """Tell whether a turn goes on about a patient whose age was told to lie below that of adults."""
    age = conversation.facts.get("age_years")
    told_anew = "age_years" in text.reading.stated
    return age is not None and not told_anew and following.is_follow_up(text.question) and _is_child(age.stated, rules)


def _hold_length(text: Text, own: tuple[Wanted, ...], rules: Rules) -> HoldLength | None:
    """Return a question for what a hold's length means, where it asks for no toxicity's row."""
    days_held = text.reading.stated.get("days_held")
    if days_held is None or not all(is_incomplete(item, rules) for item in own):
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


# ---- a look-up


def _look_up(text: Text, conversation: Conversation) -> LookUp:
    last = conversation.last
    if last is None:
        return LookUp(text.question, text.asked)
    before = LookUp(last.look_up.question, last.asked)
    names_nothing_new = text.asked.concepts <= last.asked.concepts | _DOCUMENTS
    leans = isinstance(last, LookUp) and _is_fragment(text) and names_nothing_new
    if not (leans or text.asked.concepts or following.is_follow_up(text.question)):
        return LookUp(text.question, text.asked)
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
    same = revising.revised(empty, says(text, ward.rules), text.reading.unclear.values())
    return Understood(same, _with_more(conversation, same, text))


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


def _forgotten(conversation: Conversation, names: tuple[str, ...], ward: Ward) -> Understood:
    """Forget, and ask for what the last calculation then lacks."""
    less = _with_less(conversation, names)
    last = less.calculation
    if last is None or not names or not any(is_incomplete(item, ward.rules) for item in last.wanted):
        return Understood(Acknowledge("forgotten"), less)
    again = revising.revised(replace(last, patient=True), {}, ())
    return Understood(again, asked(less, again))


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
