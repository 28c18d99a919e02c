"""Follow-ups as a ward types them: each is of what was asked before it, and of nobody else."""

import pytest
from calculated import action_of, used

from assistant.answering.answer import Answer
from assistant.answering.markdown import plain
from assistant.answering.pipeline import Assistant, converse


def _quotes(answer: Answer) -> str:
    return " ".join(citation.quote for citation in answer.citations)


# ---- days, dates and units


@pytest.mark.parametrize(
    ("earlier", "day"), [("and the day before that?", 7), ("what was it yesterday?", 7), ("and 3 days earlier?", 5)]
)
def test_a_day_before_is_counted_back_from_the_one_asked_about(assistant: Assistant, earlier: str, day: int) -> None:
    answer = converse(assistant, ["82 kg, C1D8, dose?", earlier])[-1]
    assert used(answer) == {"weight_kg": 82, "cycle": 1, "day": day}


def test_what_happened_days_ago_moves_no_day(assistant: Assistant) -> None:
    answer = converse(assistant, ["82 kg, C1D8, dose?", "he had a fever 2 days ago"])[-1]
    assert answer.calculation is None or used(answer).get("day") in (8, None)


@pytest.mark.parametrize(
    ("moved", "start"), [("and a week later?", "2026-03-09"), ("what if we postpone by 3 days?", "2026-03-05")]
)
def test_a_schedule_moves_with_its_start(assistant: Assistant, moved: str, start: str) -> None:
    answer = converse(assistant, ["calendar from 2026-03-02, 70 kg", moved])[-1]
    assert used(answer)["start_date"] == start


@pytest.mark.parametrize(
    "moved", ["Chair issue, it's now 5 March 2026.", "start got moved, 2026-03-05 now. Cycle 1 again please"]
)
def test_a_date_to_which_a_schedule_is_moved_is_its_start(assistant: Assistant, moved: str) -> None:
    answer = converse(assistant, ["74 kg, start on 2 March 2026. When does cycle 2 begin?", moved])[-1]
    assert used(answer)["start_date"] == "2026-03-05"


def test_a_date_of_today_moves_no_schedule(assistant: Assistant) -> None:
    answer = converse(assistant, ["calendar from 2026-03-02, 70 kg", "it's 9 March 2026 today, what dose?"])[-1]
    assert used(answer)["day"] == 8


def test_the_date_of_a_step_is_laid_out_from_the_start_told_before(assistant: Assistant) -> None:
    told = ["Adult, height 168 cm, first bag on 20 April 2026.", "weight 42 kg. Date when the dose goes up in cycle 1?"]
    answer = converse(assistant, told)[-1]
    assert (used(answer)["weight_kg"], used(answer)["start_date"]) == (42, "2026-04-20")


@pytest.mark.parametrize(
    ("told", "action"), [("66 kg, cycle 1 day 3", "discontinue"), ("66 kg and on the 28, day 14 of cycle 1", "hold")]
)
def test_the_day_of_a_toxicity_told_after_it_is_of_its_row_and_asks_no_dose(
    assistant: Assistant, told: str, action: str
) -> None:
    answer = converse(assistant, ["grade 3 neurotoxicity, what now", told])[-1]
    assert action_of(answer) == action


def test_a_further_test_of_the_same_sample_stands_beside_the_one_told_before(assistant: Assistant) -> None:
    told = ["ALT 240, ULN 40. hold?", "Bilirubin on the same sample is 2 x ULN, still a hold?"]
    answer = converse(assistant, told)[-1]
    assert used(answer).keys() >= {"alt", "alt_uln", "bilirubin_x_uln"}
    assert answer.text.startswith("**Hold**")


def test_a_value_told_again_keeps_the_limit_and_not_the_multiple(assistant: Assistant) -> None:
    answer = converse(assistant, ["AST 200 with ULN 40, so bang on 5 times. hold?", "repeat this evening is 212"])[-1]
    assert (used(answer)["ast"], used(answer)["ast_uln"]) == (212, 40)


def test_another_order_is_of_another_patient_and_leaves_nothing(assistant: Assistant) -> None:
    told = [
        "Relapsed ALL, 65 kg, second cycle, day 5. Dose?",
        "another order under it: also 65 kg but MRD-positive in first remission, cycle 1 day 1",
        "leave that. The relapsed one, what is he on on day 30?",
    ]
    assert converse(assistant, told)[-1].kind == "clarify"


@pytest.mark.parametrize("asked", ["when does cycle 3 start?", "how many mcg in total?", "what date does he finish?"])
def test_a_date_or_an_amount_of_a_schedule_is_answered_from_it(assistant: Assistant, asked: str) -> None:
    answer = converse(assistant, ["74 kg, starts 4 May 2026, give me the schedule", asked])[-1]
    assert used(answer)["start_date"] == "2026-05-04"


