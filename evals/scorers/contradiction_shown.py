"""Is every contradiction, and every place where the summary says less or other, shown? Omissions and another scope are judged with the rest."""

from collections.abc import Mapping

from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Score

_KINDS = ("contradiction", "narrower")


def score(turn: AnsweredTurn, expects: Expectation, ground: Ground) -> Score:
    """Look for each expected disagreement of these kinds among the conflicts shown."""
    entries = ground.registers["conflicts.yaml"]
    expected = {name for name in expects.conflicts if _kind(entries.get(name)) in _KINDS}
    if not expected:
        return Score(None, "no such disagreement is expected")
    missing = sorted(expected - {conflict["id"] for conflict in turn.answer["conflicts"]})
    return Score(not missing, f"not shown: {', '.join(missing)}" if missing else "shown")


def _kind(entry: object) -> object:
    return entry.get("kind") if isinstance(entry, Mapping) else None
