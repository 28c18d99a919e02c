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


@pytest.mark.parametrize(
    ("turns", "stale"),
    [
        (
            [
                "Grade 3 neurotoxicity at 28 mcg, 70 kg, resolved in 4 days. Restart?",
                "ten days it took in fact. still goes back?",
            ],
            4,
        ),
        (["Grade 3 neurotoxicity at 28 mcg, 70 kg, resolved in 4 days. Restart?", "still there at day 9, back on?"], 4),
        (["Grade 3 neurotoxicity at 28 mcg, 70 kg, resolved in 4 days. Restart?", "never on 28, back on?"], 4),
        (
            [
                "Grade 3 neurotoxicity at 28 mcg, 70 kg, resolved in 4 days. Restart?",
                "her weight fell to 44, back at 9?",
            ],
            4,
        ),
    ],
)
def test_what_is_not_read_never_gets_the_row_with_what_was_told_before(
    turns: list[str], stale: int, assistant: Assistant
) -> None:
    answer = converse(assistant, turns)[-1]
    assert answer.calculation is None or used(answer)["days_to_resolve"] != stale


@pytest.mark.parametrize(
    "sign",
    ["he is intubated, sits on 9?", "it came back, goes up?", "is alcohol allowed?", "it's worse now, stays on?"],
)
def test_a_word_that_is_not_known_after_a_row_is_not_answered_with_its_grade(sign: str, assistant: Assistant) -> None:
    answer = converse(assistant, ["Grade 1 CRS on 9 mcg, 70 kg, what do we do?", sign])[-1]
    assert answer.kind != "calculation"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Nothing controls the grade 4 neurotoxicity, CRS is grade 1. carry on with blina?", "neurotoxicity"),
        ("ALT 60 ULN 40, nothing settles the grade 3 neurotoxicity, 28 mcg. hold blina?", "neurotoxicity"),
        ("Nothing to suggest infection so this is CRS grade 3 on 9 mcg. What to do?", "crs"),
        ("CRS grade 1 on 9 mcg and she did have a bad fit. Carry on with blina?", "seizure"),
        ("he did then fit and fit again. Stop blina?", "seizure"),
        ("neurotoxicity free for 3 days, was grade 3 at 28, 4 days to resolve, 70 kg. restart?", "neurotoxicity"),
    ],
)
def test_an_event_that_is_told_is_never_lost(words: str, named: str, assistant: Assistant) -> None:
    (answer,) = converse(assistant, [words])
    results = [item for item in (answer.calculation, *answer.also) if item is not None]
    assert any(item["inputs"].get("toxicity") == named for item in results)


@pytest.mark.parametrize(
    ("words", "weight_kg"),
    [
        ("48 kg is wrong, it was 97 lb. blina dose cycle 2 day 10? 150 cm", 43.9984),
        ("72 kg is wrong, she is 160 cm. dose c1d10?", 72),
        ("44 kg is incorrect. It was 46 kg in May. c1d10 dose, 150 cm", 44),
        ("Mr A, 88 kg this morning, is on cycle 1 day 8 today. His wife is tiny, 41 kg. How many mcg a day?", 88),
        ("weight 41.7 kg, cycle 1 day 1, 150 cm. Her daughter is 170 cm and 62 kg. What daily dose?", 41.7),
        ("the 9 yr old brother (30 kg) got less. OUR patient is 34, 71 kg, cycle 4 day 20, dose?", 71),
    ],
)
def test_the_weight_is_the_patients_in_its_own_unit(words: str, weight_kg: float, assistant: Assistant) -> None:
    (answer,) = converse(assistant, [words])
    assert used(answer)["weight_kg"] == pytest.approx(weight_kg, abs=0.001)


def test_a_length_that_is_a_relatives_is_asked_for(assistant: Assistant) -> None:
    (answer,) = converse(
        assistant, ["weight 41.7 kg, cycle 1 day 1. Her daughter is 170 cm and 62 kg. What daily dose?"]
    )
    assert (answer.kind, answer.missing) == ("clarify", ("height_cm", "bsa_m2"))


