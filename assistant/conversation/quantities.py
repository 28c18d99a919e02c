"""Numbers with their units in free text: one closed grammar. What it does not read for certain is unclear, never a guess.

Digits are ASCII. A decimal point or comma parts the decimals; what could be a thousands separator is unclear. Conversions are
exact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.knowledge.numbers import amount

Dimension = Literal["mass", "length", "area", "time", "age", "percent", "count", "uln", "dose"]
Doubt = Literal["range", "about", "unit", "comparison", "number"]

_KG_PER_LB = Decimal("0.45359237")
_LB_PER_STONE = 14
_CM_PER_INCH = Decimal("2.54")
_INCHES_PER_FOOT = 12
_TO_KG = {"kg": Decimal(1), "lb": _KG_PER_LB, "st": _KG_PER_LB * _LB_PER_STONE, "g": Decimal("0.001")}
_TO_HOURS = {"hour": Decimal(1), "day": Decimal(24), "week": Decimal(24 * 7)}

_WORD_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
}
_WORDS = "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True))
# A number does not begin within a word, a number, a date or a time.
_BEGIN = r"(?<![\w.^−-])(?<!\d[,/:])"
_DIGITS = r"\d{1,7}(?:[.,]\d{1,12})?"
_NUMBER = rf"{_BEGIN}(?P<number>{_DIGITS})"
_SPELLED = rf"(?<!\w)(?P<number>{_BEGIN}{_DIGITS}|(?:{_WORDS})\b)"
_SECOND = rf"(?:\s{{0,2}}(?:-|–|—|−|to|or|/|and|\.\.)\s{{0,2}}(?P<second>{_DIGITS}|(?:{_WORDS})\b))?"
_LEAD = (
    r"(?P<lead>~|≈|≥|≤|>=|<=|>|<|\b(?:about|approx\.?|approximately|around|roughly|circa|ca\.?|nearly|almost|maybe|under|"
    r"below|over|above|at least|at most|less than|more than|fewer than|up to|within|greater than|exceeding|exceeds)\b)?\s{0,2}"
)
_ABOUT = ("~", "≈", "about", "approx", "around", "roughly", "circa", "ca", "nearly", "almost", "maybe")
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
_ISH = r"(?P<ish>-?ish\b)?\s{0,2}"


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, as a text states it.

    value: in kg, cm, m², hours, years, %, × 10^9/L, multiples of the upper limit, or mcg; None where it is unclear, with the
    doubt; unit: as written in one spelling; words: the user's; start, end: their place; lead: the comparator before it.
    """

    dimension: Dimension
    value: Decimal | None
    unit: str
    words: str
    start: int
    end: int
    doubt: Doubt | None = None
    lead: str = ""

    @property
    def conversion(self) -> str | None:
        """How the value comes from what was written, None where it was written so."""
        if self.value is None or self.unit in ("kg", "cm", "m²", "year"):
            return None
        target = {"mass": "kg", "length": "cm", "age": "years"}.get(self.dimension)
        return None if target is None else f"{self.words} = {amount(self.value, target)}"


