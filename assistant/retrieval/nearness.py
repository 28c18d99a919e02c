"""To which questions of the registers a question lies nearest: those for a gap, those on a conflict's fact rather than beside it."""

from collections.abc import Mapping, Sequence

from assistant.knowledge.disagreement_rule import Closeness
from assistant.knowledge.facets import Nearness
from assistant.retrieval.index import VectorIndex

_LEAST_GAP = 0.645
"""From which similarity a question is one for a gap, where none that is answered or on a conflict's fact lies nearer: words of the gap
must stand in it as well (gaps.yaml). Set on the tuning half of the reference questions, with the fitted encoder."""
_SLACK_GAP = 0.01
_LEAD_GAP_ALONE = 0.06
"""By how much those may lie nearer after all; and by how much the nearest gap must be nearer than those that are answered where
no word of it stands in the question. Set likewise."""
_LEAST_ON = 0.7
_LEAD_ON = 0.02
_LEAST_ON_ALONE = 0.655
_LEAD_ON_ALONE = 0.06
_LEAST_CLOSE = 0.805
"""From which similarity a question is one on a conflict's fact, and by how much it is nearer to questions on that than to those
beside it; where that is more, it may lie farther from both; and from which similarity it is so without a word of the conflict's
topics. Set likewise. Beside an answer corpus/disagreement_rule.yaml decides."""
_NONE = 0.0


def nearness_of(vectors: VectorIndex, query_vector: Sequence[float]) -> Nearness:
    """Return the gaps and conflicts whose questions lie nearest to a question.

    A gap's are no farther than those that statements answer, but for a little.
    """
    scores = vectors.scores(query_vector)
    on, beside = scores["on_conflict"], scores["beside_conflict"]
    asked = max(scores["asked"].values(), default=_NONE)
    gaps = _gaps_from(scores["gap"], max(_LEAST_GAP, max(asked, *on.values(), _NONE) - _SLACK_GAP))
    alone = max(_LEAST_GAP, asked + _LEAD_GAP_ALONE, *on.values(), *scores["gap"].values())
    close_gaps = _gaps_from(scores["gap"], alone)
    return Nearness(
        on=gaps | _nearer(on, beside, _LEAST_ON, _LEAD_ON) | _nearer(on, beside, _LEAST_ON_ALONE, _LEAD_ON_ALONE),
        close=close_gaps | _nearer(on, beside, _LEAST_CLOSE, _LEAD_ON),
        conflicts=_closeness(vectors, query_vector, on, beside),
        gaps=scores["gap"],
        answered=scores["asked"],
    )


def _gaps_from(cosines: Mapping[str, float], least: float) -> frozenset[str]:
    return frozenset(gap for gap, cosine in cosines.items() if cosine >= least)


def _closeness(
    vectors: VectorIndex, query_vector: Sequence[float], on: Mapping[str, float], beside: Mapping[str, float]
) -> dict[str, Closeness]:
    five_on = vectors.scores_of_five(query_vector, "on_conflict")
    five_beside = vectors.scores_of_five(query_vector, "beside_conflict")
    first, second, *_ = [*sorted(on.values(), reverse=True), _NONE, _NONE]
    return {
        name: Closeness(
            on=cosine,
            five_on=five_on[name],
            beside=beside.get(name, _NONE),
            five_beside=five_beside.get(name, _NONE),
            ahead=cosine - (second if cosine == first else first),
        )
        for name, cosine in on.items()
    }


def _nearer(these: Mapping[str, float], those: Mapping[str, float], least: float, lead: float) -> frozenset[str]:
    return frozenset(name for name, cosine in these.items() if cosine >= max(least, those.get(name, 0.0) + lead))
