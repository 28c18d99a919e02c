"""What a text states of a patient: the calculators' inputs, each with the words that state it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Why = Literal[
    "unread",
    "range",
    "about",
    "unit",
    "comparison",
    "number",
    "two_values",
    "two_meanings",
    "past",
    "thousandfold",
    "assumed",
    "date",
]


@dataclass(frozen=True)
class Stated:
    """One input and the words that state it.

    value: in the unit of the machine contract, exact; conversion: how it comes from the words, where it was converted;
    carried: it was stated in an earlier turn; second: the same measurement, given again in another unit and not quite alike.
    """

    name: str
    value: Decimal | str | bool | date
    words: str
    conversion: str | None = None
    carried: bool = False
    second: "Stated | None" = None


@dataclass(frozen=True)
class Unclear:
    """An input that is spoken of and cannot be read for certain."""

    name: str
    words: str
    why: Why


@dataclass(frozen=True)
class Reading:
    """All that one text states. stated and unclear share no name."""

    stated: Mapping[str, Stated]
    unclear: Mapping[str, Unclear]
