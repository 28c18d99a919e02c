"""Premedication and monitoring that a calendar of a course shows (corpus/calendar.yaml), each with the statement that says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.knowledge.errors import DataError
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote, locate
from assistant.knowledge.register_entries import QuoteEntry
from assistant.knowledge.yaml_files import read_yaml

EventKind = Literal["premedication", "monitoring"]
Cycles = Literal["each", "first"]

_FILE = "calendar.yaml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: EventKind
    label: str
    cycles: Cycles
    hours: int | None = None
    says: QuoteEntry


@dataclass(frozen=True)
class CalendarEvent:
    """Something due at the start of each cycle, or of the first.

    hours: how long it goes on from the start of the infusion; None where it is due before the infusion starts.
    """

    id: str
    kind: EventKind
    label: str
    cycles: Cycles
    hours: int | None
    says: Quote


def load_calendar(corpus: Path, passages: Sequence[Passage]) -> tuple[CalendarEvent, ...]:
    """Load calendar.yaml, every quote located.

    Raises DataError for a form that does not hold or hours that the quote does not print, QuoteError for a quote that is not found.
    """
    try:
        entries = TypeAdapter(list[_Entry]).validate_python(read_yaml(corpus / _FILE))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(_FILE, f"Entry {place}: {first['msg']}.", "Correct it.") from error
    return tuple(_event(entry, passages) for entry in entries)


def _event(entry: _Entry, passages: Sequence[Passage]) -> CalendarEvent:
    if entry.hours is not None and f"{entry.hours} hours" not in entry.says.quote:
        raise DataError(_FILE, f"The hours of {entry.id!r} do not stand in its quote.", "Correct the hours.")
    quote = locate(passages, entry.says.source, entry.says.section, entry.says.quote, file=_FILE)
    return CalendarEvent(entry.id, entry.kind, entry.label, entry.cycles, entry.hours, quote)
