"""How notes are typed on a ward: measurements, days, denials and toxicities in words that are easily misread."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from real_rules import real_rules

from assistant.conversation.reading import read
from assistant.conversation.requests import Calculate, LookUp, Request
from assistant.conversation.weight_changes import crosses_weight_limit

Understand = Callable[[str], Request]
Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]


def value(words: str, name: str) -> object:
    stated = read(words).stated.get(name)
    return None if stated is None else stated.value


def doubt(words: str, name: str) -> str | None:
    unclear = read(words).unclear.get(name)
    return None if unclear is None else unclear.why


# ---- measurements


@pytest.mark.parametrize("words", ["1m58, 41 kg", "height 1 m 58 cm", "he is 1 metre 58 and 41 kg"])
def test_metres_and_centimetres_are_one_height_and_no_age(words: str) -> None:
    assert value(words, "height_cm") == 158
    assert value(words, "age_years") is None


def test_the_weight_behind_a_height_in_feet_is_read() -> None:
    reading = read("6 foot 1 and 97 kg")
    assert reading.stated["weight_kg"].value == 97
    assert reading.stated["height_cm"].value == Decimal("185.42")


def test_ounces_can_carry_a_weight_over_the_limit() -> None:
    assert value("99 lb", "weight_kg") == Decimal("44.90564463")
    assert value("99 lb 4 oz", "weight_kg") == Decimal("45.0190427225")


@pytest.mark.parametrize("words", ["ideal body weight 42 kg, real weight 66 kg", "IBW: 42 kg. 66 kg on the scale"])
def test_an_ideal_weight_is_not_the_weight(words: str) -> None:
    assert value(words, "weight_kg") == 66


def test_the_weight_of_a_relative_is_not_the_patients() -> None:
    assert value("heavier than her husband who is 71 kg", "weight_kg") is None


def test_a_gain_each_day_is_no_weight() -> None:
    assert value("0.4 kg/day weight gain, 69 kg", "weight_kg") == 69


def test_a_weight_just_under_a_limit_is_asked_for() -> None:
    assert doubt("just under 45 kg", "weight_kg") == "about"


def test_a_weight_before_treatment_is_no_change_during_it() -> None:
    assert value("was 48 kg at diagnosis and 43 kg now", "weight_kg") == 43
    assert not crosses_weight_limit("was 48 kg at diagnosis and 43 kg now", real_rules())
    assert crosses_weight_limit("48 kg last week, 43 kg today", real_rules())


def test_cells_in_a_microlitre_are_told_in_thousands() -> None:
    assert value("peripheral blasts 18,500/uL", "peripheral_blasts_e9_per_l") == Decimal("18.5")
    assert doubt("peripheral blasts 18.500/uL", "peripheral_blasts_e9_per_l") == "number"


# ---- multiples of a limit


def test_a_weight_behind_a_multiple_is_no_limit() -> None:
    reading = read("AST 8xULN 59 kg")
    assert reading.stated["ast_x_uln"].value == 8
    assert reading.stated["weight_kg"].value == 59


@pytest.mark.parametrize("words", ["if LFTs exceed 5 x ULN", "LFTs exceeded 5 x ULN", "LFTs higher than 5 x ULN"])
def test_what_exceeds_a_limit_is_not_at_it(words: str) -> None:
    assert value(words, "lft_x_uln") is None
    assert value(words, "lft_above_x_uln") == 5


def test_a_value_or_more_is_no_value() -> None:
    assert doubt("ALT 5 x ULN or more", "alt_x_uln") == "comparison"


# ---- days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("grade 3 neurotoxicity, resolved on the sixth day", 6),
        ("back to grade 1 on the 4th day", 4),
        ("grade 3 ICANS at 28 mcg, took 9 days", 9),
    ],
)
def test_the_day_on_which_it_was_gone_counts_the_days_it_took(words: str, days: int) -> None:
    assert value(words, "days_to_resolve") == days


def test_a_numbered_day_of_resolution_may_be_one_of_the_cycle_and_is_asked_for() -> None:
    reading = read("grade 3 neurotoxicity in cycle 1, resolved by day 9")
    assert reading.unclear["days_to_resolve"].why == "number"
    assert "day" not in reading.stated


@pytest.mark.parametrize(
    "words", ["grade 3 rash for 16 days", "bilirubin 4 x ULN for 16 days", "LFTs do not recover in 16 days"]
)
def test_what_has_been_there_for_days_has_not_resolved(words: str) -> None:
    assert value(words, "unresolved_days") == 16


def test_two_dates_of_which_one_is_now_give_the_day(calculations: Calculations) -> None:
    words = "66 kg, first cycle began 2026-03-01, it is 2026-03-12 now, which dose?"
    assert calculations(words) == [
        ("dose", {"weight_kg": 66, "cycle": 1, "day": 12}),
    ]


# ---- denials and toxicities


@pytest.mark.parametrize(
    ("words", "inputs"),
    [
        ("no fits and grade 2 ICANS, go on?", {"toxicity": "neurotoxicity", "grade": 2}),
        ("no fever and CRS grade 1, go on?", {"toxicity": "crs", "grade": 1}),
        ("grade 2 tremor, ICANS ruled out", {"toxicity": "neurotoxicity", "grade": 2, "icans": False}),
        ("grade 3 neurotoxicity at 28, settled in 4 days", {"dose_step": "full", "days_to_resolve": 4}),
        ("grade 3 neurotoxicity, was on the full 28", {"dose_step": "full"}),
        ("having a seizure, it is her second one, stop?", {"toxicity": "seizure", "seizures": 2}),
        ("IRR grade 4 with anaphylaxis", {"toxicity": "infusion_reaction", "grade": 4}),
        ("grade 3 colitis, 61 kg, gone in 9 days, restart?", {"toxicity": "other", "grade": 3, "days_to_resolve": 9}),
        ("grade 3 toxicity that is not liver, CRS or neuro: plan?", {"toxicity": "other", "grade": 3}),
        ("CRS either 2 or 3", {"toxicity": "crs", "grade": "doubt"}),
        ("grade 4 anaphylaxis, what now", {"toxicity": "doubt", "grade": 4}),
        ("penicillin allergy. CRS grade 2, go on?", {"toxicity": "crs", "grade": 2}),
        ("other toxicity of grade 4 means stopping, right?", {"toxicity": "other", "grade": 4}),
    ],
)
def test_a_toxicity_is_read_with_what_is_told_of_it(
    calculations: Calculations, words: str, inputs: dict[str, object]
) -> None:
    name, found = calculations(words)[0]
    assert name == "modification"
    assert inputs.items() <= found.items()


def test_a_sign_with_a_grade_of_its_own_is_a_second_toxicity(calculations: Calculations) -> None:
    found = [inputs["toxicity"] for _, inputs in calculations("CRS gr 2 and gr 3 diarrhoea")]
    assert found == ["crs", "other"]


def test_a_sign_under_the_grade_of_another_one_is_none(calculations: Calculations) -> None:
    assert [inputs["toxicity"] for _, inputs in calculations("CRS grade 3 with hypoxia and fever")] == ["crs"]


def test_liver_values_are_asked_for_where_a_grade_alone_stands_beside_another_toxicity(understood: Understand) -> None:
    request = understood("CRS grade 1 with grade 3 transaminitis")
    assert isinstance(request, Calculate)
    assert [wanted.calculator for wanted in request.wanted] == ["modification", "liver"]
    assert request.patient


@pytest.mark.parametrize("words", ["grade 3 headache", "grade 3 toxicity. stop it?"])
def test_a_grade_without_its_row_is_asked_for(calculations: Calculations, words: str) -> None:
    assert calculations(words) == [("modification", {"grade": 3})]


@pytest.mark.parametrize(
    "words", ["seizures as a child 30 years ago, can she start?", "is a fit adult with Ph- disease eligible?"]
)
def test_what_is_no_seizure_of_now_asks_for_no_count(understood: Understand, words: str) -> None:
    assert isinstance(understood(words), LookUp)
