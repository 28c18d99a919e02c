"""Where expected words stand, and whether a citation or a hit touches them."""

from collections.abc import Mapping
from dataclasses import dataclass

from evals.expectation import ExpectedQuote


@dataclass(frozen=True)
class Place:
    """A span of a document under a heading path."""

    source: str
    section: str
    start: int
    end: int


def touches(place: Place, expected: ExpectedQuote, texts: Mapping[str, str]) -> bool:
    """Tell whether a place overlaps an occurrence of the expected words, in the expected section."""
    if place.source != expected.source or expected.section not in place.section:
        return False
    text, at = texts[expected.source], -1
    while (at := text.find(expected.quote, at + 1)) >= 0:
        if place.start < at + len(expected.quote) and at < place.end:
            return True
    return False
