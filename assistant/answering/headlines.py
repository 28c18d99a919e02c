"""The result of a calculation in one line: what a nurse reads first."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from assistant.answering import replies
from assistant.calculators import Calculation
from assistant.calculators.calculation import Field
from assistant.calculators.catalogue import TOXICITY_WORDS
from assistant.knowledge.numbers import amount, plain

_SHOWN_DECIMALS = 4
"""As corpus/rules/inputs.yaml: a longer number is shown rounded and marked "about"; the result holds it unrounded."""


def headline(calculation: Calculation) -> tuple[str, str]:
    """Return the result in a few words, and what it is for. Both are plain text."""
    return _HEADLINES[calculation.calculator](calculation)


def shown(number: Field, unit: str) -> str:
    """Return a number with its unit, in full where it is short, else rounded and marked "about"."""
    value = Decimal(str(number))
    rounded = round(value, _SHOWN_DECIMALS)
    return amount(value, unit) if value == rounded else f"about {amount(rounded, unit)}"


def _dose(calculation: Calculation) -> tuple[str, str]:
    result, inputs = calculation.result, calculation.inputs
    when = replies.CYCLE_AND_DAY.format(cycle=_plain(inputs["cycle"]), day=_plain(inputs["day"]))
    if result["phase"] == "treatment_free":
        return replies.NO_INFUSION, f"{when}: {replies.TREATMENT_FREE}"
    dosing = replies.DOSING[str(result["dosing"])]
    return shown(
        result["dose_mcg_per_day"], "mcg/day"
    ), f"{when}, {dosing}, {replies.DOSE_STEP[str(result['dose_step'])]}"


def _schedule(calculation: Calculation) -> tuple[str, str]:
    result, inputs = calculation.result, calculation.inputs
    count = len(_sequence(result["cycles"]))
    until = replies.FROM_TO.format(first=inputs["start_date"], last=result["end_date"])
    return f"{shown(result['total_mcg'], 'mcg')} in {count} {'cycle' if count == 1 else 'cycles'}", until


def _infusion(calculation: Calculation) -> tuple[str, str]:
    result, inputs = calculation.result, calculation.inputs
    needed = replies.FILTER_REQUIRED if result["inline_filter_required"] else replies.FILTER_NOT_REQUIRED
    about = replies.BAG.format(
        hours=_plain(inputs["bag_hours"]),
        volume=shown(result["volume_ml"], "mL"),
        overfill=result["overfill"],
        filter=needed,
    )
    return shown(result["rate_ml_per_h"], "mL/h"), about


def _modification(calculation: Calculation) -> tuple[str, str]:
    inputs = calculation.inputs
    parts = [TOXICITY_WORDS[str(inputs["toxicity"])]]
    if "grade" in inputs:
        parts.append(f"Grade {_plain(inputs['grade'])}")
    if "seizures" in inputs:
        parts.append(f"seizures: {_plain(inputs['seizures'])}")
    return replies.ACTION[str(calculation.result["action"])], ", ".join(parts)


def _liver(calculation: Calculation) -> tuple[str, str]:
    modification = calculation.result["modification"]
    if not isinstance(modification, Mapping):
        return replies.BELOW_THRESHOLD, replies.LIVER_ROW
    tests = ", ".join(replies.LIVER_TESTS[str(name)] for name in _sequence(calculation.result["exceeded_by"]))
    return replies.ACTION[str(modification["action"])], replies.ABOVE_THRESHOLD.format(tests=tests)


def _prephase(calculation: Calculation) -> tuple[str, str]:
    indicated = calculation.result["indicated"]
    return (replies.PREPHASE_DUE if indicated else replies.PREPHASE_NOT_DUE), replies.PREPHASE


def _bsa(calculation: Calculation) -> tuple[str, str]:
    return shown(calculation.result["bsa_m2"], "m²"), replies.BSA_BY[str(calculation.result["formula"])]


_HEADLINES: Mapping[str, Callable[[Calculation], tuple[str, str]]] = {
    "bsa": _bsa,
    "dose": _dose,
    "schedule": _schedule,
    "infusion": _infusion,
    "modification": _modification,
    "liver": _liver,
    "prephase": _prephase,
}


def _plain(value: Field) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)


def _sequence(value: Field) -> tuple[Field, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()
