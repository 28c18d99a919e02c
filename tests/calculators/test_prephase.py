"""Prephase: at least 50% in marrow, or more than 15 × 10^9/L in blood; one is enough."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_rules import real_rules

from assistant.calculators import Calculation, CalculationError, calculate

TEXT = "treat with dexamethasone up to 24 mg/day for up to 4 days before the first dose of blinatumomab"


def prephase(**inputs: Any) -> Calculation:
    return calculate("prephase", inputs, real_rules())


def refused(**inputs: Any) -> CalculationError:
    with pytest.raises(CalculationError) as caught:
        prephase(**inputs)
    return caught.value


def told(marrow: Any = None, blood: Any = None) -> dict[str, Any]:
    counts = {"marrow_blasts_percent": marrow, "peripheral_blasts_e9_per_l": blood}
    return dict(prephase(**{name: count for name, count in counts.items() if count is not None}).result)


@pytest.mark.parametrize(
    ("marrow", "indicated"), [("0", False), ("49.999", False), ("50", True), ("50.001", True), ("100", True)]
)
def test_exactly_50_percent_in_marrow_is_enough_and_a_hair_less_is_not(marrow: str, indicated: bool) -> None:
    assert told(marrow=Decimal(marrow)) == {"indicated": indicated, "dexamethasone": TEXT if indicated else None}


@pytest.mark.parametrize(("blood", "indicated"), [("0", False), ("14.999", False), ("15", False), ("15.001", True)])
def test_exactly_15_in_blood_is_not_enough_and_a_hair_more_is(blood: str, indicated: bool) -> None:
    assert told(blood=Decimal(blood)) == {"indicated": indicated, "dexamethasone": TEXT if indicated else None}


@given(st.decimals(0, 100, places=2), st.decimals(0, 40, places=2))
def test_either_count_is_enough(marrow: Decimal, blood: Decimal) -> None:
    assert told(marrow, blood)["indicated"] is (int(marrow * 100) >= 5_000 or int(blood * 100) > 1_500)


@pytest.mark.parametrize(
    ("inputs", "code", "field"),
    [
        ({}, "missing_input", "marrow_blasts_percent"),
        ({"age_years": 40}, "missing_input", "marrow_blasts_percent"),
        ({"marrow_blasts_percent": 100.01}, "invalid_input", "marrow_blasts_percent"),
        ({"marrow_blasts_percent": -0.01}, "invalid_input", "marrow_blasts_percent"),
        ({"peripheral_blasts_e9_per_l": -1}, "invalid_input", "peripheral_blasts_e9_per_l"),
        ({"peripheral_blasts_e9_per_l": 1_000_001}, "implausible", "peripheral_blasts_e9_per_l"),
        ({"marrow_blasts_percent": 60, "age_years": 17.99}, "not_covered", "age_years"),
        ({"marrow_blasts_percent": 60, "indication": "consolidation"}, "not_covered", "indication"),
        ({"marrow_blasts_percent": 60, "weight_kg": 70}, "invalid_input", "weight_kg"),
    ],
)
def test_a_case_that_is_not_judged_is_refused_by_name(inputs: dict[str, Any], code: str, field: str) -> None:
    error = refused(**inputs)
    assert (error.code, error.field) == (code, field)


def test_both_counts_are_asked_for_where_none_is_given() -> None:
    error = refused()
    assert error.missing == ("marrow_blasts_percent", "peripheral_blasts_e9_per_l")
    assert error.message == "Give the blasts in bone marrow, those in blood, or both."


def test_the_steps_hold_each_count_against_its_threshold() -> None:
    assert prephase(marrow_blasts_percent=49, peripheral_blasts_e9_per_l=16).steps == (
        "Leukemic blasts in bone marrow: 49%; the threshold, at least 50%, is not reached.",
        "Peripheral blood leukemic blast count: 16 × 10^9/L; the threshold, more than 15 × 10^9/L, is reached.",
        f"Prephase: {TEXT}.",
        "Only for adults with relapsed or refractory B-cell precursor acute lymphoblastic leukemia (ALL).",
    )


def test_a_count_that_was_not_given_is_told_unless_the_other_is_enough() -> None:
    not_checked = (
        "Peripheral blood leukemic blast count: not given, so this criterion (more than 15 × 10^9/L) was not checked."
    )
    assert any(warning.startswith(not_checked) for warning in prephase(marrow_blasts_percent=20).warnings)
    assert not any("not checked" in warning for warning in prephase(marrow_blasts_percent=50).warnings)
    both = prephase(marrow_blasts_percent=20, peripheral_blasts_e9_per_l=2)
    assert not any("not checked" in warning for warning in both.warnings)
    assert "By what is given, no prephase is due." in both.steps


def test_the_rule_is_cited_and_the_inputs_are_repeated() -> None:
    calculation = prephase(peripheral_blasts_e9_per_l=16, age_years=18)
    assert TEXT in calculation.citations[0].text
    assert "adults with leukemia only" in calculation.citations[1].text
    assert len(calculation.citations) == 2
    assert dict(calculation.inputs) == {
        "peripheral_blasts_e9_per_l": 16,
        "age_years": 18,
        "indication": "relapsed_refractory",
    }
