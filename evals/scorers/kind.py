"""Is the answer of a kind that is right: answered, calculated, asked back, or declined?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Compare the kinds."""
    return Score(turn.kind in expects.kinds, f"{turn.kind}, expected {' or '.join((expects.kind, *expects.or_kinds))}")
