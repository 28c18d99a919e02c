"""Sentences and numbers that several calculators share."""

from decimal import Decimal

from assistant.knowledge.numbers import amount
from assistant.knowledge.rule_forms import InputTable
from assistant.knowledge.rule_sets import Scope

ONLY_ADULTS = "Only for adults with relapsed or refractory B-cell precursor acute lymphoblastic leukemia (ALL)."

FORMULA_IS_OURS = (
    "The monograph names no formula for body surface area (BSA): the formula {formula} is not from the monograph."
)


def shown(number: Decimal, unit: str, table: InputTable) -> str:
    """Return the number with its unit, in full where it is short, else rounded and marked "about"."""
    rounded = round(number, table.shown_decimals.value)
    return amount(number, unit) if number == rounded else f"about {amount(rounded, unit)}"


def switched_off(what: str, reason: str) -> str:
    """Say that an operator has switched something off, and why."""
    return f"The {what} is switched off here: {reason.rstrip('.')}. Use the monograph itself."


def covered(scope: Scope) -> str:
    """Say in one sentence whom the rules cover."""
    return (
        f"The monograph covers adults (age {scope.adult_age.words}) with relapsed or refractory disease; "
        "no dose is computed from the summary."
    )
