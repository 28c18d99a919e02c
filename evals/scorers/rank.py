"""At which rank does retrieval find the first expected statement?"""

from collections.abc import Mapping

from evals.places import touches
from evals.results import Result, Score

NOT_FOUND = 1_000


def score(result: Result, texts: Mapping[str, str]) -> Score:
    """Return the rank, from 1; 1,000 where the statement is not among the hits kept."""
    expected = [quote for group in result.case.expects.passages for quote in group]
    if not expected:
        return Score(None, "no statement is expected")
    for rank, place in enumerate(result.hits, 1):
        if any(touches(place, quote, texts) for quote in expected):
            return Score(rank, f"rank {rank}")
    return Score(NOT_FOUND, f"not among the first {len(result.hits)}")
