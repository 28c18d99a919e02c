"""Does the text hold the decisive words and numbers?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score
from evals.voice import as_read


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Look for each mention, or one of its alternatives, as a person reads the text, without regard to case."""
    if not expects.mentions:
        return Score(None, "no mention is expected")
    if turn.kind in expects.or_kinds and turn.kind in {"clarify", "abstain"}:
        return Score(None, f"{turn.kind} is right too")
    text = as_read(turn.answer)
    groups = [(mention,) if isinstance(mention, str) else mention for mention in expects.mentions]
    missing = [" or ".join(group) for group in groups if not any(words.lower() in text for words in group)]
    return Score(not missing, f"not mentioned: {'; '.join(missing)}" if missing else "all mentioned")
