"""Patient cases without end: each made from a seed and the rules, and graded by the calculator that it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Literal, cast

from assistant.calculators import CATALOGUE, calculate
from assistant.calculators.calculation import Field
from assistant.calculators.headlines import value_words
from assistant.knowledge.rule_sets import CalculatorName, Rules
from assistant.study.pools import pool, usable

CaseKind = Literal["dose", "cycle_start", "infusion", "action", "resume", "liver", "prephase"]
AnswerForm = Literal["number", "date", "choice"]

_EPOCH = date(2027, 1, 4)
_DAYS_OF_A_YEAR = 364


@dataclass(frozen=True)
class Case:
    """A patient and one question.

    inputs: of the calculator that grades it; story: what is known; unit: of a number that is asked for; cycle: whose start is
    asked for, else None.
    """

    seed: int
    kind: CaseKind
    calculator: CalculatorName
    inputs: Mapping[str, object]
    story: tuple[str, ...]
    question: str
    form: AnswerForm
    unit: str = ""
    cycle: int | None = None


def kinds_of(rules: Rules) -> tuple[CaseKind, ...]:
    """Return the kinds of cases whose calculators are not stopped."""
    stopped = {stopped.calculator for stopped in rules.stopped}
    return tuple(kind for kind, (calculator, _) in _MAKERS.items() if calculator not in stopped)


def make_case(seed: int, rules: Rules, kind: CaseKind | None = None) -> Case:
    """Return the case of a seed: the same seed, rules and kind give the same case. kind: one of kinds_of, None for any."""
    chance = Random(seed)  # noqa: S311 - repeatable
    chosen: CaseKind = chance.choice(kinds_of(rules)) if kind is None else kind
    return _MAKERS[chosen][1](seed, chance, rules)


def _draw(chance: Random, rules: Rules, *names: str) -> dict[str, object]:
    return {name: chance.choice(pool(name, rules)) for name in names}


def _story(calculator: CalculatorName, inputs: Mapping[str, object]) -> tuple[str, ...]:
    """Say what is known, one fact a line, in the words of the form."""
    known = {given.name: given for given in CATALOGUE[calculator].inputs}
    return tuple(
        f"{known[name].label}: {value_words(known[name], cast(Field, value))}" for name, value in inputs.items()
    )


def _patient(chance: Random, rules: Rules) -> dict[str, object]:
    """Return weight and, where the dose is by body surface area, height."""
    inputs = _draw(chance, rules, "weight_kg")
    if usable(rules.dose).bsa_dosing_below.holds(Decimal(str(inputs["weight_kg"]))):
        inputs |= _draw(chance, rules, "height_cm")
    return inputs


def _dose(seed: int, chance: Random, rules: Rules) -> Case:
    inputs = {**_patient(chance, rules), **_draw(chance, rules, "cycle", "day")}
    question = "What is the dose on this day?"
    return Case(seed, "dose", "dose", inputs, _story("dose", inputs), question, "number", "mcg/day")


def _cycle_start(seed: int, chance: Random, rules: Rules) -> Case:
    start_date = _EPOCH + timedelta(days=chance.randrange(_DAYS_OF_A_YEAR))
    cycle = chance.randrange(2, usable(rules.schedule).dose.table.last_cycle + 1)
    inputs = {**_patient(chance, rules), "start_date": start_date.isoformat()}
    question = f"On which date does cycle {cycle} start, if nothing is interrupted?"
    return Case(seed, "cycle_start", "schedule", inputs, _story("schedule", inputs), question, "date", cycle=cycle)


def _infusion(seed: int, chance: Random, rules: Rules) -> Case:
    inputs = _draw(chance, rules, "bag_hours")
    story = (*_story("infusion", inputs), "Fixed dosing")
    return Case(seed, "infusion", "infusion", inputs, story, "At what rate does the pump run?", "number", "mL/h")


def _toxicity(chance: Random, rules: Rules) -> dict[str, object]:
    """Return a toxicity with all that decides in its row."""
    case = chance.choice([case for case in usable(rules.modification).cases if case.disabled is None])
    row = case.row
    inputs: dict[str, object] = {"toxicity": chance.choice(row.toxicities)}
    if row.grades:
        inputs["grade"] = Decimal(chance.choice(row.grades))
    names = {
        "step": "dose_step",
        "resolved": "days_to_resolve",
        "confirmed": "confirmed",
        "icans": "icans",
        "seizures": "seizures",
    }
    return inputs | _draw(chance, rules, *(names[fact] for fact in row.decided_by))


def _action(seed: int, chance: Random, rules: Rules) -> Case:
    inputs = _toxicity(chance, rules) | _draw(chance, rules, "weight_kg")
    question = "What does the monograph say to do?"
    return Case(seed, "action", "modification", inputs, _story("modification", inputs), question, "choice")


def _resume(seed: int, chance: Random, rules: Rules) -> Case:
    inputs: dict[str, object] = {"toxicity": "crs", "grade": Decimal(3)} | _draw(chance, rules, "days_held")
    question = "The toxicity has resolved. Does the same cycle go on, or does a new one start?"
    return Case(seed, "resume", "modification", inputs, _story("modification", inputs), question, "choice")


def _liver(seed: int, chance: Random, rules: Rules) -> Case:
    inputs = _draw(chance, rules, chance.choice(("alt_x_uln", "ast_x_uln")), "bilirubin_x_uln")
    question = "Does the liver row of the dose-modification table apply?"
    return Case(seed, "liver", "liver", inputs, _story("liver", inputs), question, "choice")


def _prephase(seed: int, chance: Random, rules: Rules) -> Case:
    inputs = _draw(chance, rules, "marrow_blasts_percent", "peripheral_blasts_e9_per_l")
    question = "Is dexamethasone due before the first dose, by the blasts?"
    return Case(seed, "prephase", "prephase", inputs, _story("prephase", inputs), question, "choice")


_MAKERS: Mapping[CaseKind, tuple[CalculatorName, Callable[[int, Random, Rules], Case]]] = {
    "dose": ("dose", _dose),
    "cycle_start": ("schedule", _cycle_start),
    "infusion": ("infusion", _infusion),
    "action": ("modification", _action),
    "resume": ("modification", _resume),
    "liver": ("liver", _liver),
    "prephase": ("prephase", _prephase),
}


def topics_of_kinds(rules: Rules, topic_of: Callable[[str], str]) -> Mapping[CaseKind, str]:
    """Return the topic of each kind of case. topic_of: the topic of a passage, by its id; a case belongs to its first quote."""
    topics: dict[CaseKind, str] = {}
    for kind in kinds_of(rules):
        case = make_case(0, rules, kind)
        topics[kind] = topic_of(calculate(case.calculator, case.inputs, rules).citations[0].passage)
    return topics
