"""Read the register files strictly, and check the names in their conditions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.knowledge.conditions import Asking, Calculated
from assistant.knowledge.errors import DataError
from assistant.knowledge.facets import Facets
from assistant.knowledge.register_entries import (
    AboutEntry,
    AgreementEntry,
    CompanionEntry,
    ConflictEntry,
    ErratumEntry,
    GapEntry,
    Withheld,
)
from assistant.knowledge.vocabulary import load_vocabulary
from assistant.knowledge.yaml_files import read_yaml

_Entry = TypeVar("_Entry", bound=BaseModel)


def read_entries(corpus: Path, file: str, form: type[_Entry]) -> list[_Entry]:
    """Return the entries of a register. Raises DataError, naming entry, key and remedy, for another form or an id twice."""
    raw = read_yaml(corpus / file)
    try:
        entries: list[_Entry] = TypeAdapter(list[form]).validate_python(raw)  # type: ignore[valid-type]  # the form is a value
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(
            file, f"Entry {place} ({_id_at(raw, first['loc'])}): {first['msg']}.", "Correct that key."
        ) from error
    ids = [str(getattr(entry, "id", "")) for entry in entries]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise DataError(file, f"The id {twice!r} stands twice.", "Give each entry its own id.")
    return entries


@dataclass(frozen=True)
class Entries:
    """The entries of the registers, as their files write them."""

    conflicts: list[ConflictEntry]
    gaps: list[GapEntry]
    errata: list[ErratumEntry]
    agreements: list[AgreementEntry]
    about_documents: list[AboutEntry]
    companions: list[CompanionEntry]
    withheld: list[Withheld]


def read_registers(corpus: Path, facets: Facets) -> Entries:
    """Read every register. Raises DataError for a form that does not hold, and for a name that does not exist."""
    entries = Entries(
        read_entries(corpus, "conflicts.yaml", ConflictEntry),
        read_entries(corpus, "gaps.yaml", GapEntry),
        read_entries(corpus, "errata.yaml", ErratumEntry),
        read_entries(corpus, "agreements.yaml", AgreementEntry),
        read_entries(corpus, "about_documents.yaml", AboutEntry),
        read_entries(corpus, "companions.yaml", CompanionEntry),
        read_entries(corpus, "withheld.yaml", Withheld),
    )
    _check_names(corpus, facets, entries)
    return entries


def _check_names(corpus: Path, facets: Facets, entries: Entries) -> None:
    known = {concept.id for concept in load_vocabulary(corpus / "vocabulary.yaml").concepts}
    twice = known & facets.names
    if twice:
        raise DataError("facets.yaml", f"{min(twice)!r} is a concept and a facet.", "Rename the facet.")
    known |= facets.names
    ids = {entry.id for entry in entries.conflicts}
    for conflict in entries.conflicts:
        _require("conflicts.yaml", conflict.id, (*conflict.topics, *_names(conflict.when, conflict.calculated)), known)
    for gap in entries.gaps:
        _require(
            "gaps.yaml", gap.id, (*gap.topics, *_names((*gap.when, *gap.near, *gap.beside), gap.calculated)), known
        )
        _require("gaps.yaml", gap.id, gap.conflicts, ids)
    for erratum in entries.errata:
        _require("errata.yaml", erratum.id, (*erratum.topics, *_names(erratum.when)), known)
        _require("errata.yaml", erratum.id, erratum.said_by, ids)
    for agreement in entries.agreements:
        _require("agreements.yaml", agreement.id, agreement.topics, known)
    for about in entries.about_documents:
        _require("about_documents.yaml", about.id, (*about.asking, *about.not_asking), known)
        _require("about_documents.yaml", about.id, about.conflicts, ids)


def _names(when: Sequence[Asking], calculated: Sequence[Calculated] = ()) -> set[str]:
    return {name for asking in when for name in asking.names} | {
        name for calculation in calculated for name in calculation.names
    }


def _require(file: str, entry: str, names: Iterable[str], known: set[str]) -> None:
    unknown = sorted(set(names) - known)
    if unknown:
        raise DataError(
            file, f"Entry {entry} names {unknown[0]!r}, which does not exist.", "Correct the name, or add it."
        )


def _id_at(raw: Any, place: tuple[int | str, ...]) -> str:
    entry = raw[place[0]] if isinstance(raw, list) and place and isinstance(place[0], int) else None
    return str(entry.get("id", "without id")) if isinstance(entry, dict) else "no entry"
