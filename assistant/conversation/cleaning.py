"""A user's words made readable, or the reason why they cannot be used."""

import re
import unicodedata
from typing import Literal

MAXIMUM_CHARACTERS = 2_000

Unusable = Literal["empty", "unreadable", "too_long"]

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_HARMLESS = {"\t", "\n", "\r"}
_UNREADABLE_SHARE = 0.2
_SUPERSCRIPTS = "²³⁹¹⁰½¼¾"

# The drug's name alone asks nothing.
_ONLY_THE_DRUG = re.compile(r"\W{0,9}(?:blin|blina|blincyto|blinatumomab)\W{0,9}", re.IGNORECASE)


def unusable(words: str) -> Unusable | None:
    """Tell why words cannot be used, None where they can."""
    # The length comes first: nothing slower than a look at it is done to 100,000 characters.
    if not words.strip():
        return "empty"
    if len(words) > MAXIMUM_CHARACTERS:
        return "too_long"
    question = clean(words)
    if _ONLY_THE_DRUG.fullmatch(question):
        return "empty"
    is_readable = len(question) >= (1 - _UNREADABLE_SHARE) * len(" ".join(words.split()))
    return None if is_readable and any(c.isalnum() for c in question) else "unreadable"


def clean(words: str) -> str:
    """Return the words without invisible characters, white space made single."""
    visible = "".join(
        character for character in words if character in _HARMLESS or unicodedata.category(character) not in _INVISIBLE
    )
    return " ".join(visible.split())


def holds_strange_digits(words: str) -> bool:
    """Tell whether a digit is not ASCII, or something invisible stands beside one: such a number is not taken."""
    strange = any(c.isnumeric() and not c.isascii() and c not in _SUPERSCRIPTS for c in words)
    hidden = any(
        unicodedata.category(c) in _INVISIBLE and c not in _HARMLESS and _beside_digit(words, place)
        for place, c in enumerate(words)
    )
    return strange or hidden


def _beside_digit(words: str, place: int) -> bool:
    return any(c.isdigit() for c in words[max(0, place - 1) : place + 2])
