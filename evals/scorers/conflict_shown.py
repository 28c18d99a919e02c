"""Is every disagreement that bears on the question shown?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Look for each expected id among the conflicts shown."""
    if not expects.conflicts:
        return Score(None, "no disagreement is expected")
    missing = sorted(set(expects.conflicts) - {conflict["id"] for conflict in turn.answer["conflicts"]})
    return Score(not missing, f"not shown: {', '.join(missing)}" if missing else "shown")
