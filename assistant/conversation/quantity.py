"""A number with its unit, as a text states it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.knowledge.numbers import amount

Dimension = Literal["mass", "length", "area", "time", "age", "percent", "count", "uln", "dose"]
Doubt = Literal["range", "about", "unit", "comparison", "number", "assumed"]
KG_PER_LB = Decimal("0.45359237")
KG_PER_STONE = 14 * KG_PER_LB


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