_MASS = re.compile(
    rf"{_LEAD}{_NUMBER}{_SECOND}\s{{0,2}}{_ISH}(?P<unit>kgs?|kilos?|kilogram(?:me)?s?|lbs?|pounds?|#)(?!\s?/\s?m)(?![\w²])",
    re.IGNORECASE,
)
_STONE = re.compile(
    rf"{_LEAD}{_NUMBER}\s{{0,2}}(?:st|stones?)\b\.?(?:[\s,]{{0,3}}(?:and )?(?P<rest>{_DIGITS})\s{{0,2}}(?:lbs?|pounds?)?(?![\w/]))?",
    re.IGNORECASE,
)
_GRAMS = re.compile(rf"(?:\bwt|\bweighs?|\bweight)\b\D{{0,12}}{_NUMBER}\s{{0,2}}(?:g|grams?|grammes?)\b", re.IGNORECASE)
_CENTIMETRES = re.compile(rf"{_LEAD}{_NUMBER}{_SECOND}\s{{0,2}}(?:cms?|centimet(?:er|re)s?)\b", re.IGNORECASE)
_METRES = re.compile(rf"{_LEAD}{_NUMBER}\s{{0,2}}(?:m|met(?:er|re)s?)\b(?![²2^/])")
_FEET = re.compile(
    rf"{_LEAD}{_NUMBER}\s{{0,2}}(?:ft\b\.?|feet\b|foot\b|'|’|′)(?:[\s,]{{0,2}}(?:and )?(?P<rest>{_DIGITS})\s{{0,2}}"
    rf"(?:inches|inch|in\b\.?|\"|”|″|''|’’)?(?![\w/]))?",
    re.IGNORECASE,
)
_INCHES = re.compile(rf"{_LEAD}{_NUMBER}\s{{0,2}}(?:inches|inch|\"|”|″)(?!\w)", re.IGNORECASE)
_AREA = re.compile(
    rf"{_LEAD}{_NUMBER}{_SECOND}\s{{0,2}}(?:m²|m2\b|m\^2|sq\.? ?m\b|square met(?:er|re)s?)", re.IGNORECASE
)
_BSA_BARE = re.compile(
    rf"\b(?:bsa|body surface area)\b(?:\s{{0,2}}(?:is|of|was|=|:))?\s{{0,2}}{_LEAD}{_NUMBER}{_SECOND}(?!\s{{0,2}}(?:m|sq|kg|cm))",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"{_LEAD}{_SPELLED}{_SECOND}[\s-]{{0,2}}{_ISH}(?P<unit>days?|d|hours?|hrs?|h|weeks?|wks?)\b(?!\s{{0,2}}(?:old|of age))",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"{_LEAD}(?<![\w.,/:-])(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)[\s-]{{0,2}}"
    r"(?:(?P<unit>years?|yrs?|months?|mths?|weeks?|days?)[\s-]{0,2}(?:old|of age)\b|y/?o\b|yrs?\b|years\b|y\b(?!/)|(?P<sex>[FM])\b)",
    re.IGNORECASE,
)
_AGED = re.compile(
    rf"\b(?:aged?|age is|age of)\s{{0,2}}[:=]?\s{{0,2}}{_LEAD}(?<![\w.,/])(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)\b(?!\s{{0,2}}(?:months?|mths?|weeks?|days?|kg|cm))",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"{_LEAD}{_NUMBER}{_SECOND}\s{{0,2}}(?:%|per ?cent\b|percent\b)", re.IGNORECASE)
_COUNT = re.compile(
    rf"{_LEAD}{_NUMBER}{_SECOND}\s{{0,2}}(?:(?:x|×|\*)\s{{0,2}}10\s{{0,1}}(?:\^|\*\*|e)?\s{{0,1}}(?:9|⁹)(?:\s{{0,2}}(?:/|per )\s{{0,2}}l(?:it(?:er|re))?\b)?"
    r"|(?:e9|g)\s{0,1}/\s{0,1}l\b|giga/l\b)",
    re.IGNORECASE,
)
_ULN = re.compile(
    rf"{_LEAD}{_NUMBER}{_SECOND}\s{{0,2}}(?:x|×|\*|times|fold)?\s{{0,2}}(?:the\s)?(?:upper limit(?: of (?:the )?normal)?|uln\b)(?!\s{{0,2}}(?:is|of|=|:)?\s{{0,2}}\d)",
    re.IGNORECASE,
)
_DOSE = re.compile(
    rf"{_LEAD}{_NUMBER}{_SECOND}\s{{0,2}}(?P<unit>mcg|ug|µg|μg|micrograms?|mg|milligrams?)(?P<per>\s{{0,2}}(?:/|per )\s{{0,2}}(?:m²|m2|m\^2|sq\.? ?m))?(?![\w²])",
    re.IGNORECASE,
)

