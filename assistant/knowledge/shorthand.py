"""How notes are typed on the ward (corpus/shorthand.yaml): short forms of plain words, and words on which a reading turns."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.knowledge.errors import DataError
from assistant.knowledge.yaml_files import read_yaml

_FILE = "shorthand.yaml"


class _Entries(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    short_forms: dict[str, str]
    plain_words: dict[str, str]
    people: frozenset[str]
    aims: frozenset[str]
    deciding: frozenset[str]


@dataclass(frozen=True)
class Shorthand:
    """short_forms: the plain word that a short form always stands for; plain_words: the one of several words that is read.

    deciding: words in which a slip is always mended.
    """

    short_forms: Mapping[str, str]
    plain_words: Mapping[str, str]
    deciding: frozenset[str]


def load_shorthand(folder: Path) -> Shorthand:
    """Load the short forms of a corpus. Raises DataError for another form, and for a short form that gives another one."""
    try:
        entries = _Entries.model_validate(read_yaml(folder / _FILE))
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(_FILE, f"{first['loc']}: {first['msg']}.", "Correct it.") from error
    deciding = entries.deciding | entries.people | entries.aims
    for words in (entries.short_forms, entries.plain_words):
        for typed, plain in words.items():
            if plain.lower() in words or typed in entries.deciding:
                raise DataError(_FILE, f"{typed!r} or {plain!r} stands for itself and for another.", "Keep one.")
    return Shorthand(_lower(entries.short_forms), _lower(entries.plain_words), deciding)


def _lower(words: Mapping[str, str]) -> Mapping[str, str]:
    return {typed.lower(): plain for typed, plain in words.items()}