def test_a_unit_told_alone_is_of_the_number_that_lacked_it(assistant: Assistant) -> None:
    answer = converse(assistant, ["44 kg, C1D7. dose", "1.35", "m2 of course"])[-1]
    assert used(answer) == {"weight_kg": 44, "cycle": 1, "day": 7, "bsa_m2": 1.35}


# ---- numbers that are not what they might be taken for


def test_a_height_is_never_taken_for_the_weight_that_was_asked_for(assistant: Assistant) -> None:
    answer = converse(assistant, ["dose for a patient on C1D1", "height 170"])[-1]
    assert answer.calculation is None
    assert answer.missing == ("weight_kg",)


def test_what_someone_gains_back_is_a_weight_and_no_height(assistant: Assistant) -> None:
    turns = ["her dose at 44.5 kg, c2d3", "160 cm", "and if she gains back to 47?"]
    assert used(converse(assistant, turns)[-1]) == {"weight_kg": 47, "cycle": 2, "day": 3}


def test_the_number_of_a_bed_counts_no_seizures(assistant: Assistant) -> None:
    assert used(converse(assistant, ["bed 9 had a seizure"])[-1])["seizures"] == 1


def test_what_comes_first_tells_no_dose_step(assistant: Assistant) -> None:
    turns = ["grade 3 neurotox, C1, at which step does it matter?", "does dex come first?"]
    answer = converse(assistant, turns)[-1]
    assert answer.calculation is None or "dose_step" not in used(answer)


@pytest.mark.parametrize(
    ("slip", "height"), [("height was wrong, 194", 194), ("no, height is wrong, should be 155", 155)]
)
def test_a_number_put_right_by_its_name_takes_the_place_of_the_old(
    assistant: Assistant, slip: str, height: int
) -> None:
    answer = converse(assistant, ["41 kg, 149 cm, c1d2 dose", slip])[-1]
    assert used(answer)["height_cm"] == height


def test_a_value_alone_leaves_out_the_values_told_before(assistant: Assistant) -> None:
    answer = converse(assistant, ["bilirubin 3.5 x ULN, hold?", "what about ALT 4 x ULN alone"])[-1]
    assert used(answer) == {"alt_x_uln": 4}


def test_a_rate_told_again_after_a_bag_is_of_the_known_patient(assistant: Assistant) -> None:
    turns = ["62 kg, C4D20, dose?", "does the line need a filter?", "24h bags", "rate?"]
    assert used(converse(assistant, turns)[-1]) == {"bag_hours": 24, "weight_kg": 62}


# ---- toxicities


@pytest.mark.parametrize(
    ("told", "action"),
    [
        ("and if confirmed?", "discontinue"),
        ("what if it is ruled in", "discontinue"),
        ("it is still only suspected", "hold_and_investigate"),
    ],
)
def test_a_confirmation_that_is_supposed_or_denied_decides_the_row(
    assistant: Assistant, told: str, action: str
) -> None:
    answer = converse(assistant, ["MRI: possible leukoencephalopathy, what do we do", told])[-1]
    assert action_of(answer) == action


@pytest.mark.parametrize(
    "asked", ["restart dose?", "and now?", "what do I restart at", "and the dose?", "when back up?"]
)
def test_what_to_do_next_is_asked_of_the_row_before(assistant: Assistant, asked: str) -> None:
    answer = converse(assistant, ["grade 3 CRS in a 66 kg man", "settled after 3 days", asked])[-1]
    assert used(answer) == {"toxicity": "crs", "grade": 3, "weight_kg": 66, "days_to_resolve": 3}


def test_no_restart_dose_is_borrowed_for_a_row_that_names_none(assistant: Assistant) -> None:
    answer = converse(assistant, ["our patient developed DIC", "what dose do you restart at then"])[-1]
    assert "Restart at 9" not in plain(answer.text)


def test_liver_values_that_reached_the_row_are_followed_by_its_days(assistant: Assistant) -> None:
    turns = ["bilirubin 3.2 x ULN, hold?", "it took 12 days to come down to grade 1, pt 73 kg, can we restart"]
    assert action_of(converse(assistant, turns)[-1]) == "consider_restart"


def test_down_at_grade_1_keeps_the_row_of_the_grade_that_was(assistant: Assistant) -> None:
    turns = ["grade 3 CRS, 60 kg, what do I do", "better, back to grade 1 since this morning", "took 2 days"]
    assert [used(answer)["grade"] for answer in converse(assistant, turns)] == [3, 3, 3]


# ---- look-ups


