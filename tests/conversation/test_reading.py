"""From words to inputs: what is read, and what is doubted rather than read."""

from datetime import date
from decimal import Decimal

import pytest
from real_rules import real_rules

from assistant.conversation.measured import with_one_weight
from assistant.conversation.reading import read
from assistant.conversation.stated import Reading
from assistant.conversation.timing import with_cycle_and_day


def values(text: str) -> dict[str, object]:
    return {name: item.value for name, item in read(text).stated.items()}


def doubts(text: str) -> dict[str, str]:
    return {name: item.why for name, item in read(text).unclear.items()}


def dated(text: str, started: date | None = None) -> Reading:
    return with_cycle_and_day(text, read(text), real_rules(), started)


# ---- weight


@pytest.mark.parametrize(
    ("words", "weight_kg"),
    [
        ("70 kg", "70"),
        ("44,9 kg", "44.9"),
        ("70kg,160cm", "70"),
        ("99 lb", "44.90564463"),
        ("10 st 7 lb", "66.67807839"),
        ("10st 7 c1d3", "66.67807839"),
        ("10 st, 2 cycles", "63.5029318"),
        ("11 st 5, 5ft 6", "72.12118683"),
        ("11 st 5 ft 6", "69.85322498"),
        ("45000 g", "45.000"),
        ("wt 45 kilos", "45"),
        ("lost 3 kg, now 46 kg", "46"),
        ("weighed 50 kg at diagnosis, 44 kg today", "44"),
        ("day 3 and 70 kg", "70"),
        ("70 kg (was 75)", "70"),
        ("Hb 78, K 4.5 - 74 kg", "74"),
        ("1st cycle 3rd day, 70 kilos", "70"),
    ],
)
def test_a_weight_is_read_exactly(words: str, weight_kg: str) -> None:
    assert values(words)["weight_kg"] == Decimal(weight_kg)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("44-45 kg", "range"),
        ("44 - 46 kg", "range"),
        ("44 or 45 kg", "range"),
        ("patient 44 or 70 kg", "range"),
        ("about 45 kg", "about"),
        ("45ish kg", "about"),
        ("approx. 45 kg", "about"),
        ("45 kg or so", "about"),
        ("guess 50 kg", "about"),
        ("looks like 47 kg to me", "about"),
        ("70 kg est. C1D1", "about"),
        ("70 kg -> 68 kg", "two_values"),
        ("12 st 14", "number"),
        ("-70 kg", "number"),
        ("wt-70kg", "number"),
        ("c1d3-70kg", "number"),
        ("70±2 kg", "number"),
        ("1,234 kg", "number"),
        ("070 kg", "number"),
        ("45,000 g", "number"),
        ("1e3 kg", "number"),
        ("70.5.3 kg", "number"),
        ("1234567890 kg", "number"),
        ("one forty-four kg", "number"),
        ("four point five kg", "number"),
        ("wt 70", "unit"),
        ("44 kg this morning, 46 kg tonight", "two_values"),
        ("70 kg at diagnosis", "past"),
    ],
)
def test_a_weight_that_is_not_certain_is_doubted(words: str, why: str) -> None:
    assert "weight_kg" not in values(words)
    assert doubts(words)["weight_kg"] == why


@pytest.mark.parametrize("words", ["lost 3 kg", "no 70 kg", "can lift 20 kg", "70 kg/m2", "below 45 kg"])
def test_what_is_no_weight_of_the_patient_is_none(words: str) -> None:
    assert "weight_kg" not in values(words)


def test_the_same_weight_in_two_units_is_one_value() -> None:
    assert values("150 lb (68 kg)")["weight_kg"] == Decimal("68.0388555")


def test_two_units_on_two_sides_of_45_kg_are_two_values() -> None:
    assert with_one_weight(read("99 lb (45 kg)"), real_rules()).unclear["weight_kg"].why == "two_values"


def test_two_units_on_one_side_of_45_kg_stay_one_value() -> None:
    assert "weight_kg" in with_one_weight(read("150 lb (68 kg)"), real_rules()).stated


# ---- height, surface, age


