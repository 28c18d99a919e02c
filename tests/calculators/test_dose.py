"""Doses: every cycle and day against the tables read a second time, and each boundary as a sentence."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import dose as oracle
from real_rules import real_rules

from assistant.calculators import Calculation, CalculationError, calculate


def dose(**inputs: Any) -> Calculation:
    return calculate("dose", {"weight_kg": 70, "cycle": 1, "day": 3, **inputs}, real_rules())


def refused(**inputs: Any) -> tuple[str, str]:
    with pytest.raises(CalculationError) as caught:
        dose(**inputs)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize("cycle", range(1, 6))
def test_every_day_of_every_cycle_has_the_dose_of_the_tables(cycle: int) -> None:
    for day in range(1, 43):
        phase = "infusion" if oracle.step(cycle, day) else "treatment_free"
        for weight_kg in (45, Decimal("45.001"), 70, 350):
            for bsa in ({}, {"height_cm": 170}):
                result = dose(cycle=cycle, day=day, weight_kg=weight_kg, **bsa).result
                assert result == {
                    "phase": phase,
                    "dosing": "fixed",
                    "dose_mcg_per_day": oracle.fixed_dose(cycle, day),
                    "dose_step": oracle.step(cycle, day),
                }
        for weight_kg, bsa_m2 in ((Decimal("44.999"), Decimal("1.41")), (30, Decimal("1.05")), (2, Decimal("0.17"))):
            result = dose(cycle=cycle, day=day, weight_kg=weight_kg, bsa_m2=bsa_m2).result
            found = result["dose_mcg_per_day"]
            assert isinstance(found, Decimal)
            assert Fraction(found) == oracle.bsa_dose(cycle, day, Fraction(bsa_m2))
            assert (result["phase"], result["dosing"], result["dose_step"]) == (phase, "bsa", oracle.step(cycle, day))
            if phase == "infusion":
                first = oracle.step(cycle, day) == "initial"
                assert result["dose_mcg_per_m2_per_day"] == (5 if first else 15)
                assert result["max_mcg_per_day"] == (9 if first else 28)
                assert result["uncapped_mcg_per_day"] == found
                assert result["bsa_m2"] == bsa_m2
                assert result["capped"] is False


def test_weight_of_exactly_45_kg_is_fixed_dose() -> None:
    assert dose(weight_kg=45).result["dosing"] == "fixed"


def test_weight_a_hair_below_45_kg_is_dosed_by_bsa_and_never_rounded_up() -> None:
    weight_kg = Decimal("44.999999999999999999999999999")
    assert dose(weight_kg=weight_kg, bsa_m2=Decimal("1.4")).result["dosing"] == "bsa"


@pytest.mark.parametrize(
    ("pounds", "dosing"), [("99", "bsa"), ("99.2", "bsa"), ("99.208", "bsa"), ("99.209", "fixed"), ("99.3", "fixed")]
)
def test_pounds_converted_exactly_fall_on_their_side_of_45_kg(pounds: str, dosing: str) -> None:
    weight_kg = Decimal(pounds) * Decimal("0.45359237")
    assert dose(weight_kg=weight_kg, bsa_m2=Decimal("1.4")).result["dosing"] == dosing


@pytest.mark.parametrize(
    ("cycle", "day", "dose_mcg"), [(1, 7, 9), (1, 8, 28), (1, 28, 28), (1, 29, 0), (2, 1, 28), (5, 28, 28), (5, 29, 0)]
)
def test_the_dose_changes_after_day_7_of_cycle_1_and_ends_after_day_28(cycle: int, day: int, dose_mcg: int) -> None:
    assert dose(cycle=cycle, day=day).result["dose_mcg_per_day"] == dose_mcg


@pytest.mark.parametrize(
    ("inputs", "error"),
    [
        ({"cycle": 6}, ("not_covered", "cycle")),
        ({"day": 43}, ("not_covered", "day")),
        ({"cycle": 6, "day": 43}, ("not_covered", "cycle")),
        ({"cycle": 0}, ("invalid_input", "cycle")),
        ({"day": 0}, ("invalid_input", "day")),
        ({"cycle": -1}, ("invalid_input", "cycle")),
        ({"cycle": 1.5}, ("invalid_input", "cycle")),
        ({"age_years": 17.99}, ("not_covered", "age_years")),
        ({"indication": "mrd_positive"}, ("not_covered", "indication")),
        ({"indication": "consolidation"}, ("not_covered", "indication")),
        ({"weight_kg": 1.99}, ("implausible", "weight_kg")),
        ({"weight_kg": 350.1}, ("implausible", "weight_kg")),
        ({"weight_kg": 0}, ("invalid_input", "weight_kg")),
        ({"height_cm": 39.9}, ("implausible", "height_cm")),
        ({"height_cm": 250.1}, ("implausible", "height_cm")),
        ({"bsa_m2": 0.149}, ("implausible", "bsa_m2")),
        ({"bsa_m2": 3.51}, ("implausible", "bsa_m2")),
        ({"age_years": 120.1}, ("implausible", "age_years")),
        ({"age_years": -1}, ("invalid_input", "age_years")),
        # the height that weight and BSA imply
        ({"weight_kg": 70, "bsa_m2": 0.88}, ("implausible", "bsa_m2")),
        ({"weight_kg": 70, "bsa_m2": 2.21}, ("implausible", "bsa_m2")),
        # the dose that reaches its maximum
        ({"weight_kg": 44.9, "height_cm": 250, "formula": "dubois"}, ("implausible", "height_cm")),
        # a BSA computed outside its range
        ({"weight_kg": 2, "height_cm": 40}, ("implausible", "height_cm")),
        # what is missing below 45 kg
        ({"weight_kg": 44.9}, ("missing_input", "bsa_m2")),
        # the first code wins, then the first field
        ({"weight_kg": 1, "cycle": 6}, ("implausible", "weight_kg")),
        ({"weight_kg": 40, "cycle": 6}, ("not_covered", "cycle")),
        ({"height_cm": 300, "bsa_m2": 5, "day": 50}, ("implausible", "bsa_m2")),
        ({"formula": "boyd", "day": 0}, ("invalid_input", "day")),
    ],
)
def test_a_case_that_is_not_computed_is_refused_by_name(inputs: dict[str, Any], error: tuple[str, str]) -> None:
    assert refused(**inputs) == error


@pytest.mark.parametrize(
    ("weight_kg", "bsa_m2"),
    [("36", "0.6324555320336758664"), ("36", "1.5811388300841896659"), ("64", "0.85"), ("64", "2.1")],
)
def test_weight_and_bsa_that_imply_a_height_just_inside_the_range_are_accepted(weight_kg: str, bsa_m2: str) -> None:
    step = {"cycle": 1, "day": 30}
    assert dose(weight_kg=Decimal(weight_kg), bsa_m2=Decimal(bsa_m2), **step).result["dose_mcg_per_day"] == 0


@pytest.mark.parametrize(("bsa_m2", "height"), [("0.2", 40), ("0.5", 250)])
def test_an_implied_height_of_exactly_the_limit_is_accepted_and_a_hair_beyond_is_not(bsa_m2: str, height: int) -> None:
    # weight × height = 3600 × BSA²: 3.6 × 40 = 3600 × 0.2², 3.6 × 250 = 3600 × 0.5²
    at_limit = {"weight_kg": Decimal("3.6"), "day": 30}
    assert dose(bsa_m2=Decimal(bsa_m2), **at_limit).result["phase"] == "treatment_free"
    beyond = Decimal(bsa_m2) + (Decimal("1e-25") if height == 250 else -Decimal("1e-25"))
    assert refused(bsa_m2=beyond, **at_limit) == ("implausible", "bsa_m2")


def test_the_adult_age_is_included_and_the_ends_of_the_ranges_are_plausible() -> None:
    for inputs in ({"age_years": 18}, {"age_years": 120}, {"weight_kg": 350}, {"height_cm": 40}, {"height_cm": 250}):
        assert dose(**inputs).result["dosing"] == "fixed"


def test_a_maximum_reached_exactly_is_a_slip_not_a_limited_dose() -> None:
    """At 1.8 m² the first week's dose is its maximum. Only an implied height beyond all patients gets there."""
    # 3600 × 1.8² ÷ 250 = 46.656 kg: below 45 kg a given BSA meets the height check first, in the same field
    assert refused(weight_kg=44.9, bsa_m2=1.8) == ("implausible", "bsa_m2")