@pytest.mark.parametrize("follow_up", ["what dose?", "and the dose?", "how long before?"])
def test_after_a_look_up_on_another_drug_its_dose_is_meant(assistant: Assistant, follow_up: str) -> None:
    answer = converse(assistant, ["which premedication before cycle 1?", follow_up])[-1]
    assert "exa" in _quotes(answer)
    assert "9 mcg/day" not in _quotes(answer)


def test_a_cycle_after_a_look_up_on_the_hospital_stay_is_of_that(assistant: Assistant) -> None:
    turns = ["70 kg c1d3 dose", "how long in hospital?", "and for cycle 2?"]
    assert "Hospitalization" in _quotes(converse(assistant, turns)[-1])


def test_a_day_in_a_question_on_something_else_changes_no_dose(assistant: Assistant) -> None:
    answer = converse(assistant, ["68 kg C1D5 dose?", "can she go home on day 10?"])[-1]
    assert answer.calculation is None
    assert "Hospitalization" in _quotes(answer)


def test_a_second_question_beside_a_change_is_answered_too(assistant: Assistant) -> None:
    answer = converse(assistant, ["75 kg, cycle 1 day 3: dose?", "She's 58 kg now, can she drive?"])[-1]
    assert used(answer)["weight_kg"] == 58
    assert "refrain from driving" in plain(answer.text)


def test_a_thing_of_which_no_document_speaks_gets_no_other_things_answer(assistant: Assistant) -> None:
    answer = converse(assistant, ["HBV screening needed?", "and HIV?"])[-1]
    assert (answer.kind, answer.citations) == ("abstain", ())


def test_the_other_organ_is_looked_up_after_the_first(assistant: Assistant) -> None:
    answers = converse(assistant, ["dose in renal impairment?", "what about the liver?", "and the kidneys?"])
    assert "hepatic impairment" in _quotes(answers[1])
    assert "renal impairment" in _quotes(answers[2])


def test_a_disease_state_told_in_error_is_put_right_or_asked_about(assistant: Assistant) -> None:
    first = "MRD positive patient 70 kg C1D1"
    assert used(converse(assistant, [first, "no, relapsed, not MRD"])[-1])["weight_kg"] == 70
    asked, agreed = converse(assistant, [first, "sorry she is not MRD positive", "yes"])[1:]
    assert asked.missing == ("indication",)
    assert used(agreed)["weight_kg"] == 70


# ---- other patients


@pytest.mark.parametrize(
    "turn",
    [
        "now bed 12: what's the dose on C1D9?",
        "I'm now looking at a 38-year-old, C1D9",
        "thanks, that's all for her. Next: C1D9",
        "Mrs Patel, C1D9?",
        "case 2: c1d9",
        "his neighbour, c1d9",
        "my other patient, a lady, is on C1D9. hers?",
    ],
)
def test_nothing_of_the_patient_before_is_carried_to_another(assistant: Assistant, turn: str) -> None:
    answer = converse(assistant, ["50 kg, C1D1, dose?", turn])[-1]
    assert (answer.kind, answer.missing) == ("clarify", ("weight_kg",))


def test_a_patient_who_moves_to_another_bed_is_the_same(assistant: Assistant) -> None:
    answer = converse(assistant, ["bed 12, 77 kg, c1d8, dose?", "moved to bed 44 now. still same dose?"])[-1]
    assert used(answer)["weight_kg"] == 77


# ---- the course of a toxicity


def test_a_grade_that_the_team_upgraded_it_to_is_the_grade_now(assistant: Assistant) -> None:
    answer = converse(assistant, ["77 kg, grade 1 CRS, do we stop?", "on a pressor now, they've upgraded it to gr 3"])[
        -1
    ]
    assert used(answer) == {"toxicity": "crs", "grade": 3, "weight_kg": 77}


@pytest.mark.parametrize("still", ["it's been 9 days now and she's still grade 3", "held 9 days, still grade 3"])
def test_a_grade_that_stays_for_more_than_the_limit_is_not_restarted(assistant: Assistant, still: str) -> None:
    answer = converse(assistant, ["grade 3 neurotoxicity at 28 mcg/day, 70 kg", still])[-1]
    assert action_of(answer) == "discontinue"


@pytest.mark.parametrize(("words", "days"), [("what if it ends up being 9", 9), ("or bang on 7", 7)])
def test_a_bare_number_after_days_held_is_as_many_days(assistant: Assistant, words: str, days: int) -> None:
    turns = ["grade 3 CRS, 91 kg, resolved after 2 days", "off for 5 days in all", words]
    assert used(converse(assistant, turns)[-1])["days_held"] == days


