"""Does each calculation use the inputs that it must use?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.matching import wrong_in
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Compare the inputs, numbers as numbers, exactly; does not apply where no calculation came."""
    wrong = wrong_in("inputs", turn, expects)
    if wrong is None:
        return Score(None, "nothing to compare")
    return Score(not wrong, f"expected and used: {wrong}" if wrong else "all as expected")