def test_a_treatment_free_day_below_45_kg_needs_no_bsa() -> None:
    assert dose(weight_kg=40, day=29).result == {
        "phase": "treatment_free",
        "dosing": "bsa",
        "dose_mcg_per_day": 0,
        "dose_step": None,
    }


# ---- what is missing


@pytest.mark.parametrize(
    ("inputs", "field", "missing"),
    [
        ({}, "weight_kg", ("weight_kg", "cycle", "day")),
        ({"weight_kg": 70}, "cycle", ("cycle", "day")),
        ({"weight_kg": 40}, "cycle", ("cycle", "day", "height_cm", "bsa_m2")),
        ({"weight_kg": 40, "day": 30}, "cycle", ("cycle",)),
        ({"weight_kg": 40, "day": 28}, "cycle", ("cycle", "height_cm", "bsa_m2")),
        ({"weight_kg": 40, "cycle": 2}, "day", ("day", "height_cm", "bsa_m2")),
        ({"weight_kg": 40, "cycle": 2, "day": 28}, "bsa_m2", ("height_cm", "bsa_m2")),
        ({"weight_kg": 40, "cycle": 2, "height_cm": 150}, "day", ("day",)),
    ],
)
def test_all_that_is_missing_is_named_with_its_alternatives(
    inputs: dict[str, Any], field: str, missing: tuple[str, ...]
) -> None:
    with pytest.raises(CalculationError) as caught:
        calculate("dose", inputs, real_rules())
    assert (caught.value.code, caught.value.field, caught.value.missing) == ("missing_input", field, missing)