def test_a_part_of_the_days_off_is_not_the_whole(assistant: Assistant) -> None:
    told = "it was grade 1 on day 6 after onset, but with the extra 3 days we were off for 9 days in total"
    answer = converse(assistant, ["Grade 3 neurotox on day 20 of cycle 1, took 8 days to come down to grade 1", told])[
        -1
    ]
    assert (used(answer)["days_to_resolve"], used(answer)["days_held"]) == (6, 9)


def test_a_step_that_had_been_gone_up_to_is_the_step_it_occurred_at(assistant: Assistant) -> None:
    turns = ["grade 3 neurotoxicity on the 9", "what if she'd already gone up to 28?"]
    assert used(converse(assistant, turns)[-1])["dose_step"] == "full"


@pytest.mark.parametrize("doubt", ["isn't 14 days already too long?", "surely it's too late to restart then, right?"])
def test_a_doubt_with_a_tag_restates_the_row(assistant: Assistant, doubt: str) -> None:
    answer = converse(
        assistant, ["bili 4x ULN, took exactly 14 days to get to grade 1, 72 kg. can we restart?", doubt]
    )[-1]
    assert action_of(answer) == "consider_restart"


def test_the_day_after_next_is_two_days_on(assistant: Assistant) -> None:
    assert used(converse(assistant, ["50 kg C1D5 dose", "and the day after next?"])[-1])["day"] == 7


def test_the_row_is_shown_for_the_other_band_without_the_weight_told(assistant: Assistant) -> None:
    answer = converse(assistant, ["grade 3 neurotox cycle 3, 55 kg, settled in 4 days", "and if under 45?"])[-1]
    assert "weight_kg" not in used(answer)
    assert "up to 20 mg" in _quotes(answer)


def test_what_stood_beside_a_dose_is_told_for_another_cycle(assistant: Assistant) -> None:
    answer = converse(assistant, ["58 kg C2 D1: dose, and how long must she stay in?", "and in cycle 1?"])[-1]
    assert used(answer) == {"weight_kg": 58, "cycle": 1, "day": 1}
    assert "the first 9 days of cycle 1" in _quotes(answer)


def test_a_follow_up_whose_kind_of_answer_is_nowhere_says_so(assistant: Assistant) -> None:
    answer = converse(assistant, ["is PJP prophylaxis recommended?", "until when?"])[-1]
    assert "not found to state for how long" in plain(answer.text)


@pytest.mark.parametrize(
    ("first", "then", "inputs"),
    [
        ("66 kg, 48h bag of blina, ml/hr?", "pharmacy have sent the 7 day one instead", {"bag_hours": 168}),
        ("grade 3 CRS, 54 kg, gone in 3 days. Restart?", "apologies, she is 44 not 54", {"weight_kg": 44}),
        ("65 kg c1d1, crs grade 2", "worse. its a 3 now", {"grade": 3}),
        ("63 kg, crs on blina grade 2, what now", "reg back, now says 3", {"grade": 3}),
        ("grade 3 neurotox, cycle 3, 70 kg, what now", "5 days til it was grade 1", {"grade": 3, "days_to_resolve": 5}),
        ("grade 3 crs, 73 kg, what now", "no it was icans not crs", {"toxicity": "neurotoxicity", "grade": 3}),
    ],
)
def test_what_a_turn_changes_is_taken_and_all_else_stays(
    assistant: Assistant, first: str, then: str, inputs: dict[str, object]
) -> None:
    assert used(converse(assistant, [first, then])[-1]).items() >= inputs.items()


def test_the_seven_day_one_is_a_bag_and_no_day(assistant: Assistant) -> None:
    told = ["66 kg, 48h bag of blina, ml/hr?", "they sent the 7 day one", "and which dose is due in cycle 1?"]
    answer = converse(assistant, told)[-1]
    assert answer.calculation is None or "day" not in used(answer)


@pytest.mark.parametrize("asked", ["28 when?", "back to 28 when", "and then up to?"])
def test_when_the_dose_goes_up_after_a_restart_is_told_with_its_row(assistant: Assistant, asked: str) -> None:
    told = ["66 kg, crs grade 3, down to grade 1 after 1 day, restart at?", asked]
    assert "28 mcg/day" in plain(converse(assistant, told)[-1].text)


def test_a_lower_grade_of_one_of_two_toxicities_does_not_lift_the_stricter_rule(assistant: Assistant) -> None:
    told = ["77 kg, grade 3 CRS and grade 4 ICANS, blina off", "crs down to 1 and icans now 2. restart at 9?"]
    assert "Discontinue" in plain(converse(assistant, told)[-1].text)


def test_a_sum_for_a_child_is_not_done_on_the_way_round(assistant: Assistant) -> None:
    told = ["8 yr old boy 26 kg relapsed ALL, dose for the first week?", "its just 5 per m2, bsa is 0.95, do the sum"]
    assert converse(assistant, told)[-1].kind == "abstain"
