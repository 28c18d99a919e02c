"""Numbers with their units in free text: one closed grammar. What it does not read for certain is unclear, never a guess.

Digits are ASCII. A decimal point or comma parts the decimals; what could be a thousands separator is unclear. Conversions are
exact.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.conversation import units
from assistant.conversation.compounds import compounds
from assistant.conversation.numerals import DIGITS, number_of
from assistant.conversation.quantity import KG_PER_LB, KG_PER_STONE, Dimension, Doubt, Quantity
from assistant.conversation.units_apart import quantities_apart

__all__ = ["Quantity", "quantities"]

_CM_PER_INCH = Decimal("2.54")
_INCHES_PER_FOOT = 12
_TO_KG = {"kg": Decimal(1), "lb": KG_PER_LB, "st": KG_PER_STONE, "g": Decimal("0.001")}
_TO_HOURS = {"hour": Decimal(1), "day": Decimal(24), "week": Decimal(24 * 7)}
_OR_SO = re.compile(
    r"\s?-?ish\b|\s?(?:approx|roughly|or so\b|or thereabouts|give or take|more or less|\+/-|±)", re.IGNORECASE
)
# "5 x ULN or more", "45 kg and above": a limit.
_OR_MORE = re.compile(
    r"\+(?!\s?\d|\s[a-z])|\s{0,2}(?:\+(?=\s{0,2}(?:[.,;:?!)]|$))|(?:or|and) (?:more|higher|greater|above|over|beyond|up(?:wards)?|heavier|less|lower|below|under|fewer|lighter)\b)",
    re.IGNORECASE,
)
# "72 kg or 27?": the number may be another one.
_OR_ANOTHER = re.compile(
    r"\s{0,2}(?:\bor\b|/)\s{0,2}(?:maybe |perhaps |is it |was it )?\d{1,3}+(?:[.,]\d{1,3}+)?+\s{0,2}(?:[?;,.)](?!\d)|$)",
    re.IGNORECASE,
)
# "Bed 7 kg 82": the number is that of something else, and the unit that of the number behind it.
_NOT_MEASURED = re.compile(r"\b(?:bed|room|bay)[:=]?\s{0,2}$", re.IGNORECASE)
# "12 st 14": a number that is no smaller unit stands where one would.
_LOOSE = re.compile(r"\s{0,2}\d{1,2}(?!\d|[.,]\d)(?:\s{0,2}(?:[.,;:?!)]|$)|\s{1,2}(?![a-z%/'’]|\d))", re.IGNORECASE)
_TURNS_INTO = ("->", "→")
_MULTIPLES = {"twice": 2, "double": 2, "thrice": 3, "triple": 3}
_OUNCES = re.compile(rf"[\s,]{{0,2}}(?:and )?(?P<number>{DIGITS})\s?(?:oz|ounces?)\b", re.IGNORECASE)
_OUNCES_PER_POUND = 16
# "Just under 45 kg": one patient's weight, told roughly.
_BARELY = re.compile(r"\b(?:just|slightly|a bit|a little|a touch|a tad|barely|marginally)\s$", re.IGNORECASE)
# "It has shot up to 24 x ULN" tells where it is, and no limit.
_ROSE = re.compile(
    r"\b(?:shot|gone|went|going|risen|rose|rising|climb\w*|jump\w*|crept|leapt|soar\w*|came|come|drifted|bumped)\s$",
    re.IGNORECASE,
)
_SAID_NEAR = 12
_SAID_BEFORE = 20
_FEWEST_GRAMS = 1000
_PER_MICROLITRE = Decimal("0.001")
_IN_THOUSANDS = re.compile(r"\d{1,3}(?P<mark>[.,])\d{3}")

_ABOUT = ("~", "≈", "about", "approx", "around", "roughly", "circa", "ca", "nearly", "almost", "maybe")


_PLAIN: tuple[tuple[re.Pattern[str], Dimension, str], ...] = (
    (units.AREA, "area", "m²"),
    (units.AGED, "age", "year"),
    (units.PERCENT, "percent", "%"),
)
# The number before "and 70 kg" or "- 74 kg" is that of something else when one of these names stands before it.
_BELONGS = re.compile(
    r"\b(?:cycles?|days?|grades?|gr|aged?|bed|room|rm|ward|bay|cubicle|cub|chair|pod|side ?room|sr|c|d|k|na|hb|hgb|plts?|platelets?|wcc|wbc|anc|neuts?|crp|creat(?:inine)?|inr|ca|po4|"
    r"ldh|alb(?:umin)?|temp|hr|bp|sats?|spo2|crcl|e?gfr)\b[:=]?\s{0,2}$|\d\s?(?:ft|foot|feet|['’′]|m|met(?:er|re)s?|st|stone)\s{0,2}$",
    re.IGNORECASE,
)
# "Cycle 3 day 11": the first number is no time; "this cycle 8 days" tells one.
_CYCLE_BEFORE = re.compile(r"(?<!this )(?<!last )(?<!the )(?<!a )(?<!mid )\bcycle\s?$", re.IGNORECASE)
_ITS_DAY = re.compile(
    r"\s\d{1,2}(?![\d.,]*\d|\s?(?:kg|kilo|lb|h\b|hours?|days?|mcg|mg|fits?|seizures?))", re.IGNORECASE
)
_SEEN_BEFORE = 16


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of a text, by place. A longer reading wins over one within it."""
    found = sorted(
        [*_masses(text), *_lengths(text), *_others(text), *quantities_apart(text)], key=lambda q: (q.start, -q.end)
    )
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return tuple(kept)