def test_the_message_for_a_missing_bsa_says_that_either_will_do() -> None:
    with pytest.raises(CalculationError, match="give the height or the body surface area, either will do"):
        dose(weight_kg=40)


# ---- BSA given and height given


def test_a_given_bsa_is_used_although_the_height_is_given_too() -> None:
    calculation = dose(weight_kg=40, bsa_m2=1.3, height_cm=150)
    assert calculation.result["dose_mcg_per_day"] == Decimal("6.5")
    assert dict(calculation.inputs) == {
        "weight_kg": 40,
        "cycle": 1,
        "day": 3,
        "bsa_m2": Decimal("1.3"),
        "height_cm": 150,
        "formula": "mosteller",
        "indication": "relapsed_refractory",
    }
    assert "Body surface area (BSA) as given: 1.3 m²; the height is only a check of it." in calculation.steps
    assert any("formula" in warning for warning in calculation.warnings)


@pytest.mark.parametrize(
    ("bsa_m2", "warned"), [("1.05", False), ("1.0500001", True), ("0.95", False), ("0.9499999", True), ("1", False)]
)
def test_a_difference_of_more_than_5_percent_between_given_and_computed_bsa_is_a_warning(
    bsa_m2: str, warned: bool
) -> None:
    # 36 kg and 100 cm are 1 m² by Mosteller
    warnings = dose(weight_kg=36, height_cm=100, bsa_m2=Decimal(bsa_m2)).warnings
    assert any("differs by more than 5%" in warning for warning in warnings) == warned


def test_only_the_bsa_is_repeated_where_only_the_bsa_is_given() -> None:
    calculation = dose(weight_kg=40, bsa_m2=1.3)
    assert "formula" not in calculation.inputs
    assert not any("formula" in warning for warning in calculation.warnings)
    assert "Body surface area (BSA) as given: 1.3 m²." in calculation.steps


def test_a_computed_bsa_names_its_formula_in_the_inputs_and_in_a_warning() -> None:
    calculation = dose(weight_kg=36, height_cm=100, formula="dubois")
    assert calculation.inputs["formula"] == "dubois"
    assert any("Du Bois is not from the monograph" in warning for warning in calculation.warnings)


def test_inputs_that_a_fixed_dose_does_not_use_are_not_repeated() -> None:
    used = dose(height_cm=170, bsa_m2=1.8, age_years=40).inputs
    assert dict(used) == {"weight_kg": 70, "cycle": 1, "day": 3, "age_years": 40, "indication": "relapsed_refractory"}


# ---- sentences and quotes


def test_the_steps_of_a_fixed_dose() -> None:
    assert dose().steps == (
        "Weight 70 kg: at least 45 kg, so the dose is fixed; it does not depend on height or BSA.",
        "Cycle 1, day 3: 9 mcg/day as a continuous infusion.",
        "Only for adults with relapsed or refractory B-cell precursor acute lymphoblastic leukemia (ALL).",
    )


