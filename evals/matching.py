"""Whether the calculations in an answer are the expected ones: numbers as numbers, parts as parts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from evals.expectation import Expectation, ExpectedCalculation
from evals.results import AnsweredTurn

_RELATIVE = 1e-9
"""JSON numbers are doubles: two spellings of one exact number may differ in the last digit."""


@dataclass(frozen=True)
class Pair:
    """An expected calculation and the one of the answer that comes nearest to it, None where there is none."""

    expected: ExpectedCalculation
    found: Mapping[str, Any] | None


def holds(expected: object, found: object) -> bool:
    """Tell whether `expected` is equal to `found` or, of mappings and lists, a part of it."""
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return math.isclose(expected, found, rel_tol=_RELATIVE)
    if isinstance(expected, Mapping):
        return isinstance(found, Mapping) and all(
            key in found and holds(value, found[key]) for key, value in expected.items()
        )
    if isinstance(expected, Sequence) and not isinstance(expected, str):
        return (
            isinstance(found, Sequence)
            and len(found) >= len(expected)
            and all(holds(one, other) for one, other in zip(expected, found, strict=False))
        )
    return expected == found


def differing(expected: Mapping[str, object], found: Mapping[str, object]) -> dict[str, object]:
    """Return the keys of `expected` that do not hold, with what is there instead (None: nothing)."""
    return {key: found.get(key) for key, value in expected.items() if key not in found or not holds(value, found[key])}


def pairs(turn: AnsweredTurn, expects: Expectation) -> tuple[Pair, ...]:
    """Pair each expected calculation with the answer's nearest one of the same calculator; none is taken twice."""
    left = list(turn.calculations)
    paired = []
    for expected in expects.calculations:
        candidates = [given for given in left if given["calculator"] == expected.calculator]
        nearest = min(
            candidates,
            key=lambda given: (
                len(differing(expected.inputs, given["inputs"])),
                len(differing(expected.result, given["result"])),
            ),
            default=None,
        )
        if nearest is not None:
            left.remove(nearest)
        paired.append(Pair(expected, nearest))
    return tuple(paired)


def wrong_in(part: Literal["inputs", "result"], turn: AnsweredTurn, expects: Expectation) -> dict[str, object] | None:
    """Return, by name, what is expected and what is found where they differ, over all pairs; None where nothing is compared."""
    wrong: dict[str, object] = {}
    compared = False
    for pair in pairs(turn, expects):
        wanted = pair.expected.inputs if part == "inputs" else pair.expected.result
        if pair.found is not None and wanted:
            compared = True
            wrong |= {name: [wanted[name], value] for name, value in differing(wanted, pair.found[part]).items()}
    return wrong if compared else None
