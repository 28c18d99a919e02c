"""A statement that mentions what a question names does not yet answer it."""

import pytest

from assistant.answering.markdown import plain
from assistant.answering.pipeline import Assistant, ask


def _quotes(assistant: Assistant, question: str) -> str:
    return " ".join(citation.quote for citation in ask(assistant, question).citations)


@pytest.mark.parametrize(
    "question",
    [
        "how expensive is one vial of blinatumomab?",
        "price of a cycle of blinatumomab",
        "is there a cheaper biosimilar of blina",
    ],
)
def test_a_price_is_not_answered_by_a_sentence_on_vials(question: str, assistant: Assistant) -> None:
    assert ask(assistant, question).kind == "abstain"


def test_who_pays_is_still_answered(assistant: Assistant) -> None:
    assert "New Drug Funding Program" in _quotes(assistant, "is blinatumomab funded in Ontario, and by which program?")


def test_the_dose_of_another_treatment_is_out_of_scope(assistant: Assistant) -> None:
    answer = ask(assistant, "how much inotuzumab per m2?")
    assert (answer.kind, answer.reason) == ("abstain", "out_of_scope")


def test_the_largest_dose_of_an_antipyretic_is_not_answered_by_its_recommendation(assistant: Assistant) -> None:
    assert ask(assistant, "maximum daily dose of acetaminophen").kind == "abstain"


def test_a_question_that_names_driving_is_answered_on_driving(assistant: Assistant) -> None:
    assert "refrain from driving" in _quotes(assistant, "discharged with her pump tomorrow, may she drive to work?")


def test_two_drugs_asked_for_are_both_answered(assistant: Assistant) -> None:
    quotes = _quotes(assistant, "is dexamethasone given before each cycle, and tylenol for how long?")
    assert "Dexamethasone 20 mg IV" in quotes
    assert "first 48 hours" in quotes


def test_tocilizumab_in_icans_is_answered_by_the_statement_that_names_it(assistant: Assistant) -> None:
    assert "Tocilizumab is not recommended for ICANS" in _quotes(assistant, "should ICANS alone get actemra?")


def test_the_answer_opens_with_the_polarity_of_its_quote(assistant: Assistant) -> None:
    text = plain(ask(assistant, "can breastfeeding go on during blinatumomab?").text)
    assert text.startswith("“not recommended”")
