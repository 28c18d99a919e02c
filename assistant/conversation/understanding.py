"""A turn becomes a request: calculate, look something up, or decline; and the conversation learns what it states.

The decision is explicit, in this order: what cannot be used; what is never answered; a new patient; a reply to a question of
ours; the same again, or a doubt; a calculation of its own; a change of what was asked before; a look-up. What a calculation
still needs the calculator itself says; the answer then asks back.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.conversation import following, revising
from assistant.conversation.clauses import is_negated
from assistant.conversation.cleaning import clean, holds_strange_digits, unusable
from assistant.conversation.declining import asks_unsafe, is_emergency, is_lay, is_other_language
from assistant.conversation.dose_steps import step_at
from assistant.conversation.measured import with_one_weight
from assistant.conversation.memory import BODY, Conversation, Pending, carried, forgotten, remembered, without
from assistant.conversation.other_drugs import is_elsewhere
from assistant.conversation.parts import second_part
from assistant.conversation.reading import read
from assistant.conversation.requests import Acknowledge, Calculate, Decline, LookUp, Request, Wanted
from assistant.conversation.routing import wanted
from assistant.conversation.signals import Text, is_patient
from assistant.conversation.spelling import in_own_words, respelled
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.conversation.timing import with_cycle_and_day
from assistant.conversation.toxicities import lone_grade, toxicities
from assistant.knowledge.aspects import Aspects, aspects_of, merged
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
_OF_THE_MOMENT = ("cycle", "day")


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
    question = clean(words)
    declined = _declined(question, ward)
    if declined is not None:
        return Understood(declined, conversation)
    text = _text(words, question, ward)
    if following.begins_new_patient(question, text.reading, conversation):
        before, conversation = conversation, forgotten(conversation)
        if following.is_only_new_patient(question):
            return Understood(Acknowledge("new_patient"), conversation)
        same = _same_for_another(text, before, ward)
        if same is not None:
            return Understood(same, _with_more(conversation, same, text))
    to_forget = following.to_forget(question)
    if to_forget is not None:
        return Understood(Acknowledge("forgotten"), _with_less(conversation, to_forget))
    request = _request(text, conversation, ward)
    return Understood(request, _with_more(conversation, request, text))


def _declined(question: str, ward: Ward) -> Decline | None:
    if is_other_language(question, ward.elsewhere.other_languages, ward.elsewhere.english):
        return Decline("language")
    if is_lay(question):
        return Decline("lay")
    return Decline("unsafe") if asks_unsafe(question) else None


def _text(words: str, question: str, ward: Ward) -> Text:
    """Return the turn as read: what it is about, states and names. Numbers in strange digits are doubted."""
    spelling = respelled(question, ward.elsewhere.lexicon)
    question = spelling.text
    asked = aspects_of(question, ward.vocabulary)
    reading = with_one_weight(with_cycle_and_day(question, read(question), ward.rules), ward.rules)
    reading = in_own_words(_with_indication(question, reading), spelling)
    if holds_strange_digits(words):
        reading = _doubted(reading)
    return Text(question, asked, reading, toxicities(question, ward.vocabulary), is_patient(question, reading))


def _request(text: Text, conversation: Conversation, ward: Ward) -> Request:
    own = wanted(text, ward.vocabulary, ward.rules)
    replied = _reply(text, conversation.pending, own, ward)
    if replied is not None:
        return replied
    if conversation.last is not None and not own:
        if following.asks_again(text.question):
            return replace(conversation.last, emphasis="restated")
        if following.doubts(text.question) and not _says(text, ward):
            return replace(conversation.last, emphasis="pushback")
    if is_elsewhere(text, ward.elsewhere, ward.vocabulary, calculates=bool(own)):
        return Decline("elsewhere", text.question)
    if own:
        return _calculation(text, own, conversation, ward)
    changed = _changed(text, conversation, ward)
    return changed or LookUp(text.question, text.asked)


# ---- a calculation of its own


def _calculation(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Request:
    if "children" in text.asked.concepts and text.patient and "age_years" not in text.reading.stated:
        return Decline("child", text.question)
    follows = following.is_follow_up(text.question) or following.is_correction(text.question)
    leans = follows or (_is_same_kind(own, conversation.last) and following.is_short(text.question))
    filled = tuple(_filled(item, conversation, ward, follows=follows, leans=leans) for item in own)
    # An emergency is not kept waiting for an answer to a question: it gets the rule.
    patient = (text.patient or follows) and not is_emergency(text.question)
    besides = second_part(text.question, own, ward.vocabulary)
    return Calculate(text.question, text.asked, filled, patient, besides)


def _filled(item: Wanted, conversation: Conversation, ward: Ward, *, follows: bool, leans: bool) -> Wanted:
    """Add what is known of the patient, marked as carried. A turn that is complete by itself and does not go on carries nothing."""
    if not conversation.facts or not (follows or _is_incomplete(item, ward.rules)):
        return item
    names = [given.name for given in CATALOGUE[item.calculator].inputs]
    moment = _OF_THE_MOMENT if leans else ()
    unclear = {doubt.name for doubt in item.unclear}
    wanted_facts = carried(conversation, [n for n in names if n in (*BODY, *moment, "start_date") and n not in unclear])
    if "weight_kg" in item.inputs:
        wanted_facts.pop("bsa_m2", None)
    if "dose_step" in names and "dose_step" not in item.inputs and follows:
        when = carried(conversation, _OF_THE_MOMENT)
        step = step_at(when.get("cycle"), when.get("day"), ward.rules)
        wanted_facts |= {} if step is None else {"dose_step": replace(step, carried=True)}
    return replace(item, inputs={**wanted_facts, **item.inputs})


def _is_incomplete(item: Wanted, rules: Rules) -> bool:
    try:
        calculate(item.calculator, item.values, rules)
    except CalculationError as error:
        return error.code == "missing_input"
    return False


def _is_same_kind(own: tuple[Wanted, ...], last: LookUp | Calculate | None) -> bool:
    return isinstance(last, Calculate) and {w.calculator for w in own} == {w.calculator for w in last.wanted}


# ---- what leans on the turns before


def _same_for_another(text: Text, before: Conversation, ward: Ward) -> Request | None:
    """Return what was asked last, for another patient of whom this turn gives no more than facts; nothing else is kept."""
    said = _says(text, ward)
    if not isinstance(before.last, Calculate) or not said or text.question.rstrip().endswith("?"):
        return None
    if wanted(text, ward.vocabulary, ward.rules):
        return None
    nothing = tuple(replace(item, inputs={}, unclear=(), unresolved_days=None) for item in before.last.wanted[:1])
    return revising.revised(replace(before.last, wanted=nothing, besides=None, patient=True), said, ())


def _reply(text: Text, pending: Pending | None, own: tuple[Wanted, ...], ward: Ward) -> Request | None:
    """Return the request that waits, with what this turn answers to the question back; None where it is no reply."""
    if pending is None:
        return None
    calculator = pending.request.wanted[0].calculator
    said = {name: item for name, item in _says(text, ward).items() if name in pending.missing}
    if not said:
        limits = getattr(ward.rules, calculator)
        said = (
            {}
            if isinstance(limits, Stopped)
            else revising.slot_answer(text.question, pending.missing, calculator, limits.inputs)
        )
        if holds_strange_digits(text.question):
            said = {}
    if own and not (said and _is_same_kind(own, pending.request)):
        return None
    unclear = [item for name, item in text.reading.unclear.items() if name in pending.missing]
    if not said and not unclear:
        return None
    return revising.revised(pending.request, said | _says(text, ward), unclear)


def _changed(text: Text, conversation: Conversation, ward: Ward) -> Request | None:
    """Return what was asked last with what this turn changes of it, None where it asks something else."""
    last = conversation.last
    if last is None or not following.is_elliptic(text.question):
        return None
    if isinstance(last, LookUp):
        asked = merged(last.asked, text.asked)
        leans = following.is_follow_up(text.question) and asked != last.asked and following.is_short(text.question)
        return LookUp(f"{last.question} {text.question}", asked) if leans else None
    said = _says(text, ward)
    if following.is_correction(text.question) and not said:
        said = revising.number_corrected(text.question, last)
    unclear = [item for item in text.reading.unclear.values() if _is_known(item.name, last)]
    if not any(_is_known(name, last) for name in said) and not unclear:
        return None
    if "grade" in said and "toxicity" not in said and len(last.wanted) > 1:
        unclear, said = [Unclear("grade", said["grade"].words, "two_values")], {}
    return revising.revised(last, said, unclear)


def _is_known(name: str, request: Calculate) -> bool:
    return any(given.name == name for w in request.wanted for given in CATALOGUE[w.calculator].inputs)


def _says(text: Text, ward: Ward) -> dict[str, Stated]:
    """Return all that a turn states: measurements, times, one toxicity with what belongs to it, or a grade alone."""
    said = revising.says(text.reading)
    if len(text.toxicities) == 1:
        said |= {item.name: item for item in text.toxicities[0].inputs}
    grade = lone_grade(text.question)
    if "grade" not in said and grade is not None:
        said["grade"] = grade
    step = step_at(said.get("cycle"), said.get("day"), ward.rules)
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
    if isinstance(request, LookUp | Calculate):
        conversation = replace(conversation, last=replace(request, emphasis="plain"))
    return replace(conversation, pending=None)


def _with_less(conversation: Conversation, what: str) -> Conversation:
    labels = {given.label.lower(): given.name for d in CATALOGUE.values() for given in d.inputs}
    names = [name for label, name in labels.items() if what and (what in label or what in name)]
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


def aspects_in(conversation: Conversation, asked: Aspects) -> Aspects:
    """Return what a follow-up is about: its own aspects, else those of what was asked before."""
    return asked if conversation.last is None else merged(conversation.last.asked, asked)
