"""Which inputs matter for what is given so far, and which values an input can take: a form asks for no more than these."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.calculators.catalogue import CATALOGUE, Input
from assistant.knowledge.modification_table import Fact
from assistant.knowledge.rule_sets import (
    CalculatorName,
    Case,
    DoseRules,
    InfusionRules,
    ModificationRules,
    Rules,
    ScheduleRules,
    Stopped,
)

_BODY_SURFACE = ("bsa_m2", "height_cm", "formula")
_DECIDING: Mapping[str, Fact] = {
    "dose_step": "step",
    "confirmed": "confirmed",
    "icans": "icans",
    "seizures": "seizures",
}


def relevant_inputs(name: CalculatorName, given: Mapping[str, object], rules: Rules) -> tuple[Input, ...]:
    """Return the inputs that can change the result, in the calculator's order; all of them where its rules are stopped."""
    own = getattr(rules, name)
    inputs = CATALOGUE[name].inputs
    match own:
        case DoseRules():
            hidden = _hidden_body_surface(given, own)
        case ScheduleRules():
            hidden = _hidden_body_surface(given, own.dose)
        case ModificationRules():
            hidden = _hidden_of_modification(given, own)
        case _:
            hidden = frozenset[str]()
    return tuple(known for known in inputs if known.name not in hidden)


def fixed_values(name: str, given: Mapping[str, object], rules: Rules) -> Sequence[Decimal] | None:
    """Return the values of a number that can only take a few (a grade, a bag, a cycle), None for every other."""
    if name == "grade" and isinstance(rules.modification, ModificationRules):
        return sorted({Decimal(grade) for case in _cases(given, rules.modification) for grade in case.row.grades})
    if name == "bag_hours" and isinstance(rules.infusion, InfusionRules):
        return [bag.bag_hours for bag in rules.infusion.table.bags]
    if name in {"cycle", "cycles"} and not isinstance(rules.dose, Stopped):
        return [Decimal(cycle) for cycle in range(1, rules.dose.table.last_cycle + 1)]
    return None


def _hidden_body_surface(given: Mapping[str, object], rules: DoseRules) -> frozenset[str]:
    weight_kg = given.get("weight_kg")
    if not isinstance(weight_kg, Decimal) or not rules.bsa_dosing_below.holds(weight_kg):
        return frozenset(_BODY_SURFACE)
    return frozenset({"formula"}) if "height_cm" not in given else frozenset()


def _cases(given: Mapping[str, object], rules: ModificationRules) -> list[Case]:
    """Return the rows of the toxicity that is given."""
    return [case for case in rules.cases if given.get("toxicity") in case.row.toxicities]


def _hidden_of_modification(given: Mapping[str, object], rules: ModificationRules) -> frozenset[str]:
    of_toxicity = _cases(given, rules)
    open_rows = [case for case in of_toxicity if not case.row.grades or given.get("grade") in case.row.grades]
    hidden = {name for name, fact in _DECIDING.items() if not any(fact in case.row.decided_by for case in open_rows)}
    if not any(case.row.grades for case in of_toxicity):
        hidden.add("grade")
    if not any(case.row.premedication == "after_interruption" for case in open_rows):
        hidden.add("hours_interrupted")
    if not any(_has_clock(case) for case in open_rows):
        hidden |= {"days_to_resolve", "days_held"}
    return frozenset(hidden)


def _has_clock(case: Case) -> bool:
    """Tell whether a row holds: then it has two clocks, the days to resolve and the days held."""
    return any(outcome.action not in {"discontinue", "manage_symptoms"} for outcome in case.row.outcomes)


def matching_row(given: Mapping[str, object], rules: ModificationRules) -> str | None:
    """Return the id of the one row of the dose-modification table that is meant, None while more than one can be."""
    rows = [case.row for case in _cases(given, rules) if not case.row.grades or given.get("grade") in case.row.grades]
    return rows[0].id if len(rows) == 1 else None
