"""Nearness to questions of other matters, beside nearness to those that are answered, over a handful of both."""

from pathlib import Path

import numpy as np
import pytest
from hash_embeddings import HashEmbeddings

from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.elsewhere_rule import Signals, load_elsewhere_rule
from assistant.knowledge.vocabulary import Vocabulary
from assistant.retrieval.entries import Entry, leads_of
from assistant.retrieval.index import VectorIndex, stamp_of
from assistant.retrieval.lexical import build_lexical
from assistant.retrieval.matters import Matters, asking, build_matters

ANSWERED = ("is a filter needed for the bag", "which filter for the line", "may she drive on treatment", "no driving")
ELSEWHERE = ("which colour is the waste bin", "bin for the gloves", "when does the canteen open", "canteen menu today")


def _matters(vocabulary: Vocabulary, elsewhere: tuple[str, ...] = ELSEWHERE) -> Matters | None:
    entries = [Entry(f"asked:{n}", "asked", text, (f"p{n // 2}",)) for n, text in enumerate(ANSWERED)]
    searched = list(entries)
    entries += [Entry(f"elsewhere:{n}", "elsewhere", text, (f"f{n // 2}",)) for n, text in enumerate(elsewhere)]
    model = HashEmbeddings()
    vectors = np.asarray(model.embed_documents([entry.text for entry in entries]), dtype=np.float32)
    index = VectorIndex(stamp_of(entries, model), leads_of(entries), vectors)
    rule = load_elsewhere_rule(Path("corpus"))
    assert rule is not None
    return build_matters(entries, index, build_lexical(searched, vocabulary), rule)


def _signals(question: str, vocabulary: Vocabulary, *, calculates: bool = False, of_regimen: bool = False) -> Signals:
    matters = _matters(vocabulary)
    assert matters is not None
    vector = HashEmbeddings().embed_query(question)
    return matters.signals(
        question, vector, aspects_of(question, vocabulary), (), calculates=calculates, of_regimen=of_regimen
    )


@pytest.mark.parametrize("question", ["which bin for gloves", "is the canteen open today"])
def test_a_question_of_another_matter_lies_nearer_to_such_questions(question: str, vocabulary: Vocabulary) -> None:
    found = _signals(question, vocabulary)
    assert found.nearest_elsewhere > found.nearest_answered
    assert found.words < 0


@pytest.mark.parametrize("question", ["which filter on the bag", "may she drive"])
def test_a_question_that_is_answered_lies_nearer_to_those_answered(question: str, vocabulary: Vocabulary) -> None:
    found = _signals(question, vocabulary)
    assert found.nearest_answered > found.nearest_elsewhere
    assert found.words > 0


def test_the_very_question_is_as_near_as_can_be(vocabulary: Vocabulary) -> None:
    found = _signals(ELSEWHERE[0], vocabulary)
    assert found.nearest_elsewhere == pytest.approx(1.0, abs=1e-4)
    assert found.five_elsewhere < found.nearest_elsewhere


def test_the_drug_and_a_calculation_are_signals(vocabulary: Vocabulary) -> None:
    assert (_signals("blina?", vocabulary).names_drug, _signals("bin?", vocabulary).names_drug) == (1.0, 0.0)
    assert _signals("bin?", vocabulary, calculates=True).calculates == 1.0
    assert _signals("bin?", vocabulary, of_regimen=True).of_regimen == 1.0


def test_what_no_passage_knows_is_unknown(vocabulary: Vocabulary) -> None:
    found = _signals("paracetamol for the canteen", vocabulary)
    assert found.known == 0.0
    assert found.unknown_concept > 0


def test_without_questions_of_other_matters_nothing_is_weighed(vocabulary: Vocabulary) -> None:
    assert _matters(vocabulary, ()) is None


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Red lumen is blocked. How long does it dwell? Thanks", "How long does it dwell?"),
        ("58 kg lady on day 3, how much potassium", "how much potassium"),
        ("quiet ward. canteen", "quiet ward. canteen"),
        ("canteen menu", "canteen menu"),
    ],
)
def test_the_sentence_that_asks_is_found(question: str, asks: str) -> None:
    assert asking(question) == asks
