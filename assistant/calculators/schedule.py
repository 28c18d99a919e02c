"""The dates and amounts of a course (document sections: Drug Regimen; Cycle Frequency; Other Supportive Care)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from assistant.calculators import scope
from assistant.calculators.calculation import CalculationError, Computed, Field
from assistant.calculators.dose import (
    BodySurface,
    band_sentence,
    body_surface,
    body_surface_problems,
    dose_sentence,
    dosing_for,
    step_citations,
)
from assistant.calculators.inputs import Given
from assistant.calculators.wording import ONLY_ADULTS, shown
from assistant.knowledge.numbers import amount
from assistant.knowledge.quotes import Quote
from assistant.knowledge.rule_sets import ScheduleRules
from assistant.knowledge.rule_tables import DoseTable, HospitalStay, Step

_UNINTERRUPTED = (
    "These are the dates of a course without interruption. After a hold they no longer hold; the protocol decides."
)


def problems(given: Given, rules: ScheduleRules) -> Iterator[CalculationError]:
    """Yield what the inputs together, or the rules, do not allow."""
    table = rules.dose.table
    cycles = given.numbers.get("cycles")
    if cycles is not None and not table.cycles.holds(cycles):
        yield CalculationError("not_covered", "cycles", f"The monograph covers {table.cycles.words}.")
    start_date = given.dates.get("start_date")
    if start_date is not None and not _fits_the_calendar(start_date, table):
        yield CalculationError("implausible", "start_date", "The course would end after the last year of the calendar.")
    yield from scope.problems(given, rules.dose.scope)
    by_bsa = tuple(step for step in table.steps if step.dosing == "bsa")
    yield from body_surface_problems(given, rules.dose, by_bsa, needed=True)


def compute(given: Given, rules: ScheduleRules) -> Computed:
    """Lay out cycles, steps, treatment-free intervals and hospital stays from the start date."""
    table = rules.dose.table
    dosing = dosing_for(given, rules.dose)
    surface = body_surface(given, rules.dose) if dosing == "bsa" else None
    count = int(given.numbers.get("cycles", table.cycles.value))
    cycles = [_cycle(number, given, rules, surface) for number in range(1, count + 1)]
    total = sum((cycle.total_mcg for cycle in cycles), Decimal())
    used_steps = tuple(dict.fromkeys(step for cycle in cycles for step in cycle.steps))
    by_bsa: dict[str, Field] = {} if surface is None else {"bsa_m2": surface.bsa_m2}
    return Computed(
        used=("weight_kg", "start_date", "age_years", "indication", *(surface.used if surface else ())),
        inputs={"cycles": Decimal(count)},
        result={
            "cycles": [cycle.fields for cycle in cycles],
            "end_date": cycles[-1].last_date.isoformat(),
            "total_mcg": total,
            "dosing": dosing,
            **by_bsa,
        },
        steps=(
            band_sentence(given, rules.dose),
            *(surface.steps if surface else ()),
            *(_dose_line(step, surface, rules) for step in used_steps),
            *(sentence for cycle in cycles for sentence in cycle.sentences),
            f"Whole course: {shown(total, 'mcg', rules.inputs)}; last treatment-free day {cycles[-1].last_date.isoformat()}.",
            ONLY_ADULTS,
        ),
        warnings=(_UNINTERRUPTED, *(surface.warnings if surface else ())),
        citations=_citations(used_steps, cycles, rules),
    )


@dataclass(frozen=True)
class _Cycle:
    """One cycle on the calendar: its value fields, its sentences, the steps it uses, and what its stay rests on."""

    fields: Mapping[str, Field]
    sentences: tuple[str, ...]
    steps: tuple[Step, ...]
    stay: HospitalStay | None
    last_date: date
    total_mcg: Decimal


def _cycle(number: int, given: Given, rules: ScheduleRules, surface: BodySurface | None) -> _Cycle:
    table = rules.dose.table
    dosing = "fixed" if surface is None else "bsa"
    first_date = given.dates["start_date"] + timedelta(days=table.last_day) * (number - 1)
    steps = tuple(step for step in table.steps if step.dosing == dosing and step.cycles[0] <= number <= step.cycles[1])
    rows = [_step_fields(step, first_date, surface) for step in steps]
    total = sum((mcg for _, mcg in rows), Decimal())
    free = _span(first_date, table.last_infusion_day + 1, table.last_day)
    stay = next((stay for stay in rules.table.hospital_stay if stay.cycle == number), None)
    hospital = None if stay is None else _span(first_date, 1, stay.first_days)
    fields: dict[str, Field] = {
        "cycle": Decimal(number),
        "steps": [row for row, _ in rows],
        "treatment_free": {"start_date": free["start_date"], "end_date": free["end_date"]},
        "total_mcg": total,
        "hospitalization": hospital,
    }
    sentences = [
        *(_step_sentence(number, row, mcg, rules) for row, mcg in rows),
        *([f"Cycle {number}: in total {shown(total, 'mcg', rules.inputs)}."] if len(rows) > 1 else []),
        f"Cycle {number}: no infusion from {free['start_date']} to {free['end_date']}.",
    ]
    if hospital is not None:
        sentences.append(
            f"Cycle {number}: a stay in hospital is recommended, at least from {hospital['start_date']} to {hospital['end_date']}."
        )
    return _Cycle(fields, tuple(sentences), steps, stay, _date(first_date, table.last_day), total)


def _date(first_date: date, day: int) -> date:
    return first_date + timedelta(days=day - 1)


def _span(first_date: date, first_day: int, last_day: int) -> dict[str, Field]:
    return {
        "first_day": Decimal(first_day),
        "last_day": Decimal(last_day),
        "start_date": _date(first_date, first_day).isoformat(),
        "end_date": _date(first_date, last_day).isoformat(),
    }


def _daily_dose(step: Step, surface: BodySurface | None) -> Decimal:
    return step.dose if surface is None else step.dose * surface.bsa_m2


def _step_fields(step: Step, first_date: date, surface: BodySurface | None) -> tuple[dict[str, Field], Decimal]:
    first_day, last_day = step.days
    daily = _daily_dose(step, surface)
    total = daily * (last_day - first_day + 1)
    return {**_span(first_date, first_day, last_day), "dose_mcg_per_day": daily, "total_mcg": total}, total


def _step_sentence(number: int, row: Mapping[str, Field], total: Decimal, rules: ScheduleRules) -> str:
    daily = row["dose_mcg_per_day"]
    dose = shown(daily, "mcg/day", rules.inputs) if isinstance(daily, Decimal) else ""
    return (
        f"Cycle {number}, days {row['first_day']} to {row['last_day']} ({row['start_date']} to {row['end_date']}): "
        f"{dose}, in total {shown(total, 'mcg', rules.inputs)}."
    )


def _dose_line(step: Step, surface: BodySurface | None, rules: ScheduleRules) -> str:
    if surface is None:
        return f"{step.label}: {amount(step.dose, step.unit)}."
    return f"{step.label}: {dose_sentence(step, surface, _daily_dose(step, surface), rules.dose)}."


def _fits_the_calendar(start_date: date, table: DoseTable) -> bool:
    days = table.last_day * table.last_cycle
    return (date.max - start_date).days >= days


def _citations(steps: tuple[Step, ...], cycles: list[_Cycle], rules: ScheduleRules) -> tuple[Quote, ...]:
    table = rules.dose.table
    return tuple(
        dict.fromkeys(
            (
                *(quote for step in steps for quote in step_citations(step)),
                rules.dose.bsa_dosing_below.says,
                table.treatment_free.says,
                table.cycle_length.says,
                table.cycles.says,
                *(cycle.stay.says for cycle in cycles if cycle.stay is not None),
                rules.dose.scope.adults_only.says,
            )
        )
    )
