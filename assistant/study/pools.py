"""The values that an input takes in cases: for each threshold of the rules the value itself, one below it and one above."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from assistant.knowledge.rule_sets import Rules, Stopped
from assistant.knowledge.rule_values import Value

_Rules = TypeVar("_Rules")

_TENTH = Decimal("0.1")

# What a patient may weigh and measure in a story; the thresholds beside them come from the rules.
_WEIGHTS_KG = ("52", "61.5", "70", "83", "96.4")
_HEIGHTS_CM = ("148", "152", "155", "160", "163")


def usable(own: _Rules | Stopped) -> _Rules:
    """Return the rules of a calculator. Raises ValueError where it is stopped: no case is made about it."""
    if isinstance(own, Stopped):
        raise ValueError(f"The calculator {own.calculator} is stopped.")
    return own


def pool(name: str, rules: Rules) -> Sequence[object]:
    """Return the values of an input, by its name in the machine contract."""
    return _POOLS[name](rules)


def _around(value: Value, step: Decimal) -> list[Decimal]:
    return [value.value - step, value.value, value.value + step]


def _weights(rules: Rules) -> Sequence[object]:
    limit = usable(rules.dose).bsa_dosing_below
    return [*_around(limit, _TENTH), limit.value - 3, *map(Decimal, _WEIGHTS_KG)]


def _cycles(rules: Rules) -> Sequence[object]:
    # The first cycle differs from the others: it comes up as often as all of them.
    last = usable(rules.dose).table.last_cycle
    return [*([Decimal(1)] * (last - 1)), *(Decimal(cycle) for cycle in range(2, last + 1))]


def _days(rules: Rules) -> Sequence[object]:
    table = usable(rules.dose).table
    edges = {day for step in table.steps for day in (*step.days, step.days[1] + 1)}
    return [Decimal(day) for day in sorted(edges | {table.last_day})]


def _resolve_days(rules: Rules) -> Sequence[object]:
    limits = [case.row.late_when for case in usable(rules.modification).cases if case.row.late_when is not None]
    return sorted({value for limit in limits for value in _around(limit, Decimal(1))})


def _held_days(rules: Rules) -> Sequence[object]:
    same = usable(rules.modification).same_cycle
    return [*_around(same, Decimal(1)), same.value - 4, same.value + 5]


def _seizures(rules: Rules) -> Sequence[object]:
    limits = [case.row.several_when for case in usable(rules.modification).cases if case.row.several_when is not None]
    return [limit.value + more for limit in limits for more in (0, 1)]


def _bags(rules: Rules) -> Sequence[object]:
    return [bag.bag_hours for bag in usable(rules.infusion).table.bags]


def _liver_tests(rules: Rules) -> Sequence[object]:
    return [Decimal("1.5"), *_around(usable(rules.liver).table.liver_tests, _TENTH)]


def _bilirubin(rules: Rules) -> Sequence[object]:
    return [Decimal("0.8"), *_around(usable(rules.liver).table.bilirubin, _TENTH)]


def _marrow(rules: Rules) -> Sequence[object]:
    return [Decimal(20), *_around(usable(rules.prephase).table.marrow_blasts, Decimal(1))]


def _blood(rules: Rules) -> Sequence[object]:
    return [Decimal(2), *_around(usable(rules.prephase).table.peripheral_blasts, Decimal(1))]


def _grades(rules: Rules) -> Sequence[object]:
    return sorted({Decimal(grade) for case in usable(rules.modification).cases for grade in case.row.grades})


_POOLS: Mapping[str, Callable[[Rules], Sequence[object]]] = {
    "weight_kg": _weights,
    "height_cm": lambda _: [Decimal(height) for height in _HEIGHTS_CM],
    "cycle": _cycles,
    "day": _days,
    "bag_hours": _bags,
    "grade": _grades,
    "dose_step": lambda _: ["initial", "full"],
    "days_to_resolve": _resolve_days,
    "days_held": _held_days,
    "confirmed": lambda _: [False, True],
    "icans": lambda _: [True, False],
    "seizures": _seizures,
    "alt_x_uln": _liver_tests,
    "ast_x_uln": _liver_tests,
    "bilirubin_x_uln": _bilirubin,
    "marrow_blasts_percent": _marrow,
    "peripheral_blasts_e9_per_l": _blood,
}


def varied(name: str) -> bool:
    """Tell whether there are values for an input."""
    return name in _POOLS
