"""Slips of the keyboard in words that are no numbers and no units: an unknown word is read as the one word that it can be.

A word that is known stays as it is, so that no real word becomes another (hypertension, hypotension).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.lexicon import Lexicon
from assistant.knowledge.vocabulary import stem

_WORD = re.compile(r"(?<![\w'’/-])[A-Za-z]{4,30}(?![\w'’/])|(?<![\w'’/-])[A-Za-z]{4,30}(?=\d{1,2}\b)")
_GLUED = re.compile(r"\b(?P<name>CRS|ICANS|IRR|DIC|CLS|TLS)(?=(?:gr(?:ade)?|g)\s?\d)", re.IGNORECASE)
_LONG = 9
_SLIPS = 1
_SLIPS_OF_A_LONG_WORD = 2
_CONTEXT = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Respelled:
    """A text with its slips mended. changes: each mended word, and the user's own."""

    text: str
    changes: Mapping[str, str]

    def own(self, words: str) -> str:
        """Return words of the mended text as the user wrote them."""
        for mended, typed in self.changes.items():
            words = re.sub(rf"\b{re.escape(mended)}\b", lambda _, typed=typed: typed, words)  # type: ignore[misc]
        return words


def respelled(text: str, lexicon: Lexicon) -> Respelled:
    """Read each unknown word as the word of the regimen that it is a slip of, where there is just one."""
    parted = _GLUED.sub(r"\g<name> ", text)
    pieces: list[str] = []
    changes: dict[str, str] = {}
    last = 0
    for match in _WORD.finditer(parted):
        mended = _mended(match[0].lower(), parted[: match.start()], parted[match.end() :], lexicon)
        if mended is None:
            continue
        pieces += [parted[last : match.start()], mended]
        last = match.end()
        changes[mended] = match[0]
    mended_text = "".join([*pieces, parted[last:]])
    # A word that stands both right and wrong in a text cannot be told apart again.
    kept = {word: typed for word, typed in changes.items() if not re.search(rf"\b{word}\b", parted)}
    return Respelled(mended_text, kept)


def in_own_words(reading: Reading, spelling: Respelled) -> Reading:
    """Return a reading with the words as the user wrote them."""
    if not spelling.changes:
        return reading
    stated: dict[str, Stated] = {n: replace(item, words=spelling.own(item.words)) for n, item in reading.stated.items()}
    unclear: dict[str, Unclear] = {n: replace(u, words=spelling.own(u.words)) for n, u in reading.unclear.items()}
    return Reading(stated, unclear)


def _mended(word: str, before: str, after: str, lexicon: Lexicon) -> str | None:
    if word in lexicon.known or stem(word) in lexicon.known or _is_inflected(word, lexicon):
        return None
    near = _near(word, lexicon)
    if _senses(near, lexicon) > 1:
        near = [other for other in near if _fits(other, before, after, lexicon)]
    best = min(near, key=lambda other: OSA.distance(word, other), default=None)
    one = _senses(near, lexicon) == 1
    return best if best in lexicon.targets and one else None


def _is_inflected(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is a known one with an ending."""
    return any(word.removesuffix(ending) in lexicon.known for ending in ("s", "es", "ed", "d", "ing", "ly", "er"))


def _senses(words: Sequence[str], lexicon: Lexicon) -> int:
    """Count the things that words stand for: forms and spellings of one word are one."""
    return len({lexicon.senses[word] for word in words})


def _near(word: str, lexicon: Lexicon) -> Sequence[str]:
    """Return the words within reach of a slip: one letter, two in a long word, never the first."""
    return [
        other
        for other in lexicon.near.get(word[0], ())
        if OSA.distance(word, other, score_cutoff=_allowed(other)) <= _allowed(other)
    ]


def _allowed(word: str) -> int:
    return _SLIPS_OF_A_LONG_WORD if len(word) >= _LONG else _SLIPS


def _fits(word: str, before: str, after: str, lexicon: Lexicon) -> bool:
    """Tell whether a word makes a term of the vocabulary with its neighbour: "cytokine release"."""
    previous, following = _CONTEXT.findall(before.lower()[-40:]), _CONTEXT.findall(after.lower()[:40])
    with_previous = bool(previous) and (stem(previous[-1]), stem(word)) in lexicon.pairs
    return with_previous or (bool(following) and (stem(word), stem(following[0])) in lexicon.pairs)
