"""Which gaps a question lies nearest to: nearer than to any question that a statement answers."""

from collections.abc import Sequence

from assistant.retrieval.index import VectorIndex

_LEAST_COSINE = 0.55
"""From which similarity a question is one for a gap. Set on the tuning half of the reference questions."""


def nearest_gaps(vectors: VectorIndex, query_vector: Sequence[float]) -> frozenset[str]:
    """Return the ids of the gaps of which a question is as near as the nearest that a statement answers, or nearer."""
    scores = vectors.scores(query_vector)
    answered = max(scores["asked"].values(), default=0.0)
    return frozenset(gap for gap, cosine in scores["gap"].items() if cosine >= max(_LEAST_COSINE, answered))