def test_another_bag_has_its_own_rate(assistant: Assistant) -> None:
    turns = ["81 kg, 96 h bag, rate?", "pharmacy are making another one, 72 h. speed?"]
    assert used(converse(assistant, turns)[-1])["bag_hours"] == 72


def test_hours_that_are_supposed_are_no_grade(assistant: Assistant) -> None:
    turns = [
        "shaking, temp 39, infusion reaction grade 2. paused",
        "symptoms gone, off 5 hours now",
        "and if it were 2 hrs only",
    ]
    answer = converse(assistant, turns)[-1]
    assert (used(answer)["grade"], used(answer)["hours_interrupted"]) == (2, 2)


def test_a_further_liver_value_of_the_same_patient_stands_beside_the_one_before(assistant: Assistant) -> None:
    turns = ["ALT 310 with ULN 40 on blina, hold?", "bilirubin 22 with an upper limit of 21, change anything?"]
    answer = converse(assistant, turns)[-1]
    assert answer.calculation is not None
    assert answer.calculation["result"]["threshold_exceeded"] is True


def test_a_number_that_a_test_shares_with_its_limit_changes_the_test(assistant: Assistant) -> None:
    answer = used(converse(assistant, ["ALT 40 ULN 40, hold blina?", "400 not 40"])[-1])
    assert (answer["alt"], answer["alt_uln"]) == (400, 40)


@pytest.mark.parametrize(
    "words",
    [
        "The boss wants to start inotuzumab this Friday, 83 kg, BSA 2.01. What is the dose per m2 on days 1, 8 and 15?",
        "33-year-old woman, 60 kg, no leukaemia. Which blinatumomab dose on day 1 of cycle 1 would you use for lupus?",
        "A melanoma patient, 62 kg, is on day 8 of cycle 1 today and the whole family came along with her and they ask many things. What dose per day?",
        "Lady of 34 on magnesium sulphate for pre-eclampsia, with a history of asthma and two miscarriages; obstetrics are on their way down. What is the pump rate for the 24 h bag?",
        "I'm the one who has to take blinatumomab, 62 kg, c1d8. dose?",
        "62 kg c1d8 anaphylaxis to asparaginase. next dose?",
    ],
)
def test_a_dose_for_another_treatment_or_a_lay_person_is_declined(words: str, assistant: Assistant) -> None:
    (answer,) = converse(assistant, [words])
    assert answer.kind == "abstain"


@pytest.mark.parametrize(
    "words",
    ["dose for C2D3 at 88 kg", "Need dose for C2D3, 88 kg", "is driving allowed, and whats the dose for C2D3 at 88 kg"],
)
def test_a_dose_for_a_day_is_no_dose_for_a_disease(words: str, assistant: Assistant) -> None:
    (answer,) = converse(assistant, [words])
    assert used(answer) == {"weight_kg": 88, "cycle": 2, "day": 3}


def test_two_weights_from_two_colleagues_are_asked_about(assistant: Assistant) -> None:
    (answer,) = converse(
        assistant, ["I got 44 kg, my colleague got 46 kg on the other scale. C1D4, 155 cm. Which dose?"]
    )
    assert (answer.kind, answer.missing) == ("clarify", ("weight_kg",))


@pytest.mark.parametrize("told", ["it is now 40", "latest 40"])
def test_a_number_of_now_is_not_taken_for_the_limit_that_was_asked_for(told: str, assistant: Assistant) -> None:
    answer = converse(assistant, ["ALT 400, hold blina?", told])[-1]
    assert answer.kind == "clarify"


def test_a_time_of_the_bag_is_no_time_of_the_toxicity(assistant: Assistant) -> None:
    turns = [
        "Grade 3 neurotoxicity at 28 mcg, 70 kg, resolved in 4 days. Restart?",
        "bag ran out 2 hours early, put it back up?",
    ]
    answer = converse(assistant, turns)[-1]
    assert answer.calculation is None or used(answer)["days_to_resolve"] == 4


