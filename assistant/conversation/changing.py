"""What a turn changes of the calculation before it: an input by name and unit, or by a number alone."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.calculators import CATALOGUE
from assistant.conversation import following, numbers_told, revising
from assistant.conversation.asking_else import asks_something_else, names_a_subject
from assistant.conversation.blasts import blood_without_unit, counted_again
from assistant.conversation.cleaning import holds_strange_digits
from assistant.conversation.dose_steps import step_at
from assistant.conversation.doses_said import talks_of_a_dose, tells_a_dose_written
from assistant.conversation.doubting import asks_why, doubts
from assistant.conversation.going_back import back_in_earnest, going_back
from assistant.conversation.memory import BODY, Conversation, is_row
from assistant.conversation.quantities import quantities
from assistant.conversation.replying import lone_level, slot_answer
from assistant.conversation.requests import Calculate, LookUp, Request
from assistant.conversation.row_told import (
    days_alone,
    days_so_far,
    further_seizures,
    has_come_down,
    is_down,
    lower_now,
    retold,
)
from assistant.conversation.rows_before import asks_to_go_to_a_dose, asks_when_to_increase, is_only_a_sign
from assistant.conversation.said import missing_of, says
from assistant.conversation.signals import Text, asks_dose
from assistant.conversation.slips import names_what_is_wrong
from assistant.conversation.stated import Stated, Unclear
from assistant.conversation.toxicities import CONFIRMABLE, lone_grade
from assistant.conversation.waiting import asks_if_so
from assistant.knowledge.rule_sets import DoseRules, Rules, Stopped

_OF_A_TOXICITY = frozenset(
    {"days_to_resolve", "days_held", "unresolved_days", "hours_interrupted", "grade", "dose_step"}
)
_STILL_THE_SAME = re.compile(
    r"\bwhat (?:would|will|is|was) (?:it|that|the dose|her dose|his dose) (?:be )?(?:at|for|with|on)\b|\b(?:still|same|chang\w*|differ\w*|matter|affect|alter|ok(?:ay)?)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:alone|only|on its own|by itself|instead|without)\b", re.IGNORECASE)
_OF_THE_LIVER = frozenset(given.name for given in CATALOGUE["liver"].inputs) - {"weight_kg", "age_years", "indication"}
_A_FEW_WORDS = 4
# "Even if she missed day 8": no day of now.
_MISSED = re.compile(
    r"\b(?:missed|missing|skipped|skips?|forgot\w*|lost|late for|didn['’]?t (?:get|have))\b", re.IGNORECASE
)
_WHEN = re.compile(r"^\W*(?:(?:and|so|but|ok(?:ay)?|then)\W+)*when\b", re.IGNORECASE)
_WHAT_IS_IT = re.compile(r"\b(?:what(?:['’]s)?|how much|which dose)\b(?! (?:day|date|time|happens))", re.IGNORECASE)
_BARE_AGE = re.compile(
    r"\b(?:she|he|pt|patient|they)(?:['’]?s| is|['’]re| are|(?P<was> was| were)| turns)(?: only| just| actually)?\s{1,2}(?P<age>\d{1,2})(?![\d.,]*\d)(?!\s?(?:kg|kilo|lb|pound|cm|st\b|stone|%|x|days?|hours?|mcg|mg))",
    re.IGNORECASE,
)


def changed(text: Text, conversation: Conversation, rules: Rules) -> Request | None:
    """Return the last calculation with what this turn changes of it, None where it asks something else."""
    last = conversation.calculation
    if last is None or asks_why(text.question) or asks_something_else(text, says(text, rules), conversation):
        return None
    last = _row_of_before(text, conversation) or last
    back = going_back(text.question, last, conversation.settled)
    back = back or back_in_earnest(text.question, last, conversation.settled)
    if isinstance(back, tuple):
        return revising.revised(replace(last, patient=True), {}, back)
    last = _based_on(text, back or last)
    swapped = numbers_told.swapped(text.question, last)
    asks_when = not swapped and _asks_when(text, last)
    others = {name: item for name, item in says(text, rules).items() if name not in swapped} if swapped else {}
    said, unclear = ({**others, **swapped}, ()) if swapped or asks_when else _changes(text, conversation, last, rules)
    is_same = _is_same(said, unclear, last)
    if is_same and not said and is_down(text, last, rules):
        return replace(last, emphasis="restated")
    if not _goes_on(text, said) and not _asks_of_another_day(text, said, last):
        return None
    if is_same:
        return _said_again(text, said, last, back)
    return _with_changes(text, said, unclear, last, conversation)


def _said_again(text: Text, said: Mapping[str, Stated], last: Calculate, back: Calculate | None) -> Calculate | None:
    """Return the calculation once more where a turn says nothing but a value of it ("exactly 7?"), or the one it goes back to."""
    is_bare = len(text.question.split()) <= _A_FEW_WORDS and not text.asked.concepts and not text.toxicities
    if said and is_bare:
        return replace(last, emphasis="restated")
    return None if back is None else revising.revised(replace(last, patient=True), {}, ())


def _row_of_before(text: Text, conversation: Conversation) -> Calculate | None:
    """Return the row before, where another calculation came between and a turn tells of a grade alone ("if it goes to 3")."""
    last, row = conversation.calculation, conversation.row
    if row is None or last is None or is_row(last) or text.toxicities:
        return None
    return row if lone_grade(text.question) or lone_level(text.question) else None


def _asks_when(text: Text, last: Calculate) -> bool:
    """Tell whether a turn after a dose asks for a time, where a number or a cycle in it changes nothing ("when's cycle 3?")."""
    if any(w.calculator != "dose" for w in last.wanted):
        return False
    is_when = _WHEN.match(text.question) is not None and asks_dose(text.question) is None
    return is_when or asks_when_to_increase(text.question)


def _based_on(text: Text, last: Calculate) -> Calculate:
    """Return the request that a turn changes: on the row of the liver where days are told of it, without values not meant."""
    if {"days_to_resolve", "days_held", "unresolved_days"} & text.reading.stated.keys():
        last = revising.of_the_row(last)
    if _ALONE.search(text.question) and text.reading.stated.keys() & _OF_THE_LIVER:
        last = _without_others(last, text.reading.stated)
    return last


def _is_same(said: Mapping[str, Stated], unclear: tuple[Unclear, ...], last: Calculate) -> bool:
    """Tell whether a turn states nothing but what was known, or nothing that the request takes."""
    if unclear or "unresolved_days" in said:
        return False
    return all(_same_as_before(name, item, last) for name, item in said.items())


def _goes_on(text: Text, said: Mapping[str, Stated]) -> bool:
    """Tell whether a turn goes on from the calculation before."""
    if following.is_elliptic(text.question) or not following.is_question(text.question):
        return True
    asks_if_same = _STILL_THE_SAME.search(text.question) is not None and bool(said.keys() & set(BODY))
    return asks_if_same or bool(_OF_A_TOXICITY & said.keys())


def _asks_of_another_day(text: Text, said: Mapping[str, Stated], last: Calculate) -> bool:
    """Tell whether a question asks what it is on another day or in another cycle, of nothing but the dose."""
    is_dose = all(w.calculator == "dose" for w in last.wanted) and bool({"cycle", "day", "on_date"} & said.keys())
    return is_dose and _WHAT_IS_IT.search(text.question) is not None and not names_a_subject(text)


def _with_changes(
    text: Text, said: Mapping[str, Stated], unclear: tuple[Unclear, ...], last: Calculate, conversation: Conversation
) -> Request:
    if said and _stays_general(text, said, last, conversation):
        return LookUp(text.question, text.asked, before=LookUp(last.question, last.asked), leans=True)
    if "grade" in said and "toxicity" not in said and len(last.wanted) > 1:
        unclear, said = (Unclear("grade", said["grade"].words, "two_values"),), {}
    return revising.revised(replace(last, patient=True), said, unclear)


def _stays_general(text: Text, said: Mapping[str, Stated], last: Calculate, conversation: Conversation) -> bool:
    """Tell whether a rule was asked for in general, and still is: no patient is spoken of ("and cycle 2?")."""
    if last.patient or text.patient or said.keys() & set(BODY) or conversation.facts.keys() & set(BODY):
        return False
    return all(w.calculator == "dose" for w in last.wanted)


def _changes(
    text: Text, conversation: Conversation, last: Calculate, rules: Rules
) -> tuple[Mapping[str, Stated], tuple[Unclear, ...]]:
    """Return the inputs of a calculation that a turn states, by name and unit or by a number alone; and what is unclear."""
    said = _of_now(text, last, retold(text, last, rules) | _with_cycle(says(text, rules), conversation, rules))
    if all(w.calculator == "prephase" for w in last.wanted):
        said = counted_again(text.question) | said
    if has_come_down(text, said, last):
        said = {name: item for name, item in said.items() if name != "grade"}
    lower = lower_now(text, said, last)
    if lower is not None:
        return {name: item for name, item in said.items() if name != "grade"}, (lower,)
    if "days_to_resolve" not in said:
        said |= days_alone(text, last) or days_so_far(text, last)
    more = further_seizures(text, last)
    if more is not None:
        return {**said, "seizures": more}, ()
    doubted = _bare_count(text, said, last) or _child(text, last, conversation, rules)
    if doubted is not None:
        return doubted
    unclear = tuple(
        item for item in text.reading.unclear.values() if _is_known(item.name, last) and _may_change(item, last)
    )
    as_before = numbers_told.in_unit_of_before(unclear, last)
    said |= as_before
    unclear = tuple(item for item in unclear if item.name not in as_before)
    has_lasted = "unresolved_days" in said and all(w.calculator == "modification" for w in last.wanted)
    if any(_is_known(name, last) for name in said) or unclear or has_lasted:
        return said, unclear
    return _by_a_number(text, conversation, last, rules)


def _of_now(text: Text, last: Calculate, said: Mapping[str, Stated]) -> dict[str, Stated]:
    """Return what a turn states without a toxicity that is only a sign of the one before, and a day that was missed."""
    dropped = {"toxicity"} if is_only_a_sign(text, last) else set()
    dropped |= {"day"} if _MISSED.search(text.question) else set()
    return {name: item for name, item in said.items() if name not in dropped}


def _bare_count(
    text: Text, said: Mapping[str, Stated], last: Calculate
) -> tuple[Mapping[str, Stated], tuple[Unclear, ...]] | None:
    """Return the count of the blood that is told without its unit after a prephase, as what is unclear."""
    if said or any(w.calculator != "prephase" for w in last.wanted):
        return None
    bare = blood_without_unit(text.question)
    as_before = {} if bare is None else numbers_told.in_unit_of_before((bare,), last)
    if bare is None or as_before:
        return (as_before, ()) if as_before else None
    return {}, (bare,)


def _may_change(doubt: Unclear, last: Calculate) -> bool:
    """Tell whether a doubt is one on this patient: a comparison names a group, but how long it took at most is told of what was not known."""
    is_known = any(doubt.name in w.inputs for w in last.wanted)
    return doubt.why != "comparison" or (doubt.name == "days_to_resolve" and not is_known)


def _without_others(last: Calculate, said: Mapping[str, Stated]) -> Calculate:
    """Return a request without the liver values that a turn does not repeat ("what about ALT 4 x ULN alone")."""
    return replace(
        last,
        wanted=tuple(
            replace(w, inputs={n: item for n, item in w.inputs.items() if n not in _OF_THE_LIVER or n in said})
            for w in last.wanted
        ),
    )


def _by_a_number(
    text: Text, conversation: Conversation, last: Calculate, rules: Rules
) -> tuple[Mapping[str, Stated], tuple[Unclear, ...]]:
    corrects = following.corrects_plainly(text.question) or names_what_is_wrong(text.question)
    only_doubts = doubts(text.question) and not corrects
    if holds_strange_digits(text.question) or only_doubts or asks_to_go_to_a_dose(text.question):
        return {}, ()
    is_asked = following.is_question(text.question) and talks_of_a_dose(text.question, rules)
    if is_asked or tells_a_dose_written(text.question, rules):
        return {}, ()
    missing = {} if following.is_starred(text.question) else _missing_number(text, last, rules)
    if "weight_kg" in missing:
        # Nobody asked for it in kg.
        return {}, (Unclear("weight_kg", text.question.strip(), "unit"),)
    by_number = missing or numbers_told.changed_by_a_number(text.question, conversation, last, rules)
    return (by_number, ()) if isinstance(by_number, dict) else ({}, by_number)


def _missing_number(text: Text, last: Calculate, rules: Rules) -> dict[str, Stated]:
    """Return the input that a bare number gives to a calculation that lacked it, though it was not asked for."""
    first = last.wanted[0]
    limits, missing = getattr(rules, first.calculator), missing_of(first, rules)
    has_unit = any(q.dimension == "time" for q in quantities(text.question))
    if isinstance(limits, Stopped) or not missing or asks_if_so(text, rules) or has_unit:
        return {}
    return slot_answer(text.question, missing, first.calculator, limits.inputs)


def _with_cycle(said: dict[str, Stated], conversation: Conversation, rules: Rules) -> dict[str, Stated]:
    """Add the dose step of a day whose cycle was told before."""
    known = conversation.facts.get("cycle")
    if "day" in said and "cycle" not in said and "dose_step" not in said and known is not None:
        step = step_at(known.stated, said["day"], rules)
        return said if step is None else {**said, "dose_step": step}
    return said


def _child(
    text: Text, last: Calculate, conversation: Conversation, rules: Rules
) -> tuple[Mapping[str, Stated], tuple[Unclear, ...]] | None:
    """Return an age told without its unit, after the weight is known: below adult age it is the age, else it is asked about."""
    match = _BARE_AGE.search(text.question)
    if match is not None and "age_years" in conversation.facts and following.is_correction(text.question):
        return {"age_years": Stated("age_years", Decimal(match["age"]), match[0])}, ()
    if match is None or "weight_kg" not in conversation.facts or not isinstance(rules.dose, DoseRules):
        return None
    if not _is_known("age_years", last) or text.reading.stated:
        return None
    if match["was"] and "age_years" not in conversation.facts:
        return None
    age = Decimal(match["age"])
    if not rules.dose.scope.adult_age.holds(age):
        return {"age_years": Stated("age_years", age, match[0])}, ()
    return {}, tuple(Unclear(name, match[0], "unit") for name in ("weight_kg", "age_years"))


def _same_as_before(name: str, item: Stated, request: Calculate) -> bool:
    """Tell whether an input is stated as it was already, or is no input of the request."""
    before = [w.inputs[name].value for w in request.wanted if name in w.inputs]
    return item.value in before or not _is_known(name, request)


def _is_known(name: str, request: Calculate) -> bool:
    if name == "confirmed":
        return any(w.inputs["toxicity"].value in CONFIRMABLE for w in request.wanted if "toxicity" in w.inputs)
    return any(given.name == name for w in request.wanted for given in CATALOGUE[w.calculator].inputs)
