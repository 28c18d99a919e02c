"""Which gaps a question lies nearest to: no farther than from the questions that statements answer."""

from collections.abc import Sequence

from assistant.retrieval.index import VectorIndex

_LEAST_COSINE = 0.55
_SLACK = 0.04
"""From which similarity a question is one for a gap, and how much nearer another may be: words of the gap must stand in it as
well (gaps.yaml). Set on the tuning half of the reference questions."""


def nearest_gaps(vectors: VectorIndex, query_vector: Sequence[float]) -> frozenset[str]:
    """Return the ids of the gaps of which a question is about as near as the nearest that a statement answers, or nearer."""
    scores = vectors.scores(query_vector)
    answered = max(scores["asked"].values(), default=0.0)
    return frozenset(gap for gap, cosine in scores["gap"].items() if cosine >= max(_LEAST_COSINE, answered - _SLACK))
