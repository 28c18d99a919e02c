"""The rate of the pump for a bag, for fixed dosing (document section: Drug Administration and Special Precautions)."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.calculators import scope
from assistant.calculators.calculation import CalculationError, Computed
from assistant.calculators.inputs import Given
from assistant.calculators.wording import ONLY_ADULTS
from assistant.knowledge.numbers import amount, plain
from assistant.knowledge.rule_sets import InfusionRules
from assistant.knowledge.rule_tables import Bag

_PRECAUTION = (
    "{days}-day bags hold benzyl alcohol: they are not recommended for neonates, infants, or patients weighing {limit}."
)


def problems(given: Given, rules: InfusionRules) -> Iterator[CalculationError]:
    """Yield what the inputs together, or the rules, do not allow."""
    bag_hours, weight_kg = given.numbers.get("bag_hours"), given.numbers.get("weight_kg")
    if bag_hours is not None and _bag(bag_hours, rules) is None:
        hours = ", ".join(plain(bag.bag_hours) for bag in rules.table.bags)
        yield CalculationError("invalid_input", "bag_hours", f"Bag must be one of these hours: {hours}.")
    if weight_kg is not None and rules.bsa_dosing_below.holds(weight_kg):
        yield CalculationError("not_covered", "weight_kg", _no_rate(bag_hours, weight_kg, rules))
    yield from scope.problems(given, rules.scope)


def compute(given: Given, rules: InfusionRules) -> Computed:
    """Look up the row of the bag; nothing is recomputed from rounded rates."""
    bag = next(bag for bag in rules.table.bags if bag.bag_hours == given.numbers["bag_hours"])
    table = rules.table
    filter_says = table.filter_required if bag.inline_filter_required else table.filter_not_required
    needs_filter = (
        "The tubing should contain an in-line filter."
        if bag.inline_filter_required
        else "An in-line filter is not required for this bag."
    )
    return Computed(
        used=("bag_hours", "weight_kg", "age_years", "indication"),
        result={
            "rate_ml_per_h": bag.rate_ml_per_h,
            "volume_ml": bag.volume_ml,
            "overfill": bag.overfill,
            "inline_filter_required": bag.inline_filter_required,
            # Below the weight of the precaution there is no rate at all: whoever gets a row may use its bag.
            "recommended": True,
        },
        steps=(
            f"Bag for {amount(bag.bag_hours, 'hours')}: set the pump to {amount(bag.rate_ml_per_h, 'mL/h')}.",
            f"Total dose volume {amount(bag.volume_ml, 'mL')}; overfill in the bag {bag.overfill}.",
            needs_filter,
            "Infuse through a dedicated lumen. Do not flush the line into the patient: the bag holds overfill.",
            ONLY_ADULTS,
        ),
        warnings=(*_weight_warning(given, rules), *_bag_warning(bag, rules)),
        citations=(
            bag.says,
            filter_says.says,
            table.do_not_flush.says,
            *((table.seven_day_bag_not_recommended.says,) if bag.days is not None else ()),
            rules.bsa_dosing_below.says,
            rules.scope.adults_only.says,
        ),
    )


def _bag(bag_hours: Decimal, rules: InfusionRules) -> Bag | None:
    return next((bag for bag in rules.table.bags if bag.bag_hours == bag_hours), None)


def _no_rate(bag_hours: Decimal | None, weight_kg: Decimal, rules: InfusionRules) -> str:
    message = (
        f"The monograph's infusion rates are for fixed dosing, from {amount(rules.bsa_dosing_below.value, 'kg')} on; "
        "for a dose by body surface area it does not state one, and none is computed."
    )
    bag = None if bag_hours is None else _bag(bag_hours, rules)
    too_light = rules.table.seven_day_bag_not_recommended.holds(weight_kg)
    return " ".join((message, *_bag_warning(bag, rules))) if bag and too_light else message


def _weight_warning(given: Given, rules: InfusionRules) -> tuple[str, ...]:
    if "weight_kg" in given:
        return ()
    return (
        f"Only for fixed dosing, from {amount(rules.bsa_dosing_below.value, 'kg')} on: below it the monograph has no rate.",
    )


def _bag_warning(bag: Bag, rules: InfusionRules) -> tuple[str, ...]:
    """Return the precaution, which goes with every bag of seven days, whatever the weight."""
    if bag.days is None:
        return ()
    return (_PRECAUTION.format(days=plain(bag.days), limit=rules.table.seven_day_bag_not_recommended.words),)
