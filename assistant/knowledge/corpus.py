"""The whole corpus, loaded and checked: documents, passages, registers, and the hash that names this state of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge.asked import Asked, load_asked
from assistant.knowledge.documents import Document, read_document
from assistant.knowledge.errors import QuoteError
from assistant.knowledge.passages import Passage, split
from assistant.knowledge.register_loading import load_registers
from assistant.knowledge.registers import Registers
from assistant.knowledge.sources import Source, load_sources


@dataclass(frozen=True)
class Corpus:
    """What the assistant knows.

    folder: where it was read from; documents by id, the authority first; passages by id in reading order; hash: the first
    12 hex digits of a sha256 over all documents and the declarations that shape their passages. alarms: places where data of
    the corpus no longer fits its documents; what they stood for is left out until someone reviews it.
    """

    folder: Path
    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]
    registers: Registers
    asked: tuple[Asked, ...]
    alarms: tuple[QuoteError, ...]
    hash: str

    def source_of(self, passage: Passage) -> Source:
        """Return the declaration of the passage's document."""
        return self.documents[passage.source].source


def load_corpus(folder: Path) -> Corpus:
    """Load and check the corpus. Raises CorpusError, naming the file and what to do, where it cannot be used."""
    documents = {source.id: read_document(folder, source) for source in load_sources(folder)}
    passages = {passage.id: passage for document in documents.values() for passage in split(document)}
    every = tuple(passages.values())
    registers, alarms = load_registers(folder, every)
    asked, asked_alarms = load_asked(folder / "asked", every)
    digest = hashlib.sha256()
    for document in documents.values():
        digest.update(document.source.model_dump_json().encode())
        digest.update(document.text.encode())
    return Corpus(folder, documents, passages, registers, asked, (*alarms, *asked_alarms), digest.hexdigest()[:12])
