"""Whom the rules cover: adults with relapsed or refractory disease, and fixed dosing from the weight band on."""

from collections.abc import Iterator

from assistant.calculators.calculation import CalculationError
from assistant.calculators.inputs import Given
from assistant.calculators.wording import covered
from assistant.knowledge.rule_sets import Scope

_COVERED_INDICATION = "relapsed_refractory"


def problems(given: Given, scope: Scope) -> Iterator[CalculationError]:
    """Yield `not_covered` for a patient below the adult age, and for an indication that the monograph does not cover."""
    age_years = given.numbers.get("age_years")
    if age_years is not None and not scope.adult_age.holds(age_years):
        yield CalculationError(
            "not_covered",
            "age_years",
            f"{covered(scope)} For children it sends the reader to the product monograph.",
        )
    if given.choices.get("indication", _COVERED_INDICATION) != _COVERED_INDICATION:
        yield CalculationError("not_covered", "indication", covered(scope))
