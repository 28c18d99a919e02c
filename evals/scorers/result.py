"""Does each calculation give the expected result?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.matching import wrong_in
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Compare the expected part of each result; does not apply where no calculation came."""
    wrong = wrong_in("result", turn, expects)
    if wrong is None:
        return Score(None, "nothing to compare")
    return Score(not wrong, f"expected and found: {wrong}" if wrong else "all as expected")
