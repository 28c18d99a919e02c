"""A follow-up is understood by what was asked before it: what it names is changed, what it leaves out stays, and both are shown."""

import pytest
from calculated import action_of, used

from assistant.answering.pipeline import Assistant, converse

# ---- days and numbers


@pytest.mark.parametrize(
    ("later", "cycle", "day"),
    [
        ("and tomorrow?", 1, 8),
        ("the day after tomorrow?", 1, 9),
        ("and in 3 days?", 1, 10),
        ("what about one week later", 1, 14),
        ("and tomorrow week?", 1, 15),
        ("in 5 weeks?", 1, 42),
        ("in 6 weeks' time?", 2, 7),
        ("next cycle?", 2, 7),
        ("what dose does she get tomorrow?", 1, 8),
    ],
)
def test_a_day_told_from_the_one_before_is_counted_on_from_it(
    assistant: Assistant, later: str, cycle: int, day: int
) -> None:
    answer = converse(assistant, ["70 kg, C1D7. dose now?", later])[-1]
    assert used(answer) == {"weight_kg": 70, "cycle": cycle, "day": day}


def test_the_one_after_that_moves_what_the_turn_before_moved(assistant: Assistant) -> None:
    answers = converse(assistant, ["53 kg, c1d2, daily dose", "next cycle?", "and the one after that?"])
    assert [used(answer)["cycle"] for answer in answers] == [1, 2, 3]


def test_a_date_alone_is_a_day_asked_about_once_the_start_is_known(assistant: Assistant) -> None:
    answer = converse(assistant, ["started 3 Nov 2025, 66 kg. dose on 12 Nov 2025?", "15 December 2025?"])[-1]
    assert used(answer) == {"weight_kg": 66, "cycle": 2, "day": 1}


def test_a_start_told_late_gives_the_day_that_was_asked_about(assistant: Assistant) -> None:
    answer = converse(assistant, ["what dose is due on 2025-06-10 for a pt of 84 kg", "he started on 2025-06-02"])[-1]
    assert used(answer) == {"weight_kg": 84, "cycle": 1, "day": 9}


@pytest.mark.parametrize("slip", ["typo, weight is 45", "wt 45 sorry", "45 not 44"])
def test_a_corrected_number_keeps_the_unit_in_which_it_was_told(assistant: Assistant, slip: str) -> None:
    answer = converse(assistant, ["44 kg, 158 cm, C1 D2 dose", slip])[-1]
    assert used(answer)["weight_kg"] == 45


def test_a_number_that_would_be_the_weight_in_pounds_is_asked_about(assistant: Assistant) -> None:
    answer = converse(assistant, ["70 kg, c1 d1, dose?", "sorry, weight is 154"])[-1]
    assert answer.kind == "clarify"


@pytest.mark.parametrize("told", ["it settled in 3 days", "she goes home next week and needs a follow-up then, dose"])
def test_days_of_something_else_do_not_move_the_day(assistant: Assistant, told: str) -> None:
    answers = converse(assistant, ["70 kg, C1D7. dose now?", told, "60 kg now, dose?"])
    assert used(answers[-1])["day"] == 7


@pytest.mark.parametrize("unit", ["no sorry kilos", "sorry, kg", "those were kilos", "kg not lb", "kg i mean"])
def test_a_unit_alone_changes_the_unit_of_the_weight(assistant: Assistant, unit: str) -> None:
    answer = converse(assistant, ["110 lb, c1 d1, dose?", unit])[-1]
    assert used(answer)["weight_kg"] == 110


@pytest.mark.parametrize("guess", ["dunno, say 160", "assume 160 cm", "probably 160"])
def test_a_height_that_is_guessed_in_reply_is_asked_for_again(assistant: Assistant, guess: str) -> None:
    answer = converse(assistant, ["41 kg, c1d2 dose?", guess])[-1]
    assert (answer.kind, answer.missing) == ("clarify", ("height_cm", "bsa_m2"))


@pytest.mark.parametrize("slip", ["sorry that was ALT not bili", "what if it was ALT"])
def test_another_liver_test_takes_the_value_of_the_one_before(assistant: Assistant, slip: str) -> None:
    answer = converse(assistant, ["bili 4x ULN", slip])[-1]
    assert used(answer) == {"alt_x_uln": 4}


@pytest.mark.parametrize(
    "other",
    ["my adult in the next bay, 62 kg, c1d1", "what about my other one, 62 kg, c1d1", "next door is 62 kg, c1d1"],
)
def test_whoever_lies_elsewhere_on_the_ward_is_another_patient(assistant: Assistant, other: str) -> None:
    answer = converse(assistant, ["12 yr old, 38 kg, 148 cm, c1d1. how much", other])[-1]
    assert used(answer) == {"weight_kg": 62, "cycle": 1, "day": 1}


