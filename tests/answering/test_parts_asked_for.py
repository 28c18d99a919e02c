"""Every part of a statement that was asked for, and in a chain what was asked of the turn before."""

import pytest

from assistant.answering.pipeline import Assistant, ask, converse


def _first(assistant: Assistant, *turns: str) -> str:
    return converse(assistant, turns)[-1].citations[0].quote


def _quotes(assistant: Assistant, question: str) -> str:
    return " ".join(citation.quote for citation in ask(assistant, question).citations)


def test_another_severity_of_an_impairment_is_another_statement(assistant: Assistant) -> None:
    mild = "does mild to moderate liver impairment change its clearance?"
    assert "Mild to moderate" in _first(assistant, mild)
    assert "severe hepatic impairment" in _first(assistant, mild, "and severe?")


def test_the_dose_asked_after_a_prephase_is_that_of_the_prephase(assistant: Assistant) -> None:
    asked = converse(assistant, ["when is dex given before day 1 for a high burden?", "how much?"])
    assert "24 mg/day" in asked[-1].citations[0].quote


def test_the_scale_of_all_else_is_not_that_of_cytokine_release_syndrome(assistant: Assistant) -> None:
    assert "CTCAE" in _first(assistant, "by which scale is CRS graded?", "and everything else?")
    assert "CTCAE" in _first(assistant, "which grading system for toxicities other than CRS, to grade them by?")


def test_a_follow_up_of_one_word_that_is_clear_by_itself_is_answered_by_itself(assistant: Assistant) -> None:
    assert _first(assistant, "nursing workload per visit?", "pharmacy?").startswith("Pharmacy Workload")


def test_an_old_stroke_is_another_warning_than_the_radiotherapy_before_it(assistant: Assistant) -> None:
    radiated = "she had cranial radiotherapy, is that of concern?"
    assert "history of neurological events" in _first(assistant, radiated, "and a previous stroke?")


@pytest.mark.parametrize("question", ["which programmes fund it?", "who foots the bill for relapsed ALL?"])
def test_both_public_programmes_are_listed_where_no_chromosome_is_named(question: str, assistant: Assistant) -> None:
    quotes = _quotes(assistant, question)
    assert "(Ph+ BCP-ALL)" in quotes
    assert "(Ph- BCP-ALL)" in quotes


def test_the_category_of_nausea_comes_with_the_guide(assistant: Assistant) -> None:
    quotes = _quotes(assistant, "how emetogenic is it?")
    assert "Antiemetic Regimen: Low" in quotes
    assert "CCO Antiemetic Recommendations" in quotes


def test_a_word_that_ends_as_a_drug_does_is_no_drug(assistant: Assistant) -> None:
    assert "no liability" in _quotes(assistant, "does Cancer Care Ontario accept liability for errors?")


def test_no_state_of_the_article_is_told_without_its_pending_review(assistant: Assistant) -> None:
    assert "pending human review" in _quotes(assistant, "what status does the article have?")


def test_a_patient_treated_with_high_dose_methotrexate_is_asked_for_no_weight(assistant: Assistant) -> None:
    question = "had high dose methotrexate and cranial radiotherapy at 14, now 31. any extra concern with blina?"
    assert "increased risk of encephalopathy" in _quotes(assistant, question)


def test_a_rescue_after_methotrexate_is_no_question_of_the_regimen(assistant: Assistant) -> None:
    assert ask(assistant, "folinic acid rescue after high dose methotrexate, when?").kind == "abstain"
