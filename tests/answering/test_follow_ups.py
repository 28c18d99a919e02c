"""What can be asked next lies near what was asked, and is answered when it is asked."""

import random

import pytest

from assistant.answering.pipeline import Assistant, ask
from evals.cases import load_cases

_SEED = 20_260_917


def _sampled(count: int) -> list[str]:
    """Return look-ups of the tuning half, drawn with a seed."""
    questions = [
        case.question
        for group in load_cases().values()
        for case in group
        if case.half == "tuning" and case.question and case.expectations[0].kind == "answer"
    ]
    return random.Random(_SEED).sample(questions, count)


def _unanswered(questions: list[str], assistant: Assistant) -> list[str]:
    offered = [further for question in questions for further in ask(assistant, question).follow_ups]
    assert len(offered) >= 2 * len(questions)
    return [
        further for further in dict.fromkeys(offered) if ask(assistant, further).kind not in ("answer", "calculation")
    ]


def test_every_question_offered_is_answered(assistant: Assistant) -> None:
    assert _unanswered(_sampled(12), assistant) == []


@pytest.mark.slow
def test_every_question_offered_over_many_answers_is_answered(assistant: Assistant) -> None:
    assert _unanswered(_sampled(60), assistant) == []


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("why must the line not be flushed?", "Drug Administration and Special Precautions"),
        ("is a hepatitis B screen needed?", "Premedication and Supportive Measures"),
        ("are tremors a listed effect?", "Adverse Effects"),
    ],
)
def test_what_is_offered_lies_in_the_part_that_was_asked_for(question: str, near: str, assistant: Assistant) -> None:
    answers = [ask(assistant, further) for further in ask(assistant, question).follow_ups]
    assert len(answers) >= 2
    assert sum(answer.citations[0].section.startswith(near) for answer in answers) >= 2


def test_nothing_is_offered_with_a_refusal(assistant: Assistant) -> None:
    assert ask(assistant, "who won the match last night?").follow_ups == ()


def test_what_was_shown_already_is_not_offered(assistant: Assistant) -> None:
    answer = ask(assistant, "does a 7-day bag need a filter?")
    shown = {citation.quote for citation in answer.citations}
    assert all(ask(assistant, further).citations[0].quote not in shown for further in answer.follow_ups)
