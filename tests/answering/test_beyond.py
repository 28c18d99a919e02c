"""A question nearer to those of other matters than to those that are answered is declined, where nothing stands against it."""

from dataclasses import replace

import pytest

from assistant.answering.answer import Answer
from assistant.answering.pipeline import Assistant, ask, converse


def _without_matters(assistant: Assistant) -> Assistant:
    return replace(assistant, matters=None)


@pytest.mark.parametrize(
    "question",
    [
        "What gauge of needle goes into her port for the Blincyto line?",
        "which recycling bin for the blina carton",
        "which insurance form goes with a blinatumomab claim",
        "how many milligrams of gabapentin on dialysis for a blina patient",
        "what does a nurse earn on nights",
        "how long does the tile grout need before I fill the bath",
        "target potassium before cardioversion",
    ],
)
def test_a_question_of_another_matter_is_declined(question: str, assistant: Assistant) -> None:
    answer = ask(assistant, question)
    assert (answer.kind, answer.citations) == ("abstain", ())


@pytest.mark.parametrize(
    "question",
    [
        "Is a filter needed on the line of a 24 h bag?",
        "Can he drive a car while on the pump?",
        "she takes warfarin, anything to watch on blina?",
        "how do I store the unopened vials",
        "does everyone need dexamethasone before cycle 2",
        "what kind of pump is needed",
    ],
)
def test_a_question_that_is_answered_stays_answered(question: str, assistant: Assistant) -> None:
    assert ask(assistant, question).kind == "answer"


@pytest.mark.parametrize(
    "question",
    [
        "Parking fines, canteen prices and grade 3 CRS: what do we do about the CRS?",
        "62 kg, cycle 2 day 4, the canteen is shut, which dose?",
        "HELP she is seizing in the canteen",
    ],
)
def test_a_grade_a_dose_and_an_emergency_stay(question: str, assistant: Assistant) -> None:
    assert ask(assistant, question).reason != "out_of_scope"


def test_what_goes_on_from_a_question_is_answered_as_without_it(assistant: Assistant) -> None:
    turns = ["Is a filter needed on the line of a 24 h bag?", "and for the 7 day one?"]

    def kinds(answers: list[Answer]) -> list[str]:
        return [answer.kind for answer in answers]

    assert kinds(converse(assistant, turns)) == kinds(converse(_without_matters(assistant), turns))


def test_nearness_only_declines_and_never_answers(assistant: Assistant) -> None:
    for question in ("which colour bin for the blina carton", "capital of Peru", "does blina cause gout"):
        without = ask(_without_matters(assistant), question)
        assert ask(assistant, question).kind in {without.kind, "abstain"}


def test_what_word_lists_decline_is_looked_up_where_all_its_neighbours_are_answered(assistant: Assistant) -> None:
    question = "any data on patients with a stroke in their past, neurological history?"
    assert ask(_without_matters(assistant), question).kind == "abstain"
    assert "history of neurological events" in ask(assistant, question).text


@pytest.mark.parametrize(
    "question",
    ["grade 3 CRS after glofitamab, when do we restart?", "grade 2 CRS with epcoritamab - hold or go on?"],
)
def test_a_toxicity_of_another_t_cell_therapy_is_declined_however_near_it_lies(
    question: str, assistant: Assistant
) -> None:
    assert ask(assistant, question).kind == "abstain"


@pytest.mark.parametrize(
    ("first", "further"),
    [
        ("how often clotting bloods on this regimen", "what colour tube for ammonia?"),
        ("dexamethasone before cycle 2, how long before?", "where can the family park overnight"),
    ],
)
def test_a_further_question_of_another_matter_is_declined(assistant: Assistant, first: str, further: str) -> None:
    answer = converse(assistant, [first, further])[-1]
    assert (answer.kind, answer.reason) == ("abstain", "out_of_scope")


@pytest.mark.parametrize("further", ["does the IV line get flushed at bag changes", "and the tumour lysis ones?"])
def test_a_further_question_of_the_regimen_is_answered(assistant: Assistant, further: str) -> None:
    assert converse(assistant, ["how often clotting bloods on this regimen", further])[-1].kind == "answer"
