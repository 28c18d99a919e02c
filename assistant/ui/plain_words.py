"""A change of one fact as the turn that a person would type: "weight 44.9 kg". It is understood like any other turn."""

import re
from collections.abc import Mapping

from assistant.calculators import CATALOGUE, Input
from assistant.ui import words

_INPUTS: Mapping[str, Input] = {given.name: given for d in CATALOGUE.values() for given in d.inputs}

_SAID: Mapping[str, str] = {
    "weight_kg": "weight {value} kg",
    "height_cm": "height {value} cm",
    "bsa_m2": "BSA {value} m²",
    # Another age alone tells of another patient.
    "age_years": "Correction: age {value} years",
    "cycle": "cycle {value}",
    "day": "day {value}",
    "cycles": "{value} cycles",
    "start_date": "starting {value}",
    "bag_hours": "{value}-hour bag",
    "grade": "Correction: grade {value}",
    "seizures": "Correction: {value} seizures",
    "days_to_resolve": "it took {value} days to resolve",
    "days_held": "held for {value} days",
    "hours_interrupted": "interrupted for {value} hours",
    "alt": "ALT {value}",
    "ast": "AST {value}",
    "bilirubin": "bilirubin {value}",
    "alt_x_uln": "ALT {value} x ULN",
    "ast_x_uln": "AST {value} x ULN",
    "lft_x_uln": "LFTs {value} x ULN",
    "bilirubin_x_uln": "bilirubin {value} x ULN",
    "marrow_blasts_percent": "marrow blasts {value} %",
    "peripheral_blasts_e9_per_l": "peripheral blasts {value} × 10^9/L",
    "formula": "BSA formula: {value}",
    "toxicity": "Correction: {value}",
    "dose_step": "at the {value}",
    "indication": "indication: {value}",
}

_MEASURED = ("weight_kg", "height_cm", "bsa_m2")
"""Facts that are given in more than one unit."""

_WHOLE = ("cycle", "day", "cycles", "grade", "seizures", "bag_hours")

_UNIT = re.compile(r"\d\s*[^\W\d]")

_CHOICES: Mapping[str, Mapping[str, str]] = {
    "dose_step": {"initial": "initial dose step", "full": "full dose"},
    "indication": {
        "relapsed_refractory": "relapsed or refractory disease",
        "mrd_positive": "MRD-positive disease",
        "consolidation": "consolidation",
    },
}
"""Choices that are said in other words than a form's."""


def can_be_changed(name: str) -> bool:
    """Tell whether a fact can be changed in words."""
    return name in _SAID


def label_with_unit(name: str, label: str) -> str:
    """Return what a field for the fact is called."""
    unit = _INPUTS[name].unit
    return (
        label
        if unit is None or _INPUTS[name].unit == "grade" or name in ("seizures", "cycles")
        else f"{label} ({unit})"
    )


def choices_of(name: str) -> tuple[str, ...]:
    """Return the words to choose from, none where the value is typed."""
    return tuple({**_INPUTS[name].choices, **_CHOICES.get(name, {})}.values())


def form_of(name: str) -> tuple[str, str]:
    """Return the form that a typed value must have, as a regular expression, and what to tell where it has not."""
    if name in _WHOLE:
        return r"^\s*[0-9]{1,4}\s*$", words.WHOLE_NUMBER
    if _INPUTS[name].kind == "date":
        return r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$", words.DATE
    return r"[0-9]", words.NUMBER


def has_its_form(name: str, value: str) -> bool:
    """Tell whether a typed value has the form that it must have."""
    return re.search(form_of(name)[0], value) is not None


def typed_value(name: str, value: str) -> str:
    """Return a value in words as it is typed: without the unit that stands beside the field."""
    unit = _INPUTS[name].unit
    return value.removesuffix(unit).strip() if unit else value


def change_in_words(name: str, value: str) -> str:
    """Return the turn that gives a fact another value. What was typed with a unit of its own keeps it."""
    typed = " ".join(value.split())
    said = _SAID[name].format(value=typed)
    unit = said.rpartition(typed)[2].strip()
    has_own_unit = bool(unit) and _UNIT.search(typed) is not None
    return said.removesuffix(unit).strip() if has_own_unit and name in _MEASURED else said
