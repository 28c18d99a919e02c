"""Body surface area: three formulas against a second computation and published values, and the ends of the ranges."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import bsa as oracle
from real_rules import real_rules

from assistant.calculators import Calculation, CalculationError, calculate


def bsa(**inputs: Any) -> Calculation:
    return calculate("bsa", inputs, real_rules())


def refused(**inputs: Any) -> tuple[str, str]:
    with pytest.raises(CalculationError) as caught:
        bsa(**inputs)
    return caught.value.code, caught.value.field


def found(**inputs: Any) -> Decimal:
    bsa_m2 = bsa(**inputs).result["bsa_m2"]
    assert isinstance(bsa_m2, Decimal)
    return bsa_m2


def test_36_kg_and_100_cm_are_exactly_1_square_metre_by_mosteller() -> None:
    assert bsa(weight_kg=36, height_cm=100).result == {"bsa_m2": 1, "formula": "mosteller"}


@pytest.mark.parametrize(("formula", "bsa_m2"), [("mosteller", 1.8181), ("dubois", 1.8097), ("haycock", 1.8257)])
def test_70_kg_and_170_cm_by_each_formula(formula: str, bsa_m2: float) -> None:
    assert float(found(weight_kg=70, height_cm=170, formula=formula)) == pytest.approx(bsa_m2, abs=5e-5)


@given(st.decimals(20, 200, places=3), st.decimals(100, 220, places=2))
def test_mosteller_agrees_with_a_root_of_whole_numbers_to_25_digits(weight_kg: Decimal, height_cm: Decimal) -> None:
    difference = abs(Fraction(found(weight_kg=weight_kg, height_cm=height_cm)) - oracle.mosteller(weight_kg, height_cm))
    assert difference < Fraction(1, 10**25)


@given(st.decimals(20, 200, places=3), st.decimals(100, 220, places=2))
def test_du_bois_and_haycock_agree_with_logarithms(weight_kg: Decimal, height_cm: Decimal) -> None:
    given_inputs = {"weight_kg": weight_kg, "height_cm": height_cm}
    dubois, haycock = (float(found(**given_inputs, formula=formula)) for formula in ("dubois", "haycock"))
    assert dubois == pytest.approx(oracle.dubois(weight_kg, height_cm), rel=1e-12)
    assert haycock == pytest.approx(oracle.haycock(weight_kg, height_cm), rel=1e-12)


@given(st.lists(st.decimals(30, 150, places=3), min_size=2, max_size=2), st.sampled_from(["mosteller", "dubois"]))
def test_the_bsa_never_falls_as_the_weight_grows(weights: list[Decimal], formula: str) -> None:
    light, heavy = (found(weight_kg=kg, height_cm=170, formula=formula) for kg in sorted(weights))
    assert light <= heavy


def test_the_lowest_computed_bsa_is_015_included_and_a_hair_below_is_refused() -> None:
    # 3600 × 0.15² = 81 = 2.025 × 40
    assert found(weight_kg=Decimal("2.025"), height_cm=40) == Decimal("0.15")
    assert refused(weight_kg=Decimal("2.0249999999"), height_cm=40) == ("implausible", "height_cm")


def test_the_highest_computed_bsa_is_35_included_and_a_hair_above_is_refused() -> None:
    # 3600 × 3.5² = 44100 = 176.4 × 250
    assert found(weight_kg=Decimal("176.4"), height_cm=250) == Decimal("3.5")
    assert refused(weight_kg=Decimal("176.4000000001"), height_cm=250) == ("implausible", "height_cm")


@pytest.mark.parametrize(
    ("inputs", "error"),
    [
        ({}, ("missing_input", "weight_kg")),
        ({"weight_kg": 70}, ("missing_input", "height_cm")),
        ({"height_cm": 170}, ("missing_input", "weight_kg")),
        ({"weight_kg": 70, "height_cm": 170, "formula": "boyd"}, ("invalid_input", "formula")),
        ({"weight_kg": 70, "height_cm": 170, "age_years": 40}, ("invalid_input", "age_years")),
        ({"weight_kg": 1.99, "height_cm": 170}, ("implausible", "weight_kg")),
        ({"weight_kg": 70, "height_cm": 39.9}, ("implausible", "height_cm")),
        ({"weight_kg": 70, "height_cm": 250.1}, ("implausible", "height_cm")),
        # the formula cannot be read: that is told, not a BSA by another one
        ({"weight_kg": 2, "height_cm": 40, "formula": None}, ("invalid_input", "formula")),
    ],
)
def test_a_case_that_is_not_computed_is_refused_by_name(inputs: dict[str, Any], error: tuple[str, str]) -> None:
    assert refused(**inputs) == error


def test_the_message_of_an_impossible_bsa_names_the_range() -> None:
    with pytest.raises(CalculationError) as caught:
        bsa(weight_kg=350, height_cm=250)
    assert caught.value.message == "Weight and height give a body surface area outside 0.15 to 3.5 m²: check both."


@pytest.mark.parametrize(
    ("formula", "step", "label"),
    [
        ("mosteller", "Mosteller formula: the square root of 36 kg × 100 cm ÷ 3600 = 1 m².", "Mosteller"),
        (
            "dubois",
            "Du Bois formula: 0.007184 × (36 kg to the power 0.425) × (100 cm to the power 0.725) = about 0.9285 m².",
            "Du Bois",
        ),
        (
            "haycock",
            "Haycock formula: 0.024265 × (36 kg to the power 0.5378) × (100 cm to the power 0.3964) = about 1.0346 m².",
            "Haycock",
        ),
    ],
)
def test_the_step_shows_the_formula_and_a_warning_says_that_it_is_ours(formula: str, step: str, label: str) -> None:
    calculation = bsa(weight_kg=36, height_cm=100, formula=formula)
    assert calculation.steps == (f"Body surface area (BSA) by the {step}",)
    assert calculation.warnings[0] == (
        f"The monograph names no formula for body surface area (BSA): the formula {label} is not from the monograph."
    )
    assert dict(calculation.inputs) == {"weight_kg": 36, "height_cm": 100, "formula": formula}
    (quote,) = calculation.citations
    assert quote.text.startswith("In patients < 45 kg, blinatumomab must be dosed based on body surface area")
