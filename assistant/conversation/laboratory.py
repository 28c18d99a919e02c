"""Laboratory values of a chart beside a dose that is asked for: they are none of its inputs, unless they stop the infusion."""

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.conversation.stated import Reading
from assistant.knowledge.rule_sets import Rules

_OF_A_DOSE = frozenset(given.name for given in CATALOGUE["dose"].inputs)
_LIVER = frozenset(given.name for given in CATALOGUE["liver"].inputs) - _OF_A_DOSE
_LABORATORY = _LIVER | (frozenset(given.name for given in CATALOGUE["prephase"].inputs) - _OF_A_DOSE)
_DOUBTED = frozenset({"two_values", "past", "range", "about", "number"})


def without_laboratory(reading: Reading) -> Reading:
    """Return a reading without blasts and liver values."""
    return Reading(
        {name: item for name, item in reading.stated.items() if name not in _LABORATORY},
        {name: item for name, item in reading.unclear.items() if name not in _LABORATORY},
    )


def may_stop(reading: Reading, rules: Rules) -> bool:
    """Tell whether liver values reach their row, or may do so: those that are in doubt, or told to be above the limit."""
    if any(item.why in _DOUBTED for name, item in reading.unclear.items() if name in _LIVER):
        return True
    if any("_above_" in name for name in reading.stated):
        return True
    values = {name: item.value for name, item in reading.stated.items() if name in _LIVER}
    tests = {name.removesuffix("_x_uln").removesuffix("_uln") for name in values}
    return any(_reaches({n: v for n, v in values.items() if n.startswith(test)}, rules) for test in tests)


def _reaches(values: dict[str, object], rules: Rules) -> bool:
    try:
        return bool(calculate("liver", values, rules).result["threshold_exceeded"])
    except CalculationError:
        return False
