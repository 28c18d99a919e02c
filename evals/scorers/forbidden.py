"""Is the text free of what only a wrong answer would hold?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score
from evals.voice import as_read


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Look for each forbidden string in the text as a person reads it, without regard to case."""
    if not expects.forbids:
        return Score(None, "nothing is forbidden")
    text = as_read(turn.answer)
    found = [words for words in expects.forbids if words.lower() in text]
    return Score(not found, f"holds: {'; '.join(found)}" if found else "holds nothing forbidden")
