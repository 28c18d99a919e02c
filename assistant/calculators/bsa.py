"""Body surface area (BSA). The monograph names no formula; every result says which one was used."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

from assistant.calculators.calculation import CalculationError, Computed
from assistant.calculators.inputs import Given
from assistant.calculators.wording import FORMULA_IS_OURS, shown
from assistant.knowledge.numbers import amount, plain
from assistant.knowledge.rule_forms import BsaTable, Formulas, InputTable, ProductOfPowers, SquareRootOfProduct
from assistant.knowledge.rule_sets import BsaRules


def problems(given: Given, rules: BsaRules) -> Iterator[CalculationError]:
    """Yield `implausible` where the computed BSA is not a human one."""
    weight_kg, height_cm = given.numbers.get("weight_kg"), given.numbers.get("height_cm")
    if weight_kg is not None and height_cm is not None and "formula" in given:
        bsa_m2 = compute_bsa_m2(weight_kg, height_cm, given.choices["formula"], rules.table, rules.inputs)
        yield from computed_bsa_problems(bsa_m2, rules.inputs)


def compute(given: Given, rules: BsaRules) -> Computed:
    """Compute the BSA [m²] from weight [kg] and height [cm] by the formula chosen."""
    formula = given.choices["formula"]
    bsa_m2 = compute_bsa_m2(given.numbers["weight_kg"], given.numbers["height_cm"], formula, rules.table, rules.inputs)
    return Computed(
        used=("weight_kg", "height_cm", "formula"),
        result={"bsa_m2": bsa_m2, "formula": formula},
        steps=bsa_steps(given, bsa_m2, rules.table, rules.inputs),
        warnings=(formula_warning(formula, rules.table),),
        citations=(rules.table.dosed_by_bsa.says,),
    )


def compute_bsa_m2(
    weight_kg: Decimal, height_cm: Decimal, formula: str, table: BsaTable, inputs: InputTable
) -> Decimal:
    """Return the BSA [m²], not rounded to any digit that an input could have."""
    with localcontext() as context:
        context.prec = inputs.root_precision.value
        chosen = _formula(formula, table.formulas)
        if isinstance(chosen, SquareRootOfProduct):
            return (weight_kg * height_cm / chosen.divisor).sqrt()
        return chosen.factor * weight_kg**chosen.weight_exponent * height_cm**chosen.height_exponent


def implies_a_human_height(weight_kg: Decimal, bsa_m2: Decimal, table: BsaTable, inputs: InputTable) -> bool:
    """Return whether the height at which the weight has this BSA (Mosteller) is plausible, compared without dividing.

    It is a check of the inputs; no dose is computed from it.
    """
    lowest_cm, highest_cm = inputs.numbers["height_cm"].plausible
    weight_times_height = table.formulas.mosteller.divisor * bsa_m2 * bsa_m2
    return lowest_cm * weight_kg <= weight_times_height <= highest_cm * weight_kg


def computed_bsa_problems(bsa_m2: Decimal, table: InputTable) -> Iterator[CalculationError]:
    """Yield `implausible`, on the height, where a computed BSA lies outside the plausible range."""
    lowest, highest = table.numbers["bsa_m2"].plausible
    if not lowest <= bsa_m2 <= highest:
        yield CalculationError(
            "implausible",
            "height_cm",
            f"Weight and height give a body surface area outside {plain(lowest)} to {amount(highest, 'm²')}: check both.",
        )


def bsa_steps(given: Given, bsa_m2: Decimal, table: BsaTable, inputs: InputTable) -> tuple[str, ...]:
    """Say how the BSA was computed from the inputs given."""
    weight, height = amount(given.numbers["weight_kg"], "kg"), amount(given.numbers["height_cm"], "cm")
    formula = _formula(given.choices["formula"], table.formulas)
    if isinstance(formula, SquareRootOfProduct):
        how = f"the square root of {weight} × {height} ÷ {plain(formula.divisor)}"
    else:
        of_weight = f"({weight} to the power {plain(formula.weight_exponent)})"
        of_height = f"({height} to the power {plain(formula.height_exponent)})"
        how = f"{plain(formula.factor)} × {of_weight} × {of_height}"
    return (f"Body surface area (BSA) by the {formula.label} formula: {how} = {shown(bsa_m2, 'm²', inputs)}.",)


def formula_warning(formula: str, table: BsaTable) -> str:
    """Say that the formula is ours."""
    return FORMULA_IS_OURS.format(formula=_formula(formula, table.formulas).label)


def _formula(name: str, formulas: Formulas) -> SquareRootOfProduct | ProductOfPowers:
    by_name: dict[str, SquareRootOfProduct | ProductOfPowers] = {
        "mosteller": formulas.mosteller,
        "dubois": formulas.dubois,
        "haycock": formulas.haycock,
    }
    return by_name[name]
