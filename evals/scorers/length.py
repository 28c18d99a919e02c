"""How many words does the answer have before the registers?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score
from evals.voice import before_registers


def score(turn: AnsweredTurn, _: Expectation, ground: Ground) -> Score:
    """Count the words of a look-up up to the first disagreement or gap; does not apply to other kinds."""
    if turn.kind != "answer":
        return Score(None, f"{turn.kind}, not a look-up")
    count = len(before_registers(turn.answer, ground).split())
    return Score(count, f"{count} words")
