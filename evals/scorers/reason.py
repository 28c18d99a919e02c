"""Does a decline give a reason that is right?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Compare the reasons; does not apply where no decline is expected, or none came (the kind says so)."""
    if not expects.reasons:
        return Score(None, "no reason is expected")
    if turn.kind != "abstain":
        return Score(None, "not declined")
    found = turn.answer["reason"]
    return Score(found in expects.reasons, f"{found}, expected {' or '.join(sorted(expects.reasons))}")