@pytest.mark.parametrize(
    ("words", "height_cm"),
    [
        ("160 cm", "160"),
        ("1,60 m / C1 D10", "160"),
        ("5'4\", 97 lb", "162.56"),
        ("5 ft 60 kg", "152.4"),
        ("ht 63 inches", "160.02"),
        ("5 ft 3 c1d1", "160.02"),
        ("62F 41 KG 1.55 M C1D9", "155"),
    ],
)
def test_a_height_is_read_exactly(words: str, height_cm: str) -> None:
    assert values(words)["height_cm"] == Decimal(height_cm)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("just assume 160 cm", "height_cm"),
        ("average height, so 163 cm", "height_cm"),
        ("163 cm estimated by eye", "height_cm"),
        ("she looks 155 cm", "height_cm"),
        ("let's say 5 ft 3", "height_cm"),
        ("height not recorded, use 165 cm", "height_cm"),
        ("typical BSA of 1.6 m2", "bsa_m2"),
        ("the height was a guess", "height_cm"),
        ("we never measured that height", "height_cm"),
    ],
)
def test_what_nobody_measured_is_asked_for(words: str, name: str) -> None:
    assert name not in values(words)
    assert doubts(words)[name] == "assumed"


@pytest.mark.parametrize("words", ["152 cm I mean", "158 cm measured today, looks right", "157 cm per her passport"])
def test_a_height_that_was_measured_is_taken(words: str) -> None:
    assert "height_cm" in values(words)


def test_a_surface_of_1_4_is_never_read_as_1() -> None:
    assert values("43.5kg bsa 1.4 m2")["bsa_m2"] == Decimal("1.4")
    assert values("43.5kg bsa 1.4 c2d12")["bsa_m2"] == Decimal("1.4")


def test_the_surface_of_a_weight_and_a_height_is_no_surface() -> None:
    assert "bsa_m2" not in values("BSA of 80kg 180cm?")


def test_a_whole_number_without_unit_is_no_certain_surface() -> None:
    assert doubts("bsa 2") == {"bsa_m2": "unit"}


@pytest.mark.parametrize(
    "words", ["pt is 16, 63 kg", "16 yo 63 kg", "aged 16, 63 kg", "sixteen year old, 63 kg", "16F 63 kg"]
)
def test_an_age_is_read_so_that_a_child_is_noticed(words: str) -> None:
    assert values(words)["age_years"] == 16


def test_a_bare_number_after_a_person_is_no_age_without_a_weight() -> None:
    assert "age_years" not in values("pt is 63, c1d3")


# ---- cycle and day


@pytest.mark.parametrize(
    ("words", "cycle", "day"),
    [
        ("C1D9", 1, 9),
        ("c2 d10", 2, 10),
        ("cycle two day 10", 2, 10),
        ("cycle II, day 3", 2, 3),
        ("third day of the first cycle", 1, 3),
        ("1st cycle 3rd day", 1, 3),
        ("second cycle, first day", 2, 1),
        ("day twenty-one of cycle 1", 1, 21),
        ("cycle 2 of 5, day eight", 2, 8),
        ("cycle 1/day 8", 1, 8),
    ],
)
def test_cycle_and_day_are_read(words: str, cycle: int, day: int) -> None:
    assert (values(words)["cycle"], values(words)["day"]) == (cycle, day)


@pytest.mark.parametrize(
    ("words", "name"), [("c1d1-7", "day"), ("C1D3/4", "day"), ("cycle 2/5", "cycle"), ("days 1 to 7", "day")]
)
def test_a_range_of_days_or_cycles_is_doubted(words: str, name: str) -> None:
    assert doubts(words)[name] == "range"


@pytest.mark.parametrize(
    "words", ["D5W running", "vitamin d3", "bed C2", "C4d staining", "third day of fever", "per day 3", "CD19"]
)
def test_what_only_looks_like_a_cycle_or_a_day_is_none(words: str) -> None:
    assert not {"cycle", "day"} & values(words).keys()


@pytest.mark.parametrize(
    ("words", "cycles"),
    [("two cycles from 2026-03-02", 2), ("for one cycle", 1), ("3 cycles", 3), ("cycles 1-2", 2), ("cycle 1 to 3", 3)],
)
def test_a_number_of_cycles_is_read(words: str, cycles: int) -> None:
    assert values(words)["cycles"] == cycles


def test_cycles_already_given_are_no_number_of_cycles() -> None:
    assert "cycles" not in values("after 2 cycles")


# ---- dates


def test_a_start_and_a_later_day_give_cycle_and_day() -> None:
    stated = dated("70 kg, started 2026-03-02, dose on 2026-04-13").stated
    assert (stated["cycle"].value, stated["day"].value) == (2, 1)


