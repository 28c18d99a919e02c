"""Is every calculation free of an input that the words do not bear out?

The gravest fault: a number taken silently. Wrong is an input whose value is not the expected one, one that must not be used, and one
that should have been asked for.
"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.matching import differing, pairs
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Look at every input used; does not apply where the case says nothing about inputs."""
    named = {name for calculation in expects.calculations for name in calculation.inputs}
    asked_for = set() if "calculation" in expects.kinds else {*expects.missing, *expects.missing_any}
    if not named and not expects.absent and not asked_for:
        return Score(None, "nothing is said about inputs")
    taken: dict[str, object] = {}
    paired = pairs(turn, expects)
    for pair in paired:
        if pair.found is not None:
            used = {name: pair.found["inputs"][name] for name in pair.expected.inputs if name in pair.found["inputs"]}
            taken |= {n: v for n, v in differing(pair.expected.inputs, used).items() if n in used}
    for given in turn.calculations:
        taken |= {name: value for name, value in given["inputs"].items() if name in {*expects.absent, *asked_for}}
    return Score(not taken, f"taken silently: {taken}" if taken else "nothing taken silently")