def test_a_patient_who_is_a_mother_keeps_her_weight(assistant: Assistant) -> None:
    (answer,) = converse(assistant, ["Dose c1d10 for a 38 yo mother (62 kg)?"])
    assert used(answer)["weight_kg"] == 62


@pytest.mark.parametrize(
    ("row", "change"),
    [
        ("CRS grade 1 at 2 am, 70 kg", "it's worse now, stays on?"),
        ("CRS grade 2", "on 4 l oxygen now, hold?"),
        ("ICANS grade 1", "ICE 2 of 10, stays on it?"),
        ("ICANS grade 2", "barely rousable, carry on?"),
        ("CRS grade 2", "it's much worse now"),
    ],
)
def test_a_change_without_a_grade_is_asked_back_about(row: str, change: str, assistant: Assistant) -> None:
    answer = converse(assistant, [row, change])[-1]
    assert (answer.kind, answer.missing) == ("clarify", ("grade",))


def test_the_grade_told_then_decides(assistant: Assistant) -> None:
    answer = converse(assistant, ["CRS grade 1, 70 kg", "it's worse now, stays on?", "3"])[-1]
    assert (used(answer)["toxicity"], used(answer)["grade"], used(answer)["weight_kg"]) == ("crs", 3, 70)


@pytest.mark.parametrize(
    ("row", "change", "action"),
    [
        ("CRS grade 3, 70 kg", "hasn't settled, restart?", "Hold"),
        ("neurotoxicity grade 3, 70 kg, cycle 2", "not gone yet, back on?", "Hold"),
        ("CRS grade 4", "he's ventilated, restart ever?", "Discontinue"),
        ("CRS grade 4", "intubated now, discontinue?", "Discontinue"),
    ],
)
def test_nothing_without_a_grade_lifts_a_hold_or_an_end(
    row: str, change: str, action: str, assistant: Assistant
) -> None:
    assert f"**{action}**" in converse(assistant, [row, change])[-1].text


@pytest.mark.parametrize(
    ("row", "turn"),
    [
        ("CRS grade 2", "not worse, keep it running?"),
        ("CRS grade 2", "her kidney function is worse, continue blina?"),
        ("CRS grade 3, 70 kg", "if it gets worse after the restart, stop for good?"),
    ],
)
def test_what_is_denied_supposed_or_of_something_else_is_no_change(row: str, turn: str, assistant: Assistant) -> None:
    assert converse(assistant, [row, turn])[-1].kind != "clarify"


def test_a_score_is_neither_a_grade_nor_a_weight(assistant: Assistant) -> None:
    assert converse(assistant, ["CRS grade 1", "ice 4 now, stop?"])[-1].missing == ("grade",)
    turns = ["ICANS grade 3, 70 kg, cycle 2 day 10", "ice 10 now, back on?"]
    assert (used(converse(assistant, turns)[-1])["weight_kg"], used(converse(assistant, turns)[-1])["grade"]) == (70, 3)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("grade 3 neurotoxicity on 28, 70 kg, hasn't resolved after 8 days", 8),
        ("grade 3 rash, 70 kg, hasn't cleared after 15 days", 15),
    ],
)
def test_a_toxicity_that_has_not_resolved_in_time_ends_treatment(words: str, days: int, assistant: Assistant) -> None:
    (answer,) = converse(assistant, [words])
    assert used(answer)["days_to_resolve"] == days
    assert answer.text.startswith("**Discontinue**")


def test_a_weight_beside_how_a_toxicity_was_is_one_of_now(assistant: Assistant) -> None:
    turns = ["CRS on blina", "grade 3", "he's 70 kg and it was down to grade 1 after 3 days, what now"]
    answer = converse(assistant, turns)[-1]
    assert (used(answer)["weight_kg"], used(answer)["days_to_resolve"]) == (70, 3)
