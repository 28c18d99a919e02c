"""The documents of the corpus as they are declared (corpus/sources.yaml)."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.knowledge.errors import DataError
from assistant.knowledge.yaml_files import read_yaml

Standing = Literal["authority", "background", "site"]

_FILE = "sources.yaml"


class TableForm(BaseModel):
    """How one table of a document splits into statements.

    section: the heading path above the table, joined with ` > `; row_labels: columns whose cells name the row;
    statement: what is one statement: a row, a cell beyond the labels, or each semicolon-parted item of a cell.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    section: str
    row_labels: tuple[str, ...] = ()
    statement: Literal["row", "cell", "item"] = "row"


class Source(BaseModel):
    """A document of the corpus: what it is, who stands behind it, and how far it may be trusted.

    standing: `authority` decides rules, `background` adds labelled background, `site` is a hospital's own document.
    original, document: paths relative to the corpus folder; sha256: of the original, both None where the Markdown
    document is itself the original.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    title: str
    label: str
    publisher: str
    revision: str
    standing: Standing
    jurisdiction: str
    original: str | None = None
    document: str
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    notice: str
    tables: tuple[TableForm, ...] = ()


def load_sources(corpus: Path) -> tuple[Source, ...]:
    """Return the declared documents, the authority first, then a site's own, then background.

    Raises DataError for a declaration that lacks a field or holds an unknown one, and for an id that stands twice.
    """
    entries = read_yaml(corpus / _FILE)
    if not isinstance(entries, list):
        raise DataError(_FILE, "The file is not a list of documents.", "See the comment at its top.")
    sources: list[Source] = []
    for entry in entries:
        try:
            source = Source.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            name = entry.get("id", "?") if isinstance(entry, dict) else "?"
            raise DataError(_FILE, f"Document {name!r}, field {place!r}: {first['msg']}.", "Correct it.") from error
        if source.id in {known.id for known in sources}:
            raise DataError(_FILE, f"The id {source.id!r} stands twice.", "Give each document its own id.")
        sources.append(source)
    order: tuple[Standing, ...] = ("authority", "site", "background")
    return tuple(sorted(sources, key=lambda source: order.index(source.standing)))
