"""To which questions of the registers a question lies nearest: those for a gap, those on a conflict's fact rather than beside it."""

from collections.abc import Mapping, Sequence

from assistant.knowledge.facets import Nearness
from assistant.retrieval.index import VectorIndex

_LEAST_GAP = 0.7
"""From which similarity a question is one for a gap, where none that is answered or on a conflict's fact lies nearer: words of the gap
must stand in it as well (gaps.yaml). Set on the tuning half of the reference questions, with the fitted encoder."""
_LEAST_ON = 0.76
_LEAD_ON = 0.02
_LEAST_ON_ALONE = 0.72
_LEAD_ON_ALONE = 0.06
_LEAST_CLOSE = 0.85
_LEAST_FACT = 0.75
_LEAD_FACT = 0.06
_SLACK_FACT = 0.03
_LEAD_CLEAR = 0.03
"""From which similarity a question is one on a conflict's fact, and by how much it is nearer to questions on that than to those
beside it; where that is more, it may lie farther from both; from which similarity it is so without a word of the conflict's
topics; and from which beside an answer, where it is hardly nearer to those that statements answer; and
how much farther those are where it is so beside any answer. Set likewise."""


def nearness_of(vectors: VectorIndex, query_vector: Sequence[float]) -> Nearness:
    """Return the gaps and conflicts whose questions lie nearest to a question.

    A gap's are no farther than those that statements answer.
    """
    scores = vectors.scores(query_vector)
    on, beside = scores["on_conflict"], scores["beside_conflict"]
    asked = max(scores["asked"].values(), default=0.0)
    least = max(_LEAST_GAP, asked, *on.values())
    gaps = frozenset(gap for gap, cosine in scores["gap"].items() if cosine >= least)
    nearest = max(on, key=lambda conflict: (on[conflict], conflict), default=None)
    return Nearness(
        on=gaps | _nearer(on, beside, _LEAST_ON, _LEAD_ON) | _nearer(on, beside, _LEAST_ON_ALONE, _LEAD_ON_ALONE),
        close=_nearer(on, beside, _LEAST_CLOSE, _LEAD_ON),
        is_clear=nearest is not None and on[nearest] >= asked + _LEAD_CLEAR,
        fact=nearest if nearest in _nearer(on, beside, max(_LEAST_FACT, asked - _SLACK_FACT), _LEAD_FACT) else None,
    )


def _nearer(these: Mapping[str, float], those: Mapping[str, float], least: float, lead: float) -> frozenset[str]:
    return frozenset(name for name, cosine in these.items() if cosine >= max(least, those.get(name, 0.0) + lead))
