"""Quantities told as a whole and a part: "two and a half days", "7 days and 2 hours", "3 h 45 min", "9 and a half stone"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.conversation import units
from assistant.conversation.numerals import number_of
from assistant.conversation.quantity import KG_PER_STONE, Dimension, Quantity

_HALF = Decimal("0.5")
_HOURS = {"m": Decimal(1) / 60, "h": Decimal(1), "d": Decimal(24), "w": Decimal(24 * 7)}
_NAMES = {"h": "hour", "d": "day", "w": "week"}


def compounds(text: str) -> Iterator[Quantity]:
    """Yield what is told as a whole and a part; with a comparator or a sign before it, it is doubted."""
    for match in units.HALVES.finditer(text):
        value = _small(match["number"] or match["spelled"])
        yield _and_a_half(match, value)
    for match in units.UNIT_AND_A_HALF.finditer(text):
        yield _and_a_half(match, Decimal(1))
    for match in units.DAYS_AND_HOURS.finditer(text):
        yield _sum(match, "d", "h", "day and hour")
    for match in units.HOURS_AND_MINUTES.finditer(text):
        yield _sum(match, "h", "m", "hour and minute")
    for match in units.WEEKS_AND_DAYS.finditer(text):
        yield _sum(match, "w", "d", "week and day")


def _and_a_half(match: re.Match[str], whole: Decimal | None) -> Quantity:
    letter = match["unit"].lower()[0]
    value = None if whole is None or _is_doubted(match) else whole + _HALF
    if letter == "s":
        return _quantity(match, "mass", None if value is None else value * KG_PER_STONE, "st")
    return _quantity(match, "time", None if value is None else value * _HOURS[letter], _NAMES[letter])


def _sum(match: re.Match[str], larger: str, smaller: str, unit: str) -> Quantity:
    groups = match.groupdict()
    whole, rest = _small(groups["number"] or groups.get("spelled")), _small(groups["rest"])
    is_told = whole is not None and rest is not None and not _is_doubted(match)
    value = whole * _HOURS[larger] + rest * _HOURS[smaller] if is_told and whole and rest else None
    return _quantity(match, "time", value, unit)


def _quantity(match: re.Match[str], dimension: Dimension, value: Decimal | None, unit: str) -> Quantity:
    words = match[0].strip()
    start = match.end() - len(match[0].lstrip())
    lead = match.groupdict().get("lead") or ""
    return Quantity(dimension, value, unit, words, start, match.end(), None if value is not None else "about", lead)


def _is_doubted(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(groups.get("lead") or groups.get("sign"))


def _small(written: str | None) -> Decimal | None:
    """Return a number as it stands before a unit, "a" being one."""
    if written is None:
        return None
    return Decimal(1) if written.lower() in ("a", "an") else number_of(written)
