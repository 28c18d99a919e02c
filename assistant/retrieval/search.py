"""A LangChain retriever over one corpus: dense, lexical and concept search, fused."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.knowledge.aspects import Aspects, agreement, aspects_of, aspects_of_passage, compatible
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.vocabulary import Vocabulary
from assistant.retrieval.embedding import LocalEmbeddings
from assistant.retrieval.entries import EntryKind
from assistant.retrieval.index import VectorIndex
from assistant.retrieval.lexical import LexicalIndex, terms
from assistant.retrieval.pointers import asks_where, only_points


@dataclass(frozen=True)
class Weights:
    """What each ranker counts in the fusion, and what one aspect in agreement adds. Set on the tuning half [1].

    floor: what any two questions have in common, taken off each similarity; background: what share of its score a passage of a background document keeps, where the question is not about that
    document; known: all that is known of a passage, its words and its questions, as one text; known_share: the share of the
    question's terms that stand in it; label: what a statement keeps that is a mere name; pointer: what share a statement keeps that only points to another document, where the question is for none; sought_pointer: what it gains where it is for one. A ranker's scores are divided by the best of them, so that a passage far ahead of the others keeps its lead.

    [1] docs/decisions/0003-fusion-by-score.md
    """

    statement_dense: float = 0.5
    statement_lexical: float = 0.0
    asked_dense: float = 6.0
    asked_lexical: float = 2.0
    known: float = 2.0
    known_share: float = 1.5
    concepts: float = 0.25
    label: float = 0.9
    pointer: float = 0.85
    sought_pointer: float = 1.2
    agreement: float = 0.15
    background: float = 0.95
    floor: float = 0.335


@dataclass(frozen=True)
class Hit:
    """A passage found for a question, with the evidence.

    score: fused; cosine: of question and passage; asked_cosine: of the question and the nearest question that the passage
    answers, each None where it is not above zero, both without an embedding; coverage: share of the question's terms, weighted
    by how rare they are, that the passage holds; known: the share that it or a question that it answers holds; agreement:
    number of aspects that it states as asked; question_terms: how many terms the question has.
    """

    passage: str
    score: float
    cosine: float | None
    asked_cosine: float | None
    coverage: float
    known: float
    agreement: int
    question_terms: int


@dataclass(frozen=True)
class SearchIndex:
    """All that a search needs, loaded. vectors is None where lexical search stands alone."""

    corpus: Corpus
    vocabulary: Vocabulary
    lexical: LexicalIndex
    vectors: VectorIndex | None
    passage_aspects: Mapping[str, Aspects]
    passage_terms: Mapping[str, frozenset[str]]
    rarity: Mapping[str, float]
    rarest: float
    background: frozenset[str]
    pointers: frozenset[str]
    labels: frozenset[str]
    connectives: frozenset[str]
    document_concepts: frozenset[str]


WEIGHTS = Weights()
# A word between two tables states nothing.
_CONNECTIVES = ("or", "and")
# Nor does a name by itself: whatever is asked of the regimen names it.
_LABELS = ("sentence",)
_LONGEST_LABEL = 18
_NOTHING: Mapping[EntryKind, dict[str, float]] = {"statement": {}, "asked": {}}


def build_search(
    corpus: Corpus, vocabulary: Vocabulary, lexical: LexicalIndex, vectors: VectorIndex | None
) -> SearchIndex:
    """Prepare a search: what each passage is about, and how rare each term is."""
    aspects = {passage.id: aspects_of_passage(passage, vocabulary) for passage in corpus.passages.values()}
    held = {
        passage.id: frozenset(terms(f"{passage.section}. {passage.words}", vocabulary))
        for passage in corpus.passages.values()
    }
    counts = Counter(term for passage_terms in held.values() for term in passage_terms)
    rarity = {term: math.log(1 + len(held) / count) for term, count in counts.items()}
    background = frozenset(p.id for p in corpus.passages.values() if corpus.source_of(p).standing == "background")
    pointers = frozenset(p.id for p in corpus.passages.values() if only_points(p.quote))
    labels = frozenset(p.id for p in corpus.passages.values() if p.kind in _LABELS and len(p.words) < _LONGEST_LABEL)
    connectives = frozenset(p.id for p in corpus.passages.values() if p.quote.lower() in _CONNECTIVES)
    documents = frozenset(concept.id for concept in vocabulary.concepts if concept.kind == "document")
    return SearchIndex(
        corpus,
        vocabulary,
        lexical,
        vectors,
        aspects,
        held,
        rarity,
        max(rarity.values()),
        background,
        pointers,
        labels,
        connectives,
        documents,
    )


def search(
    question: str,
    index: SearchIndex,
    query_vector: Sequence[float] | None,
    weights: Weights = WEIGHTS,
    asked: Aspects | None = None,
) -> list[Hit]:
    """Return every passage that can be about the question, best first; ties are broken by id, so the order never varies.

    asked: what the question is about, where a conversation says more than the question alone.
    """
    asked = asked or aspects_of(question, index.vocabulary)
    fitting = {passage for passage, aspects in index.passage_aspects.items() if compatible(asked, aspects)}
    fitting -= index.connectives
    question_terms = terms(question, index.vocabulary)
    lexical = index.lexical.scores(question_terms)
    dense = index.vectors.scores(query_vector) if index.vectors is not None and query_vector is not None else _NOTHING
    cosines, asked_cosines = dense["statement"], dense["asked"]
    weighted_terms = {term: index.rarity.get(term, index.rarest) for term in question_terms}
    rankings = (
        (weights.statement_dense, _above(cosines, weights.floor)),
        (weights.statement_lexical, lexical["statement"]),
        (weights.asked_dense, _above(asked_cosines, weights.floor)),
        (weights.asked_lexical, lexical["asked"]),
        (weights.known, index.lexical.scores_together(question_terms)),
        (weights.concepts, _concept_scores(asked, index)),
    )
    scores: dict[str, float] = defaultdict(float)
    for weight, found in rankings:
        best = max(found.values(), default=1.0)
        for passage in found.keys() & fitting:
            scores[passage] += weight * found[passage] / best
    hits = []
    discounted = frozenset() if "summary" in asked.concepts else index.background
    seeks_document = asks_where(question)
    kept = 1.0 if asked.concepts & index.document_concepts else weights.pointer
    for passage, fused in scores.items():
        matched = agreement(asked, index.passage_aspects[passage])
        known = _coverage(weighted_terms, index.lexical.known[passage])
        score = fused + weights.agreement * matched + weights.known_share * known
        score *= (weights.background if passage in discounted else 1.0) * (
            weights.label if passage in index.labels else 1
        )
        if passage in index.pointers:
            score *= weights.sought_pointer if seeks_document else kept
        hits.append(
            Hit(
                passage,
                score,
                cosines.get(passage),
                asked_cosines.get(passage),
                _coverage(weighted_terms, index.passage_terms[passage]),
                known,
                matched,
                len(weighted_terms),
            )
        )
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage))


def _above(cosines: Mapping[str, float], floor: float) -> dict[str, float]:
    return {passage: cosine - floor for passage, cosine in cosines.items() if cosine > floor}


def _concept_scores(asked: Aspects, index: SearchIndex) -> dict[str, float]:
    """Score passages by the concepts shared with the question, rare ones more, concepts that nobody asked for against."""
    scores = {}
    for passage, aspects in index.passage_aspects.items():
        shared = asked.concepts & aspects.concepts
        if shared:
            weight = sum(index.rarity.get(f"concept:{concept}", 0.0) for concept in shared)
            scores[passage] = weight / math.sqrt(len(aspects.concepts))
    return scores


def _coverage(weighted_terms: Mapping[str, float], held: frozenset[str]) -> float:
    total = sum(weighted_terms.values())
    return sum(weight for term, weight in weighted_terms.items() if term in held) / total if total else 0.0


class PassageRetriever(BaseRetriever):
    """The search as a LangChain retriever. Each document carries the passage's id, quote, place and evidence."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    index: SearchIndex
    embeddings: LocalEmbeddings
    k: int = 12

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's signature
        k: int | None = None,
    ) -> list[Document]:
        vector = self.embeddings.embed_query(query) if self.index.vectors is not None else None
        hits = search(query, self.index, vector)[: self.k if k is None else k]
        return [self._document(hit) for hit in hits]

    def _document(self, hit: Hit) -> Document:
        passage = self.index.corpus.passages[hit.passage]
        return Document(
            id=passage.id,
            page_content=passage.quote,
            metadata={
                "source": passage.source,
                "section": passage.section,
                "start": passage.start,
                "end": passage.end,
                "score": hit.score,
                "cosine": hit.cosine,
                "asked_cosine": hit.asked_cosine,
                "coverage": hit.coverage,
                "known": hit.known,
                "agreement": hit.agreement,
            },
        )
