"""What is indexed: statements, and questions that lead to them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from assistant.knowledge.asked import Asked
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage

_FIVE = 5

EntryKind = Literal["statement", "asked", "gap", "on_conflict", "beside_conflict", "elsewhere"]


@dataclass(frozen=True)
class Entry:
    """A text to search, and the ids of the passages that it leads to; of a register's questions, the id of its entry; `elsewhere`, the field."""

    id: str
    kind: EntryKind
    text: str
    passages: tuple[str, ...]


def entries_of(corpus: Corpus) -> tuple[Entry, ...]:
    """Return the entries of a corpus: every passage under its headings, every question asked of one, of a gap, of a conflict, of another matter."""
    statements = [Entry(p.id, "statement", text_of(p), (p.id,)) for p in corpus.passages.values()]
    return (
        *statements,
        *_asked_entries(corpus.asked, "asked"),
        *_asked_entries(corpus.asked_of_gaps, "gap"),
        *_asked_entries(corpus.asked_of_conflicts, "on_conflict"),
        *_asked_entries(corpus.asked_beside_conflicts, "beside_conflict"),
        *_asked_entries(corpus.asked_elsewhere, "elsewhere"),
    )


@dataclass(frozen=True)
class Leads:
    """Which entry leads to which passage, prepared for many questions.

    passages: ids; entry_rows and passage_rows, of one kind of entry: the row of an entry among all, and that of a passage
    to which it leads.
    """

    passages: tuple[str, ...]
    entry_rows: Mapping[EntryKind, NDArray[np.intp]]
    passage_rows: Mapping[EntryKind, NDArray[np.intp]]

    def best(self, scores: NDArray[np.float32], kind: EntryKind) -> dict[str, float]:
        """Return the best score of each passage among its entries of one kind, those above zero."""
        best = np.zeros(len(self.passages), dtype=np.float32)
        np.maximum.at(best, self.passage_rows[kind], scores[self.entry_rows[kind]])
        found = np.flatnonzero(best)
        return {self.passages[row]: score for row, score in zip(found.tolist(), best[found].tolist(), strict=True)}

    def best_five(self, scores: NDArray[np.float32], kind: EntryKind) -> dict[str, float]:
        """Return the mean of the five best scores of each passage among its entries of one kind. scores: of these entries alone."""
        by_passage = self.passage_rows[kind]
        order = np.lexsort((-scores, by_passage))
        rows, starts, counts = np.unique(by_passage[order], return_index=True, return_counts=True)
        return {
            self.passages[row]: float(scores[order[start : start + min(count, _FIVE)]].mean())
            for row, start, count in zip(rows.tolist(), starts.tolist(), counts.tolist(), strict=True)
        }


def leads_of(entries: Sequence[Entry]) -> Leads:
    """Prepare the leads of entries."""
    passages = tuple(dict.fromkeys(passage for entry in entries for passage in entry.passages))
    rows = {passage: row for row, passage in enumerate(passages)}
    pairs: dict[EntryKind, list[tuple[int, int]]] = {kind: [] for kind in get_args(EntryKind)}
    for entry_row, entry in enumerate(entries):
        pairs[entry.kind] += [(entry_row, rows[passage]) for passage in entry.passages]
    return Leads(
        passages,
        {kind: np.asarray([entry for entry, _ in of_kind], dtype=np.intp) for kind, of_kind in pairs.items()},
        {kind: np.asarray([passage for _, passage in of_kind], dtype=np.intp) for kind, of_kind in pairs.items()},
    )


def _asked_entries(asked: Sequence[Asked], kind: EntryKind) -> list[Entry]:
    # One question may be asked of two statements: it is one text with both.
    leads: dict[str, tuple[str, ...]] = {}
    for item in asked:
        leads[item.question] = tuple(dict.fromkeys((*leads.get(item.question, ()), *item.passages)))
    return [
        Entry(f"{kind}:{hashlib.sha256(question.encode()).hexdigest()[:16]}", kind, question, passages)
        for question, passages in leads.items()
    ]


def text_of(passage: Passage) -> str:
    """Return the statement with the headings that give it meaning ("Adverse Effects: Common (25-49%): Headache")."""
    return ": ".join((*passage.heading_path, passage.words))
