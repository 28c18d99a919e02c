"""What a turn that leans on the turns before it makes of what was asked: a reply, a change, the same again, or a doubt."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.conversation import following, revising
from assistant.conversation.cleaning import holds_strange_digits
from assistant.conversation.dose_steps import step_at
from assistant.conversation.doses_said import named_step
from assistant.conversation.memory import Conversation, Pending
from assistant.conversation.numerals import WORD_NUMBERS
from assistant.conversation.quantities import quantities
from assistant.conversation.replying import bare_number, lone_level, slot_answer
from assistant.conversation.requests import Calculate, HoldLength, LookUp, Request, Wanted
from assistant.conversation.signals import Text
from assistant.conversation.stated import Stated, Unclear
from assistant.conversation.toxicities import CONFIRMABLE, confirmation, denied_toxicities, lone_grade
from assistant.knowledge.rule_sets import DoseRules, Rules, Stopped

_OF_A_TOXICITY = frozenset(
    {"days_to_resolve", "days_held", "unresolved_days", "hours_interrupted", "grade", "dose_step"}
)
_HOURS_A_DAY = 24
_BARE_AGE = re.compile(
    r"\b(?:she|he|pt|patient|they)(?:['’]s| is|['’]re| are)(?: only| just| actually)?\s{1,2}(?P<age>\d{1,2})(?![\d.,]*\d)(?!\s?(?:kg|kilo|lb|pound|cm|st\b|stone|%|x|days?|hours?|mcg|mg))",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    rf"\b(?:{'|'.join(word for word in WORD_NUMBERS if '-' not in word)}|twice|once|thrice|half|double)\b",
    re.IGNORECASE,
)
_CHANGES_SOMETHING = re.compile(
    r"\b(?:later|earlier|move|change|another|again|instead|more|less|fewer|different|other|postpone|delay\w*|bring forward|increase|decrease|only)\b",
    re.IGNORECASE,
)


def reply(text: Text, pending: Pending | None, own: tuple[Wanted, ...], rules: Rules) -> Request | None:
    """Return the request that waits, with what this turn answers to the question back; None where it is no reply."""
    if pending is None:
        return None
    calculator = pending.request.wanted[0].calculator
    said = {name: item for name, item in says(text, rules).items() if name in pending.missing}
    limits = getattr(rules, calculator)
    if not said and not isinstance(limits, Stopped) and not holds_strange_digits(text.question):
        said = slot_answer(text.question, pending.missing, calculator, limits.inputs)
        if said:
            return revising.revised(pending.request, said, ())
        if not own and bare_number(text.question) is not None:
            doubts = tuple(Unclear(name, text.question, "unit") for name in pending.missing)
            return revising.revised(pending.request, {}, doubts)
    if own and not (said and is_same_kind(own, pending.request)):
        return None
    unclear = [item for name, item in text.reading.unclear.items() if name in pending.missing]
    if not said and not unclear:
        return None
    return revising.revised(pending.request, says(text, rules), unclear)


def leaning(text: Text, conversation: Conversation, rules: Rules) -> Request | None:
    """Return what a turn without a calculation of its own makes of what was asked before, None where it asks anew."""
    if conversation.last is None:
        return None
    if following.asks_again(text.question):
        return replace(conversation.last, emphasis="restated")
    changed = _held_otherwise(text, conversation) or _changed(text, conversation, rules)
    if changed is not None:
        return changed
    if conversation.calculation is not None and following.asks_the_same(text.question):
        return revising.revised(conversation.calculation, {}, ())
    if (other := _other_toxicity(text, conversation.last)) is not None:
        return other
    return (
        replace(conversation.last, emphasis="pushback")
        if following.doubts(text.question)
        else _told(text, conversation)
    )


def fewer(text: Text, conversation: Conversation) -> Request | None:
    """Return the last calculation without a toxicity that is told to be over, where there were several."""
    last = conversation.calculation
    if last is None or len(last.wanted) == 1 or not following.tells_it_is_gone(text.question):
        return None
    present = {toxicity.name for toxicity in text.toxicities}
    over = (denied_toxicities(text.question, text.asked) - present) or present
    left = tuple(w for w in last.wanted if "toxicity" not in w.inputs or w.inputs["toxicity"].value not in over)
    return revising.revised(replace(last, wanted=left), {}, ()) if 0 < len(left) < len(last.wanted) else None


def is_another_toxicity(text: Text, conversation: Conversation) -> bool:
    """Tell whether a turn puts another toxicity in the place of the one before ("not CRS, an infusion reaction")."""
    last = conversation.calculation
    if last is None or not text.toxicities:
        return False
    before = {w.inputs["toxicity"].value for w in last.wanted if "toxicity" in w.inputs}
    denied = denied_toxicities(text.question, text.asked) - {toxicity.name for toxicity in text.toxicities}
    return bool(before & denied)


def says(text: Text, rules: Rules) -> dict[str, Stated]:
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
    step = named_step(text.question) or step_at(said.get("cycle"), said.get("day"), rules)
    if step is not None:
        said.setdefault("dose_step", step)
    return said


def is_incomplete(item: Wanted, rules: Rules) -> bool:
    """Tell whether a calculation lacks an input."""
    return bool(_missing(item, rules))


def is_same_kind(own: tuple[Wanted, ...], last: Calculate | None) -> bool:
    """Tell whether the same calculators are wanted as before."""
    return last is not None and {w.calculator for w in own} == {w.calculator for w in last.wanted}


def _missing(item: Wanted, rules: Rules) -> tuple[str, ...]:
    try:
        calculate(item.calculator, item.values, rules)
    except CalculationError as error:
        return error.missing if error.code == "missing_input" else ()
    return ()


def _held_otherwise(text: Text, conversation: Conversation) -> HoldLength | None:
    """Return a question on a hold's length with another length ("what about 10", "one week exactly?")."""
    last = conversation.last
    if not isinstance(last, HoldLength) or not following.is_short(text.question):
        return None
    times = [q for q in quantities(text.question) if q.dimension == "time" and q.value is not None]
    bare = bare_number(text.question)
    value = times[0].value / _HOURS_A_DAY if len(times) == 1 and times[0].value is not None else bare
    if value is None:
        return None
    held = Stated("days_held", value, times[0].words if times else text.question.strip())
    asked_for = f"held for {held.words}, {last.look_up.question}" if times else last.look_up.question
    return HoldLength(held, LookUp(asked_for, last.asked))


