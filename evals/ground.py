"""What answers are judged against: the documents, what must stand together, the registers' fixed words and the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage
from assistant.knowledge.registers import Companion
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.rules import FOLDER, rules_of
from assistant.knowledge.yaml_files import read_yaml
from evals.limits import limits_of
from evals.quantities import Quantity

REGISTER_FILES = ("conflicts.yaml", "gaps.yaml", "errata.yaml", "agreements.yaml")
_SHORTEST_SENTENCE = 15


@dataclass(frozen=True)
class Ground:
    """What a judge needs of the corpus.

    texts: each document's transcription by id; registers: the entries of each register by id, as their files hold them;
    limits: numbers of what the rules cover, which a refusal may name.
    """

    texts: Mapping[str, str]
    passages: tuple[Passage, ...]
    companions: tuple[Companion, ...]
    registers: Mapping[str, Mapping[str, object]]
    rules: Rules
    limits: frozenset[Quantity] = frozenset()

    @cached_property
    def sections(self) -> frozenset[str]:
        """Every heading path of the documents, joined with ` > `."""
        paths = {passage.heading_path for passage in self.passages}
        return frozenset(" > ".join(path[:depth]) for path in paths for depth in range(1, len(path) + 1))

    @cached_property
    def fixed_words(self) -> Mapping[str, tuple[str, ...]]:
        """What the registers say in words of ours, by the entry's id: reviewed once, never composed."""
        return {
            entry_id: tuple(text for text in _texts(entry) if len(text) > _SHORTEST_SENTENCE)
            for entries in self.registers.values()
            for entry_id, entry in entries.items()
        }


def ground_of(corpus: Corpus) -> Ground:
    """Return what answers over a corpus are judged against."""
    return Ground(
        texts={document.source.id: document.text for document in corpus.documents.values()},
        passages=tuple(corpus.passages.values()),
        companions=corpus.registers.companions,
        registers={name: _entries(corpus, name) for name in REGISTER_FILES},
        rules=rules_of(corpus),
        limits=limits_of(corpus.folder / FOLDER),
    )


def _entries(corpus: Corpus, name: str) -> Mapping[str, object]:
    path = corpus.folder / name
    entries = read_yaml(path) if path.exists() else []
    return {str(entry["id"]): entry for entry in entries or []}


def _texts(node: object) -> Iterator[str]:
    """Return every text of a register entry but the documents' quotes and their places."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        if "quote" not in node:
            for part in node.values():
                yield from _texts(part)
    elif isinstance(node, list):
        for part in node:
            yield from _texts(part)
