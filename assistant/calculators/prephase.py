"""Dexamethasone before the first dose (document section: Premedication and Supportive Measures > Other Supportive Care)."""

from collections.abc import Iterator

from assistant.calculators import scope
from assistant.calculators.calculation import CalculationError, Computed
from assistant.calculators.inputs import Given
from assistant.calculators.wording import ONLY_ADULTS
from assistant.knowledge.numbers import amount
from assistant.knowledge.rule_sets import PrephaseRules
from assistant.knowledge.rule_values import Boundary

_COUNTS = ("marrow_blasts_percent", "peripheral_blasts_e9_per_l")


def problems(given: Given, rules: PrephaseRules) -> Iterator[CalculationError]:
    """Yield what the rules do not allow, and the counts where none is given."""
    yield from scope.problems(given, rules.scope)
    if not any(name in given.numbers for name in _COUNTS):
        yield CalculationError(
            "missing_input", _COUNTS[0], "Give the blasts in bone marrow, those in blood, or both.", _COUNTS
        )


def compute(given: Given, rules: PrephaseRules) -> Computed:
    """Hold each count given against its threshold; one is enough."""
    table = rules.table
    thresholds = dict(zip(_COUNTS, (table.marrow_blasts, table.peripheral_blasts), strict=True))
    known = {name: boundary for name, boundary in thresholds.items() if name in given.numbers}
    indicated = any(boundary.holds(given.numbers[name]) for name, boundary in known.items())
    dexamethasone = table.dexamethasone.text if indicated else None
    conclusion = f"Prephase: {dexamethasone}." if indicated else "By what is given, no prephase is due."
    return Computed(
        used=(*_COUNTS, "age_years", "indication"),
        result={"indicated": indicated, "dexamethasone": dexamethasone},
        steps=(*(_comparison(given, name, boundary) for name, boundary in known.items()), conclusion, ONLY_ADULTS),
        warnings=() if indicated else tuple(_not_checked(b) for name, b in thresholds.items() if name not in known),
        citations=(table.dexamethasone.says, rules.scope.adults_only.says),
    )


def _comparison(given: Given, name: str, boundary: Boundary) -> str:
    number = given.numbers[name]
    verdict = "reached" if boundary.holds(number) else "not reached"
    return f"{boundary.label}: {amount(number, boundary.unit)}; the threshold, {boundary.words}, is {verdict}."


def _not_checked(boundary: Boundary) -> str:
    return f"{boundary.label}: not given, so this criterion ({boundary.words}) was not checked. Either one is enough."
