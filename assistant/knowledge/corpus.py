"""The whole corpus, loaded and checked: documents, passages, registers, and the hash that names this state of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge.asked import Asked, load_asked, load_asked_of_conflicts, load_asked_of_gaps
from assistant.knowledge.asked_elsewhere import FOLDER, load_asked_elsewhere
from assistant.knowledge.documents import Document, read_document
from assistant.knowledge.errors import QuoteError
from assistant.knowledge.glossary import Glossary, load_glossary
from assistant.knowledge.lists import ListOf, load_lists
from assistant.knowledge.not_covered import load_not_covered
from assistant.knowledge.passages import Passage, split
from assistant.knowledge.register_loading import load_registers
from assistant.knowledge.registers import Registers
from assistant.knowledge.sources import Source, load_sources


@dataclass(frozen=True)
class Corpus:
    """What the assistant knows.

    folder: where it was read from; documents by id, the authority first; passages by id in reading order; hash: the first
    12 hex digits of a sha256 over all documents and the declarations that shape their passages. alarms: places where data of
    the corpus no longer fits its documents; what they stood for is left out until someone reviews it. asked_of_gaps: questions that no document answers, each with the id of its gap;
    asked_of_conflicts, asked_beside_conflicts: questions on what the documents state differently, and on other things of the same subject, each with the id of the conflict;
    asked_elsewhere: questions of other matters, each with its field.
    """

    folder: Path
    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]
    registers: Registers
    asked: tuple[Asked, ...]
    asked_of_gaps: tuple[Asked, ...]
    asked_of_conflicts: tuple[Asked, ...]
    asked_beside_conflicts: tuple[Asked, ...]
    asked_elsewhere: tuple[Asked, ...]
    lists: tuple[ListOf, ...]
    not_covered: Mapping[str, tuple[Passage, ...]]
    glossary: Glossary
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
    lists, list_alarms = load_lists(folder, every)
    digest = hashlib.sha256()
    for document in documents.values():
        digest.update(document.source.model_dump_json().encode())
        digest.update(document.text.encode())
    not_covered = load_not_covered(folder, every)
    glossary, glossary_alarms = load_glossary(folder, [document.source for document in documents.values()], every)
    every_alarm = (*alarms, *asked_alarms, *list_alarms, *glossary_alarms)
    return Corpus(
        folder,
        documents,
        passages,
        registers,
        asked,
        load_asked_of_gaps(folder / "asked"),
        *load_asked_of_conflicts(folder / "asked"),
        load_asked_elsewhere(folder / FOLDER),
        lists,
        not_covered,
        glossary,
        every_alarm,
        digest.hexdigest()[:12],
    )
