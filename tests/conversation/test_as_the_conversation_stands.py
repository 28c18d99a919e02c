"""What a turn means by what was said before it: its units, its dates, its toxicity, and the one number that is put right."""

import pytest
from calculated import action_of, used

from assistant.answering.answer import Answer
from assistant.answering.pipeline import Assistant, converse


def _quotes(answer: Answer) -> str:
    return " ".join(citation.quote for citation in answer.citations)


# ---- units and dates of before


def test_a_multiple_after_a_multiple_is_of_the_upper_limit_too(assistant: Assistant) -> None:
    first, second = converse(assistant, ["ALT 7 x ULN, hold?", "say ALT 3x and bili 2x", "bili 3.2?"])[1:]
    assert used(first) == {"alt_x_uln": 3, "bilirubin_x_uln": 2}
    assert used(second) == {"alt_x_uln": 3, "bilirubin_x_uln": 3.2}


def test_a_laboratory_value_far_from_the_multiple_before_is_no_multiple(assistant: Assistant) -> None:
    answer = converse(assistant, ["ALT 7 x ULN, hold?", "ALT 190 today"])[-1]
    assert answer.kind == "clarify"


def test_a_date_without_its_year_is_the_one_within_the_course(assistant: Assistant) -> None:
    told = ["started 20 December 2026, 65 kg, dose on 2 January?", "and on the 18th?", "and 5 February?"]
    one, two, three = converse(assistant, told)
    assert (used(one)["day"], used(two)["day"]) == (14, 30)
    assert (used(three)["cycle"], used(three)["day"]) == (2, 6)


def test_a_weight_that_was_told_in_kg_is_in_kg_when_it_is_told_again(assistant: Assistant) -> None:
    answer = converse(assistant, ["80 kg, C2D3, dose?", "what if the morning weight comes back as 78.5"])[-1]
    assert used(answer) == {"weight_kg": 78.5, "cycle": 2, "day": 3}


def test_a_weight_beside_a_height_is_not_passed_over(assistant: Assistant) -> None:
    answer = converse(assistant, ["46 kg C1D2 dose", "what if 44.9 and 161 cm"])[-1]
    assert used(answer) == {"weight_kg": 44.9, "height_cm": 161, "cycle": 1, "day": 2}


def test_another_patients_number_has_no_unit_of_the_one_before(assistant: Assistant) -> None:
    answer = converse(assistant, ["80 kg, C2D3, dose?", "new patient, weight 80, C2D3"])[-1]
    assert answer.kind == "clarify"
    assert "weight_kg" in answer.missing


@pytest.mark.parametrize("height", ["152 cm tall", "height 152 cm"])
def test_a_height_is_never_taken_for_a_weight(assistant: Assistant, height: str) -> None:
    answer = converse(assistant, ["grade 3 CRS, 61 kg", "43 kg actually", height])[-1]
    assert answer.calculation is None or used(answer)["weight_kg"] == 43


def test_a_day_of_a_month_is_no_weight(assistant: Assistant) -> None:
    answer = converse(assistant, ["what dose, cycle 1 day 3?", "since the 16th of February"])[-1]
    assert answer.kind == "clarify"


# ---- what is put right


def test_the_number_that_differs_by_one_digit_is_the_one_that_was_mistyped(assistant: Assistant) -> None:
    answer = converse(assistant, ["41 kg, 168 cm, C1D3", "typed that wrong, 158"])[-1]
    assert used(answer) == {"weight_kg": 41, "height_cm": 158, "cycle": 1, "day": 3}


def test_a_day_that_is_denied_is_no_second_day(assistant: Assistant) -> None:
    answer = converse(assistant, ["grade 3 ICANS on C1D3, 66 kg", "day 13, sorry, not day 3"])[-1]
    assert (used(answer)["dose_step"], action_of(answer)) == ("full", "hold")


def test_the_value_beside_a_refused_one_is_taken(assistant: Assistant) -> None:
    answer = converse(assistant, ["73 kg, cycle 1 day 0, dose?", "we call the first day 0, so day 1"])[-1]
    assert used(answer) == {"weight_kg": 73, "cycle": 1, "day": 1}