def _changed(text: Text, conversation: Conversation, rules: Rules) -> Request | None:
    """Return the last calculation with what this turn changes of it, None where it asks something else."""
    last = conversation.calculation
    if last is None:
        return None
    if {"days_to_resolve", "days_held"} & text.reading.stated.keys():
        last = revising.of_the_row(last)
    said, unclear = _changes(text, conversation, last, rules)
    goes_on = following.is_elliptic(text.question) or not following.is_question(text.question)
    if not goes_on and not _OF_A_TOXICITY & said.keys():
        return None
    if all(_same_as_before(name, item, last) for name, item in said.items()) and not unclear:
        return None
    if "grade" in said and "toxicity" not in said and len(last.wanted) > 1:
        unclear, said = (Unclear("grade", said["grade"].words, "two_values"),), {}
    return revising.revised(replace(last, patient=True), said, unclear)


def _changes(
    text: Text, conversation: Conversation, last: Calculate, rules: Rules
) -> tuple[Mapping[str, Stated], tuple[Unclear, ...]]:
    """Return the inputs of a calculation that a turn states, by name and unit or by a number alone; and what is unclear."""
    said = _with_cycle(says(text, rules), conversation, rules)
    more = _further_seizures(text, last)
    if more is not None:
        return {**said, "seizures": more}, ()
    child = _child(text, last, conversation, rules)
    if child is not None:
        return child
    unclear = tuple(
        item for item in text.reading.unclear.values() if _is_known(item.name, last) and item.why != "comparison"
    )
    is_correction = following.is_correction(text.question)
    without_unit = is_correction and not said and all(item.why == "unit" for item in unclear)
    if any(_is_known(name, last) for name in said) or (unclear and not without_unit):
        return said, unclear
    only_doubts = following.doubts(text.question) and not following.corrects_plainly(text.question)
    if holds_strange_digits(text.question) or only_doubts:
        return {}, ()
    by_number = revising.changed_by_a_number(text.question, conversation, last, rules) or _missing_number(
        text, last, rules
    )
    if by_number == {}:
        return {}, unclear
    return (by_number, ()) if isinstance(by_number, dict) else ({}, by_number)