_PLAIN: tuple[tuple[re.Pattern[str], Dimension, str], ...] = (
    (_AREA, "area", "m²"),
    (_BSA_BARE, "area", "m²"),
    (_AGED, "age", "year"),
    (_PERCENT, "percent", "%"),
    (_COUNT, "count", "× 10^9/L"),
    (_ULN, "uln", "x ULN"),
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of a text, by place. A longer reading wins over one within it."""
    found = sorted([*_masses(text), *_lengths(text), *_others(text)], key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return tuple(kept)


def number_of(written: str) -> Decimal | None:
    """Return the number written, None where it can be read in two ways."""
    spelled = _WORD_NUMBERS.get(written.lower())
    if spelled is not None:
        return Decimal(spelled)
    return None if _THOUSANDS.fullmatch(written) else Decimal(written.replace(",", "."))


def _masses(text: str) -> Iterator[Quantity]:
    for match in _MASS.finditer(text):
        letter = match["unit"].lower()[0]
        unit = "kg" if letter == "k" else "lb"
        yield _read("mass", match, unit, _TO_KG[unit])
    for match in _STONE.finditer(text):
        whole = _read("mass", match, "st", _TO_KG["st"])
        rest = number_of(match["rest"]) if match["rest"] else Decimal()
        value = None if whole.value is None or rest is None else whole.value + rest * _KG_PER_LB
        yield _replaced(whole, value)
    for match in _GRAMS.finditer(text):
        yield _read("mass", match, "g", _TO_KG["g"], start=match.start("number"))


def _lengths(text: str) -> Iterator[Quantity]:
    for match in _CENTIMETRES.finditer(text):
        yield _read("length", match, "cm", Decimal(1))
    for match in _METRES.finditer(text):
        if "." in match["number"] or "," in match["number"]:
            yield _read("length", match, "m", Decimal(100))
    for match in _FEET.finditer(text):
        whole = _read("length", match, "ft", _CM_PER_INCH * _INCHES_PER_FOOT)
        rest = number_of(match["rest"]) if match["rest"] else Decimal()
        value = None if whole.value is None or rest is None else whole.value + rest * _CM_PER_INCH
        yield _replaced(whole, value)
    for match in _INCHES.finditer(text):
        yield _read("length", match, "in", _CM_PER_INCH)


def _others(text: str) -> Iterator[Quantity]:
    for pattern, dimension, unit in _PLAIN:
        yield from (_read(dimension, match, unit, Decimal(1)) for match in pattern.finditer(text))
    yield from (_age(match) for match in _AGE.finditer(text))
    for match in _TIME.finditer(text):
        unit = {"d": "day", "h": "hour", "w": "week"}[match["unit"].lower()[0]]
        yield _read("time", match, unit, _TO_HOURS[unit])
    for match in _DOSE.finditer(text):
        unit = "mg" if match["unit"].lower().startswith(("mg", "milli")) else "mcg"
        yield _read("dose", match, unit + ("/m²" if match["per"] else ""), Decimal(1))


def _age(match: re.Match[str]) -> Quantity:
    unit = (match["unit"] or "year").lower()[0]
    if unit == "y":
        return _read("age", match, "year", Decimal(1))
    # A fraction of a year need not be exact: no threshold of age lies within the first years.
    parts = {"m": 12, "w": 52, "d": 365}[unit]
    return _read("age", match, "part of a year", Decimal(1) / parts)


def _read(dimension: Dimension, match: re.Match[str], unit: str, factor: Decimal, start: int | None = None) -> Quantity:
    groups = match.groupdict()
    first = match.start() if start is None else start
    lead = (groups.get("lead") or "").lower()
    number = number_of(match["number"])
    doubt: Doubt | None = None
    if number is None:
        doubt = "number"
    elif groups.get("second"):
        doubt = "range"
    elif lead.rstrip(".").startswith(_ABOUT) or groups.get("ish"):
        doubt = "about"
    elif lead:
        doubt = "comparison"
    value = None if number is None or doubt else number * factor
    words = match.string[first : match.end()].strip()
    return Quantity(dimension, value, unit, words, first, match.end(), doubt, lead)


def _replaced(whole: Quantity, value: Decimal | None) -> Quantity:
    doubt = whole.doubt if value is not None or whole.doubt else "number"
    return Quantity(
        whole.dimension, None if doubt else value, whole.unit, whole.words, whole.start, whole.end, doubt, whole.lead
    )