def test_a_range_leaves_the_question_open_and_the_rest_as_it_was(assistant: Assistant) -> None:
    again, answered = converse(assistant, ["about 46 kg, C2D5 dose", "45-47 ish", "weighed: 46.2"])[1:]
    assert (again.kind, again.missing) == ("clarify", ("weight_kg",))
    assert used(answered) == {"weight_kg": 46.2, "cycle": 2, "day": 5}


def test_a_height_that_a_fixed_dose_does_not_take_is_not_asked_for(assistant: Assistant) -> None:
    answer = converse(assistant, ["weight 44 kg, height 170, c1d1", "weight 46 kg"])[-1]
    assert used(answer) == {"weight_kg": 46, "cycle": 1, "day": 1}


# ---- the course of a toxicity


@pytest.mark.parametrize(
    ("told", "days"), [("settled to gr 1 within 3 days", 3), ("took 6 days", 6), ("came right in 36 hours", 1.5)]
)
def test_how_long_it_took_is_read_in_the_wards_words(assistant: Assistant, told: str, days: float) -> None:
    answer = converse(assistant, ["grade 3 neurotoxicity on 28, 69 kg", told])[-1]
    assert (used(answer)["days_to_resolve"], action_of(answer)) == (days, "restart")


def test_a_bound_does_not_loosen_the_days_that_are_known(assistant: Assistant) -> None:
    answer = converse(
        assistant, ["grade 3 ICANS on 28, 60 kg, resolved in 4 days", "it resolved within 7 days so straight to 28?"]
    )[-1]
    assert answer.calculation is None or used(answer)["days_to_resolve"] == 4


@pytest.mark.parametrize("told", ["it's been 15 days", "been up 15 days", "15 days now, still there"])
def test_days_that_have_gone_by_count_against_the_limit_of_the_row(assistant: Assistant, told: str) -> None:
    answer = converse(assistant, ["ALT 6 x ULN", told])[-1]
    assert action_of(answer) == "discontinue"


def test_a_toxicity_back_on_the_restart_dose_occurred_at_that_dose(assistant: Assistant) -> None:
    answer = converse(
        assistant, ["G3 neurotoxicity C1D17, 69 kg", "settled in 3 days", "restarted at 9 and he's grade 3 again"]
    )[-1]
    assert (used(answer)["dose_step"], action_of(answer)) == ("initial", "discontinue")


@pytest.mark.parametrize("sign", ["temp 39 and sats 91", "fever's settling", "bp dropped and she's febrile"])
def test_a_sign_of_a_syndrome_is_no_other_toxicity(assistant: Assistant, sign: str) -> None:
    answer = converse(assistant, ["grade 2 CRS, 60 kg", sign, "call it 3"])[-1]
    assert (used(answer)["toxicity"], used(answer)["grade"]) == ("crs", 3)


def test_a_better_toxicity_does_not_hide_a_worse_one(assistant: Assistant) -> None:
    answer = converse(assistant, ["92 kg, grade 3 CRS and grade 4 ICANS", "CRS is down to 1 now, can I restart?"])[-1]
    assert action_of(answer) == "discontinue"


@pytest.mark.parametrize("told", ["they say three", "charted as III", "it's a grade 3"])
def test_a_grade_is_heard_behind_words_of_telling(assistant: Assistant, told: str) -> None:
    answer = converse(assistant, ["she's got severe neurotoxicity, C1D20", told])[-1]
    assert used(answer)["grade"] == 3


def test_a_weight_told_with_a_question_for_the_restart_dose_is_used(assistant: Assistant) -> None:
    answer = converse(assistant, ["grade 3 CRS resolved in 2 days", "at what dose? 43 kg"])[-1]
    assert used(answer)["weight_kg"] == 43


@pytest.mark.parametrize("asked", ["can i go straight to 28", "then when to 28"])
def test_a_dose_that_is_asked_to_go_to_is_no_weight(assistant: Assistant, asked: str) -> None:
    answer = converse(assistant, ["ICANS grade 3 on 28, 60 kg, settled in 4 days", asked])[-1]
    assert (used(answer)["weight_kg"], action_of(answer)) == (60, "restart")


