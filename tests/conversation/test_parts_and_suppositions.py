"""Times told in two parts, days told by other days, and what was only supposed: none of it is taken for something else."""

from collections.abc import Callable

import pytest
from calculated import used

from assistant.answering.pipeline import Assistant, converse

Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("CRS 3 resolved after two and a half days, 70 kg", "days_to_resolve", 2.5),
        ("grade 3 CRS, gone after a day and a half, 70 kg", "days_to_resolve", 1.5),
        ("neurotox grade 3 lasted 1 week and 1 day, on 28, 70 kg", "days_to_resolve", 8),
        ("grade 3 aphasia on 28, took exactly a week to get to grade 1, 70 kg", "days_to_resolve", 7),
        ("grade 3 neurotox on 28, after 4 days she was grade 1, 70 kg", "days_to_resolve", 4),
        ("IRR grade 3, pump off 3 h 45 min, 70 kg", "hours_interrupted", 3.75),
        ("grade 2 infusion reaction, we stopped the pump 2 hours ago, 70 kg", "hours_interrupted", 2),
    ],
)
def test_a_time_in_two_parts_is_their_sum(calculations: Calculations, words: str, name: str, value: float) -> None:
    (found,) = calculations(words)
    assert found[1][name] == value


def test_about_a_week_is_no_exact_time(calculations: Calculations) -> None:
    (found,) = calculations("grade 3 aphasia on 28, took about a week to get to grade 1, 70 kg")
    assert found[1]["days_to_resolve"] == "doubt"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("what should our 47 kg man be getting tomorrow, he is on cycle one day seven today", 8),
        ("finishes cycle 1 day 28 today at 60 kg; what runs tomorrow", 29),
        ("71 kg, what will she get in week 2 of cycle 1", 8),
        ("49.9 kg, D7C1, dose", 7),
        ("tonight we start cycle 2. 51 kg. dose?", 1),
        ("4th day, 1st cycle, 62 kg, dose", 4),
    ],
)
def test_a_day_is_read_however_it_is_told(calculations: Calculations, words: str, day: int) -> None:
    (found,) = calculations(words)
    assert found[0] == "dose"
    assert found[1]["day"] == day


@pytest.mark.parametrize(
    "words",
    ["pt is seventeen and a half, 60 kg, c1 d1, what dose", "she's 17 and a half and weighs 60 kg, c1d1 dose?"],
)
def test_half_a_year_makes_no_adult(calculations: Calculations, words: str) -> None:
    (found,) = calculations(words)
    assert found[1]["age_years"] == 17.5


def test_a_weight_of_before_is_not_the_weight_of_now(calculations: Calculations) -> None:
    (found,) = calculations("Weight before: 46.2 kg, now 44.6. Height 161. C3 D2. Which dose now?")
    assert found[1]["weight_kg"] == "doubt"


def test_confusion_that_is_not_felt_to_be_icans_is_none(calculations: Calculations) -> None:
    (found,) = calculations("63 kg, cycle 3 with confusion grade 2 not felt to be ICANS")
    assert found[1]["icans"] is False


def test_a_supposed_weight_is_not_kept_for_the_patient(assistant: Assistant) -> None:
    told = ["70 kg cycle 2 day 5 dose?", "if he were 44 kg and 160 cm?"]
    row = converse(assistant, [*told, "he has grade 3 CRS now, what do I do"])[-1]
    assert used(row)["weight_kg"] == 70
    really = converse(assistant, [*told, "ok and really for him, on day 20?"])[-1]
    assert used(really) == {"weight_kg": 70, "cycle": 2, "day": 20}


def test_a_follow_up_of_a_supposition_supposes_too(assistant: Assistant) -> None:
    told = ["70 kg cycle 2 day 5 dose?", "if he were 44 kg and 160 cm?", "and at 150 cm?", "back to 70"]
    supposed, back = converse(assistant, told)[-2:]
    assert used(supposed) == {"weight_kg": 44, "height_cm": 150, "cycle": 2, "day": 5}
    assert used(back) == {"weight_kg": 70, "cycle": 2, "day": 5}


def test_a_count_of_the_blood_is_no_share_of_the_marrow(assistant: Assistant) -> None:
    answer = converse(assistant, ["marrow 60% blasts", "and if it's 40%?", "peripheral count is 20"])[-1]
    assert (answer.kind, list(answer.missing)) == ("clarify", ["peripheral_blasts_e9_per_l"])


def test_a_negative_scan_takes_a_confirmation_back(assistant: Assistant) -> None:
    told = ["pancreatitis suspected 80 kg", "CT confirms it", "CT negative actually"]
    assert used(converse(assistant, told)[-1])["confirmed"] is False


@pytest.mark.parametrize(
    ("turns", "grade"),
    [
        (["84 kg grade 3 CRS", "and if that goes to 4?"], 4),
        (["neurotox gr 4 C2D3, 70 kg", "regraded by neurology: only 3"], 3),
        (["67 kg, C1D16, ICANS grade 1", "and whats her dose today?", "if it goes to 3"], 3),
        (["60 kg ICANS 2 c1d3", "worse, 3"], 3),
        (["80 kg CRS gr 4", "next patient: 65 kg, same toxicity, grade 2"], 2),
        (["how often is neurotoxicity seen?", "and what do I do if it's grade 3"], 3),
    ],
)
def test_a_grade_told_of_what_was_spoken_of_is_its_grade(assistant: Assistant, turns: list[str], grade: int) -> None:
    assert used(converse(assistant, turns)[-1])["grade"] == grade


def test_seven_days_and_hours_are_more_than_seven_days(assistant: Assistant) -> None:
    longer, shorter, exactly = converse(
        assistant, ["Held for 7 days and 2 hours, same cycle?", "6 days 20 hours", "7 exactly"]
    )
    assert "Start a new cycle" in longer.text
    assert "Resume the same cycle" in shorter.text
    assert "do not state" in exactly.text


def test_a_multiple_alone_is_the_multiple_before(assistant: Assistant) -> None:
    five, six = converse(assistant, ["ALT 6 x ULN 60 kg", "and if it was 5?", "and 55?"])[1:]
    assert used(five) == {"alt_x_uln": 5, "weight_kg": 60}
    assert six.kind == "clarify"


@pytest.mark.parametrize(
    "words", ["she's 44 to 46 kg, c1d10", "weight somewhere 44-46 kg, 158 cm, C1D1. flat or BSA dose?"]
)
def test_a_weight_told_as_a_range_is_asked_for(assistant: Assistant, words: str) -> None:
    answer = converse(assistant, [words])[0]
    assert (answer.kind, list(answer.missing)) == ("clarify", ["weight_kg"])
