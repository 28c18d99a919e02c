"""A trainee sees the clinician's answer, whole and unchanged, with additions beside it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.answer import Answer, Citation, Versions
from assistant.answering.audience import NONE, Additions, additions, with_additions
from assistant.answering.pipeline import Assistant, ask
from assistant.answering.switched_off import converse_without
from assistant.cli.jsonl import dump
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.disabling import Disabled
from evals.cases import QUESTIONS, read_cases

FILES = (
    "conflicts", "decline", "dialogues_doses", "gaps", "lists", "lookup_monograph", "lookup_summary", "unit_error",
    "utterances_dose", "utterances_missing", "utterances_modification", "utterances_schedule_infusion",
)  # fmt: skip
EVERY = 20
NOTHING_OFF = Disabled()


def scripts() -> Iterator[list[str]]:
    for name in FILES:
        cases = [case for case in read_cases(QUESTIONS / f"{name}.yaml") if case.half == "tuning"]
        yield from ([turn.say for turn in case.script] for case in cases[::EVERY])


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[Answer]:
    return [answer for script in scripts() for answer in converse_without(assistant, script, lambda: NOTHING_OFF)]


def beside(answer: Answer, corpus: Corpus, off: Disabled = NOTHING_OFF) -> Additions:
    return additions(answer, "trainee", corpus, off)


def test_the_reference_questions_bring_every_kind_of_answer(answers: list[Answer]) -> None:
    assert len(answers) >= 40
    assert {answer.kind for answer in answers} == {"answer", "calculation", "clarify", "abstain"}


def test_a_trainees_answer_without_its_additions_is_the_clinicians_to_the_byte(
    answers: list[Answer], corpus: Corpus
) -> None:
    for answer in answers:
        clinicians = dump(with_additions(answer, additions(answer, "clinician", corpus, NOTHING_OFF)))
        trainees = with_additions(answer, beside(answer, corpus))
        trainees.pop("trainee", None)
        assert dump(trainees) == clinicians == dump(answer.as_json())


def test_every_cited_passage_has_its_note_and_no_other_has(answers: list[Answer], corpus: Corpus) -> None:
    for answer in answers:
        noted = [(note.n, note.source, note.section) for note in beside(answer, corpus).sections]
        assert noted == [(citation.n, citation.source, citation.section) for citation in answer.citations]


def test_only_terms_that_the_answer_holds_are_explained_in_the_glossarys_words(
    answers: list[Answer], corpus: Corpus
) -> None:
    meanings = {term.term: term.means for term in corpus.glossary.terms}
    explained = 0
    for answer in answers:
        words = answer.text + "\n".join(citation.section for citation in answer.citations)
        for note in beside(answer, corpus).terms:
            assert note.means == meanings[note.term]
            assert note.term in {term.term for term in corpus.glossary.terms_in(words.replace("\\", ""))}
            explained += 1
    assert explained > len(answers)


def test_an_answer_that_cites_nothing_has_nothing_beside_it(answers: list[Answer], corpus: Corpus) -> None:
    bare = [answer for answer in answers if not answer.citations]
    assert bare
    assert all(beside(answer, corpus) == NONE for answer in bare)


def test_a_clinicians_json_has_no_field_for_trainees(assistant: Assistant) -> None:
    answer = ask(assistant, "grade 3 CRS")
    assert "trainee" not in with_additions(answer, additions(answer, "clinician", assistant.corpus, NOTHING_OFF))
    field = with_additions(answer, beside(answer, assistant.corpus))["trainee"]
    assert set(field) == {"sections", "terms"}
    assert set(field["sections"][0]) == {"n", "source", "section", "kind", "form"}
    assert set(field["terms"][0]) == {"term", "means", "source", "quote"}


def test_a_row_of_the_toxicity_table_is_told_as_one(assistant: Assistant) -> None:
    first = beside(ask(assistant, "grade 3 CRS"), assistant.corpus).sections[0]
    assert first.kind.startswith("Toxicity table")
    assert first.form == "table cell"


def test_a_term_rests_on_a_standard_or_on_the_documents_words(assistant: Assistant) -> None:
    terms = {note.term: note for note in beside(ask(assistant, "Overfill of a 48-hour bag?"), assistant.corpus).terms}
    overfill = terms["Overfill"]
    assert overfill.source == ("Regimen monograph, Drug Administration and Special Precautions › Administration")
    assert overfill.quote is not None
    assert overfill.quote in assistant.corpus.documents["monograph"].text
    assert terms["Product monograph"].quote is None


def test_a_passage_that_is_switched_off_explains_nothing(assistant: Assistant) -> None:
    answer = ask(assistant, "Overfill of a 48-hour bag?")
    passage = next(
        term.quote.passage for term in assistant.corpus.glossary.terms if term.term == "Overfill" and term.quote
    )
    left = beside(answer, assistant.corpus, Disabled(passages={passage: "Withdrawn"})).terms
    assert "Overfill" not in [note.term for note in left]
    assert left


def test_a_citation_whose_place_is_unknown_is_still_told_by_its_document(corpus: Corpus) -> None:
    nowhere = Citation(1, "monograph", "Gone", "Gone.", 10**7, 10**7 + 5)
    [note] = beside(Answer("answer", "Gone. [1]", Versions("", "", "", ""), (nowhere,)), corpus).sections
    assert (note.kind, note.form) == ("A section of: Regimen monograph", "words of the document")


@given(text=st.text(max_size=400))
def test_whatever_an_answer_says_nothing_of_it_changes(corpus: Corpus, text: str) -> None:
    passage = next(iter(corpus.passages.values()))
    cited = Citation(1, passage.source, passage.section, passage.quote, passage.start, passage.end)
    answer = Answer("answer", text, Versions("", "", "", ""), (cited,))
    before = replace(answer)
    form = with_additions(answer, beside(answer, corpus))
    form.pop("trainee")
    assert answer == before
    assert dump(form) == dump(before.as_json())