def _missing_number(text: Text, last: Calculate, rules: Rules) -> dict[str, Stated]:
    """Return the input that a bare number gives to a calculation that lacked it, though it was not asked for."""
    first = last.wanted[0]
    limits, missing = getattr(rules, first.calculator), _missing(first, rules)
    if isinstance(limits, Stopped) or not missing:
        return {}
    return slot_answer(text.question, missing, first.calculator, limits.inputs)


def _with_cycle(said: dict[str, Stated], conversation: Conversation, rules: Rules) -> dict[str, Stated]:
    """Add the dose step of a day whose cycle was told before."""
    known = conversation.facts.get("cycle")
    if "day" in said and "cycle" not in said and "dose_step" not in said and known is not None:
        step = step_at(known.stated, said["day"], rules)
        return said if step is None else {**said, "dose_step": step}
    return said


def _further_seizures(text: Text, last: Calculate) -> Stated | None:
    """Return the number of seizures that a turn tells without naming them ("twice", "another one tonight", "her second")."""
    if all(w.inputs.get("toxicity") is None or w.inputs["toxicity"].value != "seizure" for w in last.wanted):
        return None
    before = next((w.inputs["seizures"].value for w in last.wanted if "seizures" in w.inputs), None)
    return following.further_count(text.question, before if isinstance(before, Decimal) else None)


def _child(
    text: Text, last: Calculate, conversation: Conversation, rules: Rules
) -> tuple[Mapping[str, Stated], tuple[Unclear, ...]] | None:
    """Return an age told without its unit, after the weight is known: below adult age it is the age, else it is asked about."""
    match = _BARE_AGE.search(text.question)
    if match is None or "weight_kg" not in conversation.facts or not isinstance(rules.dose, DoseRules):
        return None
    if not _is_known("age_years", last) or text.reading.stated:
        return None
    age = Decimal(match["age"])
    if not rules.dose.scope.adult_age.holds(age):
        return {"age_years": Stated("age_years", age, match[0])}, ()
    return {}, tuple(Unclear(name, match[0], "unit") for name in ("weight_kg", "age_years"))


def _other_toxicity(text: Text, last: LookUp | Calculate | HoldLength) -> Request | None:
    """Ask for the toxicity where a statement names another one in a way that was not understood."""
    if not isinstance(last, Calculate) or following.is_question(text.question):
        return None
    first, *others = last.wanted
    if "toxicity" not in first.inputs or not text.asked.toxicities - last.asked.toxicities:
        return None
    doubt = Unclear("toxicity", text.question, "unread")
    return replace(last, wanted=(replace(first, unclear=(doubt,)), *others), patient=True, besides=None)


def _told(text: Text, conversation: Conversation) -> Request | None:
    """Return what to make of a statement after a calculation that names nothing new.

    It is answered with the rule again; where it seems to change something that was not understood, it is asked about.
    """
    last = conversation.last
    if not isinstance(last, Calculate) or following.is_question(text.question):
        return None
    if not text.asked.concepts <= last.asked.concepts:
        return None
    may_change = (
        any(c.isdigit() for c in text.question)
        or _NUMBER_WORD.search(text.question) is not None
        or _CHANGES_SOMETHING.search(text.question) is not None
    )
    if not may_change:
        return replace(last, emphasis="pushback")
    first, *others = last.wanted
    doubts = tuple(
        Unclear(name, text.question, "unread")
        for name, item in first.inputs.items()
        if name not in ("indication", "formula")
    )
    if not doubts:
        return replace(last, emphasis="pushback")
    return replace(last, wanted=(replace(first, unclear=doubts), *others), patient=True, besides=None)


def _same_as_before(name: str, item: Stated, request: Calculate) -> bool:
    """Tell whether an input is stated as it was already, or is no input of the request."""
    before = [w.inputs[name].value for w in request.wanted if name in w.inputs]
    return item.value in before or not _is_known(name, request)


def _is_known(name: str, request: Calculate) -> bool:
    if name == "confirmed":
        return any(w.inputs["toxicity"].value in CONFIRMABLE for w in request.wanted if "toxicity" in w.inputs)
    return any(given.name == name for w in request.wanted for given in CATALOGUE[w.calculator].inputs)
