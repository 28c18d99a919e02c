"""Words and numbers without the space between them are parted, and no number is."""

import re
from decimal import Decimal

import pytest

from assistant.conversation.joined import parted
from assistant.conversation.reading import read
from assistant.conversation.spelling import respelled
from assistant.conversation.ward import Ward


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gr3crs", "grade 3 crs"),
        ("grade3ICANS", "grade3 ICANS"),
        ("crsgrade3", "crs grade3"),
        ("CRSgr3", "CRS grade 3"),
        ("wt99.2lb ht160cm", "wt 99.2lb ht 160cm"),
        ("62kgc1d3", "62kg c1d3"),
        ("5foot2", "5 foot 2"),
        ("72hrbag", "72hr bag"),
        ("7daybag", "7day bag"),
        ("gr. IV crs", "grade IV crs"),
    ],
)
def test_a_missing_space_is_put_in(typed: str, meant: str) -> None:
    assert parted(typed) == meant


@pytest.mark.parametrize("typed", ["c1d3", "70kg", "B12", "CYP3A4", "group 3", "gr 12", "5ft11in", "40mcg/day", "12th"])
def test_what_is_one_word_stays_so(typed: str) -> None:
    assert parted(typed).replace("ft ", "ft") == typed


@pytest.mark.parametrize("typed", ["wt99.2lb ht160cm", "62kgc1d3dose", "gr3crs 44,9kg", "bsa1.31 d5c1", "5foot2 43kg"])
def test_no_number_is_changed(typed: str) -> None:
    assert re.findall(r"\d+(?:[.,]\d+)?", parted(typed)) == re.findall(r"\d+(?:[.,]\d+)?", typed)


def test_a_short_form_of_doubt_keeps_its_doubt_with_its_stop(ward: Ward) -> None:
    for typed in ("approx. 70 kg", "abt. 70 kg", "approx 70 kg", "aproximately 70 kg", "Approx.70 kg"):
        reading = read(respelled(typed, ward.elsewhere.lexicon).text)
        assert reading.unclear["weight_kg"].why == "about", typed
        assert "weight_kg" not in reading.stated


@pytest.mark.parametrize("typed", ["bed 7 kg 82", "wt 72 kg or 27?", "74 c1d3 dose"])
def test_a_number_that_may_be_another_is_no_weight(typed: str) -> None:
    reading = read(typed)
    assert "weight_kg" in reading.unclear
    assert "weight_kg" not in reading.stated


@pytest.mark.parametrize(
    ("typed", "kilograms"), [("bed 7, 82 kg", "82"), ("c1 d3 70 kg", "70"), ("gr 3 crs 70kg", "70")]
)
def test_a_weight_beside_other_numbers_is_one(typed: str, kilograms: str) -> None:
    assert read(typed).stated["weight_kg"].value == Decimal(kilograms)


@pytest.mark.parametrize("typed", ["resolved in 3 dys", "resolved after 36 huors", "took 2 weeeks to resolve"])
def test_a_misspelt_unit_of_time_is_asked_for(typed: str) -> None:
    reading = read(typed)
    assert "days_to_resolve" in reading.unclear
    assert "days_to_resolve" not in reading.stated
