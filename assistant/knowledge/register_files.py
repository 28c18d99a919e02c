"""Read the register files strictly, and check the names in their conditions."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.knowledge.conditions import Asking, Calculated
from assistant.knowledge.errors import DataError
from assistant.knowledge.facets import Facet
from assistant.knowledge.register_entries import AgreementEntry, ConflictEntry, ErratumEntry, GapEntry
from assistant.knowledge.vocabulary import load_vocabulary
from assistant.knowledge.yaml_files import read_yaml

_Entry = TypeVar("_Entry", bound=BaseModel)


def read_entries(corpus: Path, file: str, form: type[_Entry]) -> list[_Entry]:
    """Return the entries of a register. Raises DataError, naming entry, key and remedy, for another form or an id twice."""
    raw = read_yaml(corpus / file)
    try:
        entries: list[_Entry] = TypeAdapter(list[form]).validate_python(raw)  # type: ignore[valid-type]
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


def check_names(
    corpus: Path,
    facets: Sequence[Facet],
    conflicts: Sequence[ConflictEntry],
    gaps: Sequence[GapEntry],
    errata: Sequence[ErratumEntry],
    agreements: Sequence[AgreementEntry],
) -> None:
    """Raise DataError where an entry names a concept, facet or conflict that does not exist, or names nothing."""
    known = {concept.id for concept in load_vocabulary(corpus / "vocabulary.yaml").concepts}
    twice = known & {facet.id for facet in facets}
    if twice:
        raise DataError("facets.yaml", f"{min(twice)!r} is a concept and a facet.", "Rename the facet.")
    known |= {facet.id for facet in facets}
    ids = {entry.id for entry in conflicts}
    for file, entries in (
        ("conflicts.yaml", conflicts),
        ("gaps.yaml", gaps),
        ("errata.yaml", errata),
        ("agreements.yaml", agreements),
    ):
        for entry in entries:
            conditions: list[Asking] = [*getattr(entry, "when", ()), *getattr(entry, "beside", ())]
            calculated: list[Calculated] = list(getattr(entry, "calculated", ()))
            _require(file, entry.id, {name for condition in conditions for name in condition.names}, known)
            _require(file, entry.id, {name for condition in calculated for name in condition.not_about}, known)
            _require(file, entry.id, entry.topics, known)
            _require(file, entry.id, (*getattr(entry, "conflicts", ()), *getattr(entry, "said_by", ())), ids)


def _require(file: str, entry: str, names: Iterable[str], known: set[str]) -> None:
    unknown = sorted(set(names) - known)
    if unknown:
        raise DataError(
            file, f"Entry {entry} names {unknown[0]!r}, which does not exist.", "Correct the name, or add it."
        )


def _id_at(raw: Any, place: tuple[int | str, ...]) -> str:
    entry = raw[place[0]] if isinstance(raw, list) and place and isinstance(place[0], int) else None
    return str(entry.get("id", "without id")) if isinstance(entry, dict) else "no entry"
