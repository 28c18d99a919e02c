"""Words of a ward that once led elsewhere: to another row, another count, a question back or a refusal."""

import pytest
from calculated import used

from assistant.answering.pipeline import Assistant, ask, converse


@pytest.mark.parametrize(
    "words",
    [
        "70 kg, day 3 of his first blina cycle, aphasic, grade 3 neurotoxicity. What happens with the infusion?",
        "Cycle 1 day 5, 82 kg woman, encephalopathic, neurology grades it 3. What about the infusion?",
    ],
)
def test_a_grade_3_in_the_first_week_discontinues(words: str, assistant: Assistant) -> None:
    assert ask(assistant, words).text.startswith("**Discontinue**")


def test_a_cycle_and_its_day_are_no_time_to_resolve(assistant: Assistant) -> None:
    answer = ask(assistant, "adult, 43 kg, gr 3 neurotoxicity in cycle 3 day 11 that resolved in 5 days. restart dose?")
    assert (used(answer)["days_to_resolve"], used(answer)["dose_step"]) == (5, "full")


def test_no_symptoms_are_no_question_on_symptoms(assistant: Assistant) -> None:
    answer = ask(
        assistant, "80 kg, grade 3 CRS, settled after 2 days with no symptoms at all. Which dose goes into the new bag?"
    )
    assert used(answer)["days_to_resolve"] == 2


def test_days_beside_a_cycle_stay_a_time(assistant: Assistant) -> None:
    words = "grade 3 neurotoxicity this cycle 8 days 70 kg to resolve, on 28, restart?"
    assert used(ask(assistant, words))["days_to_resolve"] == 8


def test_how_many_more_seizures_is_a_question_and_no_count(assistant: Assistant) -> None:
    assert used(ask(assistant, "he fitted once, how many more fits before we stop?"))["seizures"] == 1


@pytest.mark.parametrize(
    ("words", "seizures"),
    [
        ("just the one convulsion at 0410, lorazepam given, fine now. pump off or on from here?", 1),
        ("second fit this morning, neurology have loaded levetiracetam. blina off for good?", 2),
    ],
)
def test_a_drug_given_for_a_seizure_is_not_what_is_asked(words: str, seizures: int, assistant: Assistant) -> None:
    assert used(ask(assistant, words))["seizures"] == seizures


@pytest.mark.parametrize(
    "words",
    [
        "seizure now, lorazepam 2 or 4 mg?",
        "pt fitting, midazolam buccal how much",
        "fit, lorazepam given, still fitting. how much more lorazepam?",
        "penicillin allergy, neutropenic fever, is meropenem ok?",
        "morphine allergy, what for pain?",
        "can she be allergic to vincristine?",
        "fit, lorazepam given, no effect. next step",
        "y-site methotrexate with blina?",
    ],
)
def test_a_drug_that_is_asked_for_stays_declined(words: str, assistant: Assistant) -> None:
    assert ask(assistant, words).kind == "abstain"


def test_an_allergy_is_told_of_the_patient(assistant: Assistant) -> None:
    answer = ask(assistant, "emetic risk of blina? (64M, 77 kg, allergic to penicillin)")
    assert any("Antiemetic Regimen: Low" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("grade 1 to 2 reaction to the infusion - switch off or just turn it down?", "Stop or slow the infusion rate"),
        ("grade 1-2 CRS, carry on?", "Manage and treat symptoms"),
    ],
)
def test_two_grades_of_one_row_need_no_question_back(words: str, quoted: str, assistant: Assistant) -> None:
    answer = ask(assistant, words)
    assert answer.kind == "answer"
    assert "Grade 1 or 2" in answer.citations[0].section
    assert quoted in answer.citations[0].quote


@pytest.mark.parametrize(
    "words",
    [
        "grade 2-3 CRS, carry on?",
        "grade 3 or 4 infusion reaction",
        "grade 1 or 2 or 3 CRS?",
        "CRS and ICANS, both grade 1 or 2, pump?",
        "grade 1 or 2 rash, continue?",
        "grade 1 or 2 CRS, restart at what dose? 70 kg",
    ],
)
def test_what_one_row_does_not_hold_is_asked_back_about(words: str, assistant: Assistant) -> None:
    assert ask(assistant, words).kind == "clarify"