def test_what_becomes_of_the_pump_meanwhile_is_what_the_row_says(assistant: Assistant) -> None:
    answer = converse(assistant, ["grade 3 CRS, 70 kg", "and the pump meanwhile?"])[-1]
    assert action_of(answer) == "hold"


def test_a_star_puts_right_the_number_that_it_is_like_and_answers_no_question(assistant: Assistant) -> None:
    answer = converse(assistant, ["dose for 5 kg pt c1d3", "*55"])[-1]
    assert used(answer) == {"weight_kg": 55, "cycle": 1, "day": 3}


def test_a_number_in_a_question_for_the_reason_is_no_weight(assistant: Assistant) -> None:
    answers = converse(assistant, ["44 kg, 158 cm, C1 D2 dose", "45 kg, sorry", "why does 1 kg matter that much?"])
    assert used(answers[1])["weight_kg"] == 45
    assert answers[2].kind in ("answer", "calculation")


def test_back_to_a_number_ends_a_supposition(assistant: Assistant) -> None:
    turns = ["61 kg, c1 d1?", "what if she was 44 kg and 150 cm", "ok back to 61. day 8?", "and day 9?"]
    answers = converse(assistant, turns)
    assert [used(answer) for answer in answers[2:]] == [
        {"weight_kg": 61, "cycle": 1, "day": 8},
        {"weight_kg": 61, "cycle": 1, "day": 9},
    ]


def test_back_to_a_number_that_was_never_told_is_asked_about(assistant: Assistant) -> None:
    answer = converse(assistant, ["61 kg, c1 d1?", "what if she was 50 kg", "ok back to 63. day 8?"])[-1]
    assert answer.kind == "clarify"


def test_a_doubt_about_one_number_ends_when_either_input_is_told(assistant: Assistant) -> None:
    asked, answered = converse(assistant, ["82 kg, c1 d8, dose?", "28?", "day 28"])[1:]
    assert asked.kind == "clarify"
    assert used(answered) == {"weight_kg": 82, "cycle": 1, "day": 28}


def test_only_the_weight_is_forgotten_though_another_patient_is_named(assistant: Assistant) -> None:
    asked, answered = converse(assistant, ["dose 60 kg c1d1", "forget the weight, that was another pts", "48.5"])[1:]
    assert asked.missing == ("weight_kg",)
    assert used(answered) == {"weight_kg": 48.5, "cycle": 1, "day": 1}


# ---- from a rule to a patient, and a rule that stays general


def test_facts_told_after_a_rule_make_the_calculation(assistant: Assistant) -> None:
    assert used(converse(assistant, ["what should cycle 3 day 10 run at?", "9 st 4 lb"])[-1])["cycle"] == 3
    assert used(converse(assistant, ["what ml/h do I set", "48"])[-1]) == {"bag_hours": 48}


def test_a_rule_asked_for_in_general_stays_general(assistant: Assistant) -> None:
    answer = converse(assistant, ["what is the dose in cycle 1?", "and cycle 2?"])[-1]
    assert answer.kind == "answer"
    assert any("Days 1 to 28" in citation.quote for citation in answer.citations)


# ---- the toxicity before


@pytest.mark.parametrize("told", ["he was still on 9 mcg", "on 9 when it began", "it happened at 9 mcg/day"])
def test_the_dose_at_which_it_happened_is_no_question_for_a_dose(assistant: Assistant, told: str) -> None:
    answer = converse(assistant, ["grade 3 encephalopathy on blina, what now?", told])[-1]
    assert used(answer)["dose_step"] == "initial"
    assert action_of(answer) == "discontinue"


def test_a_restart_asked_for_by_a_pronoun_is_that_of_the_toxicity_before(assistant: Assistant) -> None:
    turns = ["my pt had grade 3 CRS, 81 kg", "all resolved, it lasted 3 days. at what dose can she restart?"]
    answer = converse(assistant, turns)[-1]
    assert used(answer) == {"toxicity": "crs", "grade": 3, "weight_kg": 81, "days_to_resolve": 3}
    assert action_of(answer) == "restart"


def test_a_sign_that_is_gone_is_no_other_toxicity_and_a_grade_that_came_down_no_other_row(assistant: Assistant) -> None:
    answer = converse(assistant, ["crs gr3, 74kg", "fever gone, grade 1 now, took 36 hours"])[-1]
    assert used(answer) == {"toxicity": "crs", "grade": 3, "weight_kg": 74, "days_to_resolve": 1.5}


