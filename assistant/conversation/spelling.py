"""What was typed, read as it was meant: short forms, missing spaces, and slips of the keyboard in words.

An unknown word is read as the one word that it can be. A word that is known stays as it is, so that no real word becomes another
(hypertension, hypotension); so does what may be a number, a unit or another drug.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from assistant.conversation.joined import parted
from assistant.conversation.ordinal_grades import with_numbered_grades
from assistant.conversation.plain_words import in_plain_words, spelt_out
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.lexicon import Lexicon
from assistant.knowledge.vocabulary import stem

_WORD = re.compile(r"(?<![\w'’/-])[A-Za-z]{4,30}(?=['’]s\b|(?![\w'’/]))|(?<![\w'’/-])[A-Za-z]{4,30}(?=\d{1,2}\b)")
_BASE = 5
_SHORTEST_STEM = 4
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
            words = re.sub(rf"\b{re.escape(mended)}\b", lambda _, typed=typed: typed, words)  # type: ignore[misc]  # bound as a default
        return words


def respelled(text: str, lexicon: Lexicon) -> Respelled:
    """Read short forms as their plain words, and each unknown word as the word that it is a slip of, where there is just one."""
    spaced = parted(text)
    changes: dict[str, str] = {}
    plain = spelt_out(spaced, lexicon.short_forms, changes)
    pieces: list[str] = []
    last = 0
    for match in _WORD.finditer(plain):
        mended = _mended(match[0].lower(), plain[: match.start()], plain[match.end() :], lexicon)
        if mended is None:
            continue
        pieces += [plain[last : match.start()], mended]
        last = match.end()
        changes[mended] = match[0]
    mended_text = in_plain_words("".join([*pieces, plain[last:]]), lexicon.plain_words, changes)
    mended_text = with_numbered_grades(mended_text, changes)
    # A word that stands both right and wrong in a text cannot be told apart again.
    kept = {word: typed for word, typed in changes.items() if not re.search(rf"\b{re.escape(word)}\b", spaced)}
    return Respelled(mended_text, kept)


def in_own_words(reading: Reading, spelling: Respelled) -> Reading:
    """Return a reading with the words as the user wrote them."""
    if not spelling.changes:
        return reading
    stated: dict[str, Stated] = {n: replace(item, words=spelling.own(item.words)) for n, item in reading.stated.items()}
    unclear: dict[str, Unclear] = {n: replace(u, words=spelling.own(u.words)) for n, u in reading.unclear.items()}
    return Reading(stated, unclear)


def _mended(word: str, before: str, after: str, lexicon: Lexicon) -> str | None:
    if word in lexicon.known or _is_inflected(word, lexicon):
        return None
    single = _with_one_of_two_keys(word, lexicon)
    if single is not None:
        return single
    near = _near(word, lexicon)
    if any(other in lexicon.unread for other in near):
        return None
    nearest = min((OSA.distance(word, other) for other in near), default=_SLIPS_OF_A_LONG_WORD + 1)
    plain = [other for other in _within_reach(word, lexicon.common) if OSA.distance(word, other) <= nearest]
    if plain and (not near or min(OSA.distance(word, other) for other in plain) < nearest):
        return _only(word, plain, lexicon)
    rivals = [*near, *plain]
    if _senses(rivals, lexicon) > 1:
        rivals = [other for other in rivals if _fits(other, before, after, lexicon)]
    best = _only(word, rivals, lexicon)
    return best if best in lexicon.targets else None


def _with_one_of_two_keys(word: str, lexicon: Lexicon) -> str | None:
    """Return the one known word that a word is with a key hit twice ("viials")."""
    others = {word[:n] + word[n + 1 :] for n in range(1, len(word)) if word[n] == word[n - 1]}
    known = [other for other in others if len(other) >= _SHORTEST_STEM and other in lexicon.known]
    return known[0] if len(known) == 1 and known[0] not in lexicon.unread else None


def _only(word: str, near: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return the nearest of words that all stand for one thing, None where they stand for several."""
    # Of the forms of one word ("confirm", "confirmed") the one with the typed ending: a slip seldom falls on it.
    one = _senses(near, lexicon) == 1
    return min(near, key=lambda other: (OSA.distance(word, other), other[-1] != word[-1])) if one else None


def _is_inflected(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is a known one with an ending."""
    bases = (word.removesuffix(ending) for ending in ("s", "es", "ed", "ing", "ly", "er") if word.endswith(ending))
    regular = any(len(base) >= _BASE and base in lexicon.known for base in bases)
    stemmed = stem(word)
    return regular or (len(stemmed) >= _SHORTEST_STEM and stemmed in lexicon.known)


def _senses(words: Sequence[str], lexicon: Lexicon) -> int:
    """Count the things that words stand for: forms and spellings of one word are one."""
    return len({lexicon.senses[word] for word in words})


def _near(word: str, lexicon: Lexicon) -> Sequence[str]:
    """Return the words of the regimen and their rivals within reach of a slip; a foreign name is reached by one letter alone."""
    found = _within_reach(word, lexicon.near)
    return [o for o in found if o not in lexicon.foreign or OSA.distance(word, o) <= _SLIPS]


def _within_reach(word: str, words: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the words within reach of a slip: one letter, two in a long word, never the first."""
    return [
        other
        for other in words.get(word[0], ())
        if OSA.distance(word, other, score_cutoff=_allowed(other)) <= _allowed(other)
    ]


def _allowed(word: str) -> int:
    return _SLIPS_OF_A_LONG_WORD if len(word) >= _LONG else _SLIPS


def _fits(word: str, before: str, after: str, lexicon: Lexicon) -> bool:
    """Tell whether a word makes a term of the vocabulary with its neighbour: "cytokine release"."""
    previous, following = _CONTEXT.findall(before.lower()[-40:]), _CONTEXT.findall(after.lower()[:40])
    with_previous = bool(previous) and (stem(previous[-1]), stem(word)) in lexicon.pairs
    return with_previous or (bool(following) and (stem(word), stem(following[0])) in lexicon.pairs)