def test_a_drug_of_the_footnote_needs_no_grade(assistant: Assistant) -> None:
    answer = ask(assistant, "my patient has ICANS, no CRS. Is there a role for toci?")
    assert answer.citations[0].quote.startswith("ᶜ Tocilizumab is not recommended")


def test_a_day_case_is_no_dose_a_day(assistant: Assistant) -> None:
    answer = ask(assistant, "Could she begin round two as a day case and sleep at home?")
    assert "Hospitalization is recommended" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Ferritin and clotting: every cycle or when?", "coagulation tests"),
        ("From the first day of one round to the first day of the next is how many days?", "42 DAYS"),
        ("Drug was off for four days for toxicity, carry on in the same cycle?", "less than 7 days"),
    ],
)
def test_a_word_of_a_gap_far_from_it_takes_no_answer_away(words: str, quoted: str, assistant: Assistant) -> None:
    answer = ask(assistant, words)
    assert any(quoted in citation.quote for citation in answer.citations)


def test_a_weight_that_crossed_the_limit_asks_for_what_is_not_stated(assistant: Assistant) -> None:
    words = "started cycle 1 at 46.1 kg, this morning the scale says 44.2, day 15. keep the 28 going or switch over to per m2?"
    assert "do not state" in ask(assistant, words).text


@pytest.mark.parametrize(
    "words",
    [
        "44 kg 160 cm and it was 46 kg at the start, c1 day 3 dose?",
        "46 kg and it was 44 kg when blina began, grade 3 CRS resolved in 2 days, restart dose?",
    ],
)
def test_a_weight_of_before_behind_one_of_now_is_still_seen(words: str, assistant: Assistant) -> None:
    assert "do not state" in ask(assistant, words).text


def test_a_shared_lumen_is_answered_whatever_the_other_drug(assistant: Assistant) -> None:
    assert "dedicated lumen" in ask(assistant, "can tazocin share the lumen with blina?").citations[0].quote


def test_two_scales_of_one_time_are_asked_back_about(assistant: Assistant) -> None:
    assert ask(assistant, "bed scale 43.8 kg, standing scale 46.2 kg. cycle 1 day 1, 165 cm. dose?").kind == "clarify"


def test_a_restart_after_neurotoxicity_tells_the_disagreement_on_its_increase(assistant: Assistant) -> None:
    turns = ["66 kg, cycle 2 day 10, grade 3 neurotoxicity", "back to grade 1 after 4 days, restart dose?"]
    answer = converse(assistant, turns)[-1]
    assert "C03" in {conflict.id for conflict in answer.conflicts}


def test_little_leukemia_and_the_steroid_show_for_whom_it_is(assistant: Assistant) -> None:
    answer = ask(
        assistant, "hardly any leukaemia left in the marrow, is the dexamethasone before the first dose still given?"
    )
    assert "C14" in {conflict.id for conflict in answer.conflicts}


@pytest.mark.parametrize(
    "words",
    [
        "grade 3 storm, now only a bit of temp, so grade 1. does every last symptom need to be gone before it goes back up?",
        "crs was gr 3 two days ago, only a bit of temp left, call it grade 1. pump back on or must every symptom be gone?",
    ],
)
def test_the_row_is_that_of_the_toxicity_and_not_of_what_it_came_down_to(words: str, assistant: Assistant) -> None:
    assert "Cytokine Release Syndrome > Grade 3" in ask(assistant, words).citations[0].section


def test_how_far_it_must_have_come_down_is_in_dispute(assistant: Assistant) -> None:
    words = "grade 3 storm, now only a bit of temp, so grade 1. does every last symptom need to be gone before it goes back up?"
    assert "C07" in {conflict.id for conflict in ask(assistant, words).conflicts}
