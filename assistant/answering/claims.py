"""What a piece of text claims: its words in one spelling, its numbers, what it denies, how strongly it says it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from assistant.answering.measures import Found, measures
from assistant.answering.normal_forms import NORMAL_FORMS
from assistant.answering.numerals import normalised
from assistant.answering.plain_words import PLAIN as MORE_PLAIN
from assistant.answering.same_phrases import PHRASES
from assistant.answering.same_words import GROUPS, KEPT, NEUTRAL, PLAIN_ENGLISH
from assistant.knowledge.vocabulary import stem

Strength = Literal["must", "should", "recommended", "may"]


@dataclass(frozen=True)
class Claim:
    """One piece of text.

    words: canonical words that carry a fact; found: its numbers with their place; denials: the words that each negation
    reaches; denied_by: the negations; strengths: its modal verbs; conditions: the words of each clause that begins with if, unless, until or without.
    """

    text: str
    words: frozenset[str]
    found: tuple[Found, ...]
    denials: tuple[frozenset[str], ...]
    denied_by: tuple[str, ...]
    strengths: frozenset[Strength]
    conditions: tuple[frozenset[str], ...]
    times: frozenset[str]


_PHRASES = tuple((re.compile(pattern), written) for pattern, written in (*NORMAL_FORMS, *PHRASES))
_TOKEN = re.compile(r"(?:mcg|mg|g|ml)/[a-z0-9/]+|[a-z↑][a-z0-9'↑-]*|\d[\w.-]*|[;,.:()]")
_NEGATION = frozenset({"not", "no", "never", "neither", "nor", "without", "cannot", "unless", "avoid"})
_WIDE = frozenset({"no", "neither", "nor", "unless", "without"})
_REACH, _WIDE_REACH = 2, 5
_STRENGTHS: Mapping[str, Strength] = {
    "must": "must",
    "shall": "must",
    "should": "should",
    "recommend": "recommended",
    "may": "may",
    "might": "may",
    "can": "may",
    "could": "may",
}
_HAVE_TO = re.compile(r"\b(?:has|have|had|need|needs) to\b|\bmandatory\b|\bis obligatory\b")
_CONDITION = frozenset({"if", "unless", "until", "without", "where"})
PLAIN = "-"
_PREPOSITIONS = "for in at to from until before after during with within on than into by of if unless not no"
_AFTER_DENIED = frozenset(_PREPOSITIONS.split())
_PAUSE = frozenset({";", ".", ":", ",", "(", ")"})
_TIMES = frozenset({"before", "after", "during", "until"})
_LOST = re.compile(r"\b(?:twice|double|half|triple|thrice|dozen|daily|hourly|weekly|hundred|thousand)\b")


def canonical_text(text: str) -> str:
    """Return a text with one spelling for its numbers and phrases."""
    # The capitals tell the disease from the word.
    text = normalised(re.sub(r"\bALL\b", "acute lymphoblastic leukemia", text))
    for pattern, written in _PHRASES:
        text = pattern.sub(written, text)
    return text


@lru_cache(maxsize=20_000)
def claim(text: str) -> Claim:
    """Read a canonical text."""
    found = measures(text)
    tokens = [_canonical(token) for token in _tokens(text, found)]
    tokens += [_canonical("seizure")] if any(item.measure.unit == "seizure" for item in found) else []
    strengths = {_STRENGTHS[token] for token in tokens if token in _STRENGTHS}
    if _HAVE_TO.search(text):
        strengths.add("must")
    return Claim(
        text,
        frozenset(token for token in tokens if _is_content(token)),
        found,
        tuple(_denials(tokens)),
        tuple(token for token in tokens if token in _NEGATION),
        frozenset(strengths),
        tuple(_conditions(tokens)),
        frozenset(token for token in tokens if token in _TIMES),
    )


@lru_cache(maxsize=20_000)
def word_counts(text: str) -> Counter[str]:
    """Return how often each word that carries a fact stands in a canonical text."""
    tokens = (_canonical(token) for token in _tokens(text, measures(text)))
    return Counter(token for token in tokens if _is_content(token))


def canonical(word: str) -> str:
    """Return the one spelling of a word."""
    return _canonical(word)


def _tokens(text: str, found: tuple[Found, ...]) -> list[str]:
    """Return the words of a text outside its numbers; what is left of a number is a word of its own."""
    blanked = text
    for item in found:
        blanked = blanked[: item.start] + " " * (item.end - item.start) + blanked[item.end :]
    return [part for token in _TOKEN.findall(blanked) for part in _split(token)]


def _split(token: str) -> list[str]:
    """Return the parts of a compound word: "BSA-dosed" is "BSA" and "dosed", "non-elastomeric" is one."""
    if "-" not in token or token[0].isdigit() or token in _representatives() or token in KEPT or _PREFIXED.match(token):
        return [token]
    return token.split("-")


_PREFIXED = re.compile(r"(?:non|pre|re|anti|co|un|t|b|cd|mrd|ph)-")


@cache
def _canonical(token: str) -> str:
    token = token.removesuffix("'s").strip("'-.")
    if token in _NEGATION or token in _STRENGTHS or token in _TIMES:
        return token
    known = _representatives().get(token)
    if known is not None or token in NEUTRAL:
        return known or token
    if token in PLAIN_ENGLISH or token in MORE_PLAIN:
        return PLAIN
    token = _BRITISH.sub(r"iz\1", token)
    return _stems().get(stem(token)) or stem(token)


_BRITISH = re.compile(r"(?<=\w{4})is(e|es|ed|ing|er|ers|ation)$")


@cache
def _representatives() -> dict[str, str]:
    """Return the first word of each group for each of its words."""
    return {word: group[0] for group in reversed(_groups()) for word in group}


@cache
def _stems() -> dict[str, str]:
    return {stem(word): group[0] for group in reversed(_groups()) for word in group}


def _groups() -> list[list[str]]:
    return [line.split() for line in GROUPS.strip().splitlines()]


def _is_content(token: str) -> bool:
    return len(token) > 1 and token not in NEUTRAL and token != PLAIN and token not in _NEGATION and token not in _PAUSE


def _denials(tokens: list[str]) -> Iterator[frozenset[str]]:
    for place, token in enumerate(tokens):
        if token in _NEGATION:
            reach = _WIDE_REACH if token in _WIDE else _REACH
            yield frozenset(_denied(tokens[place + 1 :], reach))


def _denied(tokens: list[str], most: int) -> Iterator[str]:
    """Yield what a negation reaches: the next few words that carry a fact, up to a pause, or a preposition after the first."""
    words = list(_following(tokens, most, _PAUSE))
    if not words or most == _WIDE_REACH:
        yield from words
        return
    first = tokens.index(words[0])
    if _AFTER_DENIED & {"not", "no"} & set(tokens[:first]):
        return
    yield words[0]
    yield from _following(tokens[first + 1 :], most - 1, _PAUSE | _AFTER_DENIED)


def _conditions(tokens: list[str]) -> Iterator[frozenset[str]]:
    for place, token in enumerate(tokens):
        if token in _CONDITION:
            yield frozenset(_following(tokens[place + 1 :], len(tokens), _PAUSE | _CONDITION))


def _following(tokens: list[str], most: int, ends: frozenset[str]) -> Iterator[str]:
    count = 0
    for token in tokens:
        if token in ends or count == most:
            return
        if _is_content(token):
            count += 1
            yield token