def test_a_day_that_is_asked_about_is_no_start() -> None:
    assert values("dose due on 2026-03-10") == {"on_date": date(2026, 3, 10)}


def test_a_start_of_an_earlier_turn_gives_cycle_and_day() -> None:
    stated = dated("dose on 2026-03-10", date(2026, 3, 2)).stated
    assert (stated["cycle"].value, stated["day"].value) == (1, 9)


def test_the_start_of_a_later_cycle_gives_the_day_of_that_cycle() -> None:
    stated = dated("cycle 2 started 2026-03-02, dose on 2026-03-10").stated
    assert (stated["cycle"].value, stated["day"].value) == (2, 9)


def test_a_day_before_the_start_gives_none() -> None:
    assert "day" not in dated("started 2026-03-02, dose on 2026-02-10").stated


@pytest.mark.parametrize("words", ["start 03/02/2026", "start 2 March", "start 1.4.2026"])
def test_a_date_that_can_be_read_in_two_ways_is_doubted(words: str) -> None:
    assert doubts(words) == {"start_date": "date"}


def test_a_date_of_birth_is_no_date_of_the_course() -> None:
    assert not values("DOB 1961-05-04")


# ---- durations


def test_days_until_resolution_and_days_held_are_two_things() -> None:
    assert values("resolved after 5 days, held 9 days") == {"days_to_resolve": 5, "days_held": 9}


def test_the_days_at_grade_1_are_not_the_days_it_took() -> None:
    assert values("back to grade 1 for 3 days, held 6 days") == {"days_held": 6}


def test_days_with_a_toxicity_that_is_still_there_are_no_days_to_resolve() -> None:
    assert values("still grade 3 after 16 days") == {"unresolved_days": 16}


def test_a_number_in_words_is_read_as_a_whole() -> None:
    assert values("held for twenty five days") == {"days_held": 25}
    assert not values("held for one hundred and five days")


# ---- liver and blasts


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("ALT 8x and AST 5x ULN", {"alt_x_uln": 8, "ast_x_uln": 5}),
        ("ALT and AST 6 x ULN", {"alt_x_uln": 6, "ast_x_uln": 6}),
        ("alt is six times the upper limit of normal", {"alt_x_uln": 6}),
        ("bili twice the upper limit", {"bilirubin_x_uln": 2}),
        ("ALT 250, hold?", {"alt": 250}),
        ("ALT came back 310 U/L (ULN 40)", {"alt": 310, "alt_uln": 40}),
        ("AST/ALT 120/340", {"ast": 120, "alt": 340}),
        ("ALT 166 U/L, ULN 33 U/L: above 5x?", {"alt": 166, "alt_uln": 33}),
        ("BM 82% blasts", {"marrow_blasts_percent": 82}),
        ("PB blasts 18 G/L", {"peripheral_blasts_e9_per_l": 18}),
        ("peripheral blasts 18x10e9/L", {"peripheral_blasts_e9_per_l": 18}),
        ("peripheral blasts 18000/uL", {"peripheral_blasts_e9_per_l": 18}),
        (
            "marrow blasts 30%, peripheral blasts 40 x 10^9/L",
            {"marrow_blasts_percent": 30, "peripheral_blasts_e9_per_l": 40},
        ),
    ],
)
def test_laboratory_values_are_read(words: str, stated: dict[str, int]) -> None:
    assert values(words) == stated


@pytest.mark.parametrize(
    ("words", "name", "why"),
    [
        ("ALT 6x", "alt_x_uln", "unit"),
        ("ALT 200-300", "alt", "range"),
        ("ALT about 300", "alt", "about"),
        ("ALT at least 5 x ULN", "alt_x_uln", "comparison"),
        ("about 50% blasts in the marrow", "marrow_blasts_percent", "about"),
        ("50% blasts", "marrow_blasts_percent", "unit"),
    ],
)
def test_laboratory_values_that_are_not_certain_are_doubted(words: str, name: str, why: str) -> None:
    assert doubts(words) == {name: why}


@pytest.mark.parametrize("words", ["ALT 3x baseline", "ALT 5 days ago", "no ALT 300", "sats 94% on blasts of oxygen"])
def test_what_is_no_laboratory_value_is_none(words: str) -> None:
    assert not values(words)
