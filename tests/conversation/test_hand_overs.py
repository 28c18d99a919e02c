"""Single questions as they are typed at a hand-over: what else was done, what was before, and two things at once."""

from collections.abc import Callable

import pytest

from assistant.conversation.requests import Calculate, Decline, LookUp, Request
from assistant.conversation.ward import Ward
from assistant.conversation.weight_changes import rounds_weight

Understand = Callable[[str], Request]
Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("LP done day 2, 61 kg, cycle 1 day 9, which dose today", {"cycle": 1, "day": 9}),
        ("PICC day 10. 61 kg. C1D4. dose?", {"day": 4}),
        ("day 12 of her stay, cycle 1 day 4, 61 kg, dose", {"day": 4}),
        ("61 kg, cycle 1, started blina day 1, now day 9, dose", {"day": 9}),
        ("61 kg cycle 1. She went up to 28 on day 8, today is day 12. mcg/day?", {"day": 12}),
        ("today is day 6 of cycle 1, 61 kg, what will the dose be on day 8?", {"day": 8}),
        ("61 kg, C1 D7 tonight. what's tomorrow's dose?", {"day": 8}),
        ("tolerated C1 well, C2D1 tomorrow, 61 kg, dose?", {"cycle": 2, "day": 1}),
        ("61 kg, 5th and last cycle, day 27. Daily dose?", {"cycle": 5, "day": 27}),
    ],
)
def test_the_day_of_something_else_is_not_the_day_asked_about(
    calculations: Calculations, words: str, stated: dict[str, object]
) -> None:
    (found,) = calculations(words)
    assert found[0] == "dose"
    assert {"weight_kg": 61, **stated}.items() <= found[1].items()


def test_the_only_day_that_is_told_is_not_taken_where_it_counts_something_else(calculations: Calculations) -> None:
    assert "day" not in calculations("PICC day 10. 70 kg, cycle 1. dose?")[0][1]


def test_beside_a_toxicity_two_days_stay_doubtful(calculations: Calculations) -> None:
    # The day of the other drug may be that of the toxicity, which decides at which step it occurred.
    found = calculations("dex given on day 3 for grade 3 confusion, cycle 1. now day 9, hold?")
    assert "dose_step" not in found[0][1]


@pytest.mark.parametrize(
    "words",
    [
        "he had blinatumomab two years ago, 67 kg, C1D1 today, dose?",
        "in remission for 2 years, relapsed now, 67 kg, cycle 1 day 1 dose?",
        "transplant 3 yrs ago, 67 kg C1D1 dose",
    ],
)
def test_years_that_have_passed_are_no_age(calculations: Calculations, words: str) -> None:
    assert calculations(words) == [("dose", {"weight_kg": 67, "cycle": 1, "day": 1})]


def test_who_turns_18_next_month_is_17_now(calculations: Calculations) -> None:
    assert calculations("she turns 18 next month, 60 kg, C1D1 dose?")[0][1]["age_years"] == 17


def test_who_turns_18_today_is_asked_for_the_age(calculations: Calculations) -> None:
    assert calculations("he turns 18 today, 60 kg, C1D1 dose?")[0][1]["age_years"] == "doubt"


@pytest.mark.parametrize(
    "words",
    ["diagnosed as a child, now relapsed, 70 kg, C1D1 dose", "moved over from paeds last month, 70 kg, C1D1 dose?"],
)
def test_an_adults_childhood_makes_no_child(calculations: Calculations, words: str) -> None:
    assert calculations(words) == [("dose", {"weight_kg": 70, "cycle": 1, "day": 1})]


def test_a_toddler_is_a_child(understood: Understand) -> None:
    assert isinstance(understood("16 kg toddler, C1D1 dose"), Decline)


def test_a_mothers_weight_is_hers_and_not_the_babys(calculations: Calculations) -> None:
    words = "post-partum, baby 3.4 kg with grandma. Mum is 71 kg, C1D8. blina dose?"
    assert calculations(words) == [("dose", {"weight_kg": 71, "cycle": 1, "day": 8})]


@pytest.mark.parametrize(
    ("words", "weight"),
    [
        ("47 kg, dry weight 44.2 after lasix, C1D2, dose?", "doubt"),
        ("weight reads 68, no unit, C1D1 blina dose for this pt?", "doubt"),
        ("mother says about 60 kg, C1D1, dose", "doubt"),
        ("wt 58 kg, wt 58, C1D8 dose", 58),
        ("she went 47 → 46.3 kg since C1, now C2D1. dose?", "46.3"),
        ("weight fifty eight kg, cycle one day fifteen, dose", 58),
        ("weight one fifty eight lbs, cycle one day fifteen, dose", "doubt"),
        ("46.5 kg minus 2 kg for the brace, C1D1, dose?", "doubt"),
        ("Weight (kg): 43.6, height (cm): 158, C1D10, dose?", "43.6"),
        ("wt 43.6 ht 158 (kg, cm). c1 d10. BLIN ?dose", "43.6"),
        ("d15/c1/58kg/dose", 58),
        ("Rm 12 / 58kg / C3D5 / Hb 78 / blina dose pls", 58),
    ],
)
def test_one_weight_is_read_and_two_are_doubted(calculations: Calculations, words: str, weight: object) -> None:
    assert str(calculations(words)[0][1]["weight_kg"]) == str(weight)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("70kg c1 days 1 and 8 doses", [(1, 1), (1, 8)]),
        ("80 kg, dose C1D1 and C2D1?", [(1, 1), (2, 1)]),
        ("80 kg dose day 1 of cycle 1 and day 1 of cycle 2", [(1, 1), (2, 1)]),
        ("80 kg, dose on day 7 vs day 8 of cycle 1", [(1, 7), (1, 8)]),
    ],
)
def test_days_asked_together_are_each_calculated(
    calculations: Calculations, words: str, asked: list[tuple[int, int]]
) -> None:
    assert [(inputs["cycle"], inputs["day"]) for _, inputs in calculations(words)] == asked


