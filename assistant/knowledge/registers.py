"""What a reader must be told beside a passage: errors in a document's content, and statements that belong together."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.knowledge.errors import DataError, QuoteError
from assistant.knowledge.passages import SECTION_SEPARATOR, Passage
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


class Place(BaseModel):
    """Statements of one source at or below a section, those that hold certain words where `holding` is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    section: str
    holding: str | None = None

    def holds(self, passage: Passage) -> bool:
        """Tell whether a passage lies here."""
        inside = passage.section == self.section or passage.section.startswith(self.section + SECTION_SEPARATOR)
        return passage.source == self.source and inside and (self.holding is None or self.holding in passage.quote)


class _CompanionEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    why: str
    under: tuple[Place, ...]
    show: tuple[QuoteEntry, ...]


class Withheld(BaseModel):
    """Statements of background documents on what only the authority decides: they never answer by themselves."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    why: str
    under: tuple[Place, ...]


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
    """Statements that must stand beside others: whoever is shown one that lies under a place is shown all of `show`."""

    id: str
    why: str
    under: tuple[Place, ...]
    show: tuple[Quote, ...]


@dataclass(frozen=True)
class Registers:
    """All registers of the corpus."""

    errata: tuple[Erratum, ...]
    companions: tuple[Companion, ...]
    withheld: tuple[Withheld, ...]


def load_registers(corpus: Path, passages: Sequence[Passage]) -> tuple[Registers, tuple[QuoteError, ...]]:
    """Load errata.yaml, companions.yaml and withheld.yaml, every quote located, and the alarms for those that are not.

    A quote that is not found is an alarm, not a failure: look-ups go on. Raises DataError for a form that does not hold.
    """
    alarms: list[QuoteError] = []

    def found(entries: Sequence[QuoteEntry], file: str) -> tuple[Quote, ...]:
        quotes = []
        for entry in entries:
            try:
                quotes.append(locate(passages, entry.source, entry.section, entry.quote, file=file))
            except QuoteError as error:
                alarms.append(error)
        return tuple(quotes)

    errata = tuple(
        Erratum(entry.id, entry.summary, wrong, found(entry.right, "errata.yaml"))
        for entry in _read(corpus, "errata.yaml", _ErratumEntry)
        for wrong in found([entry.wrong], "errata.yaml")
    )
    companions = tuple(
        Companion(
            entry.id,
            entry.why,
            _filled(entry.under, passages, alarms, "companions.yaml"),
            found(entry.show, "companions.yaml"),
        )
        for entry in _read(corpus, "companions.yaml", _CompanionEntry)
    )
    withheld = tuple(_read(corpus, "withheld.yaml", Withheld))
    for entry in withheld:
        _filled(entry.under, passages, alarms, "withheld.yaml")
    return Registers(errata, companions, withheld), tuple(alarms)


def _filled(
    places: Sequence[Place], passages: Sequence[Passage], alarms: list[QuoteError], file: str
) -> tuple[Place, ...]:
    """Return the places, with an alarm for each that no passage fills."""
    alarms.extend(
        QuoteError(
            file,
            f"No statement of {place.source} lies under {place.section!r} and holds {place.holding!r}.",
            "Compare it with the document and correct the place.",
        )
        for place in places
        if not any(place.holds(passage) for passage in passages)
    )
    return tuple(places)


def _read(corpus: Path, file: str, form: type[_Entry]) -> list[_Entry]:
    try:
        return TypeAdapter(list[form]).validate_python(read_yaml(corpus / file))  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(file, f"Entry {place}: {first['msg']}.", "Correct it.") from error
