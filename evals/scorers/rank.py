"""At which rank does retrieval find the first expected statement?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.places import touches
from evals.results import AnsweredTurn, Score

NOT_FOUND = 1_000


def score(turn: AnsweredTurn, expects: Expectation, ground: Ground) -> Score:
    """Return the rank, from 1; 1,000 where the statement is not among the hits kept."""
    expected = [quote for group in expects.passages for quote in group]
    if not expected or not turn.hits:
        return Score(None, "no statement is expected" if not expected else "retrieval was not asked")
    for rank, place in enumerate(turn.hits, 1):
        if any(touches(place, quote, ground.texts) for quote in expected):
            return Score(rank, f"rank {rank}")
    return Score(NOT_FOUND, f"not among the first {len(turn.hits)}")
