"""Courses: every date and amount against a calendar walked day by day, and each boundary as a sentence."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import schedule as oracle
from real_rules import real_rules

from assistant.calculators import Calculation, CalculationError, calculate


def course(**inputs: Any) -> Calculation:
    return calculate("schedule", {"weight_kg": 70, "start_date": "2026-03-02", **inputs}, real_rules())


def refused(**inputs: Any) -> tuple[str, str]:
    with pytest.raises(CalculationError) as caught:
        course(**inputs)
    return caught.value.code, caught.value.field


def expected(start: date, cycles: int, bsa_m2: Decimal | None) -> tuple[list[dict[str, Any]], Fraction]:
    """Return the value field `cycles` and the whole amount, from the day-by-day calendar."""
    told, whole = [], Fraction(0)
    for cycle in oracle.course(start, cycles, None if bsa_m2 is None else Fraction(bsa_m2)):
        with_dose = [run for run in cycle["runs"] if run[0] is not None]
        free = next(run for run in cycle["runs"] if run[0] is None)
        total = sum(Fraction(run[4]) for run in with_dose)
        whole += total
        stay = cycle["stay"]
        told.append(
            {
                "cycle": cycle["cycle"],
                "steps": [
                    {
                        "first_day": first[1],
                        "last_day": last[1],
                        "start_date": first[2].isoformat(),
                        "end_date": last[2].isoformat(),
                        "dose_mcg_per_day": daily,
                        "total_mcg": amount,
                    }
                    for _, first, last, daily, amount in with_dose
                ],
                "treatment_free": {"start_date": free[1][2].isoformat(), "end_date": free[2][2].isoformat()},
                "total_mcg": total,
                "hospitalization": {
                    "first_day": 1,
                    "last_day": stay[-1][1],
                    "start_date": stay[0][2].isoformat(),
                    "end_date": stay[-1][2].isoformat(),
                }
                if stay
                else None,
            }
        )
    return told, whole


def exact(content: Any) -> Any:
    """Return every number as a fraction: a BSA dose has more digits than a comparison of Decimals in a small context."""
    if isinstance(content, Decimal):
        return Fraction(content)
    if isinstance(content, dict):
        return {key: exact(value) for key, value in content.items()}
    return [exact(value) for value in content] if isinstance(content, list | tuple) else content


@given(
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.integers(1, 5),
    st.none() | st.decimals("0.8", "1.35", places=6),
)
@settings(max_examples=60)
def test_every_course_agrees_with_the_calendar_walked_day_by_day(
    start: date, cycles: int, bsa_m2: Decimal | None
) -> None:
    weight = {"weight_kg": 45} if bsa_m2 is None else {"weight_kg": Decimal("30.5"), "bsa_m2": bsa_m2}
    result = course(**weight, start_date=start.isoformat(), cycles=cycles).result
    told, whole = expected(start, cycles, bsa_m2)
    assert exact(result["cycles"]) == told
    assert exact(result["total_mcg"]) == whole
    assert result["end_date"] == (start + timedelta(days=42 * cycles - 1)).isoformat()
    assert result["dosing"] == ("fixed" if bsa_m2 is None else "bsa")


def test_a_whole_fixed_course_is_651_then_784_mcg_a_cycle() -> None:
    result: Any = course().result
    assert [cycle["total_mcg"] for cycle in result["cycles"]] == [651, 784, 784, 784, 784]
    assert result["total_mcg"] == 651 + 4 * 784
    assert "bsa_m2" not in result


def test_a_course_by_bsa_is_350_then_420_mcg_per_square_metre_a_cycle() -> None:
    result: Any = course(weight_kg=30, bsa_m2=1, cycles=3).result
    assert [cycle["total_mcg"] for cycle in result["cycles"]] == [350, 420, 420]
    assert result["bsa_m2"] == 1


def test_each_cycle_begins_42_days_after_the_one_before() -> None:
    result: Any = course(start_date="2026-01-01").result
    starts = [date.fromisoformat(cycle["steps"][0]["start_date"]) for cycle in result["cycles"]]
    assert {(later - earlier).days for earlier, later in pairwise(starts)} == {42}


def test_a_leap_day_is_a_day_of_the_course() -> None:
    result: Any = course(start_date="2028-02-23", cycles=1).result
    assert result["cycles"][0]["steps"][0]["end_date"] == "2028-02-29"
    assert result["cycles"][0]["steps"][1]["start_date"] == "2028-03-01"


def test_only_the_first_two_cycles_have_a_least_stay_in_hospital() -> None:
    result: Any = course().result
    stays = [cycle["hospitalization"] for cycle in result["cycles"]]
    assert [stay and stay["last_day"] for stay in stays] == [9, 2, None, None, None]


def test_weight_of_exactly_45_kg_is_a_fixed_course_and_a_hair_below_needs_a_bsa() -> None:
    assert course(weight_kg=45).result["dosing"] == "fixed"
    assert refused(weight_kg=Decimal("44.999")) == ("missing_input", "bsa_m2")


@pytest.mark.parametrize(
    ("inputs", "error"),
    [
        ({"cycles": 0}, ("invalid_input", "cycles")),
        ({"cycles": 6}, ("not_covered", "cycles")),
        ({"cycles": 2.5}, ("invalid_input", "cycles")),
        ({"start_date": "2026-02-29"}, ("invalid_input", "start_date")),
        ({"start_date": "02.03.2026"}, ("invalid_input", "start_date")),
        ({"start_date": "2026-3-2"}, ("invalid_input", "start_date")),
        ({"start_date": "２０２６-03-02"}, ("invalid_input", "start_date")),
        ({"start_date": "2026-03-02T00:00"}, ("invalid_input", "start_date")),
        ({"start_date": 20260302}, ("invalid_input", "start_date")),
        ({"start_date": "9999-12-31"}, ("implausible", "start_date")),
        ({"age_years": 17}, ("not_covered", "age_years")),
        ({"indication": "consolidation"}, ("not_covered", "indication")),
        ({"cycle": 1}, ("invalid_input", "cycle")),
        ({"weight_kg": 44.9, "height_cm": 250, "formula": "dubois"}, ("implausible", "height_cm")),
        ({"weight_kg": 2, "height_cm": 40}, ("implausible", "height_cm")),
        ({"weight_kg": 70, "bsa_m2": 0.5}, ("implausible", "bsa_m2")),
        ({"weight_kg": 40, "height_cm": 150, "formula": "boyd"}, ("invalid_input", "formula")),
    ],
)
def test_a_case_that_is_not_computed_is_refused_by_name(inputs: dict[str, Any], error: tuple[str, str]) -> None:
    assert refused(**inputs) == error


def test_a_course_may_end_on_the_last_days_of_the_calendar_and_not_after_them() -> None:
    last = date.max - timedelta(days=5 * 42)
    assert course(start_date=last.isoformat()).result["cycles"]
    assert refused(start_date=(last + timedelta(days=1)).isoformat()) == ("implausible", "start_date")


def test_the_number_of_cycles_is_all_that_the_monograph_names_if_not_given() -> None:
    calculation = course()
    assert calculation.inputs["cycles"] == 5
    assert calculation == course(cycles=5)


def test_everything_that_is_missing_is_named() -> None:
    with pytest.raises(CalculationError) as caught:
        calculate("schedule", {"weight_kg": 40}, real_rules())
    assert caught.value.field == "bsa_m2"
    assert caught.value.missing == ("height_cm", "bsa_m2", "start_date")


def test_the_steps_of_a_course_name_every_date() -> None:
    assert course(cycles=1).steps == (
        "Weight 70 kg: at least 45 kg, so the dose is fixed; it does not depend on height or BSA.",
        "Fixed dose, cycle 1, first week: 9 mcg/day.",
        "Fixed dose, cycle 1, then: 28 mcg/day.",
        "Cycle 1, days 1 to 7 (2026-03-02 to 2026-03-08): 9 mcg/day, in total 63 mcg.",
        "Cycle 1, days 8 to 28 (2026-03-09 to 2026-03-29): 28 mcg/day, in total 588 mcg.",
        "Cycle 1: in total 651 mcg.",
        "Cycle 1: no infusion from 2026-03-30 to 2026-04-12.",
        "Cycle 1: a stay in hospital is recommended, at least from 2026-03-02 to 2026-03-10.",
        "Whole course: 651 mcg; last treatment-free day 2026-04-12.",
        "Only for adults with relapsed or refractory B-cell precursor acute lymphoblastic leukemia (ALL).",
    )


def test_the_steps_of_a_course_by_bsa_show_the_multiplication() -> None:
    calculation = course(weight_kg=40, height_cm=150, cycles=2)
    assert calculation.steps[1:5] == (
        "Body surface area (BSA) by the Mosteller formula: the square root of 40 kg × 150 cm ÷ 3600 = about 1.291 m².",
        "Dose by body surface area, cycle 1, first week: 5 mcg/m²/day × about 1.291 m² = about 6.455 mcg/day.",
        "Dose by body surface area, cycle 1, then: 15 mcg/m²/day × about 1.291 m² = about 19.3649 mcg/day.",
        "Dose by body surface area, later cycles: 15 mcg/m²/day × about 1.291 m² = about 19.3649 mcg/day.",
    )
    assert set(calculation.inputs) == {"weight_kg", "height_cm", "formula", "start_date", "cycles", "indication"}
    assert any("Mosteller is not from the monograph" in warning for warning in calculation.warnings)


def test_a_course_warns_that_a_hold_moves_its_dates() -> None:
    assert any(
        warning.startswith("These are the dates of a course without interruption") for warning in course().warnings
    )


@pytest.mark.parametrize(("cycles", "stays"), [(1, 1), (5, 1)])
def test_a_course_cites_its_doses_its_intervals_and_its_stay_once(cycles: int, stays: int) -> None:
    texts = [quote.text for quote in course(cycles=cycles).citations]
    assert len(set(texts)) == len(texts)
    assert sum("Hospitalization is recommended" in text for text in texts) == stays
    for words in (
        "9 mcg/day",
        "2-week treatment-free",
        "REPEAT EVERY 42 DAYS",
        "up to 5 cycles",
        "In patients < 45 kg",
    ):
        assert any(words in text for text in texts)
    assert any("Days 1 to 28" in text for text in texts) == (cycles > 1)
    by_bsa = [quote.text for quote in course(weight_kg=30, bsa_m2=1).citations]
    assert {"Maximum dose 9 mcg/day", "Maximum dose 28 mcg/day"} <= set(by_bsa)
