"""The sentences of a dose modification: what to do, in the order in which it is done."""

from collections.abc import Iterator, Mapping

from assistant.calculators.calculation import Field
from assistant.calculators.inputs import Given
from assistant.calculators.wording import ONLY_ADULTS
from assistant.knowledge.modification_table import Band, Outcome
from assistant.knowledge.numbers import amount
from assistant.knowledge.rule_forms import Dosing
from assistant.knowledge.rule_sets import Case, ModificationRules

_RESUMES = ("restart", "consider_restart", "slow_or_stop")
_SAME_CYCLE = {True: "resume the same cycle", False: "an infusion that resumes now resumes the same cycle"}
_NEW_CYCLE = {True: "start a new cycle", False: "an infusion that resumes starts a new cycle"}
_CYCLE_SILENCE = {
    "same_cycle": "The monograph does not say whether days lost by a hold are made up.",
    "new_cycle": (
        "The monograph does not say how a new cycle after a hold is counted, at which dose step it starts, or whether "
        "days lost by the hold are made up."
    ),
}
"""What the monograph leaves open once it is known which cycle goes on."""


def steps(
    case: Case,
    outcome: Outcome,
    bands: Mapping[Dosing, Band],
    result: Mapping[str, Field],
    given: Given,
    rules: ModificationRules,
) -> tuple[str, ...]:
    """Say what to do: the action and why, the hold, the restart of each weight band, the limits, and what stands beside."""
    return (
        f'Row of the monograph: "{case.row.trigger}".',
        *((outcome.because,) if outcome.because else ()),
        outcome.do,
        *((f'Hold until: "{result["hold_until"]}".',) if result["hold_until"] else ()),
        *dict.fromkeys(f'"{band.manage}"' for band in bands.values() if band.manage),
        *(_restart_sentences(bands, rules) if result["restart"] else ()),
        *(_limits(bands, rules) if outcome.action != "discontinue" else ()),
        *((f'Premedication: "{result["premedication"]}"',) if result["premedication"] else ()),
        *(_cycle_sentences(given, result, rules) if outcome.action != "discontinue" else ()),
        *(f'Beside it: "{companion.says.text}"' for companion in case.companions),
        f'"{rules.deference.says.text}"',
        ONLY_ADULTS,
    )


def clock_warnings(given: Given, result: Mapping[str, Field], rules: ModificationRules) -> Iterator[str]:
    """Warn where the two clocks do not fit together, and where the monograph says nothing of the time held."""
    days_held, days_to_resolve = given.numbers.get("days_held"), given.numbers.get("days_to_resolve")
    if days_held is not None and days_to_resolve is not None and days_held < days_to_resolve:
        yield (
            "The days held are fewer than the days to resolve: check both. Days to resolve count from the onset, days held "
            "count without infusion."
        )
    if result["resume"] == "not_specified":
        yield (
            f"The monograph says what to do after a hold of {rules.same_cycle.words} and of {rules.new_cycle.words}; "
            "for exactly as long it says nothing. Ask the treating physician."
        )
    elif isinstance(result["resume"], str):
        yield _CYCLE_SILENCE[result["resume"]]


def _band_words(dosing: Dosing, rules: ModificationRules) -> str:
    limit = amount(rules.bsa_dosing_below.value, "kg")
    return f"Patients of at least {limit}" if dosing == "fixed" else f"Patients below {limit}"


def _restart_sentences(bands: Mapping[Dosing, Band], rules: ModificationRules) -> Iterator[str]:
    restarts = {dosing: band.restart for dosing, band in bands.items() if band.restart is not None}
    yield from (f'{_band_words(dosing, rules)}: "{restart.words}"' for dosing, restart in restarts.items())


def _limits(bands: Mapping[Dosing, Band], rules: ModificationRules) -> Iterator[str]:
    said = {dosing: " ".join(band.discontinue_if) for dosing, band in bands.items() if band.discontinue_if}
    if len(set(said.values())) == 1:
        yield f'Limit: "{next(iter(said.values()))}"'
        return
    for dosing, limit in said.items():
        yield f'Limit, {_band_words(dosing, rules).lower()}: "{limit}"'


def _cycle_sentences(given: Given, result: Mapping[str, Field], rules: ModificationRules) -> Iterator[str]:
    same, new = rules.same_cycle, rules.new_cycle
    days_held = given.numbers.get("days_held")
    if days_held is None:
        yield f"After a hold of {same.words} resume the same cycle; after a hold of {new.words} start a new cycle."
        return
    resumes = result["action"] in _RESUMES
    held = f"Held for {amount(days_held, 'days')}{'' if resumes else ' so far'}"
    if result["resume"] == "same_cycle":
        yield f"{held}, which is {same.words}: {_SAME_CYCLE[resumes]}."
    elif result["resume"] == "new_cycle":
        yield f"{held}, which is {new.words}: {_NEW_CYCLE[resumes]}."
