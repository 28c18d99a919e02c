"""A form asks for what can change the result, and for no more."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from real_rules import real_rules

from assistant.calculators import CATALOGUE
from assistant.calculators.relevant import fixed_values, matching_row, relevant_inputs
from assistant.knowledge.rule_sets import ModificationRules, Stopped

SCOPE = ["age_years", "indication"]


def names(calculator: Any, **given: Any) -> list[str]:
    return [known.name for known in relevant_inputs(calculator, given, real_rules())]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, []),
        ({"weight_kg": "70"}, []),
        ({"weight_kg": Decimal(45)}, []),
        ({"weight_kg": Decimal("44.999")}, ["bsa_m2", "height_cm"]),
        ({"weight_kg": Decimal(40), "height_cm": Decimal(150)}, ["bsa_m2", "height_cm", "formula"]),
    ],
)
def test_height_and_bsa_are_asked_for_below_45_kg_only(given: dict[str, Any], asked: list[str]) -> None:
    assert names("dose", **given) == ["weight_kg", "cycle", "day", *asked, *SCOPE]
    assert names("schedule", **given) == ["weight_kg", *asked, "start_date", "cycles", *SCOPE]


CLOCKS = ["days_to_resolve", "days_held"]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, []),
        ({"toxicity": "crs"}, ["grade"]),
        ({"toxicity": "crs", "grade": Decimal(1)}, ["grade"]),
        ({"toxicity": "crs", "grade": Decimal(3)}, ["grade", *CLOCKS]),
        ({"toxicity": "crs", "grade": Decimal(4)}, ["grade"]),
        ({"toxicity": "neurotoxicity", "grade": Decimal(2)}, ["grade", "icans", *CLOCKS]),
        ({"toxicity": "neurotoxicity", "grade": Decimal(3)}, ["grade", "dose_step", *CLOCKS]),
        ({"toxicity": "infusion_reaction", "grade": Decimal(2)}, ["grade", "hours_interrupted", *CLOCKS]),
        ({"toxicity": "infusion_reaction", "grade": Decimal(4)}, ["grade"]),
        ({"toxicity": "seizure"}, ["seizures", *CLOCKS]),
        ({"toxicity": "pancreatitis"}, ["confirmed", *CLOCKS]),
        ({"toxicity": "liver"}, CLOCKS),
    ],
)
def test_a_toxicity_asks_for_what_decides_in_its_row(given: dict[str, Any], asked: list[str]) -> None:
    found = names("modification", **given)
    assert [name for name in found if name not in ("toxicity", "weight_kg", *SCOPE)] == asked


@pytest.mark.parametrize("calculator", ["bsa", "infusion", "liver", "prephase"])
def test_the_other_calculators_ask_for_all_their_inputs(calculator: Any) -> None:
    assert relevant_inputs(calculator, {}, real_rules()) == CATALOGUE[calculator].inputs


def test_a_stopped_calculator_hides_nothing_and_has_no_fixed_values() -> None:
    rules = real_rules()
    stopped = replace(
        rules,
        dose=Stopped("dose", (), ()),
        modification=Stopped("modification", (), ()),
        infusion=Stopped("infusion", (), ()),
    )
    assert relevant_inputs("dose", {}, stopped) == CATALOGUE["dose"].inputs
    for name in ("grade", "bag_hours", "cycle", "cycles"):
        assert fixed_values(name, {"toxicity": "crs"}, stopped) is None


@pytest.mark.parametrize(
    ("name", "given", "values"),
    [
        ("grade", {"toxicity": "crs"}, [1, 2, 3, 4]),
        ("grade", {"toxicity": "seizure"}, []),
        ("bag_hours", {}, [24, 48, 72, 96, 168]),
        ("cycle", {}, [1, 2, 3, 4, 5]),
        ("cycles", {}, [1, 2, 3, 4, 5]),
        ("weight_kg", {}, None),
    ],
)
def test_a_number_that_can_take_few_values_is_chosen_among_them(name: str, given: dict[str, Any], values: Any) -> None:
    assert fixed_values(name, given, real_rules()) == values


def test_one_row_is_meant_once_toxicity_and_grade_say_which() -> None:
    rules = real_rules().modification
    assert isinstance(rules, ModificationRules)
    assert matching_row({"toxicity": "liver"}, rules) == "liver"
    assert matching_row({"toxicity": "crs", "grade": Decimal(3)}, rules) == "crs_grade_3"
    assert matching_row({"toxicity": "crs"}, rules) is None
    assert matching_row({}, rules) is None
