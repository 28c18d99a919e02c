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


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("how often does neurotoxicity happen?", "ICANS"),
        ("when are LFTs to be sent?", "Liver function tests; Baseline and before each cycle"),
        ("PML and HLH: listed?", "Hemophagocytic histiocytosis"),
        ("which make of pump is recommended", "The pump should be programmable"),
        ("which criteria is CRS graded by?", "American Society for Transplantation"),
        ("are octogenarians more likely to get neurotoxicity?", "higher rate of serious neurological events"),
        ("how soon does CRS come on?", "within first 2 days"),
        ("from which grade on is neurotoxicity a reason to discontinue?", "Discontinue."),
    ],
)
def test_a_toxicity_of_which_no_action_is_asked_is_looked_up(question: str, quote: str, assistant: Assistant) -> None:
    answer = ask(assistant, question)
    assert answer.kind == "answer"
    assert quote in " ".join(citation.quote for citation in answer.citations)


def test_the_onset_of_an_effect_that_no_document_gives_is_not_answered(assistant: Assistant) -> None:
    assert ask(assistant, "how soon does pancreatitis set in?").kind != "answer"


@pytest.mark.parametrize("question", ["what dose do adults of 45 kg and upwards start with?", "cycle 3 dose for 45kg+"])
def test_the_dose_of_a_weight_band_is_answered_without_asking_for_a_patient(
    question: str, assistant: Assistant
) -> None:
    answer = ask(assistant, question)
    assert answer.kind == "answer"
    assert not any("mcg/m²" in citation.quote for citation in answer.citations if "Drug Regimen" in citation.section)


def test_the_break_between_cycles_is_no_hold(assistant: Assistant) -> None:
    quotes = _quotes(assistant, "after the two week break between cycles, what comes next?")
    assert "2-week treatment-free interval" in quotes
    assert "resume same cycle" not in quotes


def test_a_question_that_stops_for_liver_tests_is_shown_their_row(assistant: Assistant) -> None:
    question = "is monitoring the liver tests all, or do we stop treatment at some point?"
    assert "Discontinue if toxicity does not resolve within 14 days" in _quotes(assistant, question)


def test_a_lone_rare_word_of_the_regimen_is_enough(assistant: Assistant) -> None:
    assert "non-elastomeric" in _quotes(assistant, "is an elastomeric one fine?")
