"""Were the right calculators used, the main one first?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.matching import pairs
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Look for each expected calculator; does not apply where no calculation is expected, or none came."""
    if not expects.calculations or turn.kind != "calculation":
        return Score(None, "no calculation is expected" if not expects.calculations else "no calculation")
    missing = [pair.expected.calculator for pair in pairs(turn, expects) if pair.found is None]
    if missing:
        return Score(value=False, explanation=f"not calculated: {missing}")
    first = turn.calculations[0]["calculator"]
    if expects.calculator is not None and first != expects.calculator:
        return Score(value=False, explanation=f"{first} stands first, expected {expects.calculator}")
    return Score(value=True, explanation="all calculated")
