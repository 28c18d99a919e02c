"""Does each calculation use the inputs that it must use?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.matching import differing, pairs
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Compare the inputs, numbers as numbers, exactly; does not apply where no calculation came."""
    found = [pair for pair in pairs(turn) if pair.found is not None and pair.expected.inputs]
    if not found:
        return Score(None, "no calculation with expected inputs")
    wrong = {
        name: [pair.expected.inputs[name], value]
        for pair in found
        for name, value in differing(pair.expected.inputs, pair.found["inputs"] if pair.found else {}).items()
    }
    return Score(not wrong, f"expected and used: {wrong}" if wrong else "all inputs as said")
