"""Questions that statements answer, in the words of a ward (corpus/asked): retrieval data beside the statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.knowledge.errors import DataError, QuoteError
from assistant.knowledge.passages import SECTION_SEPARATOR, Passage
from assistant.knowledge.yaml_files import read_yaml

_Entry = TypeVar("_Entry")
_OF_GAPS = "gaps.yaml"
_OF_CONFLICTS = "conflicts.yaml"


class _AskedOfConflict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    on_it: tuple[str, ...]
    beside: tuple[str, ...]


class _AskedEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    section: str
    opening: str | None = None
    shared: str | None = None
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A question, and the ids of the passages that answer it (the cells of both weight bands, where it names none).

    shared: why it is asked of further statements, in entries of their own; None where it stands once.
    """

    question: str
    passages: tuple[str, ...]
    shared: str | None = None


def load_asked(folder: Path, passages: Sequence[Passage]) -> tuple[tuple[Asked, ...], tuple[QuoteError, ...]]:
    """Load the questions of every document that has some: the file `<source>.yaml` of the folder.

    Questions of a statement that the document no longer holds are left out, each with an alarm. Raises DataError for a
    file that does not have its form.
    """
    asked: list[Asked] = []
    alarms: list[QuoteError] = []
    for source in dict.fromkeys(passage.source for passage in passages):
        path = folder / f"{source}.yaml"
        if not path.exists():
            continue
        of_source = [passage for passage in passages if passage.source == source]
        for entry in _read(path):
            ids = tuple(passage.id for passage in passages_at(entry.section, entry.opening, of_source))
            if ids:
                asked += [Asked(question, ids, entry.shared) for question in entry.asked]
            else:
                alarms.append(
                    QuoteError(
                        f"asked/{path.name}",
                        f"No statement under {entry.section!r} begins {entry.opening!r}.",
                        "Correct the place, or remove its questions.",
                    )
                )
    return tuple(asked), tuple(alarms)


def load_asked_of_gaps(folder: Path) -> tuple[Asked, ...]:
    """Load the questions for what the documents do not state (gaps.yaml of the folder), each with the id of its gap.

    Raises DataError for a file that does not have its form.
    """
    entries = _read_mapping(folder / _OF_GAPS, TypeAdapter(dict[str, tuple[str, ...]]), "Write gap: [questions].")
    return tuple(Asked(question, (gap,)) for gap, questions in entries.items() for question in questions)


def load_asked_of_conflicts(folder: Path) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
    """Load the questions on what the documents state differently, and those beside it, each with the id of its conflict.

    Raises DataError for a file that does not have its form.
    """
    form = TypeAdapter(dict[str, _AskedOfConflict])
    entries = _read_mapping(folder / _OF_CONFLICTS, form, "Write conflict: {on_it: [questions], beside: [questions]}.")
    return (
        tuple(Asked(question, (conflict,)) for conflict, entry in entries.items() for question in entry.on_it),
        tuple(Asked(question, (conflict,)) for conflict, entry in entries.items() for question in entry.beside),
    )


def _read_mapping(path: Path, form: TypeAdapter[dict[str, _Entry]], remedy: str) -> dict[str, _Entry]:
    if not path.exists():
        return {}
    try:
        return form.validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(f"asked/{path.name}", f"Entry {place}: {first['msg']}.", remedy) from error


def passages_at(section: str, opening: str | None, passages: Sequence[Passage]) -> list[Passage]:
    """Return the statements of the section that begin with the opening; without one, all at or below it but footnotes.

    Where a statement is the opening word for word, it alone is meant: "Edema" is not the list that begins with it.
    """
    if opening is None:
        below = section + SECTION_SEPARATOR
        return [p for p in passages if (p.section + SECTION_SEPARATOR).startswith(below) and p.kind != "footnote"]
    begun = [p for p in passages if p.section == section and p.quote.startswith(opening)]
    return [p for p in begun if p.quote == opening] or begun


def _read(path: Path) -> list[_AskedEntry]:
    try:
        return TypeAdapter(list[_AskedEntry]).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(f"asked/{path.name}", f"Entry {place}: {first['msg']}.", "Correct it.") from error
