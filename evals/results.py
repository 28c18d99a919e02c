"""What a run writes and a judge reads: one answered case a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.cases import Case
from evals.expectation import Expectation
from evals.places import Place


@dataclass(frozen=True)
class AnsweredTurn:
    """One turn of a conversation with its answer.

    said: the user's words up to and with this turn; expects: None where the turn only sets the scene; answer: the JSON of the
    contract; hits: what retrieval ranks first, empty where it was not asked; repeats: fingerprints of the answer to the same
    words in every run, one where it was asked once.
    """

    said: tuple[str, ...]
    expects: Expectation | None
    answer: Mapping[str, Any]
    hits: tuple[Place, ...] = ()
    repeats: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the answer."""
        return str(self.answer["kind"])

    @property
    def calculations(self) -> tuple[Mapping[str, Any], ...]:
        """The calculations in the answer, the main one first."""
        main = self.answer.get("calculation")
        return (*([main] if main else []), *self.answer.get("also", ()))

    @property
    def cited(self) -> tuple[Place, ...]:
        """The places that the answer cites."""
        return tuple(Place(c["source"], c["section"], c["start"], c["end"]) for c in self.answer["citations"])


@dataclass(frozen=True)
class Result:
    """A case with its answered turns, the file it stands in, and the seconds it took."""

    case: Case
    group: str
    turns: tuple[AnsweredTurn, ...]
    seconds: float


@dataclass(frozen=True)
class Score:
    """A scorer's judgement. value: True, False or a number; None where the scorer does not apply, which is never zero."""

    value: bool | float | None
    explanation: str
