"""A calculation as a person reads it first: one figure or instruction, what it is, and the facts that go with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from assistant.calculators.calculation import Calculation, Field
from assistant.calculators.catalogue import CATALOGUE, Input
from assistant.calculators.wording import shown
from assistant.knowledge.numbers import amount, plain
from assistant.knowledge.rule_forms import InputTable

Tone = Literal["plain", "stop", "hold"]

ACTION_WORDS: Mapping[str, str] = {
    "discontinue": "Discontinue",
    "consider_discontinuing": "Consider discontinuing",
    "hold": "Hold",
    "hold_and_investigate": "Hold and investigate",
    "hold_and_weigh": "Hold; weigh benefit against risk",
    "consider_restart": "Consider restarting",
    "restart": "Restart",
    "slow_or_stop": "Stop or slow the infusion",
    "not_specified": "Not stated in the monograph",
    "manage_symptoms": "Manage the symptoms",
}
"""Each action of a dose modification in words."""

_TONES: Mapping[str, Tone] = {
    "discontinue": "stop",
    "consider_discontinuing": "stop",
    "hold": "hold",
    "hold_and_investigate": "hold",
    "hold_and_weigh": "hold",
    "slow_or_stop": "hold",
}
RESUME_WORDS: Mapping[str, str] = {
    "same_cycle": "Resume the same cycle",
    "new_cycle": "Start a new cycle",
    "not_specified": "Not stated for exactly this length of hold",
}
_DOSING = {"fixed": "Fixed dose", "bsa": "Dose by body surface area"}
_STEP = {"initial": "first step of the dose", "full": "full dose"}

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Headline:
    """figure: the number with its unit, or the instruction; says: what it is; facts: label and words; tone: how it is drawn."""

    figure: str
    says: str
    facts: Facts = ()
    tone: Tone = "plain"


def headline(calculation: Calculation, table: InputTable) -> Headline:
    """Return what stands largest. table: says to how many digits a long number is shown; the exact one stands in the facts."""
    return _HEADLINES[calculation.calculator](calculation, table)


def input_lines(calculation: Calculation) -> Iterator[tuple[str, str]]:
    """Yield the label and the value in words of every input used."""
    known = {given.name: given for given in CATALOGUE[calculation.calculator].inputs}
    for name, value in calculation.inputs.items():
        yield known[name].label, value_words(known[name], value)


def value_words(known: Input, value: Field) -> str:
    """Return the value of an input in words, with its unit."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return amount(value, known.unit) if known.unit and known.unit != known.name else plain(value)
    return known.choices.get(str(value), str(value))


def _exact(number: Decimal, unit: str, table: InputTable) -> Facts:
    """Return the number as the JSON result holds it, where the figure shows a rounded one."""
    is_exact = shown(number, unit, table) == amount(number, unit)
    return () if is_exact else (("Unrounded", amount(Decimal(str(float(number))), unit)),)


def _bsa(calculation: Calculation, table: InputTable) -> Headline:
    bsa_m2 = cast(Decimal, calculation.result["bsa_m2"])
    return Headline(shown(bsa_m2, "m²", table), "Body surface area", _exact(bsa_m2, "m²", table))


def _dose(calculation: Calculation, table: InputTable) -> Headline:
    result, inputs = calculation.result, calculation.inputs
    place = f"Cycle {plain(cast(Decimal, inputs['cycle']))}, day {plain(cast(Decimal, inputs['day']))}"
    dosing = _DOSING[str(result["dosing"])]
    if result["phase"] == "treatment_free":
        return Headline("No infusion", f"{place}: treatment-free interval")
    dose = cast(Decimal, result["dose_mcg_per_day"])
    facts: Facts = _exact(dose, "mcg/day", table)
    if result["dosing"] == "bsa":
        facts += (
            ("Body surface area", shown(cast(Decimal, result["bsa_m2"]), "m²", table)),
            ("By body surface area", amount(cast(Decimal, result["dose_mcg_per_m2_per_day"]), "mcg/m²/day")),
            ("Maximum", amount(cast(Decimal, result["max_mcg_per_day"]), "mcg/day")),
        )
    return Headline(
        shown(dose, "mcg/day", table), f"{place}: {dosing.lower()}, {_STEP[str(result['dose_step'])]}", facts
    )


