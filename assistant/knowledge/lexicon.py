"""Words that are right as they are, and those of the regimen that a slip of the keyboard may stand for."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge.errors import DataError
from assistant.knowledge.vocabulary import Vocabulary, stem

_FILE = "english.txt"
_WORD = re.compile(r"[a-z]+")
_FEWEST_LETTERS = 5
_ASKED_AT_LEAST = 2
# Words that carry a question's structure; the shorter ones have no other chance to be a target.
_STRUCTURAL = frozenset(
    {
        "cycle",
        "cycles",
        "grade",
        "weight",
        "weighs",
        "weighing",
        "height",
        "dose",
        "doses",
        "hold",
        "held",
        "restart",
        "schedule",
        "surface",
        "resolved",
        "started",
    }
    | {
        "starting",
        "without",
        "denies",
        "patient",
        "second",
        "third",
        "fourth",
        "fifth",
        "first",
        "blasts",
        "marrow",
        "peripheral",
        "filter",
    }
)
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

    known: never read as another word; near: the words of the regimen and their rivals, by first letter; targets: those that a
    misspelt word may be read as;
    senses: what each of these words stands for (spellings of one thing have one); pairs: neighbours within a term of the vocabulary, stemmed.
    """

    known: frozenset[str]
    near: Mapping[str, tuple[str, ...]]
    targets: frozenset[str]
    senses: Mapping[str, str]
    pairs: frozenset[tuple[str, str]]


def load_lexicon(folder: Path, vocabulary: Vocabulary, others: Iterable[str]) -> Lexicon:
    """Load the words of a corpus. others: of its documents, and the names of what it does not cover.

    A word that questions of the corpus use twice is known too. Raises DataError where the list of English words is missing.
    """
    path = folder / _FILE
    if not path.is_file():
        raise DataError(_FILE, "It is missing.", "Restore it.")
    lines = path.read_text(encoding="utf-8").splitlines()
    english = {word for line in lines if not line.startswith("#") for word in line.split()}
    named = {word for other in others for word in _WORD.findall(other.lower())}
    medical = named | vocabulary.words | _STRUCTURAL
    unread = _UNITS | _NUMBERS
    targets = (
        frozenset(
            word for word in vocabulary.words | _STRUCTURAL if len(word) >= _FEWEST_LETTERS or word in _STRUCTURAL
        )
        - unread
    )
    near = {
        letter: tuple(words)
        for letter, words in itertools.groupby(
            sorted(word for word in medical - unread if len(word) >= _FEWEST_LETTERS or word in targets),
            key=lambda word: word[0],
        )
    }
    pairs = frozenset(
        pair for concept in vocabulary.concepts for term in concept.terms for pair in itertools.pairwise(term)
    )
    senses = {word: vocabulary.owners.get((stem(word),), stem(word)) for words in near.values() for word in words}
    return Lexicon(frozenset(english | medical | unread | _asked(folder)), near, targets, senses, pairs)


def _asked(folder: Path) -> set[str]:
    """Return the words that the questions of a corpus use at least twice."""
    counted: Counter[str] = Counter()
    for path in sorted((folder / "asked").glob("*.yaml")):
        counted.update(_WORD.findall(path.read_text(encoding="utf-8").lower()))
    return {word for word, count in counted.items() if count >= _ASKED_AT_LEAST}
