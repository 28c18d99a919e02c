"""Judge the answers of a run: every scorer on every turn of which something is expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.cases import Half
from evals.expectation import Expectation
from evals.ground import Ground
from evals.results import AnsweredTurn, Result, Score
from evals.scorers import NEEDED_FOR_RIGHT, SCORERS, UNDERSTOOD


@dataclass(frozen=True)
class TurnVerdict:
    """A turn with the judgement of each scorer; number: of the turn in its conversation, from 1."""

    turn: AnsweredTurn
    expects: Expectation
    number: int
    scores: Mapping[str, Score]

    @property
    def right(self) -> bool:
        """Whether every needed scorer that applies says so."""
        return all(self.scores[name].value is not False for name in NEEDED_FOR_RIGHT)

    @property
    def understood(self) -> bool:
        """Whether the right thing was done with the right inputs."""
        return all(self.scores[name].value is not False for name in UNDERSTOOD)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, in words."""
        return tuple(
            f"{name.replace('_', ' ')}: {self.scores[name].explanation}"
            for name in NEEDED_FOR_RIGHT
            if self.scores[name].value is False
        )


@dataclass(frozen=True)
class Verdict:
    """A case with the verdicts on its turns; right: each of them is."""

    result: Result
    turns: tuple[TurnVerdict, ...]

    @property
    def right(self) -> bool:
        """Whether every judged turn is fully right."""
        return all(turn.right for turn in self.turns)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, in words, with the turn where there are several."""
        several = len(self.result.turns) > 1
        return tuple(
            f"turn {turn.number}, {fault}" if several else fault for turn in self.turns for fault in turn.faults
        )


def judge(results: Sequence[Result], ground: Ground) -> list[Verdict]:
    """Apply every scorer to every turn of which something is expected."""
    return [
        Verdict(
            result,
            tuple(
                _judged(turn, turn.expects, number, ground)
                for number, turn in enumerate(result.turns, 1)
                if turn.expects is not None
            ),
        )
        for result in results
    ]


def half_of(verdicts: Sequence[Verdict], half: Half) -> list[Verdict]:
    """Return the verdicts on one half."""
    return [verdict for verdict in verdicts if verdict.result.case.half == half]


def _judged(turn: AnsweredTurn, expects: Expectation, number: int, ground: Ground) -> TurnVerdict:
    scores = {name: scorer(turn, expects, ground) for name, scorer in SCORERS.items()}
    return TurnVerdict(turn, expects, number, scores)
