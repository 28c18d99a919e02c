"""What a question asks of a thing (corpus/facets.yaml): how often, until when, at which step, one or several.

Concepts never overlap, the longest term wins; facets do: "one seizure" names the concept seizure and asks the facet one_seizure.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.knowledge.aspects import Aspects
from assistant.knowledge.disagreement_rule import Closeness
from assistant.knowledge.errors import DataError
from assistant.knowledge.vocabulary import tokens
from assistant.knowledge.yaml_files import read_yaml

_FILE = "facets.yaml"
_GAP = "*"
_MOST_WORDS_IN_A_GAP = 3


@dataclass(frozen=True)
class Span:
    """A whole or decimal number from least to most, both included."""

    least: float
    most: float


Part = str | Span
"""A stem, `*` for up to three words, or a number within a span."""


@dataclass(frozen=True)
class Term:
    """One way to ask a facet. parts: as tokens; words: those that a text must hold."""

    facet: str
    parts: tuple[Part, ...]
    words: frozenset[str]


@dataclass(frozen=True)
class Facets:
    """What questions ask. names: all; by_word: the terms by the word that they begin with; by_number: those that begin with a number within a span."""

    names: frozenset[str]
    by_word: Mapping[str, tuple[Term, ...]]
    by_number: tuple[Term, ...]


@dataclass(frozen=True)
class Nearness:
    """To what a question lies nearest.

    on: ids of gaps and conflicts, to questions on their fact; close: those of them so near that no word need be the same;
    conflicts: how it lies to each conflict, by id; gaps, answered: the similarity to the nearest question for each gap, by id, and to
    the nearest that each statement answers, by passage.
    """

    on: frozenset[str] = frozenset()
    close: frozenset[str] = frozenset()
    conflicts: Mapping[str, Closeness] = field(default_factory=dict)
    gaps: Mapping[str, float] = field(default_factory=dict)
    answered: Mapping[str, float] = field(default_factory=dict)

    def with_(self, other: "Nearness") -> "Nearness":
        """Return to what either of two questions lies nearest; how far all else is, the first tells."""
        return replace(self, on=self.on | other.on, close=self.close | other.close)


NEAR_NOTHING = Nearness()


@dataclass(frozen=True)
class Inquiry:
    """A question as the registers read it.

    aspects: what it is about; facets: what it asks, ids of facets.yaml; near: to which questions of the registers it lies nearest.
    """

    aspects: Aspects
    facets: frozenset[str]
    near: Nearness = NEAR_NOTHING

    @property
    def topics(self) -> frozenset[str]:
        """Concepts and facets together."""
        return self.aspects.concepts | self.facets


def load_facets(corpus: Path) -> Facets:
    """Load facets.yaml. Raises DataError for another form than facet: [terms], or for an empty term."""
    try:
        entries = TypeAdapter(dict[str, list[str]]).validate_python(read_yaml(corpus / _FILE))
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(_FILE, f"Entry {first['loc'][0]}: {first['msg']}.", "Write facet: [terms].") from error
    terms = [_term(name, term) for name, of_facet in entries.items() for term in of_facet]
    by_word: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms:
        if isinstance(term.parts[0], str):
            by_word[term.parts[0]].append(term)
    by_number = tuple(term for term in terms if isinstance(term.parts[0], Span))
    return Facets(frozenset(entries), {word: tuple(found) for word, found in by_word.items()}, by_number)


def facets_in(text: str, facets: Facets) -> frozenset[str]:
    """Return the facets that a text asks."""
    words = tokens(text)
    held = frozenset(words)
    return frozenset(
        term.facet
        for start, word in enumerate(words)
        for term in (*facets.by_word.get(word, ()), *(facets.by_number if word[0].isdigit() else ()))
        if term.words <= held and _begins(words, start, term.parts)
    )


def _term(facet: str, term: str) -> Term:
    parts = _parts(facet, term)
    return Term(facet, parts, frozenset(part for part in parts if isinstance(part, str) and part != _GAP))


def _parts(name: str, term: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    for piece in term.split():
        least, dots, most = piece.partition("..")
        if piece == _GAP:
            parts.append(_GAP)
        elif dots and _is_number(least) and _is_number(most):
            parts.append(Span(float(least), float(most)))
        else:
            parts.extend(tokens(piece))
    if not parts or _GAP in (parts[0], parts[-1]):
        raise DataError(_FILE, f"The term {term!r} of {name!r} has no words at its ends.", "Begin and end with a word.")
    return tuple(parts)


def _begins(words: Sequence[str], start: int, parts: Sequence[Part]) -> bool:
    if not parts:
        return True
    if parts[0] == _GAP:
        last = min(start + _MOST_WORDS_IN_A_GAP, len(words))
        return any(_begins(words, place, parts[1:]) for place in range(start, last + 1))
    return start < len(words) and _is(words[start], parts[0]) and _begins(words, start + 1, parts[1:])


def _is(word: str, part: Part) -> bool:
    if isinstance(part, str):
        return word == part
    return _is_number(word) and part.least <= float(word) <= part.most


def _is_number(word: str) -> bool:
    return word.replace(".", "", 1).isdigit()
