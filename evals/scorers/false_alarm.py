"""Is a question on which the documents agree free of a conflict block?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Tell whether nothing is shown; applies where the case says that nothing may be."""
    if not expects.no_conflicts:
        return Score(None, "disagreements may be shown")
    shown = [conflict["id"] for conflict in turn.answer["conflicts"]]
    return Score(not shown, f"shown for nothing: {', '.join(shown)}" if shown else "none shown")
