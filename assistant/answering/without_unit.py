"""A bag for a weight without its unit, where no unit gives it a rate: it is refused, not asked about."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.numerals import number_of
from assistant.conversation.requests import Wanted
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.rule_sets import InfusionRules, Rules

_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")


def light_in_any_unit(wanted: Wanted, rules: Rules) -> Wanted | None:
    """Return a bag with its weight taken in kg, where that has no rate in kg and so none in pounds; None otherwise."""
    if wanted.calculator != "infusion" or not isinstance(rules.infusion, InfusionRules):
        return None
    for item in wanted.unclear:
        number = _number_in(item) if item.name == "weight_kg" and item.why == "unit" else None
        if number is not None and rules.infusion.bsa_dosing_below.holds(number):
            others = tuple(other for other in wanted.unclear if other is not item)
            weight = Stated("weight_kg", number, item.words)
            return replace(wanted, inputs={**wanted.inputs, "weight_kg": weight}, unclear=others)
    return None


def _number_in(item: Unclear) -> Decimal | None:
    found = _NUMBERS.findall(item.words)
    return number_of(found[0]) if len(found) == 1 else None
