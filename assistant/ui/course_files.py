"""A course as files: a calendar (ICS) and a table (CSV)."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from assistant.knowledge.csv_text import csv_text
from assistant.ui import page_words as words
from assistant.ui.course import LANES, Span

_HEAD = ("Cycle", "What", "Details", "First date", "Last date", "First day of the cycle", "Last day", "Dose", "Total")


def as_ics(spans: Sequence[Span], made_from: str, now: datetime) -> bytes:
    """Return the course as all-day events.

    made_from: the versions, for every event's description; now: with its zone. An event's identity is its cycle, its kind and
    its days, so that a calendar that has it already is not given it twice.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//BLIN assistant//schedule//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words.CALENDAR_NAME)
    for span in spans:
        event = Event()
        event.add("uid", f"{_identity(span)}@blin-assistant")
        event.add("dtstamp", now)
        event.add("dtstart", span.start_date)
        event.add("dtend", span.end_date + timedelta(days=1))
        event.add("summary", f"Cycle {span.cycle}: {span.label}")
        event.add("categories", [LANES[span.lane]])
        event.add("description", f"{words.CHECK_AGAINST} {made_from}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _identity(span: Span) -> str:
    named = f"{span.cycle}|{span.lane}|{span.label}|{span.start_date}|{span.end_date}"
    return hashlib.sha256(named.encode()).hexdigest()[:20]


def as_csv(spans: Sequence[Span], made_from: str) -> str:
    """Return the course as a table, its first line the names of the columns, its last what it was made from."""
    rows = [
        (
            str(span.cycle),
            LANES[span.lane],
            span.label,
            span.start_date.isoformat(),
            span.end_date.isoformat(),
            str(span.first_day),
            str(span.last_day),
            span.dose,
            span.total,
        )
        for span in spans
    ]
    return csv_text([_HEAD, *rows, (f"{words.CHECK_AGAINST} {made_from}",)])
