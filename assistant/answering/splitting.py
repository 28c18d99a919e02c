"""Prose cut into sentences, each with the citation marks behind it; works on text that is still arriving."""

import re
from collections.abc import Iterable, Iterator

_END = re.compile(r"[.!?][\"”’)]*(?:\s?\[\d{1,3}\])*(?=\s)|\n+")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.?g|i\.?e|al|vs|cf|approx|no|fig)|\b[A-Z])\.$", re.IGNORECASE)
_MARKS = re.compile(r"^\s*(?:\[\d{1,3}\]\s?)+\.?")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a finished text."""
    return list(complete_sentences([text, "\n"]))


def complete_sentences(chunks: Iterable[str]) -> Iterator[str]:
    """Yield each sentence as soon as it is known to have ended. What is cut off without an end is not yielded."""
    held = ""
    for chunk in chunks:
        held += chunk
        while (cut := _first_end(held)) is not None:
            sentence, held = held[:cut].strip(), held[cut:]
            if sentence:
                yield sentence


def _first_end(text: str) -> int | None:
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[: match.start() + 1]):
            continue
        rest = text[match.end() :]
        marks = _MARKS.match(rest)
        if "\n" not in match[0] + rest and not rest.strip():
            return None
        return match.end() + (marks.end() if marks and "\n" not in match[0] else 0)
    return None
