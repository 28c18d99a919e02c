"""A case that is told bit by bit: what each turn adds, takes back or supposes is used, and nothing else changes."""

import pytest
from calculated import used

from assistant.answering.pipeline import Assistant, converse


def test_an_event_that_nothing_points_to_is_none(assistant: Assistant) -> None:
    (answer,) = converse(assistant, ["terrible bone pain, grade 3, nothing neuro no crs, c3 d15 of blina. what now"])
    assert used(answer)["toxicity"] == "other"


def test_a_repeated_sample_changes_the_value_and_never_its_limit(assistant: Assistant) -> None:
    turns = ["bilirubin 54, top of normal in our lab is 18. over the line for blina or not", "repeat is 57"]
    before, after = converse(assistant, turns)
    assert (used(before)["bilirubin"], used(before)["bilirubin_uln"]) == (54, 18)
    assert (used(after)["bilirubin"], used(after)["bilirubin_uln"]) == (57, 18)


def test_a_repeated_sample_is_no_answer_to_a_question_for_the_limit(assistant: Assistant) -> None:
    answer = converse(assistant, ["bilirubin 54 on blina, do we hold?", "repeat is 57", "ULN 18"])[-1]
    assert (used(answer)["bilirubin"], used(answer)["bilirubin_uln"]) == (57, 18)


def test_hours_that_are_called_wrong_are_put_right(assistant: Assistant) -> None:
    turns = ["grade 2 infusion reaction, stopped for 5 hours, all gone, restart?", "sorry 5 hrs is wrong, it was 3"]
    assert used(converse(assistant, turns)[-1])["hours_interrupted"] == 3


def test_hours_of_a_hold_stay_hours_when_their_number_changes(assistant: Assistant) -> None:
    turns = ["infusion held 160 hours for gr 3 CRS, same cycle?", "170 hours?", "and 168 on the dot"]
    assert used(converse(assistant, turns)[-1])["days_held"] == 7


@pytest.mark.parametrize("supposed", ["suppose it was truly a 3, in cycle 3 day 9", "had it been a 3, for 2 days"])
def test_another_grade_may_be_supposed(supposed: str, assistant: Assistant) -> None:
    turns = ["90 kg, neurotoxicity gr 4 two nights ago, awake now. when can we go again", supposed]
    assert used(converse(assistant, turns)[-1])["grade"] == 3


def test_a_hold_may_be_supposed_to_have_ended_on_another_day(assistant: Assistant) -> None:
    turns = ["blina held 2 June for CRS grade 3, back up 9 June, 66 kg. same cycle?", "had they waited till the 10th?"]
    assert used(converse(assistant, turns)[-1])["days_held"] == 8


@pytest.mark.parametrize(
    "further",
    [
        "It was put back up next morning at 9 mcg with dex cover. Allowed?",
        "'discontinue'?? so that is an absolute stop",
        "read that you can stay on 9 till it clears",
    ],
)
def test_what_is_said_of_the_infusion_after_a_row_is_answered_with_that_row(further: str, assistant: Assistant) -> None:
    answer = converse(assistant, ["Infusion reaction on the first day, grade 4. What should be done?", further])[-1]
    assert (used(answer)["toxicity"], used(answer)["grade"]) == ("infusion_reaction", 4)


@pytest.mark.parametrize(
    "further",
    ["what filter does the bag need?", "and how do I store the vials?", "what time does the canteen close again?"],
)
def test_what_is_asked_of_another_thing_after_a_row_is_not(further: str, assistant: Assistant) -> None:
    answer = converse(assistant, ["Infusion reaction on the first day, grade 4. What should be done?", further])[-1]
    assert answer.kind != "calculation"


def test_the_dose_that_is_talked_of_is_no_weight(assistant: Assistant) -> None:
    turns = ["grade 3 infusion reaction, 62 kg, stopped. what now", "Then the 9 was the right dose?"]
    assert converse(assistant, turns)[-1].kind != "clarify"


def test_a_swap_keeps_what_is_told_beside_it(assistant: Assistant) -> None:
    answer = converse(assistant, ["66 kg, cycle 1, day 5, dose?", "sorry, she weighs 44 not 66. height 150 cm"])[-1]
    assert (used(answer)["weight_kg"], used(answer)["height_cm"]) == (44, 150)


def test_how_often_a_test_is_meant_to_be_done_puts_nothing_right(assistant: Assistant) -> None:
    turns = ["only a bilirubin of 2.5 x ULN. hold blina?", "how often are lfts meant to be done routinely"]
    assert converse(assistant, turns)[-1].kind == "answer"


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        (
            "62 kg, first blinatumomab dose planned 2 March 2026. Could you lay out the dates",
            {"start_date": "2026-03-02"},
        ),
        ("66 kg, Blincyto cycle 1 is to start 2 March 2026. When does the infusion end", {"start_date": "2026-03-02"}),
        ("Her sister (62 kg, the donor) is here. She is 47.5 kg, cycle 1 day 10, dose?", {"weight_kg": 47.5}),
        ("roommate (on blina too, 100 kg) is at 10 mL/h, mine is 55 kg, 48 h bag, what rate", {"weight_kg": 55}),
        ("the man opposite who is 88 kg runs at 5; mine is 55 kg, 48 h bag, what rate", {"weight_kg": 55}),
        ("ALT has shot up to 24 x ULN on blina. Pause it?", {"alt_x_uln": 24}),
    ],
)
def test_what_is_told_of_the_patient_is_read(words: str, stated: dict[str, object], assistant: Assistant) -> None:
    (answer,) = converse(assistant, [words])
    assert stated.items() <= used(answer).items()


@pytest.mark.parametrize(
    "words",
    [
        "45 F, dasatinib then ponatinib, now relapse. Does BLIN fit her?",
        "Epilepsy since a head injury, seizure-free for six years, is blinatumomab ok for him",
        "Do people his age get more nervous system side effects from Blincyto than younger ones? He is 74.",
    ],
)
def test_no_event_is_made_of_words_that_tell_none(words: str, assistant: Assistant) -> None:
    (answer,) = converse(assistant, [words])
    assert answer.kind == "answer"


@pytest.mark.parametrize(
    "words",
    [
        "We go over to inotuzumab ozogamicin on Thursday. Give me the day 1, 8 and 15 doses in mg per m2.",
        "and inotuzumab, does that need protecting from light",
        "ZUMA-3, what percent reached CR?",
    ],
)
def test_what_is_asked_of_another_drug_is_declined(words: str, assistant: Assistant) -> None:
    (answer,) = converse(assistant, [words])
    assert (answer.kind, answer.reason) == ("abstain", "out_of_scope")


def test_a_fit_that_is_spoken_of_stays_one(assistant: Assistant) -> None:
    (answer,) = converse(assistant, ["that fit lasted 2 minutes, what now with blina"])
    assert answer.missing == ("seizures",)
