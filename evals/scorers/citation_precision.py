"""Which share of the citations is about what was asked?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.places import touches
from evals.results import AnsweredTurn, Score
from evals.scorers.companion import companions_of


def score(turn: AnsweredTurn, expects: Expectation, ground: Ground) -> Score:
    """Return the share that are expected statements, or must stand beside one; no bar to a right answer."""
    if not expects.passages or not turn.cited:
        return Score(None, "no statement is expected" if not expects.passages else "no citation")
    expected = [quote for group in expects.passages for quote in group]
    beside = {(quote.source, quote.start, quote.end) for quote in companions_of(turn, ground)}
    notes = {place for place in turn.cited if (place.source, place.start, place.end) in beside}
    about = [p for p in turn.cited if p in notes or any(touches(p, quote, ground.texts) for quote in expected)]
    return Score(len(about) / len(turn.cited), f"{len(about)} of {len(turn.cited)} citations")
