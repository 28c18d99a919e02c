"""The form of corpus/glossary.yaml, checked: every key known, every term once, one source each, no number and no advice."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from assistant.knowledge.errors import DataError
from assistant.knowledge.yaml_files import read_yaml

FILE = "glossary.yaml"

# A digit that is not part of a name such as CD19: a number could be taken for a dose, a grade or a limit.
_NUMBER = re.compile(r"(?<![A-Za-z0-9])\d")
_ADVICE = re.compile(
    r"\b(?:should|shall|recommend\w*|hold|withhold|discontinue|restart|resume|escalate)\b", re.IGNORECASE
)


def _without_number(words: str) -> str:
    if _NUMBER.search(words):
        raise ValueError("holds a number, which could be taken for a rule; say it without")
    return words


def _without_advice(words: str) -> str:
    if advice := _ADVICE.search(words):
        raise ValueError(f"gives advice ({advice[0]!r}), which only the documents do; say what the term means")
    return words


_Spelling = Annotated[str, Field(min_length=2)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteEntry(_Entry):
    """Words of a document that explain a term, and where they stand."""

    source: str
    section: str
    quote: str = Field(min_length=1)


class TermEntry(_Entry):
    """A term with its spellings, its meaning and its one source."""

    term: str = Field(min_length=1)
    words: tuple[_Spelling, ...] = ()
    exact: tuple[_Spelling, ...] = ()
    means: str = Field(min_length=1)
    standard: str | None = None
    document: QuoteEntry | None = None

    _no_number = field_validator("means")(_without_number)
    _no_advice = field_validator("means")(_without_advice)

    @model_validator(mode="after")
    def _has_spellings_and_one_source(self) -> Self:
        if not (self.words or self.exact):
            raise ValueError("has no spelling: give words or exact")
        if (self.standard is None) == (self.document is None):
            raise ValueError("needs exactly one source: standard or document")
        return self


class SectionEntry(_Entry):
    """What kind of section stands under a heading path, joined with ` > `."""

    source: str
    section: str
    kind: str = Field(min_length=1)

    _no_number = field_validator("kind")(_without_number)


class Entries(_Entry):
    """The whole file. standards: the name of each, by its key."""

    standards: dict[str, str]
    sections: tuple[SectionEntry, ...]
    terms: tuple[TermEntry, ...]


def read_glossary(corpus: Path) -> Entries:
    """Return the file's entries. Raises DataError, naming the key and what to do, where its form does not hold."""
    content = read_yaml(corpus / FILE)
    try:
        entries = Entries.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(
            FILE, f"{_place(content, first['loc'])}: {first['msg'].removeprefix('Value error, ')}.", "Correct it."
        ) from error
    _check_standards(entries)
    _check_once("term", ((entry.term.casefold(), entry.term) for entry in entries.terms))
    _check_once("spelling", _every_spelling(entries))
    _check_once("section", ((f"{entry.source} {entry.section}", entry.section) for entry in entries.sections))
    return entries


def _place(content: Any, place: tuple[int | str, ...]) -> str:
    """Name where a form does not hold: the entry by its term or section, then the key."""
    match place:
        case (str(part), int(position), *keys):
            entry = content[part][position]
            named = entry if isinstance(entry, dict) else {}
            name = named.get("term") or named.get("section") or position
            return f"Entry {name!r} of {part}, key {'.'.join(map(str, keys))!r}"
        case _:
            return f"Key {'.'.join(map(str, place))!r}"


def _check_standards(entries: Entries) -> None:
    for entry in entries.terms:
        if entry.standard is not None and entry.standard not in entries.standards:
            raise DataError(
                FILE,
                f"Entry {entry.term!r} of terms, key 'standard': there is no standard {entry.standard!r}.",
                "Name one of those listed under standards, or add it there.",
            )


def _every_spelling(entries: Entries) -> Iterator[tuple[str, str]]:
    for entry in entries.terms:
        yield from ((form, entry.term) for form in {form.casefold() for form in (*entry.words, *entry.exact)})


def _check_once(what: str, named: Iterator[tuple[str, str]]) -> None:
    owners: dict[str, str] = {}
    for name, owner in named:
        if name in owners:
            raise DataError(
                FILE,
                f"Entry {owner!r}, key {what}: {name!r} stands twice (also {owners[name]!r}).",
                "Keep one of them.",
            )
        owners[name] = owner