@pytest.mark.parametrize("risen", ["and if it gets to grade 4?", "it has gone to grade 4", "progressed to grade 4"])
def test_a_grade_that_is_reached_is_not_the_one_that_a_hold_waits_for(assistant: Assistant, risen: str) -> None:
    assert used(converse(assistant, ["grade 2 CRS, do what?", risen])[-1])["grade"] == 4


def test_days_until_grade_1_leave_the_grade_of_the_toxicity(assistant: Assistant) -> None:
    answer = converse(assistant, ["G3 ICANS, she was on 28", "took 5 days to get to grade 1"])[-1]
    assert used(answer) == {"toxicity": "neurotoxicity", "grade": 3, "dose_step": "full", "days_to_resolve": 5}


def test_days_over_a_limit_are_no_days_to_resolve(assistant: Assistant) -> None:
    turns = ["gr 3 ICANS on 28, took 9 days to settle", "only 2 days over, nobody counts that strictly"]
    answer = converse(assistant, turns)[-1]
    assert used(answer)["days_to_resolve"] == 9
    assert action_of(answer) == "discontinue"


def test_a_toxicity_that_came_back_does_not_take_the_days_of_the_first_episode(assistant: Assistant) -> None:
    first = "grade 3 ICANS at full dose, resolved in 4 days"
    again = converse(assistant, [first, "we restarted, now it is back, grade 3 again"])[-1]
    assert "days_to_resolve" not in used(again)
    crs = converse(assistant, ["grade 3 CRS, resolved in 3 days, 59 kg", "restarted and it came back"])[-1]
    assert crs.kind == "abstain"


@pytest.mark.parametrize(
    "again", ["restarted at 9, now grade 3 confusion again", "resumed at 9 and it came back, grade 3"]
)
def test_what_came_back_after_the_restart_occurred_at_the_dose_of_the_restart(assistant: Assistant, again: str) -> None:
    answer = converse(assistant, ["60 kg, gr 3 confusion on c1d20, resolved in 4 days", again])[-1]
    assert used(answer)["dose_step"] == "initial"
    assert action_of(answer) == "discontinue"


@pytest.mark.parametrize("denied", ["it didnt.", "thankfully it never did.", "no, it hasn't gone to 4."])
def test_a_grade_that_was_only_supposed_and_did_not_come_is_forgotten(assistant: Assistant, denied: str) -> None:
    turns = ["grade 3 CRS, 70 kg", "what if it gets to grade 4", f"{denied} back to gr 1 after 2 days"]
    answer = converse(assistant, turns)[-1]
    assert used(answer) == {"toxicity": "crs", "grade": 3, "weight_kg": 70, "days_to_resolve": 2}


@pytest.mark.parametrize("words", ["just assume same as cycle 5", "then treat it as cycle 2"])
def test_a_cycle_that_no_rule_covers_is_not_taken_as_another(assistant: Assistant, words: str) -> None:
    answer = converse(assistant, ["dose for c6 d1, 70 kg", words])[-1]
    assert (answer.kind, answer.reason) == ("abstain", "not_covered")


def test_while_a_row_stops_the_infusion_the_dose_of_the_day_is_what_the_row_says(assistant: Assistant) -> None:
    answer = converse(assistant, ["57kg c1d10 grade 3 crs, what do i do", "and what dose is she on today?"])[-1]
    assert action_of(answer) == "hold"


def test_the_dose_of_the_day_is_given_where_the_row_lets_the_infusion_go_on(assistant: Assistant) -> None:
    answer = converse(assistant, ["73 kg, C1D10, grade 1 CRS - do anything?", "and what should todays dose be?"])[-1]
    assert used(answer) == {"weight_kg": 73, "cycle": 1, "day": 10}


# ---- look-ups


@pytest.mark.parametrize(
    ("first", "then", "quote"),
    [
        ("how often cbc", "LFTs?", "Liver function tests"),
        ("how common is tremor", "what about DIC?", "DIC"),
        ("can he have live vaccines?", "how long after?", "B lymphocytes"),
        ("does he get dex first?", "how long before?", "1 hour before"),
        ("gr 2 ICANS, can I give toci?", "there's CRS as well", "low threshold to switch to anakinra"),
    ],
)
def test_a_look_up_takes_another_subject_or_none(assistant: Assistant, first: str, then: str, quote: str) -> None:
    answer = converse(assistant, [first, then])[-1]
    assert answer.kind == "answer"
    assert any(quote in citation.quote for citation in answer.citations)


def test_a_pronoun_asks_about_the_toxicity_that_was_calculated(assistant: Assistant) -> None:
    answer = converse(assistant, ["gr 3 crs in a 58 kg pt", "how common is that?"])[-1]
    assert any("Cytokine release syndrome" in citation.quote for citation in answer.citations)


