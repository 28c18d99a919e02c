"""What the registers are asked: a turn's words, and what its words alone do not tell."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.answering.assistant import Assistant
from assistant.answering.bearing import inquire
from assistant.answering.compared_before import of_what_is_compared
from assistant.answering.not_due import is_not_due
from assistant.answering.turn import Turn
from assistant.calculators.calculation import Calculation, calculation_form
from assistant.conversation.cleaning import clean
from assistant.conversation.disease_burden import tells_low_burden
from assistant.conversation.doubting import asks_why
from assistant.conversation.long_messages import asking_of
from assistant.conversation.requests import Calculate, HoldLength, LookUp, Wanted
from assistant.conversation.signals import asks_what_to_do
from assistant.conversation.weight_changes import (
    asks_which_weight,
    crosses_weight_limit,
    rounds_dose,
    rounds_weight,
    tells_a_change,
)
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.dosing_basis import asks_dosing_basis
from assistant.knowledge.facets import Inquiry, Nearness, facets_in
from assistant.knowledge.lists import list_asked
from assistant.knowledge.rule_sets import ModificationRules

_FIRST_CYCLE = 1
_OF_DOCUMENTS = frozenset({"known_errors", "compare", "documents_agree", "asks_summary"})
OF_WEIGHT = frozenset({"weight_change", "crosses_weight_limit"})
"""Facets of a weight that is another one than before."""
# "Stopped on Monday, back the following Monday": 7 days, where no two clock times tell otherwise.
_SAME_WEEKDAY = re.compile(
    r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?\b.{0,60}?\b(?:the )?(?:following|next) \1(?:s|r|rs|nes|ur)?(?:day)?\b",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_WEEK = 7
_CLOCK_TIME = re.compile(r"\b(?:\d{1,2}[:.h]\d{2}|\d{1,2} ?[ap]\.?m)\b", re.IGNORECASE)
# Operations and examinations by the endings of their names: "appendicectomy", "bronchoscopy".
_PROCEDURE = re.compile(r"\b\w{3,}(?:ectomy|ostomy|otomy|oscopy|plasty|centesis)\b", re.IGNORECASE)
_OF_A_GRADE = {"grade_definition", "defined_as", "defines"}
_WHICH_WEIGHT = frozenset({"weighed", "which_weight"})
OF_A_CHANGE = OF_WEIGHT | {"band_swap", "which_weight"}
"""And those of going over from one way of dosing to the other with it."""
# "What grade is that?": its definition is asked for.
_ASKS_GRADE = re.compile(
    r"\b(?:what|which) (?:\w+ )?grade\b|\bgrade (?:is|would|should|does) (?:it|this|that)\b|\b(?:how|who)\b[^.?!]{0,30}\bgrade[ds]?\b|\bwhat makes\b|\bgrade \d (?:or|vs\.?|versus) (?:grade )?\d\?",
    re.IGNORECASE,
)
_ASKS_ACTION = re.compile(r"\b(?:action|plan|next)\W*\?", re.IGNORECASE)
# A hold of 7 days and some hours is none of exactly 7 days.
_EXACTLY = {"exactly_seven", "exactly_that", "a_week"}


def inquiry_of(turn: Turn, assistant: Assistant) -> Inquiry:
    """Return what the registers are asked, with what its words alone do not tell."""
    found = _by_words(turn, assistant)
    looked_up = turn.looked_up
    told = {
        "crosses_weight_limit": crosses_weight_limit(clean(turn.words), assistant.rules),
        "whole_list": looked_up is not None
        and list_asked(looked_up.question, looked_up.asked, assistant.corpus.lists) is not None,
        "child_age": _is_refused_for(turn, "age_years") or getattr(turn.request, "why", None) == "child",
        "cycle_1_alone": found.aspects.cycles == {_FIRST_CYCLE},
        "prephase_not_due": is_not_due(turn),
        "not_resolving": _is_still_there(turn),
        "exactly_that": tells_a_week(clean(turn.words)),
        "why": asks_why(clean(turn.words)) and _is_told_again(turn),
        "mrd": _is_refused_for(turn, "indication"),
        "procedure": _PROCEDURE.search(clean(turn.words)) is not None,
        "rounding": rounds_dose(clean(turn.words)),
        "low_burden": tells_low_burden(clean(turn.words), assistant.rules),
        "beyond_five": _is_refused_for(turn, "cycle") or _is_refused_for(turn, "cycles"),
        **dict.fromkeys(("bag_rate", "below_45_patient"), _is_refused_for(turn, "weight_kg")),
    }
    facets = found.facets | {facet for facet, holds in told.items() if holds}
    facets = facets - _EXACTLY if _is_decided(turn, assistant) else facets
    facets = facets - _OF_A_GRADE if waits_for_a_grade(turn) else facets
    facets = facets - _of_documents_told_beside(turn, assistant)
    on_basis = asks_dosing_basis(clean(turn.words))
    facets = facets - OF_A_CHANGE if on_basis else _of_weights(turn, facets, assistant)
    return replace(found, facets=facets, near=without_gaps(turn.near, assistant) if on_basis else turn.near)


def _of_documents_told_beside(turn: Turn, assistant: Assistant) -> frozenset[str]:
    """Return the facets of questions about the documents that stand in a long message beside what it asks ("apologies for typos")."""
    asking = asking_of(clean(turn.words))
    if asking is None:
        return frozenset()
    registers = assistant.corpus.registers
    of_documents = _OF_DOCUMENTS.union(*(entry.asking for entry in registers.about_documents))
    return of_documents - facets_in(asking, registers.facets)


def without_gaps(near: Nearness, assistant: Assistant) -> Nearness:
    """Return what a question lies near to, gaps left out."""
    gaps = {gap.id for gap in assistant.corpus.registers.gaps}
    return replace(near, on=near.on - gaps, close=near.close - gaps, gaps={})


def _of_weights(turn: Turn, facets: frozenset[str], assistant: Assistant) -> frozenset[str]:
    """Return the facets without those of a weight that changes where one weight is told, or which of two it is will be asked."""
    words = clean(turn.words)
    if asks_which_weight(words):
        return facets | _WHICH_WEIGHT
    of_weight = OF_WEIGHT | ({"rounding"} if rounds_weight(words, assistant.rules) else set())
    if not has_one_weight(turn):
        return facets
    of_two = _WHICH_WEIGHT if is_of_two_at_once(turn) else frozenset[str]()
    return facets - of_weight - of_two


def waits_for_a_grade(turn: Turn) -> bool:
    """Tell whether a toxicity's grade is all that is missing, and the question does not ask which grade it is."""
    to_ask = turn.outcome.to_ask if turn.outcome is not None and not turn.outcome.results else ()
    is_of_a_grade = bool(to_ask) and all(item.missing == ("grade",) for item in to_ask)
    asks = asks_what_to_do(turn.words) or _ASKS_ACTION.search(turn.words) is not None
    return is_of_a_grade and asks and not _ASKS_GRADE.search(turn.words)


