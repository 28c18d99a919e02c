"""Prose cut into sentences, each with the citation marks behind it; works on text that is still arriving."""

import re
from collections.abc import Iterable, Iterator

_END = re.compile(r"[.!?][\"”’)]*(?:\s?\[\d{1,3}\])*(?=\s)|\n+")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.?g|i\.?e|al|vs|cf|approx|no|fig)|\b[A-Z])\.$", re.IGNORECASE)
# "Etc." ends a sentence only where another begins.
_AND_SO_ON = re.compile(r"\betc\.$", re.IGNORECASE)
_GOES_ON = re.compile(r"\)|\s+(?:[a-z(]|$)")
_MARKS = re.compile(r"^\s*(?:\[\d{1,3}\]\s?)+\.?")
_MARKED = re.compile(r"\]\s*[.!?]?\s*$")
# A reference is cited as a whole: its title and its journal end in full stops.
_REFERENCE = re.compile(r"\b[A-Z][^\s,]+ [A-Z]{1,3}, [^\[\]\n]*\bet al\b")


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
    within = None
    for match in _END.finditer(text):
        if _is_abbreviation(text, match):
            continue
        rest = text[match.end() :]
        marks = _MARKS.match(rest)
        if "\n" not in match[0] + rest and not rest.strip():
            return None
        end = match.end() + (marks.end() if marks and "\n" not in match[0] else 0)
        if "\n" in match[0]:
            return within or end
        if not _MARKED.search(text[:end]) and _REFERENCE.search(text[: match.start()]):
            within = within or end
            continue
        return end
    return None


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    """Tell whether a full stop shortens a word and ends no sentence."""
    before = text[: end.start() + 1]
    if _AND_SO_ON.search(before):
        return _GOES_ON.match(text, end.start() + 1) is not None
    return _ABBREVIATION.search(before) is not None
