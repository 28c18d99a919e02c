"""A question becomes a request: to look something up, or to decline.

Calculations and questions back join here: a request is what the words ask for, whatever then answers it.
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.aspects import Aspects, aspects_of
from assistant.knowledge.elsewhere import Elsewhere
from assistant.knowledge.vocabulary import Vocabulary

MAXIMUM_CHARACTERS = 2_000

Why = Literal["empty", "unreadable", "too_long", "elsewhere"]

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_HARMLESS = {"\t", "\n", "\r"}
_UNREADABLE_SHARE = 0.2


@dataclass(frozen=True)
class LookUp:
    """Look up what the documents say. question: the user's words, cleaned; asked: what they are about."""

    question: str
    asked: Aspects


@dataclass(frozen=True)
class Decline:
    """Decline. question: the user's words, cleaned, where they can be read; the nearest sections are named for them."""

    why: Why
    question: str | None = None


Request = LookUp | Decline


def understand(words: str, vocabulary: Vocabulary, elsewhere: Elsewhere) -> Request:
    """Turn what a user typed into a request."""
    # The length comes first: nothing slower than a look at it is done to 100,000 characters.
    if len(words) > MAXIMUM_CHARACTERS:
        return Decline("too_long" if words.strip() else "empty")
    if not words.strip():
        return Decline("empty")
    question = clean(words)
    if len(question) < (1 - _UNREADABLE_SHARE) * len(" ".join(words.split())) or not any(c.isalnum() for c in question):
        return Decline("unreadable")
    asked = aspects_of(question, vocabulary)
    if elsewhere.names_in(question) and "blinatumomab" not in asked.concepts:
        return Decline("elsewhere", question)
    return LookUp(question, asked)


def clean(words: str) -> str:
    """Return the words on one line without control characters, zero-width characters and lone surrogates."""
    visible = "".join(
        character for character in words if character in _HARMLESS or unicodedata.category(character) not in _INVISIBLE
    )
    return " ".join(visible.split())
