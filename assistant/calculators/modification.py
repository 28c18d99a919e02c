"""What to do when a toxicity occurs (document section: Dose Modifications).

Two clocks are kept apart: days to resolve decide the action, days held decide only whether the same cycle goes on.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from assistant.calculators import modification_wording as wording
from assistant.calculators import scope
from assistant.calculators.calculation import CalculationError, Computed, Field
from assistant.calculators.inputs import Given
from assistant.calculators.wording import switched_off
from assistant.knowledge.modification_table import (
    Action,
    Band,
    Fact,
    Outcome,
    PremedicationAfterInterruption,
    PremedicationAtRestart,
    Restart,
    Row,
)
from assistant.knowledge.quotes import Quote
from assistant.knowledge.rule_forms import Dosing
from assistant.knowledge.rule_sets import Case, ModificationRules

Resume = Literal["same_cycle", "new_cycle", "not_specified"]

STRICTEST_FIRST: tuple[str, ...] = get_args(Action)
"""The actions in the contract's order: of several toxicities the strictest action stands first."""

_WITH_RESTART = ("hold", "restart", "consider_restart")
_PER = {"mcg/day": "mcg_per_day", "mcg/m²/day": "mcg_per_m2_per_day"}
_INPUT_OF: Mapping[Fact, str] = {
    "step": "dose_step",
    "resolved": "days_to_resolve",
    "confirmed": "confirmed",
    "icans": "icans",
    "seizures": "seizures",
}
_WITHOUT_HOLD = ("discontinue", "consider_discontinuing", "not_specified", "manage_symptoms")


def problems(given: Given, rules: ModificationRules) -> Iterator[CalculationError]:
    """Yield what the rules do not allow, and what the toxicity needs and is not given."""
    yield from scope.problems(given, rules.scope)
    toxicity = given.choices.get("toxicity")
    if toxicity is None:
        return
    rows = [case.row for case in rules.cases if toxicity in case.row.toxicities]
    if rows[0].grades and "grade" not in given:
        yield CalculationError("missing_input", "grade", "The grade of this toxicity is needed.", ("grade",))
    if rows[0].several_when is not None and "seizures" not in given:
        yield CalculationError("missing_input", "seizures", "The number of seizures is needed.", ("seizures",))
    if not rows[0].grades or given.numbers.get("grade") in {grade for row in rows for grade in row.grades}:
        case = _case(given, rules)
        if case.disabled is not None:
            field = "grade" if case.row.grades else "toxicity"
            yield CalculationError("not_covered", field, switched_off(f'row "{case.row.trigger}"', case.disabled))


def compute(given: Given, rules: ModificationRules) -> Computed:
    """Find the one row and the one outcome for what is given, with all that stands beside the row."""
    case = _case(given, rules)
    row = case.row
    facts = _facts(row, given)
    outcome = row.outcome(facts)
    bands = _bands(row, given, rules)
    resume = None if outcome.action == "discontinue" else _resume(given, rules)
    restart = _restart(outcome, bands)
    premedication = _premedication(case, given, bands, restart=restart)
    hold_until = " ".join(_distinct(band.hold_until for band in bands.values() if band.hold_until)) or None
    result: dict[str, Field] = {
        "action": outcome.action,
        "hold_until": None if outcome.action in _WITHOUT_HOLD else hold_until,
        "restart": restart,
        "discontinue_if": _distinct(text for band in bands.values() for text in band.discontinue_if),
        "premedication": premedication,
        "resume": resume,
    }
    return Computed(
        used=_used(row, case),
        result=result,
        steps=wording.steps(case, outcome, bands, result, given, rules),
        warnings=(*row.warnings, *outcome.warnings, *wording.clock_warnings(given, result, rules)),
        citations=_citations(case, bands, premedication, rules),
    )


def _case(given: Given, rules: ModificationRules) -> Case:
    toxicity, grade = given.choices["toxicity"], given.numbers.get("grade")
    return next(
        case
        for case in rules.cases
        if toxicity in case.row.toxicities and (not case.row.grades or grade in case.row.grades)
    )


def _facts(row: Row, given: Given) -> Mapping[Fact, str]:
    """Say of each fact that decides in the row what is known of it."""
    days_to_resolve = given.numbers.get("days_to_resolve")
    if days_to_resolve is None:
        resolved = "unknown"
    else:
        resolved = "late" if row.late_when is not None and row.late_when.holds(days_to_resolve) else "in_time"
    icans = given.yes_no.get("icans")
    several = row.several_when is not None and row.several_when.holds(given.numbers["seizures"])
    return {
        "step": given.choices.get("dose_step", "unknown"),
        "resolved": resolved,
        "confirmed": "confirmed" if given.yes_no.get("confirmed") else "suspected",
        "icans": "unknown" if icans is None else "icans" if icans else "other",
        "seizures": "several" if several else "one",
    }


def _bands(row: Row, given: Given, rules: ModificationRules) -> Mapping[Dosing, Band]:
    """Return the cell of the patient's weight band, of both where the weight is not given, of none where there is no row."""
    if row.fixed is None or row.bsa is None:
        return {}
    weight_kg = given.numbers.get("weight_kg")
    if weight_kg is None:
        return {"fixed": row.fixed, "bsa": row.bsa}
    return {"bsa": row.bsa} if rules.bsa_dosing_below.holds(weight_kg) else {"fixed": row.fixed}


def _restart(outcome: Outcome, bands: Mapping[Dosing, Band]) -> Mapping[str, Field] | None:
    if outcome.action not in _WITH_RESTART:
        return None
    return {dosing: _restart_fields(band.restart) for dosing, band in bands.items() if band.restart is not None} or None


def _restart_fields(restart: Restart) -> dict[str, Field]:
    per = _PER[restart.unit]
    return {f"dose_{per}": restart.dose, f"escalate_to_{per}": restart.escalate_to, "after_days": restart.after_days}


def _premedication(
    case: Case, given: Given, bands: Mapping[Dosing, Band], *, restart: Mapping[str, Field] | None
) -> str | None:
    match case.premedication:
        case PremedicationAtRestart() as footnote if restart is not None:
            return " ".join({"fixed": footnote.fixed, "bsa": footnote.bsa}[dosing] for dosing in bands)
        case PremedicationAfterInterruption() as interruption:
            hours = given.numbers.get("hours_interrupted")
            return interruption.text if hours is None or interruption.holds(hours) else None
        case _:
            return None


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _used(row: Row, case: Case) -> tuple[str, ...]:
    """Name the inputs that this row looks at; the others are checked, then ignored."""
    used = ["toxicity", "weight_kg", "days_to_resolve", "days_held", "age_years", "indication"]
    used += [_INPUT_OF[fact] for fact in row.decided_by]
    if row.grades:
        used.append("grade")
    if isinstance(case.premedication, PremedicationAfterInterruption):
        used.append("hours_interrupted")
    return tuple(used)


def _citations(
    case: Case, bands: Mapping[Dosing, Band], premedication: str | None, rules: ModificationRules
) -> tuple[Quote, ...]:
    return (
        *(band.says for band in bands.values()),
        *((case.premedication.says,) if case.premedication and premedication else ()),
        rules.same_cycle.says,
        *(companion.says for companion in case.companions),
        rules.deference.says,
        rules.scope.adults_only.says,
    )


def _resume(given: Given, rules: ModificationRules) -> Resume | None:
    days_held = given.numbers.get("days_held")
    if days_held is None:
        return None
    if rules.same_cycle.holds(days_held):
        return "same_cycle"
    return "new_cycle" if rules.new_cycle.holds(days_held) else "not_specified"
