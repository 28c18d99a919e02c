"""Does each calculation give the expected result?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.matching import differing, pairs
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Compare the expected part of each result; does not apply where no calculation came."""
    found = [pair for pair in pairs(turn) if pair.found is not None and pair.expected.result]
    if not found:
        return Score(None, "no calculation with an expected result")
    wrong = {
        name: [pair.expected.result[name], value]
        for pair in found
        for name, value in differing(pair.expected.result, pair.found["result"] if pair.found else {}).items()
    }
    return Score(not wrong, f"expected and found: {wrong}" if wrong else "all results as expected")
