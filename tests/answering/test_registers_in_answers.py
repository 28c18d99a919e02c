"""What a reader sees of the registers: one block on disagreements, gaps that name whom to consult, the documents themselves."""

import re

import pytest

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.markdown import plain
from assistant.answering.pipeline import Assistant, ask

DOSE = re.compile(r"\d+(?:\.\d+)?\s*(?:mcg|μg|mg)\b")


def _ids(answer: Answer) -> list[str]:
    return [conflict.id for conflict in answer.conflicts]


def test_a_disagreement_stands_after_the_answer_with_both_sides_word_for_word(assistant: Assistant) -> None:
    answer = ask(assistant, "What is the rule for seizures?")
    text = plain(answer.text)
    assert _ids(answer) == ["C01"]
    proper, _, block = text.partition(replies.DISAGREEMENT)
    assert "If > 1 seizure occurs, discontinue." in proper
    assert "Permanently discontinue" not in proper
    assert answer.conflicts[0].summary in block
    for side in answer.conflicts[0].sides:
        assert side.quote in block
    assert block.index(replies.MONOGRAPH_SAYS) < block.index(replies.SUMMARY_SAYS)
    assert replies.FOLLOWED in block


def test_several_disagreements_make_one_block(assistant: Assistant) -> None:
    answer = ask(assistant, "in which cycles is a stay in hospital needed?")
    assert _ids(answer) == ["C11", "C12"]
    assert plain(answer.text).count(replies.DISAGREEMENT) == 1
    assert plain(answer.text).count(replies.FOLLOWED) == 1


@pytest.mark.parametrize(
    "question", ["one seizure so far, continue?", "grade 3 neurotoxicity, 40 kg", "grade 3 CRS, 80 kg"]
)
def test_every_conflict_of_an_answer_is_told_in_its_text(question: str, assistant: Assistant) -> None:
    answer = ask(assistant, question)
    text = plain(answer.text)
    assert answer.conflicts
    for conflict in answer.conflicts:
        assert conflict.summary in text
        assert all(side.quote in text for side in conflict.sides)


def test_a_gap_is_told_with_the_document_to_consult_and_no_dose_in_its_place(assistant: Assistant) -> None:
    answer = ask(assistant, "what is the dose of tocilizumab?")
    text = plain(answer.text)
    assert (answer.kind, answer.reason) == ("abstain", "not_in_sources")
    assert text.startswith("The documents do not state a dose of tocilizumab or anakinra.")
    assert replies.NEAREST_STATEMENT in text
    assert "Consult the T-Cell Engaging Antibodies guideline" in text
    assert not DOSE.search(text)


def test_a_hold_of_exactly_seven_days_is_answered_with_the_footnote_and_the_gap(assistant: Assistant) -> None:
    answer = ask(assistant, "The infusion was held for exactly 7 days. Same cycle or new?")
    text = plain(answer.text)
    assert answer.kind == "answer"
    assert "do not state whether a hold of exactly 7 days" in text
    assert "If dose held for less than 7 days, resume same cycle." in text


def test_one_seizure_never_means_continue(assistant: Assistant) -> None:
    text = plain(ask(assistant, "only one seizure, can we continue?").text)
    assert "do not take this for a reason to continue" in text or "does not mean that treatment may go on" in text


def test_rounding_is_told_beside_a_dose_by_body_surface_area(assistant: Assistant) -> None:
    answer = ask(assistant, "dose for 40 kg, BSA 1.3 m², cycle 1 day 3")
    assert answer.kind == "calculation"
    assert _ids(answer) == ["C23"]
    assert any("rounded" in warning for warning in answer.warnings)
    assert all(warning in plain(answer.text) for warning in answer.warnings)


def test_a_fixed_dose_carries_no_disagreement(assistant: Assistant) -> None:
    answer = ask(assistant, "dose for 70 kg, cycle 1 day 3")
    assert answer.kind == "calculation"
    assert _ids(answer) == []


def test_a_child_is_declined_and_told_that_the_summary_is_not_used(assistant: Assistant) -> None:
    answer = ask(assistant, "dose for a 6 year old, 20 kg")
    assert (answer.kind, answer.reason) == ("abstain", "not_covered")
    assert "C21" in _ids(answer)
    assert "product monograph" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Do the two documents agree?", "They differ on"),
        ("Which document is newer?", "17 February 2026"),
        ("Who reviewed the article?", "human review is pending"),
        ("Who publishes the monograph?", "Ontario Health (Cancer Care Ontario)"),
        ("For which jurisdiction is the monograph written?", "Ontario, Canada"),
        ("When was the monograph last revised?", "September 2025"),
        ("Which document do you follow?", "The monograph decides every dose"),
        ("What are the known errors in the summary?", "1,000-fold unit error"),
        ("What differs on seizures?", "The monograph discontinues after more than one seizure"),
        ("Do the documents agree on grade 4 CRS?", "Both discontinue"),
        ("Does the summary mention premedication before a restart?", "The monograph says"),
        ("Does the summary mention tocilizumab?", replies.SUMMARY_SILENT),
    ],
)
def test_questions_about_the_documents_are_answered_from_the_registers(
    question: str, said: str, assistant: Assistant
) -> None:
    answer = ask(assistant, question)
    assert answer.kind == "answer"
    assert said in plain(answer.text)


def test_the_overview_counts_what_is_registered(assistant: Assistant) -> None:
    text = plain(ask(assistant, "do the documents agree?").text)
    registers = assistant.corpus.registers
    assert f"part in {len(registers.conflicts)} registered places" in text
    assert f"On {len(registers.agreements)} points they agree" in text


@pytest.mark.parametrize(
    "question",
    [
        "What is the dose in cycle 2 at 70 kg?",
        "is blinatumomab compared with chemotherapy in a trial",
        "who published the TOWER study",
    ],
)
def test_other_questions_are_left_to_the_look_up(question: str, assistant: Assistant) -> None:
    text = plain(ask(assistant, question).text)
    assert replies.THEY_DIFFER_ON not in text
    assert replies.DOCUMENTS_DIFFER_HERE not in text


@pytest.mark.parametrize(
    "question",
    [
        "what dose in mg/m2 does the article give for children",
        "pediatric phase I/II trial dose",
        "what is wrong with the summary",
        "is it mg or mcg per m2",
        "do the documents agree on BSA dosing?",
    ],
)
def test_the_unit_error_is_never_shown_without_its_correction(question: str, assistant: Assistant) -> None:
    text = plain(ask(assistant, question).text)
    assert "mg/m²" not in text.replace("mcg/m²", "") or "1,000-fold unit error" in text
