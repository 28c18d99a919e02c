"""Units that stand apart from their number: as the head of a field ("Weight (kg): 43.6"), or once for all ("wt 43.6 ht 158 (kg, cm)")."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.conversation.numerals import DIGITS, number_of
from assistant.conversation.quantity import KG_PER_LB, Dimension, Quantity

_UNITS: dict[str, tuple[Dimension, str, Decimal]] = {
    "kg": ("mass", "kg", Decimal(1)),
    "lb": ("mass", "lb", KG_PER_LB),
    "cm": ("length", "cm", Decimal(1)),
    "m2": ("area", "m²", Decimal(1)),
}
_SPELLED = {"kgs": "kg", "kilos": "kg", "kilograms": "kg", "lbs": "lb", "pounds": "lb", "m²": "m2", "m^2": "m2"}
_UNIT = r"(?:kgs?|kilos|kilograms|lbs?|pounds|cm|m2|m²|m\^2)"
_ANOTHER_UNIT = r"(?!\d|[.,]\d|\s{0,2}(?:kg|kilo|lb|pound|st\b|stone|cm|m\b|m2|m²|ft|feet|'|\"|in\b|inch|[-–/]\s?\d|to \d|or \d|%|mcg|mg))"
_NAME = r"\b(?P<what>weight|wt|body ?weight|height|ht|bsa|body surface area)"
_NOW = r"(?:\s(?:today|now|this morning|current|actual|measured))?"
_FIELD = re.compile(
    rf"{_NAME}{_NOW}\s?(?:[(\[{{]\s?(?:in )?(?P<unit>{_UNIT})\s?[)\]}}]|,?\sin (?P<inside>{_UNIT}))\s{{0,2}}[:=–-]?\s{{0,2}}(?:(?:is|was|now|of)\s)?"
    rf"(?P<number>{DIGITS}){_ANOTHER_UNIT}",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"{_NAME}{_NOW}\s{{0,2}}(?:(?:is|was|of|now)\s|[:=]){{0,2}}\s{{0,2}}(?P<number>{DIGITS}){_ANOTHER_UNIT}",
    re.IGNORECASE,
)
# "kg: 71", "cm = 158".
_UNIT_FIRST = re.compile(
    rf"(?:^|[,;|(\n]\s{{0,2}})(?P<unit>kgs?|lbs?|cm)\s?[:=]\s{{0,2}}(?P<number>{DIGITS}){_ANOTHER_UNIT}", re.IGNORECASE
)
_LISTED = re.compile(
    rf"(?:[(\[]\s?(?:all |both )?(?:in |units:? )?|\b(?:all|both|units?:?|given|measured) (?:in |are )?|,\s?in )(?P<one>{_UNIT})(?:\s?(?:,|/|&|and|\+|;)\s?(?P<other>{_UNIT}))\s?(?:[)\]]|(?=[.,;?!]|$))",
    re.IGNORECASE,
)


def quantities_apart(text: str) -> Iterator[Quantity]:
    """Yield the weights, heights and surfaces whose unit stands apart from their number."""
    for match in _FIELD.finditer(text):
        yield from _read(match, match["unit"] or match["inside"])
    for match in _UNIT_FIRST.finditer(text):
        yield from _read(match, match["unit"])
    listed = _LISTED.search(text)
    if listed is None:
        return
    for match in _BARE.finditer(text):
        for unit in (listed["one"], listed["other"]):
            yield from _read(match, unit)


def _read(match: re.Match[str], written: str) -> Iterator[Quantity]:
    dimension, unit, factor = _UNITS[_SPELLED.get(written.lower(), written.lower())]
    number = number_of(match["number"])
    name = match.groupdict().get("what")
    if number is None or (name is not None and dimension != _dimension_of(name.lower())):
        return
    yield Quantity(dimension, number * factor, unit, match[0].strip(), match.start(), match.end(), None)


def _dimension_of(name: str) -> Dimension:
    if name.endswith(("weight", "wt")):
        return "mass"
    return "length" if name.startswith("h") else "area"
