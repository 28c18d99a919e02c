"""The dates of a course a second time: every day of the calendar, one after the other, sorted into runs afterwards."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any

from oracle import dose

_DAYS_IN_HOSPITAL = {1: 9, 2: 2}


def _days(start: date, cycles: int) -> Iterator[tuple[int, int, date, str | None]]:
    """Yield cycle, day of the cycle, date and dose step of each day of the course."""
    today = start
    for cycle in range(1, cycles + 1):
        for day in range(1, 43):
            yield cycle, day, today, dose.step(cycle, day)
            today += timedelta(days=1)


def course(start: date, cycles: int, bsa_m2: Fraction | None) -> list[dict[str, Any]]:
    """Return for each cycle its runs of equal dose [mcg/day], its free days, its stay in hospital; amounts in mcg."""
    found = []
    for cycle, days_of_cycle in groupby(_days(start, cycles), key=lambda row: row[0]):
        days = list(days_of_cycle)
        runs = []
        for step, days_of_run in groupby(days, key=lambda row: row[3]):
            run = list(days_of_run)
            daily = dose.fixed_dose(cycle, run[0][1]) if bsa_m2 is None else dose.bsa_dose(cycle, run[0][1], bsa_m2)
            runs.append((step, run[0], run[-1], daily, sum([daily] * len(run))))
        stay = [row for row in days if row[1] <= _DAYS_IN_HOSPITAL.get(cycle, 0)]
        found.append({"cycle": cycle, "runs": runs, "stay": stay, "last": days[-1][2]})
    return found
