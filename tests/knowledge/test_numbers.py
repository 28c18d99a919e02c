"""Numbers are written exactly, as they are safe to read."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_rules import CORPUS

from assistant.calculators.wording import shown
from assistant.knowledge.numbers import amount, plain
from assistant.knowledge.rule_files import RuleFiles
from assistant.knowledge.rule_forms import InputTable
from assistant.knowledge.rules import FOLDER


def table() -> InputTable:
    return RuleFiles(CORPUS / FOLDER).inputs


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (".5", "0.5"),
        ("5.0", "5"),
        ("5.50", "5.5"),
        ("50", "50"),
        ("1E+2", "100"),
        ("1E-3", "0.001"),
        ("0", "0"),
        ("0.00", "0"),
        ("100.010", "100.01"),
    ],
)
def test_a_number_has_a_leading_zero_no_trailing_zero_and_no_exponent(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@given(st.decimals(0, 10**6, allow_nan=False, allow_infinity=False))
def test_a_number_in_words_reads_back_as_the_same_number(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text) == number
    assert re.fullmatch(r"(0|[1-9][0-9]*)(\.[0-9]*[1-9])?", text)


def test_a_unit_stands_after_a_space_and_a_percent_sign_does_not() -> None:
    assert amount(Decimal("9"), "mcg/day") == "9 mcg/day"
    assert amount(Decimal("50.0"), "%") == "50%"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("9", "9 mcg/day"),
        ("6.4549", "6.4549 mcg/day"),
        ("6.45490", "6.4549 mcg/day"),
        ("6.45494", "about 6.4549 mcg/day"),
        ("6.45496", "about 6.455 mcg/day"),
        ("6.00001", "about 6 mcg/day"),
    ],
)
def test_a_number_that_is_shown_rounded_is_marked(number: str, text: str) -> None:
    assert shown(Decimal(number), "mcg/day", table()) == text
