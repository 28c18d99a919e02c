"""What is compared when the encoder is fitted: batches of a corpus' questions, and which of them lead to the same."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.entries import Entry, EntryKind

Relation = Literal["same", "other", "either"]
_Item = TypeVar("_Item")

_PER_LABEL = 4
_PER_CONFLICT_BESIDE = 3
_NEAR_LABELS = 14
_OF_NEAREST_LABELS = 40
_ANY_LABELS = 10
_GAPS = 9
_CONFLICTS = 7
_NEAR_ELSEWHERE = 40
_ANY_ELSEWHERE = 24
_PROBES = 24
_PER_PROBE = 3

_ANSWERED = frozenset({"statement", "asked"})
_APART = frozenset(
    {
        frozenset({"asked", "gap"}),
        frozenset({"statement", "gap"}),
        frozenset({"asked", "elsewhere"}),
        frozenset({"statement", "elsewhere"}),
        frozenset({"gap", "elsewhere"}),
        frozenset({"on_conflict", "elsewhere"}),
    }
)


def relation(one: Entry, two: Entry) -> Relation:
    """Tell whether two questions lead to the same, to something else, or may do either.

    Of one subject, a question on a disagreement's fact and one beside it are not the same; that on another subject is left open.
    """
    kinds, share = frozenset({one.kind, two.kind}), bool(set(one.passages) & set(two.passages))
    if kinds <= _ANSWERED or kinds in ({"gap"}, {"on_conflict"}):
        return "same" if share else "other"
    if kinds == {"elsewhere"}:
        return "same"
    if kinds in _APART:
        return "other"
    if kinds == {"beside_conflict"}:
        return "same" if share else "either"
    if kinds == {"on_conflict", "beside_conflict"}:
        return "other" if share else "either"
    return "either"


@dataclass(frozen=True)
class Groups:
    """Rows of entries by what they lead to: statements and questions by passage, those of gaps and conflicts by their ids.

    near: for each passage its nearest ones, itself first, by the vectors of an encoder that is not fitted.
    """

    by_passage: Mapping[str, Sequence[int]]
    near: Mapping[str, Sequence[str]]
    by_gap: Mapping[str, Sequence[int]]
    on_conflict: Mapping[str, Sequence[int]]
    beside_conflict: Mapping[str, Sequence[int]]
    elsewhere: Sequence[int]


def groups_of(entries: Sequence[Entry], vectors: NDArray[np.float32]) -> Groups:
    """Group the entries of a corpus. vectors: entries by dimensions, unit length."""
    rows: dict[EntryKind, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, entry in enumerate(entries):
        kind: EntryKind = "asked" if entry.kind in _ANSWERED else entry.kind
        for passage in entry.passages:
            rows[kind][passage].append(row)
    by_passage = {passage: of_it for passage, of_it in rows["asked"].items() if len(of_it) > 1}
    middles = np.stack([vectors[of_it].mean(axis=0) for of_it in by_passage.values()])
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    order, names = np.argsort(-(middles @ middles.T), axis=1), list(by_passage)
    near = {name: [names[column] for column in order[row, :_OF_NEAREST_LABELS]] for row, name in enumerate(names)}
    elsewhere = [row for of_it in rows["elsewhere"].values() for row in of_it]
    return Groups(by_passage, near, rows["gap"], rows["on_conflict"], rows["beside_conflict"], elsewhere)


def batch(groups: Groups, vectors: NDArray[np.float32], chance: random.Random) -> list[int]:
    """Return the rows of one batch: passages near each other and any others, gaps, conflicts, and other matters, near ones and any."""
    seed = chance.choice(sorted(groups.by_passage))
    near = chance.sample(list(groups.near[seed]), min(_NEAR_LABELS, len(groups.near[seed])))
    labels = [*near, *chance.choices(sorted(groups.by_passage), k=_ANY_LABELS)]
    rows = {row for label in labels for row in _some(groups.by_passage[label], _PER_LABEL, chance)}
    for gap in _some(sorted(groups.by_gap), _GAPS, chance):
        rows.update(_some(groups.by_gap[gap], _PER_LABEL, chance))
    for conflict in _some(sorted(groups.on_conflict), _CONFLICTS, chance):
        rows.update(_some(groups.on_conflict[conflict], _PER_LABEL, chance))
        rows.update(_some(groups.beside_conflict.get(conflict, ()), _PER_CONFLICT_BESIDE, chance))
    if groups.elsewhere:
        elsewhere = np.asarray(groups.elsewhere)
        probes = _some(sorted(rows), _PROBES, chance)
        nearest = np.argsort(vectors[probes] @ vectors[elsewhere].T, axis=1)[:, -_PER_PROBE:]
        rows.update(_some(elsewhere[np.unique(nearest)].tolist(), _NEAR_ELSEWHERE, chance))
        rows.update(_some(groups.elsewhere, _ANY_ELSEWHERE, chance))
    return sorted(rows)


def _some(items: Sequence[_Item], most: int, chance: random.Random) -> list[_Item]:
    return chance.sample(list(items), min(most, len(items)))
