"""Words that are right as they are, and those of the regimen that a slip of the keyboard may stand for."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge.errors import DataError
from assistant.knowledge.shorthand import load_shorthand
from assistant.knowledge.vocabulary import Vocabulary, stem

_FILE = "english.txt"
_WORD = re.compile(r"[a-z]+")
_FEWEST_LETTERS = 5
_ASKED_AT_LEAST = 2
_AMERICAN = {"ae": "e", "oe": "e", "our": "or", "ise": "ize", "isi": "izi", "isa": "iza", "yse": "yze"}
_BRITISH = re.compile("|".join(_AMERICAN))
# What a number counts is never guessed.
_UNITS = frozenset(
    {
        "kilos",
        "kilogram",
        "kilograms",
        "pound",
        "pounds",
        "stone",
        "stones",
        "gram",
        "grams",
        "inch",
        "inches",
        "feet",
        "metre",
        "metres",
        "meter",
        "meters",
        "square",
    }
    | {
        "centimetre",
        "centimetres",
        "hour",
        "hours",
        "week",
        "weeks",
        "weekly",
        "month",
        "months",
        "year",
        "years",
        "minute",
        "minutes",
        "percent",
        "micron",
    }
    | {"microgram", "micrograms", "milligram", "milligrams", "litre", "daily", "hourly"}
)


_NUMBERS = frozenset(
    {
        "three",
        "four",
        "five",
        "seven",
        "eight",
        "nine",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    }
    | {
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "once",
        "twice",
        "double",
        "triple",
    }
)


@dataclass(frozen=True)
class Lexicon:
    """Known words, and the targets among them.

    known: never read as another word; near: the words of the regimen and their rivals, by first letter; unread: numbers and
    units among them, for which nothing else is read; targets: those of near that a misspelt word may be read as; foreign: the words of names among them; common: plain words of questions, by first
    letter, which a word may be read as that is none of the regimen's;
    senses: what each of these words stands for (spellings of one thing have one); pairs: neighbours within a term of the
    vocabulary, stemmed; short_forms: the plain word that a short form stands for; plain_words: the one of several words of one
    meaning that is read.
    """

    known: frozenset[str]
    near: Mapping[str, tuple[str, ...]]
    unread: frozenset[str]
    targets: frozenset[str]
    foreign: frozenset[str]
    common: Mapping[str, tuple[str, ...]]
    senses: Mapping[str, str]
    pairs: frozenset[tuple[str, str]]
    short_forms: Mapping[str, str]
    plain_words: Mapping[str, str]


def load_lexicon(folder: Path, vocabulary: Vocabulary, names: Iterable[str], others: Iterable[str]) -> Lexicon:
    """Load the words of a corpus. names: of what it does not cover; others: the words of its documents.

    A word that questions of the corpus use twice is known too. Raises DataError where the list of English words is missing.
    """
    path = folder / _FILE
    if not path.is_file():
        raise DataError(_FILE, "It is missing.", "Restore it.")
    lines = path.read_text(encoding="utf-8").splitlines()
    english = {word for line in lines if not line.startswith("#") for word in line.split()}
    shorthand, asked = load_shorthand(folder), _asked(folder)
    foreign = _words(names)
    medical = foreign | _words(others) | vocabulary.words | shorthand.deciding
    unread = _UNITS | _NUMBERS
    long = {word for word in vocabulary.words | foreign if len(word) >= _FEWEST_LETTERS}
    plurals = {f"{word}s": word for word in long if not word.endswith("s") and f"{word}s" not in medical}
    often = {word for word, count in asked.items() if count >= _ASKED_AT_LEAST}
    plain = {word for word in often if len(word) >= _FEWEST_LETTERS}
    targets = (long | plurals.keys() | shorthand.deciding) - unread
    near = {word for word in medical if len(word) >= _FEWEST_LETTERS} | targets
    known = english | medical | unread | often
    pairs = frozenset(
        pair for concept in vocabulary.concepts for term in concept.terms for pair in itertools.pairwise(term)
    )
    return Lexicon(
        known=frozenset(known),
        near=_by_first_letter(near | unread),
        unread=unread,
        targets=frozenset((targets | plain) - unread),
        foreign=frozenset(foreign - vocabulary.words),
        common=_by_first_letter(plain - near - unread),
        senses={word: _sense(plurals.get(word, word), vocabulary) for word in near | often | unread},
        pairs=pairs,
        short_forms=shorthand.short_forms,
        plain_words=shorthand.plain_words,
    )


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.lower())}


def _sense(word: str, vocabulary: Vocabulary) -> str:
    """Return what a word stands for: its concept where it names one by itself, else its stem, British as American."""
    return vocabulary.owners.get((stem(word),)) or stem(_BRITISH.sub(lambda match: _AMERICAN[match[0]], word))


def _by_first_letter(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    return {letter: tuple(group) for letter, group in itertools.groupby(sorted(words), key=lambda word: word[0])}


def _asked(folder: Path) -> Counter[str]:
    """Count the words of a corpus's questions."""
    counted: Counter[str] = Counter()
    for path in sorted((folder / "asked").glob("*.yaml")):
        counted.update(_WORD.findall(path.read_text(encoding="utf-8").lower()))
    return counted
