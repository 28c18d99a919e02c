"""Reading inputs: what is taken exactly as given, what is refused, and which of several errors is told."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_rules import real_rules

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.calculators.inputs import GivenTwice, first_problem, range_words, repeatable
from assistant.knowledge.rule_forms import InputTable, Limits
from assistant.knowledge.rule_sets import DoseRules


def table() -> InputTable:
    rules = real_rules().dose
    assert isinstance(rules, DoseRules)
    return rules.inputs


def dose(**inputs: Any) -> Any:
    return calculate("dose", {"weight_kg": 70, "cycle": 1, "day": 3, **inputs}, real_rules())


def refused(**inputs: Any) -> CalculationError:
    with pytest.raises(CalculationError) as caught:
        dose(**inputs)
    return caught.value


# ---- numbers


@pytest.mark.parametrize(
    "number",
    ["70", "７０", "1e3", "NaN", "", True, False, None, [70], {"kg": 70}, b"70", 70j, object(), "70 kg", "44,9", (70,)],
)
def test_anything_but_a_number_is_invalid(number: object) -> None:
    error = refused(weight_kg=number)
    assert (error.code, error.field) == ("invalid_input", "weight_kg")
    assert error.message == "Weight must be a number, written with plain digits."


@pytest.mark.parametrize("number", ["NaN", "sNaN", "-NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_not_finite_is_invalid(number: str) -> None:
    assert refused(weight_kg=Decimal(number)).message == "Weight must be a finite number."
    if number != "sNaN":
        assert refused(weight_kg=float(number)).code == "invalid_input"


@pytest.mark.parametrize("number", [0, -0.0, Decimal("-0"), Decimal("0.000"), -1, Decimal("-1e-25")])
def test_no_weight_and_a_negative_weight_mean_nothing(number: Any) -> None:
    error = refused(weight_kg=number)
    assert (error.code, error.message) == ("invalid_input", "Weight must be more than zero.")


def test_an_age_of_zero_means_something_and_a_negative_one_does_not() -> None:
    assert refused(age_years=Decimal("-0.0")).code == "not_covered"
    assert refused(age_years=-1).message == "Age cannot be negative."


@pytest.mark.parametrize("number", [8, 8.0, Decimal("8"), Decimal("8.000"), Decimal("80e-1"), Decimal("0.8e1")])
def test_8_and_8_point_0_are_the_same_day(number: Any) -> None:
    calculation = dose(day=number)
    assert str(calculation.inputs["day"]) == "8"
    assert calculation == dose(day=8)


@pytest.mark.parametrize("number", [8.5, Decimal("8.0000000001"), Decimal("1e-5")])
def test_a_day_is_a_whole_number(number: Any) -> None:
    assert refused(day=number).message == "Day of the cycle must be a whole number."


def test_a_number_has_at_most_30_digits_after_the_point() -> None:
    assert dose(weight_kg=Decimal("70." + "0" * 29 + "1")).result
    assert dose(weight_kg=Decimal("70.1" + "0" * 60)).inputs["weight_kg"] == Decimal("70.1")
    error = refused(weight_kg=Decimal("70." + "0" * 30 + "1"))
    assert error.message == "Weight has more digits after the point than any measurement."


@pytest.mark.parametrize("number", [10**400, Decimal("1e309"), Decimal("1e999999"), 1e308])
def test_a_number_beyond_all_bounds_is_implausible_not_a_crash(number: Any) -> None:
    assert (refused(weight_kg=number).code, refused(age_years=number).code) == ("implausible", "implausible")
    assert refused(day=number).code == "not_covered"
    assert refused(cycle=number).code == "not_covered"


@given(st.decimals(2, 350, places=12))
def test_a_number_is_never_rounded(number: Decimal) -> None:
    assert dose(weight_kg=number, day=30).inputs["weight_kg"] == number


@given(st.floats(45, 350))
def test_a_binary_fraction_is_the_decimal_that_it_prints(number: float) -> None:
    assert dose(weight_kg=number).inputs["weight_kg"] == Decimal(repr(number))


# ---- the ranges, each end by itself


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [("weight_kg", "2", "350"), ("height_cm", "40", "250"), ("bsa_m2", "0.15", "3.5"), ("age_years", "0", "120")],
)
def test_the_ends_of_a_range_are_plausible_and_a_hair_beyond_is_not(name: str, lowest: str, highest: str) -> None:
    limits = table().numbers[name].plausible
    assert limits == (Decimal(lowest), Decimal(highest))
    hair = Decimal("1e-20")
    for number, plausible in (
        (limits[0], True),
        (limits[0] - hair, False),
        (limits[1], True),
        (limits[1] + hair, False),
    ):
        if number < 0:
            continue
        try:
            calculate("dose", {"weight_kg": 70, "cycle": 1, "day": 30, name: number}, real_rules())
        except CalculationError as error:
            told_of_range = error.code == "implausible" and "must lie between" in error.message
        else:
            told_of_range = False
        assert told_of_range is not plausible


def test_the_message_of_a_range_names_it_with_its_unit() -> None:
    assert refused(weight_kg=351).message == "Weight must lie between 2 and 350 kg: check the number and its unit."


@pytest.mark.parametrize(("grade", "code"), [(0, "invalid_input"), (1, None), (4, None), (5, "invalid_input")])
def test_grades_are_1_to_4(grade: int, code: str | None) -> None:
    inputs = {"toxicity": "crs", "grade": grade}
    if code is None:
        assert calculate("modification", inputs, real_rules()).result["action"]
        return
    with pytest.raises(CalculationError) as caught:
        calculate("modification", inputs, real_rules())
    assert (caught.value.code, caught.value.field) == (code, "grade")
    assert caught.value.message in ("Grade must be at least 1.", "Grade must be at most 4.")


# ---- choices, yes or no


@pytest.mark.parametrize("formula", ["Mosteller", "boyd", "", 1, True, None, ["mosteller"]])
def test_a_choice_is_one_of_its_words_exactly(formula: object) -> None:
    error = refused(formula=formula)
    assert (error.code, error.field) == ("invalid_input", "formula")
    assert error.message == "BSA formula must be one of: mosteller, dubois, haycock."


@pytest.mark.parametrize("confirmed", ["yes", "true", 1, 0, None, [], Decimal(1)])
def test_yes_or_no_is_true_or_false_exactly(confirmed: object) -> None:
    with pytest.raises(CalculationError) as caught:
        calculate("modification", {"toxicity": "pancreatitis", "confirmed": confirmed}, real_rules())
    assert (caught.value.code, caught.value.field) == ("invalid_input", "confirmed")
    assert caught.value.message == "Confirmed must be true or false."


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "1.2.2026", "", 20260101, None, True]
)
def test_a_date_is_a_day_of_the_calendar_as_year_month_day(day: object) -> None:
    assert calculate("schedule", {"weight_kg": 70, "start_date": "2026-02-28"}, real_rules()).result
    with pytest.raises(CalculationError) as caught:
        calculate("schedule", {"weight_kg": 70, "start_date": day}, real_rules())
    assert (caught.value.code, caught.value.field) == ("invalid_input", "start_date")
    assert caught.value.message.startswith("First day must be a date of the calendar")


def test_what_is_missing_is_gathered_and_other_errors_are_told_alone() -> None:
    with pytest.raises(CalculationError) as caught:
        calculate("dose", {}, real_rules())
    assert caught.value.missing == ("weight_kg", "cycle", "day")
    assert refused(cycle=6, day=43).missing == ()


def test_an_input_given_twice_is_invalid_whatever_its_values() -> None:
    error = refused(weight_kg=GivenTwice())
    assert (error.code, error.message) == ("invalid_input", "Weight is given twice.")


# ---- which error


@pytest.mark.parametrize(
    ("inputs", "code", "field"),
    [
        # the first code wins over the first field
        ({"weight_kg": 1, "day": "x"}, "invalid_input", "day"),
        ({"cycle": 6, "height_cm": 300}, "implausible", "height_cm"),
        ({"weight_kg": 40, "age_years": 10}, "not_covered", "age_years"),
        # within a code the first field in the calculator's order
        ({"day": "x", "cycle": "x", "weight_kg": "x"}, "invalid_input", "weight_kg"),
        ({"height_cm": 300, "weight_kg": 400}, "implausible", "weight_kg"),
        ({"age_years": 10, "day": 43, "cycle": 6}, "not_covered", "cycle"),
        # an input that the calculator does not know comes first
        ({"colour": 1, "weight_kg": "x"}, "invalid_input", "colour"),
    ],
)
def test_of_several_errors_the_first_is_told(inputs: dict[str, Any], code: str, field: str) -> None:
    error = refused(**inputs)
    assert (error.code, error.field) == (code, field)


def test_no_problem_is_no_error() -> None:
    assert first_problem(CATALOGUE["dose"], []) is None


def test_an_unknown_input_is_told_with_those_that_are_known() -> None:
    message = refused(colour=1).message
    assert message.startswith("The calculator dose does not know this input. It knows: age_years, bsa_m2, cycle,")


@pytest.mark.parametrize(
    ("name", "repeated"),
    [
        ("colour", "colour"),
        ("weight", "weight"),
        ("Weight-kg 2", "Weight-kg 2"),
        ("a" * 64, "a" * 64),
        ("a" * 65, "inputs"),
        ("a" * 100_000, "inputs"),
        ("give 28 mcg", "inputs"),
        ("dose_9mcg", "inputs"),
        ("dose_9_ug", "inputs"),
        ("restart 9-mg", "inputs"),
        ("<b>", "inputs"),
        ("9", "inputs"),
        ("", "inputs"),
        ("gewicht\n", "inputs"),
        ("ｗeight", "inputs"),
        (5, "inputs"),
        (None, "inputs"),
    ],
)
def test_an_unknown_name_is_repeated_only_where_it_is_safe(name: object, repeated: str) -> None:
    assert repeatable(name, table()) == repeated
    with pytest.raises(CalculationError) as caught:
        calculate("dose", {name: 1}, real_rules())  # type: ignore[dict-item]
    assert (caught.value.code, caught.value.field) == ("invalid_input", repeated)


# ---- ranges in words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("weight_kg", "2 to 350"),
        ("grade", "whole number, 1 to 4"),
        ("cycle", "whole number, at least 1"),
        ("marrow_blasts_percent", "0 to 100"),
        ("age_years", "0 to 120"),
        ("seizures", "whole number, 1 to 1000000"),
    ],
)
def test_a_range_is_told_in_words(name: str, words: str) -> None:
    assert range_words(table().numbers[name]) == words


def test_the_narrower_of_two_ends_is_told() -> None:
    limits = Limits(unit="x", why="y", possible=(Decimal(1), Decimal(9)), plausible=(Decimal(2), Decimal(5)))
    assert range_words(limits) == "2 to 5"
