"""The dosing tables of the monograph a second time: day by day, in whole fractions, with nothing of the program's."""

from fractions import Fraction

# cycle 1: seven days, then 21 days, then 14 days without; later cycles: 28 days, then 14 days without
_CYCLE_1 = ["initial"] * 7 + ["full"] * 21 + [None] * 14
_LATER = ["full"] * 28 + [None] * 14
_FIXED = {"initial": 9, "full": 28, None: 0}
_PER_M2 = {"initial": 5, "full": 15}


def step(cycle: int, day: int) -> str | None:
    """Return the dose step of a day of a cycle, None where it is treatment-free."""
    return (_CYCLE_1 if cycle == 1 else _LATER)[day - 1]


def fixed_dose(cycle: int, day: int) -> int:
    """Return the fixed dose, mcg/day."""
    return _FIXED[step(cycle, day)]


def bsa_dose(cycle: int, day: int, bsa_m2: Fraction) -> Fraction:
    """Return the dose by BSA, mcg/day."""
    today = step(cycle, day)
    return Fraction(0) if today is None else _PER_M2[today] * bsa_m2
