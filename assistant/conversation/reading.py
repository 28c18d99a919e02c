"""Read all that a text states: the calculators' inputs, each with its words, and what is spoken of but cannot be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.conversation.ages import age_besides, is_age
from assistant.conversation.assumed import is_assumed, is_guessed_weight, told_as_guess
from assistant.conversation.blasts import blasts
from assistant.conversation.clauses import clauses, is_negated
from assistant.conversation.cycles import cycle_and_day
from assistant.conversation.dates import Dated, dates
from assistant.conversation.durations import durations
from assistant.conversation.held_between import is_of_a_hold
from assistant.conversation.liver_values import liver
from assistant.conversation.measured import is_of_body, measured
from assistant.conversation.mothers import is_mother
from assistant.conversation.of_relatives import is_of_relative
from assistant.conversation.quantities import quantities
from assistant.conversation.quantity import Dimension, Quantity
from assistant.conversation.resolving import with_certain_days
from assistant.conversation.stated import Reading, Stated, Unclear

_FORMULAS = {
    "mosteller": re.compile(r"\bmosteller\b", re.IGNORECASE),
    "dubois": re.compile(r"\bdu ?bois\b", re.IGNORECASE),
    "haycock": re.compile(r"\bhaycock\b", re.IGNORECASE),
}


def read(text: str) -> Reading:
    """Read what a text states. What a whole sentence denies, and what was in the past, is not taken for now."""
    parts = clauses(text)
    found = [q for q in quantities(text) if not is_negated(text, q.start) and not _is_theirs(text, q)]
    masses = [q for q in found if q.dimension == "mass" and is_of_body(text, q)]
    weights = [replace(q, value=None, doubt="about") if is_guessed_weight(text, q) else q for q in masses]
    lengths, areas = (_with_guesses(text, found, dimension) for dimension in ("length", "area"))
    ages = [q for q in found if q.dimension == "age" and is_age(text, q)]
    items: list[Stated | Unclear] = [
        *measured(text, parts, weights, "weight_kg"),
        *measured(text, parts, lengths, "height_cm"),
        *measured(text, parts, areas, "bsa_m2"),
        *(() if lengths or areas else told_as_guess(text)),
        *measured(text, parts, ages, "age_years"),
        *(() if ages else age_besides(text, beside_weight=bool(weights))),
        *cycle_and_day(text, parts),
        *durations(text, parts, [q for q in found if q.dimension == "time"]),
        *liver(text, [q for q in found if q.dimension == "uln"]),
        *blasts(text, parts, [q for q in found if q.dimension in ("percent", "count")]),
        *_formula(text),
        *(() if is_of_a_hold(text) else _of_dates(dates(text))),
    ]
    unclear = {item.name: item for item in items if isinstance(item, Unclear)}
    stated = {item.name: item for item in items if isinstance(item, Stated) and item.name not in unclear}
    return with_certain_days(Reading(stated, unclear), is_timed=False)


def _is_theirs(text: str, q: Quantity) -> bool:
    """Tell whether a measure of the body or an age is a relative's; a mother's where her child is the patient is told apart elsewhere."""
    return (
        q.dimension in ("length", "area", "age", "mass")
        and not is_mother(text)
        and is_of_relative(text, q.start, q.end)
    )


def _with_guesses(text: str, found: Sequence[Quantity], dimension: Dimension) -> list[Quantity]:
    """Return the measurements of a dimension; those that are only assumed are in doubt."""
    measures = [q for q in found if q.dimension == dimension]
    return [replace(q, value=None, doubt="assumed") if is_assumed(text, q) else q for q in measures]


def _formula(text: str) -> Iterator[Stated]:
    for formula, pattern in _FORMULAS.items():
        match = pattern.search(text)
        if match:
            yield Stated("formula", formula, match[0])


def _of_dates(found: Sequence[Dated]) -> Iterator[Stated | Unclear]:
    """Yield the day of the start and the day asked about. Two dates of one role are unclear."""
    for role in ("start_date", "on_date"):
        named = [dated for dated in found if dated.role == role]
        if len({dated.day for dated in named}) > 1:
            yield Unclear(role, " / ".join(dated.words for dated in named), "two_values")
        elif named:
            only = named[0]
            yield Stated(role, only.day, only.words) if only.day else Unclear(role, only.words, "date")
