"""How near a question lies to questions of other matters, and how near to those that are answered.

Among the questions of one statement, or of one field elsewhere, wording varies; what varies there tells nothing. So similarity
is the cosine in a metric that discounts it: the inverse of their covariance (Mahalanobis). Words tell beside it by how much
commoner they are in the questions of one side.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.knowledge.aspects import Aspects
from assistant.knowledge.elsewhere_rule import ElsewhereRule, Signals
from assistant.knowledge.vocabulary import Vocabulary
from assistant.retrieval.entries import Entry, EntryKind
from assistant.retrieval.index import VectorIndex
from assistant.retrieval.lexical import LexicalIndex, terms
from assistant.retrieval.search import Hit

_NEIGHBOURS = 5
_OF_REGISTERS: tuple[EntryKind, ...] = ("gap", "on_conflict", "beside_conflict")
_ANSWERED: tuple[EntryKind, ...] = ("asked", *_OF_REGISTERS)
_SMOOTHED = 0.5
_CONCEPT = "concept:"
_DRUG = "blinatumomab"
_SENTENCES = re.compile(
    r"(?<=[?!;\n])|(?<=\.)\s| [-–] |, (?=(?:how|what|which|can|do|is|should|who|when|where)\b)", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:which|what|how|when|where|who|whom|why|can|could|do|does|did|is|are|should|may|must|will|would|any|anything)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Matters:
    """Questions of both sides, prepared for many questions.

    answered, elsewhere: vectors by dimensions, each divided by its length in the metric; metric: dimensions squared;
    odds: of each term, by how much commoner it is in questions that are answered; unseen: of a term in none;
    rarity: of each term among what is known of the passages; rarest: of a term known of none.
    """

    answered: NDArray[np.float32]
    elsewhere: NDArray[np.float32]
    metric: NDArray[np.float32]
    odds: Mapping[str, float]
    unseen: float
    rarity: Mapping[str, float]
    rarest: float
    lexical: LexicalIndex
    rule: ElsewhereRule

    def signals(
        self,
        question: str,
        vector: Sequence[float],
        asked: Aspects,
        hits: Sequence[Hit],
        *,
        calculates: bool,
        of_regimen: bool,
    ) -> Signals:
        """Return what tells whether a question is of another matter. hits: of the search for it, best first."""
        turned = self.metric @ np.asarray(vector, dtype=np.float32)
        length = math.sqrt(max(float(np.dot(np.asarray(vector, dtype=np.float32), turned)), 1e-12))
        answered, five_answered = _nearest(self.answered, turned / length)
        elsewhere, five_elsewhere = _nearest(self.elsewhere, turned / length)
        vocabulary = self.lexical.vocabulary
        first = hits[0] if hits else None
        held = self.lexical.known[first.passage] if first is not None else frozenset()
        named = [term for term in terms(question, vocabulary) if term.startswith(_CONCEPT) and term not in held]
        return Signals(
            nearest_answered=answered,
            five_answered=five_answered,
            nearest_elsewhere=elsewhere,
            five_elsewhere=five_elsewhere,
            words=self._leaning(terms(question, vocabulary)),
            asking_words=self._leaning(terms(asking(question), vocabulary)),
            known=first.known if first is not None else 0.0,
            unknown_concept=max((self.rarity.get(term, self.rarest) for term in named), default=0.0),
            names_drug=float(_DRUG in asked.concepts),
            calculates=float(calculates),
            of_regimen=float(of_regimen),
        )

    def _leaning(self, found: Iterable[str]) -> float:
        distinct = list(dict.fromkeys(found))
        return sum(self.odds.get(term, self.unseen) for term in distinct) / math.sqrt(max(1, len(distinct)))


def build_matters(
    entries: Sequence[Entry], vectors: VectorIndex, lexical: LexicalIndex, rule: ElsewhereRule
) -> Matters | None:
    """Prepare both sides; None where the corpus has no questions of other matters. lexical: of the entries that lead to passages."""
    elsewhere = [row for row, entry in enumerate(entries) if entry.kind == "elsewhere"]
    answered = [row for row, entry in enumerate(entries) if entry.kind in _ANSWERED]
    if not elsewhere or not answered:
        return None
    rows = np.asarray([*answered, *elsewhere], dtype=np.intp)
    metric = _metric(vectors.vectors[rows], [entries[row].passages[0] for row in rows])
    known = Counter(term for held in lexical.known.values() for term in held)
    passages = len(lexical.known)
    odds, unseen = _odds(entries, lexical)
    return Matters(
        answered=_scaled(vectors.vectors[answered], metric),
        elsewhere=_scaled(vectors.vectors[elsewhere], metric),
        metric=metric,
        odds=odds,
        unseen=unseen,
        rarity={term: math.log(1 + passages / count) for term, count in known.items()},
        rarest=math.log(1 + passages),
        lexical=lexical,
        rule=rule,
    )


def asking(question: str) -> str:
    """Return the sentence of a question that asks: the last with a question mark, else with a word that asks, else all of it."""
    parts = [part.strip() for part in _SENTENCES.split(question) if part.strip()]
    asks = [part for part in parts if "?" in part] or [part for part in parts if _ASKS.search(part)]
    return asks[-1] if asks else question


def _metric(vectors: NDArray[np.float32], groups: Sequence[str]) -> NDArray[np.float32]:
    """Return the inverse of the covariance within groups, as much of the mean variance added to every direction."""
    members: dict[str, list[int]] = defaultdict(list)
    for row, group in enumerate(groups):
        members[group].append(row)
    apart = vectors.astype(np.float64)
    for of_one in members.values():
        apart[of_one] -= apart[of_one].mean(axis=0)
    covariance = apart.T @ apart / len(apart)
    size = len(covariance)
    inverse: NDArray[np.float32] = np.linalg.inv(covariance + np.trace(covariance) / size * np.eye(size)).astype(
        np.float32
    )
    return inverse


def _scaled(vectors: NDArray[np.float32], metric: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors @ metric, vectors))
    scaled: NDArray[np.float32] = vectors / lengths[:, None]
    return scaled


def _nearest(vectors: NDArray[np.float32], turned: NDArray[np.float32]) -> tuple[float, float]:
    # Not the BLAS product: its threads would wait for work and hold up those of the model.
    cosines = np.einsum("ij,j->i", vectors, turned)
    nearest = np.partition(cosines, -min(_NEIGHBOURS, len(cosines)))[-_NEIGHBOURS:]
    return float(nearest.max()), float(nearest.mean())


def _odds(entries: Sequence[Entry], lexical: LexicalIndex) -> tuple[dict[str, float], float]:
    answered, elsewhere = Counter(lexical.asked_terms), Counter[str]()
    kinds = Counter(entry.kind for entry in entries)
    for entry in entries:
        if entry.kind in _OF_REGISTERS:
            answered.update(_terms_of(entry, lexical.vocabulary))
        elif entry.kind == "elsewhere":
            elsewhere.update(_terms_of(entry, lexical.vocabulary))
    of_answered, of_elsewhere = sum(kinds[kind] for kind in _ANSWERED), kinds["elsewhere"]

    def odds(term: str) -> float:
        return math.log((answered[term] + _SMOOTHED) / (of_answered + 1)) - math.log(
            (elsewhere[term] + _SMOOTHED) / (of_elsewhere + 1)
        )

    return {term: odds(term) for term in answered.keys() | elsewhere.keys()}, odds("")


def _terms_of(entry: Entry, vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(terms(entry.text, vocabulary))
