"""What a reader must be told beside a passage: errors in a document's content, and statements that belong together."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.knowledge.errors import DataError
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote, locate
from assistant.knowledge.yaml_files import read_yaml


_Entry = TypeVar("_Entry", bound=BaseModel)


class QuoteEntry(BaseModel):
    """A quote as a data file writes it: document, heading path joined with ` > `, and words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    section: str
    quote: str


class _ErratumEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    summary: str
    wrong: QuoteEntry
    right: tuple[QuoteEntry, ...]


class _CompanionEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    why: str
    beside: tuple[QuoteEntry, ...]
    show: tuple[QuoteEntry, ...]


class _WithheldEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    why: str
    statements: tuple[QuoteEntry, ...]


@dataclass(frozen=True)
class Erratum:
    """A statement of a document that is wrong in itself, with the statements that show it.

    summary says what is wrong in words of ours; the wrong statement is never shown without it.
    """

    id: str
    summary: str
    wrong: Quote
    right: tuple[Quote, ...]


@dataclass(frozen=True)
class Companion:
    """Statements that must stand beside others: whoever is shown one of `beside` is shown all of `show`."""

    id: str
    why: str
    beside: tuple[Quote, ...]
    show: tuple[Quote, ...]


@dataclass(frozen=True)
class Withheld:
    """Statements of background documents on what only the authority decides: they never answer by themselves."""

    id: str
    why: str
    statements: tuple[Quote, ...]


@dataclass(frozen=True)
class Registers:
    """All registers of the corpus."""

    errata: tuple[Erratum, ...]
    companions: tuple[Companion, ...]
    withheld: tuple[Withheld, ...]


def load_registers(corpus: Path, passages: Sequence[Passage]) -> Registers:
    """Load errata.yaml, companions.yaml and withheld.yaml, every quote located.

    Raises DataError for a form that does not hold and QuoteError for a quote that is not found.
    """

    def quotes(entries: Sequence[QuoteEntry], file: str) -> tuple[Quote, ...]:
        return tuple(locate(passages, entry.source, entry.section, entry.quote, file=file) for entry in entries)

    errata = tuple(
        Erratum(entry.id, entry.summary, quotes([entry.wrong], "errata.yaml")[0], quotes(entry.right, "errata.yaml"))
        for entry in _read(corpus, "errata.yaml", _ErratumEntry)
    )
    companions = tuple(
        Companion(entry.id, entry.why, quotes(entry.beside, "companions.yaml"), quotes(entry.show, "companions.yaml"))
        for entry in _read(corpus, "companions.yaml", _CompanionEntry)
    )
    withheld = tuple(
        Withheld(entry.id, entry.why, quotes(entry.statements, "withheld.yaml"))
        for entry in _read(corpus, "withheld.yaml", _WithheldEntry)
    )
    return Registers(errata, companions, withheld)


def _read(corpus: Path, file: str, form: type[_Entry]) -> list[_Entry]:
    try:
        return TypeAdapter(list[form]).validate_python(read_yaml(corpus / file))  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(file, f"Entry {place}: {first['msg']}.", "Correct it.") from error