# ---- holds, bags and cycles


def test_another_length_of_a_hold_is_answered_for_that_length(assistant: Assistant) -> None:
    exact, less, more = converse(assistant, ["she was held exactly 7 days", "what if it had been 6 days", "make it 9"])
    assert "exactly 7 days" in exact.text
    assert "Resume the same cycle" in less.text
    assert "Start a new cycle" in more.text


def test_the_bag_that_was_spoken_of_is_the_one_whose_rate_is_asked_for(assistant: Assistant) -> None:
    answer = converse(assistant, ["who shouldn't get the 7-day bags", "what rate does it run at for a 70 kg adult"])[-1]
    assert used(answer) == {"bag_hours": 168, "weight_kg": 70}


def test_the_same_is_asked_of_another_bag(assistant: Assistant) -> None:
    answer = converse(assistant, ["is a filter needed?", "for the 7 day bag"])[-1]
    assert "NOT required for a 7-day bag" in _quotes(answer)


def test_when_a_cycle_starts_is_no_dose_of_a_day(assistant: Assistant) -> None:
    answer = converse(assistant, ["58 kg C4D20 dose", "when's next cycle"])[-1]
    assert answer.kind == "answer"


def test_a_cycle_is_told_by_its_ordinal_alone(assistant: Assistant) -> None:
    answer = converse(assistant, ["81 kg, dose for cycle 6 day 1?", "and what was day 1 of the fifth?"])[-1]
    assert used(answer) == {"weight_kg": 81, "cycle": 5, "day": 1}


def test_a_surface_that_was_told_first_stays_when_the_weight_is_told(assistant: Assistant) -> None:
    answer = converse(assistant, ["cycle 2 day 1 dose for bsa 1.3", "weight 41 kg"])[-1]
    assert used(answer) == {"weight_kg": 41, "bsa_m2": 1.3, "cycle": 2, "day": 1}


# ---- whom it is of


def test_a_question_in_general_about_another_patient_is_looked_up(assistant: Assistant) -> None:
    told = [
        "44.2 kg, 160 cm, C1D1 dose",
        "ok, new pt. general q first: is a filter needed for 96 h bags",
        "her dose on C1D1?",
    ]
    looked_up, asked = converse(assistant, told)[1:]
    assert "0.2 or 0.22 micron filter" in _quotes(looked_up)
    assert asked.missing == ("weight_kg",)


def test_a_third_patient_has_nothing_of_the_two_before(assistant: Assistant) -> None:
    answer = converse(assistant, ["marrow 80% blasts, prephase?", "third patient: blood blasts 9 x 10^9/L"])[-1]
    assert used(answer) == {"peripheral_blasts_e9_per_l": 9}


def test_a_first_turn_that_is_only_a_weight_is_asked_for_the_day(assistant: Assistant) -> None:
    answer = converse(assistant, ["she's 44.5kg 150cm"])[-1]
    assert (answer.kind, answer.missing) == ("clarify", ("cycle", "day"))


@pytest.mark.parametrize(
    "question", ["consolidation cycle 1, 70 kg day 1, dose?", "70 kg, first consolidation cycle, day 2: dose?"]
)
def test_a_consolidation_cycle_is_asked_about_and_never_taken_for_the_first_of_all(
    assistant: Assistant, question: str
) -> None:
    asked, told = converse(assistant, [question, "relapsed, cycle 3"])
    assert asked.kind == "clarify"
    assert "**28 mcg/day**" in told.text


def test_a_weight_that_is_supposed_beside_a_question_on_the_restart_is_used(assistant: Assistant) -> None:
    answer = converse(
        assistant,
        [
            "84 kg, grade 3 neurotoxicity on 28 mcg/day, resolved in 6 days",
            "What would the restart be if he were 43 kg?",
        ],
    )[-1]
    assert used(answer)["weight_kg"] == 43


def test_toxicities_that_are_denied_together_leave_the_other_one(assistant: Assistant) -> None:
    (answer,) = converse(
        assistant, ["grade 3 toxicity that was neither neuro nor CRS nor liver took 15 days. Restart?"]
    )
    assert used(answer)["toxicity"] == "other"
