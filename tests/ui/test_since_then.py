from dataclasses import replace

import pytest

from assistant.answering.pipeline import ask
from assistant.knowledge.disabling import Disabled
from assistant.ui import words
from assistant.ui.since_then import shown_now


@pytest.fixture(scope="module")
def answer(loaded):
    return ask(loaded.assistant, "Dose for a 70 kg patient, cycle 1 day 3")


def test_an_answer_is_shown_as_it_was_while_nothing_has_changed(answer, corpus):
    assert shown_now(answer, corpus, Disabled()).answer is answer
    assert shown_now(answer, corpus, Disabled()).note is None


def test_an_answer_that_quotes_what_is_switched_off_is_not_shown(answer, corpus):
    first = answer.citations[0]
    passage = next(
        p.id for p in corpus.passages.values() if p.source == first.source and p.start <= first.start < p.end
    )
    shown = shown_now(answer, corpus, Disabled(passages={passage: "Withdrawn"}))
    assert shown.answer.kind == "abstain"
    assert "Withdrawn" in shown.answer.text
    assert "9 mcg" not in shown.answer.text


def test_a_calculator_that_was_switched_off_since_is_named_with_the_reason(answer, corpus):
    shown = shown_now(answer, corpus, Disabled(calculators={"dose": "Under review"}))
    assert shown.note == words.SINCE_SWITCHED_OFF.format(reason="Under review")


def test_after_a_change_of_the_documents_a_quote_is_found_where_it_stands_now(answer, corpus):
    old = replace(
        answer,
        versions=replace(answer.versions, corpus="older"),
        citations=tuple(replace(citation, start=0, end=3) for citation in answer.citations),
    )
    shown = shown_now(old, corpus, Disabled())
    assert shown.note == words.SINCE_CHANGED
    for citation in shown.answer.citations:
        assert corpus.documents[citation.source].text[citation.start : citation.end] == citation.quote


def test_a_quote_that_is_gone_from_the_documents_is_no_citation_any_more(answer, corpus):
    gone = replace(answer.citations[0], quote="Nobody wrote this.")
    elsewhere = replace(answer.citations[0], source="removed")
    old = replace(answer, versions=replace(answer.versions, corpus="older"), citations=(gone, elsewhere))
    assert not shown_now(old, corpus, Disabled()).answer.citations
