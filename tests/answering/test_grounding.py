"""No answer goes out whose quotes, spans or markers do not hold."""

from dataclasses import replace

import pytest

from assistant.answering.answer import Answer
from assistant.answering.grounding import UngroundedError, ground
from assistant.answering.pipeline import Assistant, ask


@pytest.fixture
def answer(assistant: Assistant) -> Answer:
    return ask(assistant, "two seizures")


def test_a_true_answer_passes(assistant: Assistant, answer: Answer) -> None:
    assert ground(assistant.corpus, answer) is answer


@pytest.mark.parametrize(
    "change", [{"quote": "If > 2 seizures occur, discontinue."}, {"start": 0}, {"source": "nowhere"}, {"quote": ""}]
)
def test_a_changed_quote_is_stopped(change: dict[str, object], assistant: Assistant, answer: Answer) -> None:
    wrong = replace(answer.citations[0], **change)  # type: ignore[arg-type]
    with pytest.raises(UngroundedError):
        ground(assistant.corpus, replace(answer, citations=(wrong, *answer.citations[1:])))


def test_a_marker_without_a_citation_is_stopped(assistant: Assistant, answer: Answer) -> None:
    with pytest.raises(UngroundedError):
        ground(assistant.corpus, replace(answer, text=answer.text + " [9]"))


def test_a_citation_that_the_text_does_not_use_is_stopped(assistant: Assistant, answer: Answer) -> None:
    with pytest.raises(UngroundedError):
        ground(assistant.corpus, replace(answer, text="no marker"))


def test_a_forged_side_of_a_conflict_is_stopped(assistant: Assistant) -> None:
    answer = ask(assistant, "recommended dose in the pediatric phase I/II trial according to the article")
    side = replace(answer.conflicts[0].sides[0], quote="6 mcg/m²/day")
    conflict = replace(answer.conflicts[0], sides=(side,))
    with pytest.raises(UngroundedError):
        ground(assistant.corpus, replace(answer, conflicts=(conflict,)))