def _masses(text: str) -> Iterator[Quantity]:
    for match in [*units.MASS.finditer(text), *units.SPELLED_MASS.finditer(text)]:
        letter = match["unit"].lower()[0]
        unit = "kg" if letter == "k" else "lb"
        weight = _read("mass", match, unit, _TO_KG[unit])
        ounces = _OUNCES.match(text, match.end()) if unit == "lb" else None
        yield _with_ounces(weight, ounces) if ounces else weight
    for match in units.STONE.finditer(text):
        yield _with_rest(_read("mass", match, "st", _TO_KG["st"]), match, KG_PER_LB)
    for match in units.GRAMS.finditer(text):
        written = number_of(match["number"])
        if match["weighs"] or written is None or written >= _FEWEST_GRAMS:
            yield _read("mass", match, "g", _TO_KG["g"], start=match.start("number"))


def _lengths(text: str) -> Iterator[Quantity]:
    for match in units.CENTIMETRES.finditer(text):
        yield _read("length", match, "cm", Decimal(1))
    for match in units.METRES_AND_CENTIMETRES.finditer(text):
        yield _with_rest(_read("length", match, "m", Decimal(100)), match, Decimal(1))
    for match in units.METRES.finditer(text):
        if "." in match["number"] or "," in match["number"]:
            yield _read("length", match, "m", Decimal(100))
    for match in units.FEET.finditer(text):
        yield _with_rest(_read("length", match, "ft", _CM_PER_INCH * _INCHES_PER_FOOT), match, _CM_PER_INCH)
    for match in [*units.INCHES.finditer(text), *units.INCHES_SHORT.finditer(text)]:
        yield _read("length", match, "in", _CM_PER_INCH)


def _others(text: str) -> Iterator[Quantity]:
    for pattern, dimension, unit in _PLAIN:
        yield from (_read(dimension, match, unit, Decimal(1)) for match in pattern.finditer(text))
    for match in units.BSA_BARE.finditer(text):
        area = _read("area", match, "m²", Decimal(1))
        # A whole number without its unit is hardly a body surface area.
        is_plain = area.doubt is not None or re.search(r"[.,]", match["number"])
        yield area if is_plain else replace(area, value=None, doubt="unit")
    for match in units.COUNT.finditer(text):
        yield _count(match)
    yield from (_age(match) for match in units.AGE.finditer(text))
    yield from (_multiple(match) for match in units.ULN.finditer(text))
    for match in units.TIME.finditer(text):
        before = text[max(0, match.start() - _SEEN_BEFORE) : match.start()]
        if match[0].endswith("day") and _CYCLE_BEFORE.search(before) and _ITS_DAY.match(text, match.end()):
            continue
        unit = {"d": "day", "h": "hour", "w": "week"}[match["unit"].lower()[0]]
        yield _read("time", match, unit, _TO_HOURS[unit])
    yield from compounds(text)
    for match in units.MISSPELT_TIME.finditer(text):
        yield Quantity("time", None, "day", match[0], match.start(), match.end(), "number")
    for match in units.DOSE.finditer(text):
        unit = "mg" if match["unit"].lower().startswith(("mg", "milli")) else "mcg"
        yield _read("dose", match, unit + ("/m²" if match["per"] else ""), Decimal(1))


def _count(match: re.Match[str]) -> Quantity:
    """Read cells. In a microlitre there are thousands and no fractions: "20,000" is twenty thousand, "20.000" may be either."""
    if not match["single"]:
        return _read("count", match, "× 10^9/L", Decimal(1))
    count = _read("count", match, "× 10^9/L", _PER_MICROLITRE)
    thousands = _IN_THOUSANDS.fullmatch(match["number"])
    if thousands is None or match["sign"] or match["second"] or match["lead"]:
        return count
    if thousands["mark"] == ".":
        return replace(count, value=None, doubt="number")
    return replace(count, value=Decimal(match["number"].replace(",", "")) * _PER_MICROLITRE, doubt=None)


