"""Does the answer cite every statement that a right answer rests on? (recall, all or nothing)"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.places import touches
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, ground: Ground) -> Score:
    """Look for one alternative of each expected group among the citations; a right question back or decline cites nothing."""
    if not expects.passages:
        return Score(None, "no statement is expected")
    if turn.kind in expects.or_kinds and turn.kind in {"clarify", "abstain"}:
        return Score(None, f"{turn.kind} is right too")
    missing = [
        group[0].quote
        for group in expects.passages
        if not any(touches(place, expected, ground.texts) for place in turn.cited for expected in group)
    ]
    return Score(not missing, f"not cited: {'; '.join(missing)}" if missing else "all cited")
