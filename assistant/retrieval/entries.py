"""What is indexed: texts that lead to a passage."""

from dataclasses import dataclass

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage


@dataclass(frozen=True)
class Entry:
    """A text to search, and the id of the passage that it leads to."""

    id: str
    text: str
    passage: str


def entries_of(corpus: Corpus) -> tuple[Entry, ...]:
    """Return the entries of a corpus: every passage under its headings."""
    return tuple(Entry(passage.id, text_of(passage), passage.id) for passage in corpus.passages.values())


def text_of(passage: Passage) -> str:
    """Return the statement with the headings that give it meaning ("Adverse Effects: Common (25-49%): Headache")."""
    return ": ".join((*passage.heading_path, passage.words))
