"""The dose for a cycle and a day (document sections: Drug Regimen; Cycle Frequency)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.calculators import scope
from assistant.calculators.bsa import (
    bsa_steps,
    compute_bsa_m2,
    computed_bsa_problems,
    formula_warning,
    implies_a_human_height,
)
from assistant.calculators.calculation import CalculationError, Computed, Field
from assistant.calculators.inputs import Given
from assistant.calculators.wording import ONLY_ADULTS, shown
from assistant.knowledge.numbers import amount, plain
from assistant.knowledge.quotes import Quote
from assistant.knowledge.rule_forms import Dosing
from assistant.knowledge.rule_sets import DoseRules
from assistant.knowledge.rule_tables import DoseTable, Step

_MISSING_BSA = ("height_cm", "bsa_m2")


@dataclass(frozen=True)
class BodySurface:
    """The BSA that doses use: given, or computed from weight and height.

    field: the input to name where something is wrong with it; used: the inputs it comes from.
    """

    bsa_m2: Decimal
    field: str
    used: tuple[str, ...]
    steps: tuple[str, ...]
    warnings: tuple[str, ...]


def problems(given: Given, rules: DoseRules) -> Iterator[CalculationError]:
    """Yield what the inputs together, or the rules, do not allow."""
    cycle, day, table = given.numbers.get("cycle"), given.numbers.get("day"), rules.table
    if cycle is not None and not table.cycles.holds(cycle):
        yield CalculationError("not_covered", "cycle", f"The monograph covers {table.cycles.words}.")
    if day is not None and day > table.last_day:
        yield CalculationError(
            "not_covered",
            "day",
            f"A cycle has {table.cycle_length.words}; the day after them is the first day of the next cycle.",
        )
    yield from scope.problems(given, rules.scope)
    steps = _steps_of_day(given, rules)
    yield from body_surface_problems(given, rules, steps, needed=bool(steps) or _infusion_unknown(given, table))


def compute(given: Given, rules: DoseRules) -> Computed:
    """Compute the dose [mcg/day] for the weight, cycle and day."""
    cycle, day, table = given.numbers["cycle"], given.numbers["day"], rules.table
    dosing = dosing_for(given, rules)
    band_step = band_sentence(given, rules)
    used = ("weight_kg", "cycle", "day", "age_years", "indication")
    where = f"Cycle {plain(cycle)}, day {plain(day)}"
    if day > table.last_infusion_day:
        return Computed(
            used=used,
            result={"phase": "treatment_free", "dosing": dosing, "dose_mcg_per_day": Decimal(), "dose_step": None},
            steps=(band_step, f"{where}: no infusion. {treatment_free_sentence(table)}", ONLY_ADULTS),
            warnings=(),
            citations=(
                table.treatment_free.says,
                table.cycle_length.says,
                rules.bsa_dosing_below.says,
                rules.scope.adults_only.says,
            ),
        )
    step = _step(table, dosing, cycle, day)
    if dosing == "fixed":
        return Computed(
            used=used,
            result={"phase": "infusion", "dosing": dosing, "dose_mcg_per_day": step.dose, "dose_step": step.dose_step},
            steps=(band_step, f"{where}: {amount(step.dose, step.unit)} as a continuous infusion.", ONLY_ADULTS),
            warnings=(),
            citations=(step.says, rules.bsa_dosing_below.says, rules.scope.adults_only.says),
        )
    surface = body_surface(given, rules)
    dose = step.dose * surface.bsa_m2
    limit = maximum_of(step)
    return Computed(
        used=(*used, *surface.used),
        result={
            "phase": "infusion",
            "dosing": dosing,
            "dose_mcg_per_day": dose,
            **bsa_fields(step, surface, dose),
            "dose_step": step.dose_step,
        },
        steps=(
            band_step,
            *surface.steps,
            f"{where}: {dose_sentence(step, surface, dose, rules)} as a continuous infusion.",
            f"This is below the maximum of {amount(limit, 'mcg/day')}.",
            ONLY_ADULTS,
        ),
        warnings=surface.warnings,
        citations=(*step_citations(step), rules.bsa_dosing_below.says, rules.scope.adults_only.says),
    )


def dosing_for(given: Given, rules: DoseRules) -> Dosing:
    """Say which dosing the weight given asks for; the weight is never rounded."""
    return "bsa" if rules.bsa_dosing_below.holds(given.numbers["weight_kg"]) else "fixed"


def treatment_free_sentence(table: DoseTable) -> str:
    """Say which days of a cycle have no infusion."""
    return f"Days {table.last_infusion_day + 1} to {table.last_day} of each cycle are treatment-free."


def band_sentence(given: Given, rules: DoseRules) -> str:
    """Say why the dosing is fixed or by BSA."""
    weight, limit = amount(given.numbers["weight_kg"], "kg"), amount(rules.bsa_dosing_below.value, "kg")
    if dosing_for(given, rules) == "bsa":
        return f"Weight {weight}: below {limit}, so the dose is by body surface area (BSA)."
    return f"Weight {weight}: at least {limit}, so the dose is fixed; it does not depend on height or BSA."


def body_surface(given: Given, rules: DoseRules) -> BodySurface:
    """Return the BSA to use: the one given, else the one computed from weight and height."""
    if "height_cm" not in given:
        return _given_surface(given, rules, "")
    formula = given.choices["formula"]
    computed = compute_bsa_m2(given.numbers["weight_kg"], given.numbers["height_cm"], formula, rules.bsa, rules.inputs)
    ours = formula_warning(formula, rules.bsa)
    if "bsa_m2" not in given:
        steps = bsa_steps(given, computed, rules.bsa, rules.inputs)
        return BodySurface(computed, "height_cm", ("height_cm", "formula"), steps, (ours,))
    surface = _given_surface(given, rules, "; the height is only a check of it")
    warnings = (*_disagreement(surface.bsa_m2, computed, rules), ours)
    return replace(surface, used=("bsa_m2", "height_cm", "formula"), warnings=warnings)


def _given_surface(given: Given, rules: DoseRules, remark: str) -> BodySurface:
    bsa_m2 = given.numbers["bsa_m2"]
    steps = (f"Body surface area (BSA) as given: {shown(bsa_m2, 'm²', rules.inputs)}{remark}.",)
    return BodySurface(bsa_m2, "bsa_m2", ("bsa_m2",), steps, ())


def _disagreement(bsa_m2: Decimal, computed: Decimal, rules: DoseRules) -> tuple[str, ...]:
    if abs(bsa_m2 - computed) <= computed * rules.bsa.disagreement.share:
        return ()
    difference = f"by more than {rules.bsa.disagreement.words} from the one that weight and height give"
    shown_bsa = shown(computed, "m²", rules.inputs)
    return (f"The BSA given differs {difference} ({shown_bsa}): check weight, height and BSA. The BSA given was used.",)


def body_surface_problems(
    given: Given, rules: DoseRules, steps: tuple[Step, ...], *, needed: bool
) -> Iterator[CalculationError]:
    """Yield what is wrong with weight, height and BSA together.

    steps: the steps by BSA that the case uses; a dose that reaches the maximum of one is a slip. needed: the case needs a BSA.
    """
    weight_kg, height_cm = given.numbers.get("weight_kg"), given.numbers.get("height_cm")
    bsa_m2 = given.numbers.get("bsa_m2")
    if weight_kg is None:
        return
    if bsa_m2 is not None:
        yield from _implied_height_problems(weight_kg, bsa_m2, rules)
    if not rules.bsa_dosing_below.holds(weight_kg) or not needed:
        return
    if bsa_m2 is None and height_cm is None:
        yield CalculationError(
            "missing_input",
            "bsa_m2",
            f"Below {amount(rules.bsa_dosing_below.value, 'kg')} the dose is by body surface area: "
            "give the height or the body surface area, either will do.",
            _MISSING_BSA,
        )
        return
    if height_cm is not None and "formula" not in given:
        return
    surface = body_surface(given, rules)
    if surface.field == "height_cm":
        yield from computed_bsa_problems(surface.bsa_m2, rules.inputs)
    if any(step.dose * surface.bsa_m2 >= maximum_of(step) for step in steps):
        yield CalculationError(
            "implausible",
            surface.field,
            "The dose would reach the maximum, which no patient of this weight does: check weight, height and body surface area.",
        )


def _implied_height_problems(weight_kg: Decimal, bsa_m2: Decimal, rules: DoseRules) -> Iterator[CalculationError]:
    if not implies_a_human_height(weight_kg, bsa_m2, rules.bsa, rules.inputs):
        lowest, highest = rules.inputs.numbers["height_cm"].plausible
        yield CalculationError(
            "implausible",
            "bsa_m2",
            f"Weight and body surface area together imply a height outside {plain(lowest)} to {amount(highest, 'cm')}: check both.",
        )


def maximum_of(step: Step) -> Decimal:
    """Return the maximum dose [mcg/day] of a step by BSA; a fixed step is its own maximum."""
    return step.maximum.value if step.maximum else step.dose


def step_citations(step: Step) -> tuple[Quote, ...]:
    """Return the quotes of a step: its row, and its maximum where it has one."""
    return (step.says, step.maximum.says) if step.maximum else (step.says,)


def bsa_fields(step: Step, surface: BodySurface, dose: Decimal) -> dict[str, Field]:
    """Return the value fields of a dose by BSA."""
    return {
        "bsa_m2": surface.bsa_m2,
        "dose_mcg_per_m2_per_day": step.dose,
        "uncapped_mcg_per_day": dose,
        "max_mcg_per_day": maximum_of(step),
        "capped": False,
    }


def dose_sentence(step: Step, surface: BodySurface, dose: Decimal, rules: DoseRules) -> str:
    """Show the multiplication of a dose by BSA."""
    return (
        f"{amount(step.dose, step.unit)} × {shown(surface.bsa_m2, 'm²', rules.inputs)} = "
        f"{shown(dose, 'mcg/day', rules.inputs)}"
    )


def _step(table: DoseTable, dosing: Dosing, cycle: Decimal, day: Decimal) -> Step:
    return next(step for step in table.steps if step.dosing == dosing and step.covers(cycle, day))


def _steps_of_day(given: Given, rules: DoseRules) -> tuple[Step, ...]:
    """Return the step by BSA for the cycle and day, none where one of them is not given or has no infusion."""
    cycle, day = given.numbers.get("cycle"), given.numbers.get("day")
    if cycle is None or day is None:
        return ()
    return tuple(step for step in rules.table.steps if step.dosing == "bsa" and step.covers(cycle, day))


def _infusion_unknown(given: Given, table: DoseTable) -> bool:
    """Could a day that is not given, or a cycle that is not given, have an infusion?"""
    day = given.numbers.get("day")
    return day is None or ("cycle" not in given and day <= table.last_infusion_day)
