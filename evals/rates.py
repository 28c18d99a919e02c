"""Shares with their counts and bounds."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

_Z_95 = 1.959964
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Rate:
    """A share with its counts and its Wilson bounds at 95 % [1].

    [1] Wilson: Probable inference, the law of succession, and statistical inference. JASA 22 (1927).
    """

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """The share, None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The lower and the upper bound."""
        if not self.of:
            return 0.0, 1.0
        p, n, z = self.hits / self.of, self.of, _Z_95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.bounds
        return f"{self.hits}/{self.of} = {self.share:.1%} ({low:.1%}–{high:.1%})" if self.of else "none"


def rate(of: Iterable[_Item], holds: Callable[[_Item], bool]) -> Rate:
    """Return the share of the items for which something holds."""
    held = [holds(item) for item in of]
    return Rate(sum(held), len(held))
