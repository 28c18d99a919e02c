"""What the background says of uses that the rules do not cover (corpus/not_covered.yaml)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.knowledge.conditions import Place
from assistant.knowledge.errors import DataError
from assistant.knowledge.passages import Passage
from assistant.knowledge.yaml_files import read_yaml

_FILE = "not_covered.yaml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    indication: str
    under: Place


def load_not_covered(corpus: Path, passages: Sequence[Passage]) -> Mapping[str, tuple[Passage, ...]]:
    """Return the statements of the background by indication. Raises DataError for a wrong form."""
    try:
        entries = TypeAdapter(tuple[_Entry, ...]).validate_python(read_yaml(corpus / _FILE))
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(_FILE, f"Entry {first['loc']}: {first['msg']}.", "Correct it.") from error
    return {entry.indication: tuple(p for p in passages if entry.under.holds(p)) for entry in entries}
