"""Is every quote the document's text at its span, word for word?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, _: Expectation, ground: Ground) -> Score:
    """Compare each quote, and each side of a conflict, with the transcription."""
    citations = turn.answer["citations"]
    sides = [side for conflict in turn.answer["conflicts"] for side in conflict["sides"]]
    if not citations and not sides:
        return Score(None, "no quote")
    wrong = [c["quote"] for c in citations if ground.texts[c["source"]][c["start"] : c["end"]] != c["quote"]]
    wrong += [side["quote"] for side in sides if side["quote"] not in ground.texts[side["source"]]]
    return Score(
        not wrong, f"not verbatim: {'; '.join(wrong)}" if wrong else f"{len(citations) + len(sides)} quotes verbatim"
    )
