"""What a run writes and a judge reads: one answered case a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.cases import Case
from evals.places import Place


@dataclass(frozen=True)
class Result:
    """A case with its answer (the JSON of the contract), the passages that retrieval ranked first, and the seconds it took."""

    case: Case
    group: str
    answer: Mapping[str, Any]
    hits: tuple[Place, ...]
    seconds: float

    @property
    def cited(self) -> tuple[Place, ...]:
        """The places that the answer cites."""
        return tuple(Place(c["source"], c["section"], c["start"], c["end"]) for c in self.answer["citations"])


@dataclass(frozen=True)
class Score:
    """A scorer's judgement. value: True, False or a number; None where the scorer does not apply, which is never zero."""

    value: bool | float | None
    explanation: str
