"""A LangChain retriever over one corpus: dense, lexical and concept search, fused by rank."""

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
from assistant.retrieval.index import VectorIndex
from assistant.retrieval.lexical import LexicalIndex, terms

_RANK_CONSTANT = 60
"""k of reciprocal rank fusion [1]: how little the first ranks of one ranker outweigh the agreement of several.

[1] Cormack, Clarke, Büttcher: Reciprocal rank fusion outperforms Condorcet and individual rank learning methods. SIGIR 2009.
"""

_AGREEMENT_WEIGHT = 1 / _RANK_CONSTANT
"""One aspect in agreement counts as much as the first rank of one more ranker."""


@dataclass(frozen=True)
class Hit:
    """A passage found for a question, with the evidence.

    score: fused; cosine: of question and passage, None without an embedding; coverage: share of the question's terms, weighted
    by how rare they are, that the passage holds; agreement: number of aspects that it states as asked.
    """

    passage: str
    score: float
    cosine: float | None
    coverage: float
    agreement: int


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
    return SearchIndex(corpus, vocabulary, lexical, vectors, aspects, held, rarity)


def search(question: str, index: SearchIndex, query_vector: Sequence[float] | None) -> list[Hit]:
    """Return every passage that can be about the question, best first; ties are broken by id, so the order never varies."""
    asked = aspects_of(question, index.vocabulary)
    fitting = {passage for passage, aspects in index.passage_aspects.items() if compatible(asked, aspects)}
    cosines = index.vectors.scores(query_vector) if index.vectors is not None and query_vector is not None else {}
    question_terms = Counter(terms(question, index.vocabulary))
    rankings = [
        _ranked(cosines, fitting),
        _ranked(index.lexical.scores(question), fitting),
        _ranked(_concept_scores(asked, index), fitting),
    ]
    scores: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, passage in enumerate(ranking, 1):
            scores[passage] += 1 / (_RANK_CONSTANT + rank)
    hits = []
    for passage, score in scores.items():
        matched = agreement(asked, index.passage_aspects[passage])
        hits.append(
            Hit(
                passage,
                score + _AGREEMENT_WEIGHT * matched,
                cosines.get(passage),
                _coverage(question_terms, passage, index),
                matched,
            )
        )
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage))


def _ranked(scores: Mapping[str, float], fitting: set[str]) -> list[str]:
    return sorted(
        (passage for passage in scores if passage in fitting), key=lambda passage: (-scores[passage], passage)
    )


def _concept_scores(asked: Aspects, index: SearchIndex) -> dict[str, float]:
    """Score passages by the concepts shared with the question, rare ones more, concepts that nobody asked for against."""
    scores = {}
    for passage, aspects in index.passage_aspects.items():
        shared = asked.concepts & aspects.concepts
        if shared:
            weight = sum(index.rarity.get(f"concept:{concept}", 0.0) for concept in shared)
            scores[passage] = weight / math.sqrt(len(aspects.concepts))
    return scores


def _coverage(question_terms: Counter[str], passage: str, index: SearchIndex) -> float:
    unknown = max(index.rarity.values())
    weights = {term: index.rarity.get(term, unknown) for term in question_terms}
    total = sum(weights.values())
    held = sum(weight for term, weight in weights.items() if term in index.passage_terms[passage])
    return held / total if total else 0.0


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
                "coverage": hit.coverage,
                "agreement": hit.agreement,
            },
        )
