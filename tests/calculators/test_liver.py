"""Liver tests: thresholds strictly above, compared exactly, and the liver row that follows."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import liver as oracle
from oracle.modification import expected
from real_rules import real_rules

from assistant.calculators import Calculation, CalculationError, calculate
from assistant.calculators.calculation import plain_form


def liver(**inputs: Any) -> Calculation:
    return calculate("liver", inputs, real_rules())


def refused(**inputs: Any) -> CalculationError:
    with pytest.raises(CalculationError) as caught:
        liver(**inputs)
    return caught.value


@pytest.mark.parametrize("test", ["alt", "ast", "lft"])
def test_a_liver_test_of_exactly_5_times_the_limit_does_not_reach_the_row_and_a_hair_more_does(test: str) -> None:
    assert liver(**{f"{test}_x_uln": 5}).result["threshold_exceeded"] is False
    above = liver(**{f"{test}_x_uln": Decimal("5.00000000000000000001")}).result
    assert (above["threshold_exceeded"], above["exceeded_by"]) == (True, (test,))


def test_bilirubin_of_exactly_3_times_the_limit_does_not_reach_the_row_and_a_hair_more_does() -> None:
    assert liver(bilirubin_x_uln=3).result["threshold_exceeded"] is False
    assert liver(bilirubin_x_uln=Decimal("3.00000000000000000001")).result["exceeded_by"] == ("bilirubin",)


def test_bilirubin_has_its_own_threshold() -> None:
    assert liver(bilirubin_x_uln=4).result["threshold_exceeded"] is True
    assert liver(alt_x_uln=4).result["threshold_exceeded"] is False


@pytest.mark.parametrize(
    ("value", "limit", "exceeded"),
    [
        ("200", "40", False),
        ("200.001", "40", True),
        ("199.999", "40", False),
        # 0.3 × 5 is not 1.5 in binary fractions
        ("1.5", "0.3", False),
        ("1.5000000000000001", "0.3", True),
        # a quotient of 33.3 would be rounded; the multiple is not
        ("166.5", "33.3", False),
        ("166.50000000000000000000000001", "33.3", True),
    ],
)
def test_a_value_is_held_against_a_multiple_of_its_limit_never_a_rounded_quotient(
    value: str, limit: str, exceeded: bool
) -> None:
    assert liver(alt=Decimal(value), alt_uln=Decimal(limit)).result["threshold_exceeded"] is exceeded


_multiples = st.decimals(0, 12, places=2)
_limits = st.decimals("0.1", 60, places=2)


@given(
    st.fixed_dictionaries({}, optional={f"{test}_x_uln": _multiples for test in oracle.ABOVE}),
    st.dictionaries(st.sampled_from(list(oracle.ABOVE)), st.tuples(_multiples, _limits)),
)
def test_any_set_of_tests_agrees_with_the_second_reading(
    multiples: dict[str, Decimal], values: dict[str, tuple[Decimal, Decimal]]
) -> None:
    inputs = dict(multiples)
    for test, (multiple, limit) in values.items():
        inputs |= {test: multiple * limit, f"{test}_uln": limit}
    if not inputs:
        assert refused().code == "missing_input"
        return
    result: Any = plain_form(liver(**inputs).result)
    told = oracle.exceeded({name: Fraction(number) for name, number in inputs.items()})
    assert result["exceeded_by"] == told
    assert result["threshold_exceeded"] is bool(told)
    assert result["modification"] == (expected({"toxicity": "liver"}) if told else None)


@pytest.mark.parametrize("weight", [None, 45, Decimal("44.999")])
def test_the_liver_row_follows_for_the_patients_weight_band(weight: Any) -> None:
    given_weight = {} if weight is None else {"weight_kg": weight}
    result: Any = plain_form(liver(alt_x_uln=6, **given_weight).result)
    assert result["modification"] == expected({"toxicity": "liver", **given_weight})
    assert result["modification"]["action"] == "hold"


@pytest.mark.parametrize(
    ("inputs", "code", "field", "missing"),
    [
        (
            {},
            "missing_input",
            "alt_x_uln",
            ("alt_x_uln", "ast_x_uln", "lft_x_uln", "bilirubin_x_uln", "alt", "ast", "lft", "bilirubin"),
        ),
        ({"weight_kg": 70}, "missing_input", "alt_x_uln", None),
        ({"alt": 300}, "missing_input", "alt_uln", ("alt_uln",)),
        ({"alt_uln": 40}, "missing_input", "alt", ("alt",)),
        ({"bilirubin": 60, "ast": 90}, "missing_input", "ast_uln", ("ast_uln", "bilirubin_uln")),
        ({"alt": 300, "alt_x_uln": 6}, "missing_input", "alt_uln", ("alt_uln",)),
        ({"alt": 300, "alt_uln": 0}, "invalid_input", "alt_uln", ()),
        ({"alt": -1, "alt_uln": 40}, "invalid_input", "alt", ()),
        ({"alt_x_uln": -0.1}, "invalid_input", "alt_x_uln", ()),
        ({"alt_x_uln": 6, "age_years": 17}, "not_covered", "age_years", ()),
        ({"alt_x_uln": 6, "indication": "mrd_positive"}, "not_covered", "indication", ()),
        ({"alt_x_uln": 6, "grade": 3}, "invalid_input", "grade", ()),
        ({"alt_x_uln": 6, "days_to_resolve": 3}, "invalid_input", "days_to_resolve", ()),
        ({"alt": 300, "age_years": 17}, "not_covered", "age_years", ()),
        ({"lft_x_uln": 1_000_001}, "implausible", "lft_x_uln", ()),
    ],
)
def test_a_case_that_is_not_judged_is_refused_by_name(
    inputs: dict[str, Any], code: str, field: str, missing: tuple[str, ...] | None
) -> None:
    error = refused(**inputs)
    assert (error.code, error.field) == (code, field)
    if missing is not None:
        assert error.missing == missing


def test_values_of_zero_are_values() -> None:
    assert liver(alt_x_uln=0, bilirubin=0, bilirubin_uln=17).result["threshold_exceeded"] is False


def test_the_steps_name_each_test_with_its_threshold_in_words() -> None:
    steps = liver(alt=200, alt_uln=40, bilirubin_x_uln=Decimal("3.5")).steps
    assert steps[:3] == (
        "ALT: 200 with an upper limit of normal (ULN) of 40; the threshold, more than 5 x ULN, is not exceeded.",
        "Bilirubin: 3.5 x ULN; the threshold, more than 3 x ULN, is exceeded.",
        'Row of the monograph: "LFTs > 5 x ULN or bilirubin > 3 x ULN".',
    )
    assert '"Doses should be modified according to the protocol by which the patient is being treated."' in steps


def test_below_the_thresholds_nothing_follows_by_this_row_and_no_dose_is_named() -> None:
    calculation = liver(ast_x_uln=2)
    assert calculation.steps == (
        "AST: 2 x ULN; the threshold, more than 5 x ULN, is not exceeded.",
        "The threshold of the row is not exceeded; by this row nothing is to be done.",
        "Only for adults with relapsed or refractory B-cell precursor acute lymphoblastic leukemia (ALL).",
    )
    assert {quote.section for quote in calculation.citations} == {
        "Dose Modifications > Dosage with toxicity > LFTs > 5 x ULN or bilirubin > 3 x ULN > Patients >= 45 kg",
        "Regimen Name > Additional Information",
    }


def test_a_multiple_and_a_value_that_disagree_are_a_warning_and_the_higher_one_counts() -> None:
    calculation = liver(alt_x_uln=6, alt=100, alt_uln=40)
    assert calculation.result["exceeded_by"] == ("alt",)
    assert calculation.warnings[0] == (
        "ALT: the multiple given and the value given do not agree: check both. The higher one was taken."
    )
    for agreeing in ({"alt_x_uln": 6, "alt": 300, "alt_uln": 40}, {"alt_x_uln": 2, "alt": 90, "alt_uln": 40}):
        assert not any("do not agree" in warning for warning in liver(**agreeing).warnings)


def test_the_inputs_used_are_repeated_and_nothing_else() -> None:
    given_inputs = {"alt": 300, "alt_uln": 40, "bilirubin_x_uln": 1, "weight_kg": 50, "age_years": 60}
    assert dict(liver(**given_inputs).inputs) == {**given_inputs, "indication": "relapsed_refractory"}


def test_the_row_carries_its_companions_and_its_warning() -> None:
    calculation = liver(lft_x_uln=9)
    texts = " ".join(quote.text for quote in calculation.citations)
    for words in ("according to the protocol", "If dose held for less than 7 days", "within 14 days"):
        assert words in texts
    assert any("does not say" in warning and "very high liver tests" in warning for warning in calculation.warnings)
