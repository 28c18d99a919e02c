"""Search finds statements by meaning, by word and by concept, and never one that contradicts the question."""

from pathlib import Path

import numpy as np
import pytest

from assistant.answering.pipeline import Assistant
from assistant.knowledge.corpus import load_corpus
from assistant.knowledge.vocabulary import Vocabulary, load_vocabulary
from assistant.retrieval.entries import Entry, entries_of, leads_of
from assistant.retrieval.lexical import build_lexical, terms
from assistant.retrieval.search import build_search, search


def test_terms_keep_digits_and_add_concepts(vocabulary: Vocabulary) -> None:
    assert terms("grade 3 CRS", vocabulary) == ["grade", "3", "crs", "concept:crs"]


def test_a_question_without_a_known_word_finds_nothing_lexically(vocabulary: Vocabulary) -> None:
    index = build_lexical([Entry("a", "statement", "keep cold", ("a",))], vocabulary)
    assert index.scores(terms("zzz", vocabulary))["statement"] == {}
    assert index.scores([])["statement"] == {}


def test_a_grade_tells_two_rows_apart_without_any_embedding(tiny_corpus: Path) -> None:
    corpus = load_corpus(tiny_corpus)
    vocabulary = load_vocabulary(tiny_corpus / "vocabulary.yaml")
    index = build_search(corpus, vocabulary, build_lexical(entries_of(corpus), vocabulary), None)
    first = search("fever grade 4", index, None)[0]
    assert corpus.passages[first.passage].quote == "Discontinue."
    assert first.cosine is None


def test_the_best_entry_of_a_passage_counts() -> None:
    leads = leads_of(
        [Entry("a", "statement", "", ("p",)), Entry("b", "asked", "", ("p", "q")), Entry("c", "asked", "", ("q",))]
    )
    assert leads.best(np.array([0.9, 0.5, 0.75], np.float32), "asked") == {"p": 0.5, "q": 0.75}
    assert leads.best(np.array([-0.9, 0.5, 0.75], np.float32), "statement") == {}


@pytest.mark.parametrize(
    "question", ["grade 4 CRS", "dose in cycle 2", "restart dose under 45 kg", "rate of a 48 h bag"]
)
def test_the_order_never_varies(question: str, assistant: Assistant) -> None:
    vector = assistant.embeddings.embed_query(question)
    assert search(question, assistant.index, vector) == search(question, assistant.index, vector)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("can she take tylenol", "antipyretic"),
        ("is it ok to drive", "refrain from driving"),
        ("does he need septrin", "Pneumocystis"),
        ("shingles jab", "vaccines"),
        ("keep vials in the fridge?", "Refrigerate unopened vials"),
    ],
)
def test_ward_words_find_the_statement(question: str, found: str, assistant: Assistant) -> None:
    hits = search(question, assistant.index, assistant.embeddings.embed_query(question))
    assert found in assistant.corpus.passages[hits[0].passage].quote


def test_the_model_gives_unit_vectors_and_reads_any_text(assistant: Assistant) -> None:
    vectors = assistant.embeddings.embed_documents(["plain", "", "\ud800 alone", "x" * 10_000])
    assert [round(sum(v * v for v in vector), 3) for vector in vectors] == [1.0] * 4


def test_words_of_several_questions_together_lead_to_their_statement(vocabulary: Vocabulary) -> None:
    entries = [
        Entry("p", "statement", "keep cold", ("p",)),
        Entry("a", "asked", "where does the box live", ("p",)),
        Entry("b", "asked", "fridge or shelf", ("p",)),
        Entry("q", "statement", "hang the box", ("q",)),
    ]
    scores = build_lexical(entries, vocabulary).scores_together(terms("box shelf", vocabulary))
    assert scores["p"] > scores["q"]
