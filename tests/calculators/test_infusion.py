"""Pump rates: each row as printed, and nothing for doses by body surface area."""

from decimal import Decimal
from typing import Any

import pytest
from real_rules import real_rules

from assistant.calculators import Calculation, CalculationError, calculate

# the table of the monograph, typed in again: hours, mL/h, mL, overfill, filter
ROWS = [
    (24, "10", "240", "~35-45 mL, depending on the dose and the infusion duration", True),
    (48, "5", "240", "~35-45 mL, depending on the dose and the infusion duration", True),
    (72, "3.3", "237.6", "~35-45 mL, depending on the dose and the infusion duration", True),
    (96, "2.5", "240", "~35-45 mL, depending on the dose and the infusion duration", True),
    (168, "0.6", "100.8", "~10 mL", False),
]
BAGS = [row[0] for row in ROWS]
PRECAUTION = "7-day bags hold benzyl alcohol: they are not recommended for neonates, infants, or patients weighing less than 22 kg."


def infusion(**inputs: Any) -> Calculation:
    return calculate("infusion", inputs, real_rules())


def refused(**inputs: Any) -> CalculationError:
    with pytest.raises(CalculationError) as caught:
        infusion(**inputs)
    return caught.value


@pytest.mark.parametrize(("hours", "rate", "volume", "overfill", "filter_required"), ROWS)
def test_each_bag_has_the_row_of_the_table(
    hours: int, rate: str, volume: str, overfill: str, filter_required: bool
) -> None:
    for weight in ({}, {"weight_kg": 45}, {"weight_kg": 350}):
        assert infusion(bag_hours=hours, **weight).result == {
            "rate_ml_per_h": Decimal(rate),
            "volume_ml": Decimal(volume),
            "overfill": overfill,
            "inline_filter_required": filter_required,
            "recommended": True,
        }


@pytest.mark.parametrize("hours", [23, 25, 47, 49, 71, 73, 95, 97, 120, 167, 169, 7, 0, -24, 24.5])
def test_a_bag_of_any_other_duration_is_invalid(hours: float) -> None:
    error = refused(bag_hours=hours)
    assert (error.code, error.field) == ("invalid_input", "bag_hours")


def test_the_message_names_the_bags_that_there_are() -> None:
    assert refused(bag_hours=36).message == "Bag must be one of these hours: 24, 48, 72, 96, 168."


@pytest.mark.parametrize("hours", BAGS)
def test_from_45_kg_on_there_is_a_rate_and_a_hair_below_there_is_none(hours: int) -> None:
    assert infusion(bag_hours=hours, weight_kg=45).result["rate_ml_per_h"]
    error = refused(bag_hours=hours, weight_kg=Decimal("44.999"))
    assert (error.code, error.field) == ("not_covered", "weight_kg")
    assert error.message.startswith("The monograph's infusion rates are for fixed dosing, from 45 kg on")
    assert PRECAUTION not in error.message


@pytest.mark.parametrize(
    ("hours", "weight", "precaution"),
    [(168, "21.999", True), (168, "22", False), (168, "22.001", False), (96, "21.999", False), (24, "10", False)],
)
def test_the_precaution_of_the_7_day_bag_comes_with_the_refusal_below_22_kg(
    hours: int, weight: str, precaution: bool
) -> None:
    error = refused(bag_hours=hours, weight_kg=Decimal(weight))
    assert error.code == "not_covered"
    assert (PRECAUTION in error.message) == precaution


@pytest.mark.parametrize("hours", BAGS)
def test_every_7_day_bag_carries_the_precaution_and_no_other_bag_does(hours: int) -> None:
    for weight in ({}, {"weight_kg": 70}):
        calculation = infusion(bag_hours=hours, **weight)
        assert (PRECAUTION in calculation.warnings) == (hours == 168)
        assert any("gasping syndrome" in quote.text for quote in calculation.citations) == (hours == 168)


@pytest.mark.parametrize("hours", BAGS)
def test_the_filter_keeps_its_polarity_and_the_line_is_never_flushed(hours: int) -> None:
    calculation = infusion(bag_hours=hours)
    texts = " ".join(quote.text for quote in calculation.citations)
    not_required = "An in-line filter is not required for this bag." in calculation.steps
    assert not_required == ("NOT required for a 7-day bag" in texts) == (hours == 168)
    assert ("The tubing should contain an in-line filter." in calculation.steps) == (hours != 168)
    assert ("0.22 micron filter" in texts) == (hours != 168)
    assert "DO NOT flush infusion lines" in texts
    assert any("Do not flush the line" in step for step in calculation.steps)


def test_the_steps_of_a_bag() -> None:
    assert infusion(bag_hours=72, weight_kg=70).steps == (
        "Bag for 72 hours: set the pump to 3.3 mL/h.",
        "Total dose volume 237.6 mL; overfill in the bag ~35-45 mL, depending on the dose and the infusion duration.",
        "The tubing should contain an in-line filter.",
        "Infuse through a dedicated lumen. Do not flush the line into the patient: the bag holds overfill.",
        "Only for adults with relapsed or refractory B-cell precursor acute lymphoblastic leukemia (ALL).",
    )


def test_without_a_weight_the_result_says_for_whom_it_is() -> None:
    only_fixed = "Only for fixed dosing, from 45 kg on: below it the monograph has no rate."
    assert only_fixed in infusion(bag_hours=24).warnings
    assert only_fixed not in infusion(bag_hours=24, weight_kg=70).warnings


@pytest.mark.parametrize(
    ("inputs", "error"),
    [
        ({}, ("missing_input", "bag_hours")),
        ({"weight_kg": 70}, ("missing_input", "bag_hours")),
        ({"weight_kg": 40}, ("not_covered", "weight_kg")),
        ({"bag_hours": 24, "age_years": 17.9}, ("not_covered", "age_years")),
        ({"bag_hours": 24, "indication": "mrd_positive"}, ("not_covered", "indication")),
        ({"bag_hours": 24, "weight_kg": 1}, ("implausible", "weight_kg")),
        ({"bag_hours": 25, "weight_kg": 40}, ("invalid_input", "bag_hours")),
    ],
)
def test_a_case_without_a_row_is_refused_by_name(inputs: dict[str, Any], error: tuple[str, str]) -> None:
    found = refused(**inputs)
    assert (found.code, found.field) == error


def test_the_inputs_used_are_repeated() -> None:
    assert dict(infusion(bag_hours=24, weight_kg=70, age_years=18).inputs) == {
        "bag_hours": 24,
        "weight_kg": 70,
        "age_years": 18,
        "indication": "relapsed_refractory",
    }