def test_the_steps_of_a_dose_by_bsa() -> None:
    assert dose(weight_kg=40, height_cm=150, day=8).steps == (
        "Weight 40 kg: below 45 kg, so the dose is by body surface area (BSA).",
        "Body surface area (BSA) by the Mosteller formula: the square root of 40 kg × 150 cm ÷ 3600 = about 1.291 m².",
        "Cycle 1, day 8: 15 mcg/m²/day × about 1.291 m² = about 19.3649 mcg/day as a continuous infusion.",
        "This is below the maximum of 28 mcg/day.",
        "Only for adults with relapsed or refractory B-cell precursor acute lymphoblastic leukemia (ALL).",
    )


def test_the_steps_of_a_treatment_free_day() -> None:
    assert dose(day=29).steps[1] == "Cycle 1, day 29: no infusion. Days 29 to 42 of each cycle are treatment-free."


@pytest.mark.parametrize(
    ("inputs", "quoted"),
    [
        ({}, ["9 mcg/day | IV continuous infusion Days 1 to 7", "In patients < 45 kg", "adults with leukemia only"]),
        ({"cycle": 3}, ["28 mcg/day | IV continuous infusion Days 1 to 28", "In patients < 45 kg", "adults"]),
        (
            {"weight_kg": 40, "bsa_m2": 1.3},
            ["5 mcg/m²/day‡ | IV", "Maximum dose 9 mcg/day", "In patients < 45 kg", "adults with leukemia only"],
        ),
        ({"day": 40}, ["2-week treatment-free interval", "REPEAT EVERY 42 DAYS", "In patients < 45 kg", "adults"]),
    ],
)
def test_each_dose_cites_the_statements_it_rests_on(inputs: dict[str, Any], quoted: list[str]) -> None:
    citations = dose(**inputs).citations
    assert len(citations) == len(quoted)
    for quote, words in zip(citations, quoted, strict=True):
        assert words in quote.text


# ---- properties


@given(
    st.decimals(45, 350, places=3),
    st.decimals(40, 250, places=1),
    st.integers(18, 120),
    st.integers(1, 5),
    st.integers(1, 42),
)
def test_a_fixed_dose_depends_on_neither_weight_height_nor_age(
    weight_kg: Decimal, height_cm: Decimal, age_years: int, cycle: int, day: int
) -> None:
    result = dose(weight_kg=weight_kg, height_cm=height_cm, age_years=age_years, cycle=cycle, day=day).result
    assert result["dose_mcg_per_day"] == oracle.fixed_dose(cycle, day)


@given(st.decimals(30, "44.999", places=3), st.decimals(100, 200, places=1), st.integers(1, 5), st.integers(1, 28))
def test_a_dose_by_bsa_lies_below_the_fixed_dose_of_its_step(
    weight_kg: Decimal, height_cm: Decimal, cycle: int, day: int
) -> None:
    result = dose(weight_kg=weight_kg, height_cm=height_cm, cycle=cycle, day=day).result
    found = result["dose_mcg_per_day"]
    assert isinstance(found, Decimal)
    assert 0 < found < oracle.fixed_dose(cycle, day)


@given(st.lists(st.decimals("0.8", "1.4", places=6), min_size=2, max_size=2), st.integers(1, 5), st.integers(1, 28))
def test_a_dose_by_bsa_never_falls_as_the_bsa_grows(surfaces: list[Decimal], cycle: int, day: int) -> None:
    small, large = (
        dose(weight_kg=30, bsa_m2=bsa_m2, cycle=cycle, day=day).result["dose_mcg_per_day"]
        for bsa_m2 in sorted(surfaces)
    )
    assert isinstance(small, Decimal)
    assert isinstance(large, Decimal)
    assert small <= large


@given(st.permutations([("weight_kg", 40), ("cycle", 1), ("day", 9), ("height_cm", 150), ("age_years", 30)]))
def test_the_order_of_inputs_changes_nothing(inputs: list[tuple[str, int]]) -> None:
    assert calculate("dose", dict(inputs), real_rules()) == dose(weight_kg=40, day=9, height_cm=150, age_years=30)
