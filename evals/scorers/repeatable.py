"""Is the answer to the same words the same in every run?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, _: Expectation, __: Ground) -> Score:
    """Compare the fingerprints of the runs; does not apply where there was one."""
    if len(turn.repeats) < 2:
        return Score(None, "asked once")
    different = len(set(turn.repeats))
    return Score(different == 1, f"{different} different answers in {len(turn.repeats)} runs")
