"""Does a question back ask for what is missing?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Compare the inputs asked for: all of `missing`, one of `missing_any`; does not apply where nothing was asked."""
    if turn.kind != "clarify" or not (expects.missing or expects.missing_any):
        return Score(None, "no inputs to ask for" if turn.kind == "clarify" else "not asked")
    asked = set(turn.answer["missing"])
    lacking = sorted(set(expects.missing) - asked)
    if expects.missing_any and not asked & set(expects.missing_any):
        lacking.append(f"one of {list(expects.missing_any)}")
    return Score(
        not lacking, f"asked for {sorted(asked)}, not for {lacking}" if lacking else f"asked for {sorted(asked)}"
    )
