"""A course on the calendar: every span of days with what happens in it, from a schedule and the events that belong to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, cast

from assistant.calculators.calculation import Calculation, Field
from assistant.calculators.wording import shown
from assistant.knowledge.calendar_events import CalendarEvent
from assistant.knowledge.rule_forms import InputTable

Lane = Literal["infusion", "treatment_free", "hospital", "premedication", "monitoring"]

LANES: Mapping[Lane, str] = {
    "infusion": "Infusion",
    "treatment_free": "Treatment-free interval",
    "hospital": "Hospital stay, at least",
    "premedication": "Premedication",
    "monitoring": "Monitoring",
}
_HOURS_A_DAY = 24


@dataclass(frozen=True)
class Span:
    """Some days of a cycle, both ends included.

    first_day counts from 1 in the cycle; dose, total: in words with their unit, empty where nothing is infused.
    """

    lane: Lane
    cycle: int
    label: str
    start_date: date
    end_date: date
    first_day: int
    last_day: int
    dose: str = ""
    total: str = ""


def course(calculation: Calculation, events: Sequence[CalendarEvent], table: InputTable) -> tuple[Span, ...]:
    """Return the spans of a schedule by date: what the calculator laid out, and premedication and monitoring."""
    cycles = cast(Sequence[Mapping[str, Field]], calculation.result["cycles"])
    spans = [span for cycle in cycles for span in _of_cycle(cycle, events, table)]
    return tuple(sorted(spans, key=lambda span: (span.start_date, list(LANES).index(span.lane))))


def _of_cycle(fields: Mapping[str, Field], events: Sequence[CalendarEvent], table: InputTable) -> Iterator[Span]:
    cycle = int(cast(Decimal, fields["cycle"]))
    steps = cast(Sequence[Mapping[str, Field]], fields["steps"])
    first_date = date.fromisoformat(str(steps[0]["start_date"]))
    for step in steps:
        dose = shown(cast(Decimal, step["dose_mcg_per_day"]), "mcg/day", table)
        total = shown(cast(Decimal, step["total_mcg"]), "mcg", table)
        yield _span("infusion", cycle, f"Blinatumomab {dose}", first_date, step, dose, total)
    free = cast(Mapping[str, Field], fields["treatment_free"])
    yield _span("treatment_free", cycle, "No infusion", first_date, free)
    if fields["hospitalization"] is not None:
        stay = cast(Mapping[str, Field], fields["hospitalization"])
        yield _span("hospital", cycle, "In hospital, at least", first_date, stay)
    for event in events:
        if event.cycles == "each" or cycle == 1:
            days = 1 if event.hours is None else -(-event.hours // _HOURS_A_DAY)
            when = "" if event.hours is None else f", first {event.hours} hours"
            end_date = first_date + timedelta(days=days - 1)
            yield Span(event.kind, cycle, event.label + when, first_date, end_date, 1, days)


def _span(
    lane: Lane, cycle: int, label: str, first_date: date, days: Mapping[str, Field], dose: str = "", total: str = ""
) -> Span:
    start_date, end_date = date.fromisoformat(str(days["start_date"])), date.fromisoformat(str(days["end_date"]))
    first_day, last_day = (start_date - first_date).days + 1, (end_date - first_date).days + 1
    return Span(lane, cycle, label, start_date, end_date, first_day, last_day, dose, total)
