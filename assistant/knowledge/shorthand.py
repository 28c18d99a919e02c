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
    deciding: frozenset[str]


@dataclass(frozen=True)
class Shorthand:
    """short_forms: the plain word that a short form always stands for; deciding: words in which a slip is always mended."""

    short_forms: Mapping[str, str]
    deciding: frozenset[str]


def load_shorthand(folder: Path) -> Shorthand:
    """Load the short forms of a corpus. Raises DataError for another form, and for a short form that gives another one."""
    try:
        entries = _Entries.model_validate(read_yaml(folder / _FILE))
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(_FILE, f"{first['loc']}: {first['msg']}.", "Correct it.") from error
    for short, plain in entries.short_forms.items():
        if plain in entries.short_forms or short in entries.deciding or short != short.lower():
            raise DataError(
                _FILE, f"{short!r}: {plain!r} is short itself, or {short!r} is no short form.", "Correct it."
            )
    return Shorthand(entries.short_forms, entries.deciding)
