"""Is a conversation free of facts that it should have forgotten: a former patient's, a corrected value?"""

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, expects: Expectation, _: Ground) -> Score:
    """Look for inputs that must not be used, in calculations and among the facts in use; applies from the second turn on."""
    if len(turn.said) == 1 or not expects.absent:
        return Score(None, "nothing to forget")
    used = {name for given in turn.calculations for name in given["inputs"]}
    used |= {fact["name"] for fact in turn.answer.get("facts", ()) if fact.get("carried")}
    leaked = sorted(used & set(expects.absent))
    return Score(not leaked, f"not forgotten: {', '.join(leaked)}" if leaked else "nothing leaked")
