"""What a rule is made of: a number, a threshold or a statement, each with the quote that says it."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, StringConstraints

from assistant.knowledge.numbers import amount, plain
from assistant.knowledge.quotes import Quote

Comparator = Literal["at least", "more than", "less than", "at most"]

FORM = ConfigDict(extra="forbid")
"""How every form of a rule file is read: an unknown key is an error."""

UNLOCATED = -1
"""The span of a quote that has not been found in its document yet."""

# How a document prints a threshold, before its number. "Does not resolve within n days" is a time of more than n days.
_PRINTED_COMPARATORS: Mapping[Comparator, str] = {
    "at least": r"(?:≥|>=|at least)\s*",
    "more than": r"(?:>|more than|not resolve within)\s*",
    "less than": r"(?:<|less than)\s*",
    "at most": r"(?:≤|<=|at most|up to)\s*",
}

_COMPARE: Mapping[Comparator, Callable[[Decimal, Decimal], bool]] = {
    "at least": operator.ge,
    "more than": operator.gt,
    "less than": operator.lt,
    "at most": operator.le,
}

_NOT_WITHIN_A_NUMBER = r"(?<![\d.,])"


def _number(value: object) -> object:
    return Decimal(value) if type(value) is int else value


def _quote(entry: object) -> object:
    if not isinstance(entry, Mapping) or set(entry) != {"source", "section", "quote"}:
        raise ValueError("a quote has exactly the keys source, section and quote")
    if not all(isinstance(part, str) and part.strip() for part in entry.values()):
        raise ValueError("source, section and quote are texts")
    return Quote(entry["source"], entry["section"], entry["quote"], UNLOCATED, UNLOCATED, "")


Number = Annotated[Decimal, BeforeValidator(_number)]
Text = Annotated[str, StringConstraints(min_length=1, strict=True)]
Says = Annotated[Quote, BeforeValidator(_quote)]


def prints(text: str, number: Decimal, unit: str, before: str = "") -> bool:
    """Return whether the text prints this number with this unit, `before` (a pattern) standing directly before it."""
    start = before or _NOT_WITHIN_A_NUMBER
    pattern = rf"{start}{re.escape(plain(number))}[\s-]*{re.escape(unit)}(?!\w)"
    return re.search(pattern, text, re.IGNORECASE) is not None


def require_part(part: str | None, quote: Quote, key: str) -> None:
    """Raise ValueError where the text under `key` is not a part of the quote, word for word."""
    if part is not None and part not in quote.text:
        raise ValueError(f"{key} {part!r} does not stand in its quote, word for word")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Words of a document that a calculator shows."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    label: Text
    says: Says


@dataclass(frozen=True, kw_only=True)
class Value(Statement):
    """A number with its unit, printed in the quote, or (stated_in: section) in the heading above it."""

    value: Number
    unit: Text
    stated_in: Literal["quote", "section"] = "quote"

    def __post_init__(self) -> None:
        if not prints(self.place, self.value, self.unit):
            raise ValueError(f"{self.words} does not stand in its {self.stated_in}")

    @property
    def place(self) -> str:
        """The text in which the number is printed."""
        return self.says.text if self.stated_in == "quote" else self.says.section

    @property
    def words(self) -> str:
        """The number with its unit."""
        return amount(self.value, self.unit)


@dataclass(frozen=True, kw_only=True)
class Boundary(Value):
    """A threshold: the comparator says on which side the threshold itself lies."""

    comparator: Comparator

    def __post_init__(self) -> None:
        if not prints(self.place, self.value, self.unit, _PRINTED_COMPARATORS[self.comparator]):
            raise ValueError(f"{self.words!r} does not stand in its {self.stated_in}")

    @property
    def words(self) -> str:
        """The threshold in words: "more than 7 days"."""
        return f"{self.comparator} {amount(self.value, self.unit)}"

    def holds(self, number: Decimal, per: Decimal = Decimal(1)) -> bool:
        """Return whether number ÷ per lies on this side of the threshold, compared exactly, without dividing (per > 0)."""
        limit = self.value * per
        return _COMPARE[self.comparator](number, limit)


@dataclass(frozen=True, kw_only=True)
class NotFormalised:
    """What the monograph leaves open, and why no calculator fills it in."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    what: Text
    why: Text
