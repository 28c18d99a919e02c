"""Numbers with their units in a text, however they are spelled: what an answer may not invent.

Deliberately another reading than the assistant's own grammar: the judge must not share the fault that it looks for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_UNITS: Mapping[str, str] = {
    r"(?:mcg|[µμu]g|micrograms?)(?:\s*/\s*m\s?[²2]|\s*per\s*m\s?[²2])": "mcg/m2",
    r"mcg|[µμu]g|micrograms?": "mcg",
    r"mg|milligrams?": "mg",
    r"ml|millilit(?:re|er)s?": "ml",
    r"kg|kilograms?|kilos?": "kg",
    r"lbs?|pounds?": "lb",
    r"cm": "cm",
    r"m\s?[²2]": "m2",
    r"%|per ?cent": "%",
    r"hours?|hrs?|h": "hour",
    r"days?": "day",
    r"weeks?": "week",
    r"years?": "year",
    r"cycles?": "cycle",
    r"seizures?": "seizure",
    r"[x×]\s*(?:the\s+)?(?:uln|upper limit)|times the upper limit": "uln",
}
_WITH_UNIT = re.compile(
    rf"(?<![\w.,])(?P<number>{_NUMBER})[\s-]*(?:(?:to|or|and|–|-)\s*(?P<second>{_NUMBER})[\s-]*)?"
    rf"(?:{'|'.join(f'(?P<u{i}>{unit})' for i, unit in enumerate(_UNITS))})(?![\w²])",
    re.IGNORECASE,
)
_UNIT_FIRST = re.compile(
    rf"(?<![A-Za-z])(?P<unit>grade|gr|g|day|d|cycle|c)s?\s*(?P<number>{_NUMBER})(?:\s*(?:to|or|and|–|-)\s*(?P<second>{_NUMBER}))?",
    re.IGNORECASE,
)
_FIRST_LETTERS = {"g": "grade", "d": "day", "c": "cycle"}
_BARE = re.compile(_NUMBER)
_WORDS = {
    word: Decimal(number)
    for number, words in enumerate(
        (
            "",
            "one i once single",
            "two ii twice",
            "three iii",
            "four iv",
            "five v",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
        ),
    )
    for word in words.split()
}


DOSES = frozenset({"mcg", "mcg/m2", "mg"})
"""Units of a dose: what must never come from anywhere but a document or a calculator."""


@dataclass(frozen=True)
class Quantity:
    """A number with its unit; decimals: how many digits it shows after the point."""

    number: Decimal
    unit: str
    decimals: int = 0

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"

    def rounds(self, other: "Quantity") -> bool:
        """Tell whether this is the other, shown with fewer digits."""
        return self.unit == other.unit and round(other.number, self.decimals) == self.number


def quantities(text: str) -> set[Quantity]:
    """Return every number with its unit."""
    found = set()
    for match in _WITH_UNIT.finditer(text):
        unit = next(name for i, name in enumerate(_UNITS.values()) if match[f"u{i}"])
        found |= {_quantity(number, unit) for number in (match["number"], match["second"]) if number}
    for match in _UNIT_FIRST.finditer(text):
        unit = _FIRST_LETTERS[match["unit"][0].lower()]
        found |= {_quantity(number, unit) for number in (match["number"], match["second"]) if number}
    return found


def bare_numbers(text: str) -> set[Decimal]:
    """Return every number that no unit follows, in digits or as a word."""
    without = _WITH_UNIT.sub(" ", text)
    words = {_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _WORDS}
    return {_decimal(number) for number in _BARE.findall(without)} | words


def quantities_of(name: str, content: object) -> Iterator[Quantity]:
    """Return the numbers of an input or a result field, the unit read from the field's name."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from quantities_of(f"{name}_{key}", value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from quantities_of(name, value)
    elif isinstance(content, str):
        yield from quantities(content)
    elif isinstance(content, int | float) and not isinstance(content, bool):
        yield _quantity(str(content), _unit_of(name))


_FIELD_UNITS = {
    "by_area": "mcg/m2",
    "mcg": "mcg",
    "_kg": "kg",
    "_cm": "cm",
    "_m2": "m2",
    "percent": "%",
    "_ml": "ml",
    "_uln": "uln",
    "hours": "hour",
    "years": "year",
    "grade": "grade",
    "seizures": "seizure",
    "day": "day",
    "cycle": "cycle",
}


def _unit_of(name: str) -> str:
    # A dose per day is a dose; of a nested name the last part says the unit: `restart_fixed_after_days` are days.
    name = name.replace("_per_day", "").replace("_per_h", "").replace("mcg_per_m2", "by_area")
    ends = [(name.rfind(part), unit) for part, unit in _FIELD_UNITS.items() if part in name]
    return max(ends, key=lambda end: end[0])[1] if ends else ""


def _quantity(number: str, unit: str) -> Quantity:
    value = _decimal(number)
    return Quantity(value, unit, max(0, -int(value.as_tuple().exponent)))


def _decimal(number: str) -> Decimal:
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+", number)
    return Decimal(number.replace(",", "" if thousands else "."))