def test_one_day_or_the_other_is_doubted(calculations: Calculations) -> None:
    assert calculations("70 kg C1, day 7 or 8, which dose?")[0][1]["day"] == "doubt"


@pytest.mark.parametrize(
    ("words", "bags"),
    [
        ("rates for 24, 48 and 72 hour bags?", [24, 48, 72]),
        ("rate of the 48 h bag vs the 7 day bag", [48, 168]),
        ("comparing a 24 h with a 48 h bag, what are the rates?", [24, 48]),
        ("bag hung 14:00, 48 h bag, rate?", [48]),
    ],
)
def test_bags_of_a_list_are_each_calculated(calculations: Calculations, words: str, bags: list[int]) -> None:
    assert [inputs["bag_hours"] for _, inputs in calculations(words)] == bags


def test_blasts_and_a_dose_are_both_calculated(calculations: Calculations) -> None:
    found = calculations("66% blasts in the marrow, 58 kg, C1D1. Any steroids first, and what's the dose?")
    assert [name for name, _ in found] == ["prephase", "dose"]


def test_steroids_before_the_dose_ask_for_no_dose(calculations: Calculations) -> None:
    found = calculations("66% blasts in the marrow, 58 kg, C1D1: steroids before the first dose?")
    assert [name for name, _ in found] == ["prephase"]


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("CRS g2 yesterday, now g3, stop?", 3),
        ("CRS worsened from grade 2 to 3, stop?", 3),
        ("past grade 2 CRS with another drug. Today CRS grade 4.", 4),
        ("had grade 4 CRS in 2021. Today grade 2 CRS, stop?", 2),
        ("CRS grade 2 to 3, stop?", "doubt"),
        ("CRS grade 3 yesterday, grade 2 now, stop?", "doubt"),
    ],
)
def test_a_grade_that_has_worsened_is_the_grade_of_now(calculations: Calculations, words: str, grade: object) -> None:
    assert calculations(words)[0][1]["grade"] == grade


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("grade 3 CRS, it was grade 1 after 3 days, restart?", 3),
        ("it took exactly 7 days for the grade 3 neurotoxicity (on 28) to resolve, restart?", 7),
        ("CRS grade 3 resolved within 48 h, restart?", 2),
        ("neurotoxicity grade 3 on 28, settled within 10 days, restart?", "doubt"),
        ("LFTs took 15 days to come down, restart?", 15),
    ],
)
def test_how_long_it_took_is_read(calculations: Calculations, words: str, days: object) -> None:
    assert calculations(words)[0][1]["days_to_resolve"] == days


@pytest.mark.parametrize(
    "words",
    [
        "lipase 3 x ULN, ? pancreatitis, hold?",
        "grade 3 VTE, what do we do with the infusion",
        "three tonic-clonics since midnight, stop for good?",
    ],
)
def test_a_toxicity_by_its_ward_name_has_one_row(calculations: Calculations, words: str) -> None:
    assert [name for name, _ in calculations(words)] == ["modification"]


def test_pancreatitis_that_is_excluded_has_no_row(calculations: Calculations) -> None:
    assert calculations("pancreatitis excluded on CT, lipase falling. anything else?") == []


@pytest.mark.parametrize(
    "words",
    [
        "52M, 81.3 kg, C1 D8, temp 37.2, K 3.9. Confirm bag for today pls",
        "81.3 kg, C1D8, allergies: penicillin, pen-v. mcg/day?",
        "had CAR-T 2021, relapsed, 81.3 kg, C1D8 dose?",
        "81.3 kg, BSA 2.1, C1D8: so 15 x 2.1, capped at 28?",
        "81.3 kg, C1D8 last bag is through, do I hang another?",
    ],
)
def test_an_order_to_be_checked_asks_for_the_dose(calculations: Calculations, words: str) -> None:
    (found,) = calculations(words)
    assert found[0] == "dose"
    assert {"cycle": 1, "day": 8}.items() <= found[1].items()


@pytest.mark.parametrize(
    "words",
    [
        "81 kg, C1D29, last bag is through. do I hang another?",
        "grade 3 CRS took 7 days to resolve. Is that over the limit?",
        "lfts 3 x ULN. do I need to stop before I ring?",
    ],
)
def test_a_part_that_names_nothing_of_its_own_is_no_second_question(understood: Understand, words: str) -> None:
    request = understood(words)
    assert isinstance(request, Calculate)
    assert request.besides is None


@pytest.mark.parametrize(
    "words", ["patient is on cycle 1, 70kg, which day does the dose go up", "in cycle 2 is it one dose throughout?"]
)
def test_which_day_it_goes_up_is_the_rule(understood: Understand, words: str) -> None:
    assert isinstance(understood(words), LookUp)


def test_one_start_among_other_dates_is_the_start(calculations: Calculations) -> None:
    words = "She starts 3 May 2027, 71 kg, her trip is 31 May to 13 June. Does that fall in the break?"
    (found,) = calculations(words)
    assert (found[0], found[1]["start_date"]) == ("schedule", "2027-05-03")


@pytest.mark.parametrize(
    ("words", "is_of_weight"),
    [
        ("44.96 kg, somebody rounded it to 45", True),
        ("can I round the weight up", True),
        ("can I round 6.84 mcg to 7", False),
    ],
)
def test_rounding_a_weight_is_not_rounding_a_dose(ward: Ward, words: str, *, is_of_weight: bool) -> None:
    assert rounds_weight(words, ward.rules) is is_of_weight
