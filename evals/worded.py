"""What a language model did in a run: how much it worded, how much of it fell, and how long answers took."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.answering import replies
from evals.judge import Verdict


@dataclass(frozen=True)
class Worded:
    """What is counted.

    answers: turns in all; worded: those that open with a model's prose; dropped: its sentences that fell; unused: turns in which
    it could not be used; seconds: the median time of a case.
    """

    answers: int
    worded: int
    dropped: int
    unused: int
    seconds: float


def worded(verdicts: Sequence[Verdict]) -> Worded:
    """Count over a judged run."""
    turns = [turn.answer for verdict in verdicts for turn in verdict.result.turns]
    return Worded(
        answers=len(turns),
        worded=sum(str(turn.get("engine", "")).startswith("llm:") for turn in turns),
        dropped=sum(len(turn.get("dropped", ())) for turn in turns),
        unused=sum(replies.MODEL_UNAVAILABLE in turn["text"] for turn in turns),
        seconds=median(verdict.result.seconds for verdict in verdicts) if verdicts else 0.0,
    )


def told(name: str, found: Worded) -> str:
    """Say it in one line."""
    return (
        f"{name}: {found.worded} of {found.answers} answers worded by a model, {found.dropped} sentences dropped, "
        f"model not usable in {found.unused}, {found.seconds:.2f} s a case"
    )
