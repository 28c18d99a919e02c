"""The ward's words for the regimen's things (corpus/vocabulary.yaml), and reading them in a text."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import snowballstemmer
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.knowledge.documents import FOOTNOTE_MARKS
from assistant.knowledge.errors import DataError
from assistant.knowledge.yaml_files import read_yaml

ConceptKind = Literal[
    "drug",
    "disease",
    "toxicity",
    "finding",
    "test",
    "procedure",
    "equipment",
    "population",
    "time",
    "document",
    "topic",
]

_FILE = "vocabulary.yaml"
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+|[≥≤<>%+]")
_STEMMER = snowballstemmer.stemmer("english")
# One spelling for signs that people and documents write in several ways.
_SPELLINGS = str.maketrans(
    {"µ": "u", "μ": "u", "’": "'", "‑": "-", "–": "-", "×": "x"} | dict.fromkeys(FOOTNOTE_MARKS, " ")
)
_MICROGRAM = re.compile(r"\b(?:ug|mcgs?|micrograms?)\b")
_POSSESSIVE = re.compile(r"(?<=[a-z])'s\b")


class _ConceptEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: ConceptKind
    terms: tuple[str, ...]
    exact: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept:
    """One thing of the regimen. terms: token sequences; exact: spellings matched as written, between word boundaries."""

    id: str
    kind: ConceptKind
    terms: frozenset[tuple[str, ...]]
    exact: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All concepts. owners: the concept of each term; longest: the longest term, in tokens; words: all words as written."""

    concepts: tuple[Concept, ...]
    owners: Mapping[tuple[str, ...], str]
    longest: int
    words: frozenset[str]

    def kind_of(self, concept_id: str) -> ConceptKind:
        """Return the kind of a concept."""
        return next(concept.kind for concept in self.concepts if concept.id == concept_id)


@cache
def stem(word: str) -> str:
    """Return the stem of a lower-case English word; numbers and signs stay."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def tokens(text: str) -> list[str]:
    """Return the stemmed tokens of a text: words, numbers and comparators; digits are kept, case and accents are not.

    A superscript keeps its meaning: m² is one token and never m2 of something.
    """
    plain = text.translate(_SPELLINGS).replace("m²", "msquared")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode() if plain.isascii() else _fold(plain)
    plain = _POSSESSIVE.sub("", plain.lower())
    plain = _MICROGRAM.sub("mcg", plain)
    return [stem(token) for token in _TOKEN.findall(plain)]


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def load_vocabulary(path: Path) -> Vocabulary:
    """Load the concepts. Raises DataError for an unknown key, an id that stands twice, or a term that means two things."""
    try:
        entries = TypeAdapter(list[_ConceptEntry]).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(_FILE, f"Entry {first['loc']}: {first['msg']}.", "Correct it.") from error
    owners: dict[tuple[str, ...], str] = {}
    concepts: list[Concept] = []
    for entry in entries:
        terms = frozenset(tuple(tokens(term)) for term in entry.terms)
        for term in terms:
            if term in owners or not term:
                raise DataError(
                    _FILE, f"The term {' '.join(term)!r} stands for {owners.get(term)!r} and {entry.id!r}.", "Keep one."
                )
            owners[term] = entry.id
        if entry.id in {concept.id for concept in concepts}:
            raise DataError(_FILE, f"The concept {entry.id!r} stands twice.", "Join the two.")
        concepts.append(Concept(entry.id, entry.kind, terms, entry.exact))
    words = frozenset(word for entry in entries for term in entry.terms for word in re.findall(r"[a-z]+", term.lower()))
    return Vocabulary(tuple(concepts), owners, max(len(term) for term in owners), words)


@dataclass(frozen=True)
class Mention:
    """A concept named in a text: which, and by how many tokens from which on."""

    concept: str
    first_token: int
    token_count: int


def mentions(text: str, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Return the concepts that a text names, the longest term winning where terms overlap."""
    short_forms = (
        Mention(concept.id, len(tokens(text[: match.start()])), 0)
        for concept in vocabulary.concepts
        for form in concept.exact
        if form in text
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    )
    return (*_term_mentions(tokens(text), vocabulary), *short_forms)


def _term_mentions(words: Sequence[str], vocabulary: Vocabulary) -> Sequence[Mention]:
    """Return the terms in a text: "which bloods" gives way to the "blood-borne virus" that begins within it."""
    found = [
        Mention(vocabulary.owners[term], place, length)
        for place in range(len(words))
        for length in range(1, min(vocabulary.longest, len(words) - place) + 1)
        if (term := tuple(words[place : place + length])) in vocabulary.owners
    ]
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda mention: (-mention.token_count, mention.first_token)):
        span = range(mention.first_token, mention.first_token + mention.token_count)
        if taken.isdisjoint(span):
            kept.append(mention)
            taken.update(span)
    return sorted(kept, key=lambda mention: mention.first_token)
