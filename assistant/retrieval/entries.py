"""What is indexed: statements, and questions that lead to them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.asked import Asked
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage

EntryKind = Literal["statement", "asked"]


@dataclass(frozen=True)
class Entry:
    """A text to search, and the ids of the passages that it leads to."""

    id: str
    kind: EntryKind
    text: str
    passages: tuple[str, ...]


def entries_of(corpus: Corpus) -> tuple[Entry, ...]:
    """Return the entries of a corpus: every passage under its headings, and every question asked of one."""
    statements = [Entry(p.id, "statement", text_of(p), (p.id,)) for p in corpus.passages.values()]
    return (*statements, *_asked_entries(corpus.asked))


def best_by_passage(entries: Sequence[Entry], scores: Sequence[float], kind: EntryKind) -> dict[str, float]:
    """Return the best score of each passage among its entries of one kind, those above zero."""
    best: dict[str, float] = {}
    for entry, score in zip(entries, scores, strict=True):
        if entry.kind == kind and score > 0.0:
            for passage in entry.passages:
                if score > best.get(passage, 0.0):
                    best[passage] = score
    return best


def _asked_entries(asked: Sequence[Asked]) -> list[Entry]:
    # One question may be asked of two statements: it is one text with both.
    leads: dict[str, tuple[str, ...]] = {}
    for item in asked:
        leads[item.question] = tuple(dict.fromkeys((*leads.get(item.question, ()), *item.passages)))
    return [
        Entry(f"asked:{hashlib.sha256(question.encode()).hexdigest()[:16]}", "asked", question, passages)
        for question, passages in leads.items()
    ]


def text_of(passage: Passage) -> str:
    """Return the statement with the headings that give it meaning ("Adverse Effects: Common (25-49%): Headache")."""
    return ": ".join((*passage.heading_path, passage.words))