def is_of_two_at_once(turn: Turn) -> bool:
    """Tell whether the dose is asked for a patient of whom two weights of one time are told."""
    return isinstance(turn.request, Calculate) and any(
        _has_two_at_once(wanted, clean(turn.words)) for wanted in turn.request.wanted
    )


def tells_a_week(words: str) -> bool:
    """Tell whether a time is told from one weekday or day of the month to that a week later, at no two different hours."""
    times = {time.lower() for time in _CLOCK_TIME.findall(words)}
    days = [int(day) for day in _DAY_OF_MONTH.findall(words)]
    is_a_week = len(days) == 2 and days[1] - days[0] == _WEEK
    return len(times) <= 1 and (is_a_week or _SAME_WEEKDAY.search(words) is not None)


def _is_still_there(turn: Turn) -> bool:
    """Tell whether a toxicity is told to have lasted so many days, and that it has not resolved."""
    return isinstance(turn.request, Calculate) and any(w.unresolved_days is not None for w in turn.request.wanted)


def _is_told_again(turn: Turn) -> bool:
    """Tell whether what was asked before is answered again: "why?" asks for its reason in words of this turn alone."""
    return getattr(turn.request, "emphasis", "plain") == "restated"


def has_one_weight(turn: Turn) -> bool:
    """Tell whether the dose of a day is asked for a weight that is certain, and something else is missing: that is asked for."""
    if not isinstance(turn.request, Calculate) or (turn.outcome is not None and turn.outcome.results):
        return False
    return any(
        w.calculator == "dose"
        and w.inputs.keys() >= {"cycle", "day"}
        and ("weight_kg" in w.inputs or _is_a_range(w) or _has_two_at_once(w, clean(turn.words)))
        for w in turn.request.wanted
    )


def _is_a_range(wanted: Wanted) -> bool:
    """Tell whether one weight is told as a range ("44 to 46 kg"): it is no weight that changes."""
    return any(doubt.name == "weight_kg" and doubt.why == "range" for doubt in wanted.unclear)


def _has_two_at_once(wanted: Wanted, words: str) -> bool:
    """Tell whether two weights are told of one time ("with the boots on 46 kg, without 44 kg"): which of them it is, is asked for."""
    return not tells_a_change(words) and any(d.name == "weight_kg" and d.why == "two_values" for d in wanted.unclear)


def _is_decided(turn: Turn, assistant: Assistant) -> bool:
    """Tell whether the length of a hold is told that the rule decides."""
    rules = assistant.rules.modification
    days = turn.request.days_held.value if isinstance(turn.request, HoldLength) else None
    if not isinstance(rules, ModificationRules) or not isinstance(days, Decimal):
        return False
    return rules.same_cycle.holds(days) or rules.new_cycle.holds(days)


def _is_refused_for(turn: Turn, field: str) -> bool:
    return turn.outcome is not None and any(item.field == field for item in turn.outcome.not_covered)


def _by_words(turn: Turn, assistant: Assistant) -> Inquiry:
    """Return what the registers are asked: the second part where there is one to look up, else the user's own question."""
    calculated = turn.outcome is not None and turn.outcome.is_something
    is_look_up = isinstance(turn.request, LookUp)
    asked = turn.looked_up if (calculated or is_look_up) and turn.looked_up is not None else turn.request
    if isinstance(asked, HoldLength):
        asked = asked.look_up
    if isinstance(asked, LookUp):
        asked = of_what_is_compared(asked, facets_in(asked.question, assistant.corpus.registers.facets))
    if isinstance(asked, LookUp | Calculate):
        return inquire(asked.question, asked.asked, assistant.corpus.registers)
    words = turn.looked_up.question if turn.looked_up is not None else ""
    return inquire(words, aspects_of(words, assistant.vocabulary), assistant.corpus.registers)


def multiples(calculation: Calculation) -> list[str]:
    """Return the liver tests that were given with their limits as words ("30 x"): a value alone tells no multiple."""
    inputs = calculation_form(calculation)["inputs"]
    if not isinstance(inputs, Mapping):
        return []
    limits = {name: inputs.get(f"{name}_uln") for name in inputs}
    return [
        f"{float(inputs[name]) / float(limit):g} x" for name, limit in limits.items() if isinstance(limit, int | float)
    ]