# ---- doubt


@pytest.mark.parametrize("doubt", ["so youre saying 9?", "that cant be right, pharmacy made 28", "must be wrong"])
def test_a_doubt_with_a_number_changes_nothing(assistant: Assistant, doubt: str) -> None:
    answer = converse(assistant, ["how many mcg today, C1D5, 72kg", doubt])[-1]
    assert used(answer) == {"weight_kg": 72, "cycle": 1, "day": 5}


def test_what_the_chart_says_is_told_not_doubted(assistant: Assistant) -> None:
    answer = converse(assistant, ["49 kg c1 d6", "hang on, chart says 46.5"])[-1]
    assert used(answer)["weight_kg"] == 46.5


# ---- another patient, and what was told beside a calculation


@pytest.mark.parametrize("words", ["new one, male 52y, c2d2", "52 y/o, c2 d2 dose?", "and the gentleman on c2 d2?"])
def test_another_case_asks_for_its_own_weight(assistant: Assistant, words: str) -> None:
    answer = converse(assistant, ["my lady is 88 kg, c1d4. mcg per day?", words])[-1]
    assert (answer.kind, answer.missing) == ("clarify", ("weight_kg",))


def test_an_age_that_contradicts_nothing_is_of_the_same_patient(assistant: Assistant) -> None:
    answers = converse(assistant, ["C1D9 68 kg, how many mcg per day", "Age 60 years", "and day 3?"])
    assert used(answers[1]) == {"weight_kg": 68, "cycle": 1, "day": 9, "age_years": 60}
    assert used(answers[2]) == {"weight_kg": 68, "cycle": 1, "day": 3, "age_years": 60}


def test_a_disease_state_told_beside_a_look_up_stops_the_next_dose(assistant: Assistant) -> None:
    turns = ["dose c1 d3 66 kg", "can she have vaccines, she is MRD positive", "and the dose on day 10?"]
    answer = converse(assistant, turns)[-1]
    assert (answer.kind, answer.reason) == ("abstain", "not_covered")


def test_the_calendar_of_a_known_patient_is_asked_for_by_its_name(assistant: Assistant) -> None:
    turns = ["pt started blina 2026-02-01, 64 kg, dose on 2026-02-05?", "full schedule please"]
    assert used(converse(assistant, turns)[-1])["start_date"] == "2026-02-01"


def test_the_grade_of_a_toxicity_that_was_looked_up_gives_its_row(assistant: Assistant) -> None:
    answer = converse(assistant, ["what are the signs of CRS?", "pt has it, grade 2, 60 kg"])[-1]
    assert used(answer) == {"toxicity": "crs", "grade": 2, "weight_kg": 60}


@pytest.mark.parametrize("advice", ["neuro consult says resume at 9", "the intensivist told us to carry on"])
def test_what_others_advise_changes_no_row(assistant: Assistant, advice: str) -> None:
    answer = converse(assistant, ["gr 3 icans at 9 mcg, 70kg", advice])[-1]
    assert action_of(answer) == "discontinue"


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (
            ["marrow 62% blasts, steroids up front?", "and the dex on the day itself?"],
            "Dexamethasone 20 mg IV given 1 hour",
        ),
        (["how often do people get crs with this", "grade 3 and up?"], "grade ≥3 in 2%-6%"),
        (["Does old age change how the body handles blinatumomab?", "more side effects though?"], "over age 65"),
        (["who should I worry about for tumour lysis on this drug", "for how long"], "48 hours"),
        (["CrCl 25 - change the blinatumomab dose?", "now the liver. mild impairment"], "hepatic impairment"),
        (["warfarin and blinatumomab, anything to do?", "which days are the critical ones"], "first 9 days"),
    ],
)
def test_a_follow_up_is_asked_of_what_was_asked_before(turns: list[str], says: str, assistant: Assistant) -> None:
    assert says in converse(assistant, turns)[-1].text


def test_the_calendar_tells_when_a_cycle_begins_however_it_is_put(assistant: Assistant) -> None:
    first = "70 kg pt, blinatumomab starts 2 March 2026. when is cycle 2?"
    answer = converse(assistant, [first, "start moved to 5 March 2026", "so cycle 5 begins when"])[-1]
    assert "2026-08-20" in answer.text


def test_a_weight_that_may_fall_below_the_limit_is_no_weight_of_now(assistant: Assistant) -> None:
    answer = converse(
        assistant, ["100 lb, cycle 1 day 1, dose?", "what if she loses weight and drops under the 45 kg"]
    )[-1]
    assert answer.kind == "abstain"
    assert answer.calculation is None
