"""Down to which grade, and for how long, is told by the row before; what a blood count's value asks for is a grade."""

import pytest

from assistant.answering.pipeline import Assistant, ask, converse


@pytest.mark.parametrize(
    "words",
    [
        "Which grade is recovery?",
        "what grade counts as recovered?",
        "how long must recovery last?",
        "for how long must it stay at grade 1?",
    ],
)
def test_what_recovery_is_stands_in_the_row_before(words: str, assistant: Assistant) -> None:
    answer = converse(assistant, ["grade 3 neurotoxicity, 70 kg", words])[-1]
    assert answer.calculation is not None
    assert answer.calculation["inputs"]["toxicity"] == "neurotoxicity"
    assert answer.calculation["inputs"]["grade"] == 3
    assert "recovery to ≤ Grade 1 for at least 3 days" in answer.text


def test_a_question_that_names_another_toxicity_is_not_on_the_row_before(assistant: Assistant) -> None:
    answer = converse(assistant, ["grade 3 neurotoxicity, 70 kg", "which grade is recovery in grade 3 CRS?"])[-1]
    assert not any("Neurotoxicity" in citation.section for citation in answer.citations)


@pytest.mark.parametrize(
    "words",
    [
        "ANC 0.2, do I hold?",
        "plt 8, hold blin?",
        "her anc is 0.2, keep blin running?",
        "Hb 6.2, should the blin be held?",
    ],
)
def test_a_low_count_is_another_toxicity_whose_grade_is_asked_for(words: str, assistant: Assistant) -> None:
    answer = ask(assistant, words)
    assert answer.kind == "clarify"
    assert answer.missing == ("grade",)


@pytest.mark.parametrize("words", ["platelets 8, do I transfuse?", "ANC 0.1, do I give GCSF?"])
def test_what_treats_a_low_count_is_of_another_matter(words: str, assistant: Assistant) -> None:
    assert ask(assistant, words).kind == "abstain"


def test_a_count_beside_a_dose_asks_for_no_grade(assistant: Assistant) -> None:
    answer = ask(assistant, "70 kg c1d3 plts 20 dose?")
    assert answer.calculation is not None
    assert answer.calculation["calculator"] == "dose"
    assert "grade" not in answer.missing


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Held 8 days last cycle, 3 now, same cycle or new?", "**Resume the same cycle**"),
        ("Held 3 days last cycle; this cycle held 9. same cycle?", "**Start a new cycle**"),
        ("held 3 days last cycle, 9 this time. new cycle?", "**Start a new cycle**"),
        ("held for 6 days, 70 kg now. same cycle?", "**Resume the same cycle**"),
        ("held 6 days, day 12 now. same cycle?", "**Resume the same cycle**"),
    ],
)
def test_the_hold_of_now_counts_and_not_that_of_the_cycle_before(words: str, leads: str, assistant: Assistant) -> None:
    assert ask(assistant, words).text.startswith(leads)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Held 8 days last week for ICANS, was 3, 1 now. Same cycle?", "8 days"),
        ("Held 10 days last month, weight was 60, 58 now. same cycle?", "10 days"),
        ("stopped 28, now off 3 days. same cycle?", "3 days"),
    ],
)
def test_a_grade_a_weight_or_a_dose_is_no_length_of_a_hold(words: str, days: str, assistant: Assistant) -> None:
    assert f"held for {days}" in ask(assistant, words).text


@pytest.mark.parametrize(
    ("then", "days_held"), [("had it gone back up on 8 June?", 5), ("and 10 June?", 7), ("and on the 20th?", 17)]
)
def test_another_day_of_the_restart_is_counted_anew(then: str, days_held: int, assistant: Assistant) -> None:
    first = "infusion was stopped on 3 June for grade 3 CRS and put back up on 12 June. same cycle or new cycle?"
    answer = converse(assistant, [first, then])[-1]
    assert answer.calculation is not None
    assert answer.calculation["inputs"]["days_held"] == days_held


def test_the_work_up_is_told_by_the_row_that_investigates(assistant: Assistant) -> None:
    answer = converse(assistant, ["suspected leukoencephalopathy on blina, 70 kg", "what work-up"])[-1]
    assert "brain MRI" in answer.text


@pytest.mark.parametrize("words", ["ANC 0.2, hold?", "Plt 9, hold?"])
def test_a_count_alone_is_enough_to_ask_for_its_grade(words: str, assistant: Assistant) -> None:
    assert ask(assistant, words).missing == ("grade",)


def test_another_drug_that_is_to_be_stopped_for_a_count_is_of_another_matter(assistant: Assistant) -> None:
    assert ask(assistant, "ANC 0.2, should the co-trimoxazole be stopped?").kind == "abstain"