def _schedule(calculation: Calculation, table: InputTable) -> Headline:
    result = calculation.result
    cycles = len(cast(Sequence[Field], result["cycles"]))
    total = cast(Decimal, result["total_mcg"])
    facts: Facts = (
        ("Whole course", shown(total, "mcg", table)),
        ("Last treatment-free day", str(result["end_date"])),
        ("Dosing", _DOSING[str(result["dosing"])]),
    )
    word = "cycle" if cycles == 1 else "cycles"
    return Headline(f"{cycles} {word}", f"From {calculation.inputs['start_date']} to {result['end_date']}", facts)


def _infusion(calculation: Calculation, _: InputTable) -> Headline:
    result = calculation.result
    facts: Facts = (
        ("Total dose volume", amount(cast(Decimal, result["volume_ml"]), "mL")),
        ("Overfill in the bag", str(result["overfill"])),
        ("Inline filter", "required" if result["inline_filter_required"] else "NOT required"),
    )
    bag = amount(cast(Decimal, calculation.inputs["bag_hours"]), "hours")
    return Headline(amount(cast(Decimal, result["rate_ml_per_h"]), "mL/h"), f"Rate of the pump, bag of {bag}", facts)


def _modification(calculation: Calculation, _: InputTable) -> Headline:
    known = {given.name: given for given in CATALOGUE["modification"].inputs}
    inputs = calculation.inputs
    parts = [known["toxicity"].choices[str(inputs["toxicity"])]]
    if "grade" in inputs:
        parts.append(f"Grade {plain(cast(Decimal, inputs['grade']))}")
    return _action(calculation.result, ", ".join(parts))


def _action(result: Mapping[str, Field], says: str) -> Headline:
    action = str(result["action"])
    facts = [
        ("Hold until", result["hold_until"]),
        *_restarts(cast(Mapping[str, Mapping[str, Decimal]] | None, result["restart"])),
        *(("Limit", words) for words in cast(Sequence[str], result["discontinue_if"])),
        ("Premedication", result["premedication"]),
        ("Cycle", RESUME_WORDS.get(str(result["resume"]))),
    ]
    kept = tuple((label, str(words)) for label, words in facts if words)
    return Headline(ACTION_WORDS[action], says, kept, _TONES.get(action, "plain"))


def _restarts(restart: Mapping[str, Mapping[str, Decimal]] | None) -> Iterator[tuple[str, str]]:
    for dosing, fields in (restart or {}).items():
        dose, escalate_to, after_days = fields.values()
        unit = "mcg/day" if dosing == "fixed" else "mcg/m²/day"
        label = "Restart, fixed dose" if dosing == "fixed" else "Restart, dose by body surface area"
        later = f"to {amount(escalate_to, unit)} after {amount(after_days, 'days')} if the toxicity does not recur"
        yield label, f"at {amount(dose, unit)}; {later}"


def _liver(calculation: Calculation, _: InputTable) -> Headline:
    result = calculation.result
    if not result["threshold_exceeded"]:
        return Headline("Below the row's threshold", "The liver row of the dose-modification table does not apply")
    tests = ", ".join(
        str(test).upper() if test != "bilirubin" else "bilirubin" for test in cast(Sequence[str], result["exceeded_by"])
    )
    return _action(cast(Mapping[str, Field], result["modification"]), f"Above the threshold: {tests}")


def _prephase(calculation: Calculation, _: InputTable) -> Headline:
    result = calculation.result
    if not result["indicated"]:
        return Headline("Not indicated", "Dexamethasone before the first dose, by the criteria that were given")
    return Headline("Indicated", str(result["dexamethasone"]))


_HEADLINES: Mapping[str, Callable[[Calculation, InputTable], Headline]] = {
    "bsa": _bsa,
    "dose": _dose,
    "schedule": _schedule,
    "infusion": _infusion,
    "modification": _modification,
    "liver": _liver,
    "prephase": _prephase,
}