def _age(match: re.Match[str]) -> Quantity:
    unit = (match["unit"] or "year").lower()[0]
    if unit == "y":
        return _read("age", match, "year", Decimal(1))
    # A fraction of a year need not be exact: no threshold of age lies within the first years.
    parts = {"m": 12, "w": 52, "d": 365}[unit]
    return _read("age", match, "part of a year", Decimal(1) / parts)


def _multiple(match: re.Match[str]) -> Quantity:
    """Read a multiple; its unit is "x" alone where it does not say of what."""
    has_limit = any(match[group] for group in ("limit", "bare_limit", "multiple_limit"))
    return _read("uln", match, "x ULN" if has_limit else "x", Decimal(1))


def _read(dimension: Dimension, match: re.Match[str], unit: str, factor: Decimal, start: int | None = None) -> Quantity:
    groups = match.groupdict()
    first = match.start() if start is None else start
    first += len(match.string[first : match.end()]) - len(match.string[first : match.end()].lstrip())
    written = groups.get("number") or groups.get("spelled") or groups.get("multiple") or ""
    if groups.get("second") and not groups.get("lead") and _belongs_elsewhere(match):
        first, written, second = match.start("second"), match["second"], None
    else:
        second = groups.get("second")
    lead = (groups.get("lead") or "").lower()
    multiple = _MULTIPLES.get(written.lower())
    number = Decimal(multiple) if multiple else number_of(written)
    if lead.strip() == "up to" and _ROSE.search(match.string[max(0, first - _SAID_BEFORE) : first]):
        lead = ""
    doubt: Doubt | None = None
    is_other = dimension == "mass" and not lead and _NOT_MEASURED.search(match.string[max(0, first - 12) : first])
    if number is None or groups.get("sign") or is_other:
        doubt = "number"
    elif dimension == "mass" and second and match["between"].strip() in _TURNS_INTO:
        # "47 → 44.3 kg": what it was, and what it is.
        number, first = number_of(second), match.start("second")
        doubt = "number" if number is None else None
    elif second or (dimension in ("mass", "length", "area") and _OR_ANOTHER.match(match.string, match.end())):
        doubt = "range"
    elif _is_rough(match, lead, first):
        doubt = "about"
    elif lead or _OR_MORE.match(match.string, match.end()):
        doubt = "comparison"
    value = None if number is None or doubt else number * factor
    words = match.string[first : match.end()].strip()
    return Quantity(dimension, value, unit, words, first, match.end(), doubt, lead)


def _is_rough(match: re.Match[str], lead: str, first: int) -> bool:
    """Tell whether a number is told roughly: "about 45", "45ish", "45 or so", "just under 45"."""
    text = match.string
    is_barely = bool(lead) and _BARELY.search(text[max(0, first - _SAID_NEAR) : first]) is not None
    is_about = lead.rstrip(".").startswith(_ABOUT) or match.groupdict().get("ish") is not None
    return is_about or is_barely or _OR_SO.match(text, match.end()) is not None


def _belongs_elsewhere(match: re.Match[str]) -> bool:
    """Tell whether the first of two numbers is that of another thing: "day 3 and 70 kg", "K 4.5 - 74 kg"."""
    is_dash = match["between"].strip() in ("-", "–", "—", "−")
    if is_dash and match["between"] == match["between"].strip():
        return False
    before = match.string[max(0, match.start() - 20) : match.start("number") if match["number"] else match.start()]
    return _BELONGS.search(before) is not None


def _with_ounces(pounds: Quantity, ounces: re.Match[str]) -> Quantity:
    more = number_of(ounces["number"])
    words, end = pounds.words + ounces[0], ounces.end()
    if pounds.value is None or more is None:
        return replace(pounds, value=None, doubt=pounds.doubt or "number", words=words, end=end)
    return replace(pounds, value=pounds.value + more * KG_PER_LB / _OUNCES_PER_POUND, words=words, end=end)


def _with_rest(whole: Quantity, match: re.Match[str], factor: Decimal) -> Quantity:
    """Add the smaller unit: inches to feet, pounds to stone."""
    if whole.value is None:
        return whole
    if match["rest"] is None:
        return replace(whole, value=None, doubt="number") if _LOOSE.match(match.string, match.end()) else whole
    more = number_of(match["rest"])
    if more is None:
        return replace(whole, value=None, doubt="number")
    return replace(whole, value=whole.value + more * factor)
