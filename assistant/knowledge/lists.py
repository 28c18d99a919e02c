"""Lists of the documents (corpus/lists.yaml): what a question for the whole of something is answered with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.knowledge.aspects import Aspects, WeightBand, bands_told, names_band
from assistant.knowledge.conditions import Place
from assistant.knowledge.dosing_basis import asks_dosing_basis, tells_weight_roughly
from assistant.knowledge.errors import DataError, QuoteError
from assistant.knowledge.passages import Passage, PassageKind
from assistant.knowledge.yaml_files import read_yaml

_FILE = "lists.yaml"
_WITHOUT_BANDS = ("item", "sentence")
_ELSEWHERE = re.compile(
    r"\bwhere\b|\bweb ?sites?\b|\bonline\b|\brefer\b|\bmore (?:info\w*|details?|on)\b", re.IGNORECASE
)
# "Which are done only before each cycle?" asks for one of them.
_ONE_OF_THEM = re.compile(
    r"\bonly (?:at|in|once|when|before|on|if|as|for|during|after)\b|^\W*(?:in|during|for|on|at) (?:which|what) (?:cycles?|days?|times?)\b"
    # "Close watching in cycle 3 too?" asks for the days at the start, and no test.
    r"|\bclose(?:ly|r)? (?:watch|observ)\w*|\b(?:watch|observ)\w* (?:\w+ ){0,2}closely\b",
    re.IGNORECASE,
)
# Concepts that narrow nothing: the drug, the disease and the adults that every statement is about.
_OF_EVERYTHING = frozenset({"blinatumomab", "b_all", "relapsed_refractory", "adult", "regimen"})


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    about: tuple[str, ...]
    needs: tuple[str, ...] = ()
    needs_one: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    bands: tuple[WeightBand, ...] = ()
    any_cycle: bool = False
    placed: bool = False
    on_dosing_basis: bool = False
    share: float = 0.0
    under: tuple[Place, ...]
    kinds: tuple[PassageKind, ...]


@dataclass(frozen=True)
class ListOf:
    """One list: the concepts that name what it holds (those needed, all; of some, one), words of which one must be said, and its statements.

    bands: the weight bands that a question for the whole of it may name; any_cycle: it may name a cycle, each statement
    says for which it holds; placed: it may ask where it stands; share: from which share of the best
    score on something of the list is asked for, and not another statement; on_dosing_basis: it answers what a patient is dosed by.
    """

    id: str
    about: frozenset[str]
    needs: frozenset[str]
    needs_one: frozenset[str]
    words: tuple[str, ...]
    bands: frozenset[WeightBand]
    any_cycle: bool
    placed: bool
    share: float
    on_dosing_basis: bool
    passages: tuple[Passage, ...]


def load_lists(corpus: Path, passages: Sequence[Passage]) -> tuple[tuple[ListOf, ...], tuple[QuoteError, ...]]:
    """Load the lists, and an alarm for each whose place holds no statement. Raises DataError for a wrong form."""
    try:
        entries = TypeAdapter(tuple[_Entry, ...]).validate_python(read_yaml(corpus / _FILE))
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(_FILE, f"Entry {first['loc']}: {first['msg']}.", "Correct it.") from error
    lists = tuple(
        ListOf(
            entry.id,
            frozenset(entry.about),
            frozenset(entry.needs),
            frozenset(entry.needs_one or entry.about),
            entry.words,
            frozenset(entry.bands),
            entry.any_cycle,
            entry.placed,
            entry.share,
            entry.on_dosing_basis,
            tuple(
                dict.fromkeys(p for place in entry.under for p in passages if place.holds(p) and p.kind in entry.kinds)
            ),
        )
        for entry in entries
    )
    alarms = tuple(
        QuoteError(_FILE, f"The list {found.id!r} holds no statement.", "Compare its section with the document.")
        for found in lists
        if not found.passages
    )
    return tuple(found for found in lists if found.passages), alarms


def list_asked(question: str, asked: Aspects, lists: Sequence[ListOf]) -> ListOf | None:
    """Return the list whose whole a question asks for: it is about nothing but what the list holds."""
    if asks_dosing_basis(question):
        return next((_of_the_weight(found, question) for found in lists if found.on_dosing_basis), None)
    if asked.grades or asked.bag_hours or _ONE_OF_THEM.search(question):
        return None
    is_placed = _ELSEWHERE.search(question) is not None
    asked_for = (found for found in lists if not found.on_dosing_basis and (found.placed or not is_placed))
    return next((found for found in asked_for if _is_of(found, question.lower(), asked)), None)


def _of_the_weight(found: ListOf, question: str) -> ListOf:
    """Return the list without what holds for the other weight band, where a weight is told."""
    bands = frozenset[WeightBand]() if tells_weight_roughly(question) else bands_told(question)
    kept = tuple(p for p in found.passages if len(bands) != 1 or _band_of(p) in bands)
    return replace(found, passages=kept)


def _band_of(passage: Passage) -> WeightBand:
    return "fixed" if any("(fixed dose)" in heading for heading in passage.heading_path) else "bsa"


def _is_of_any_weight(found: ListOf, question: str) -> bool:
    """Tell whether a patient's weight beside the question bears on nothing that a list holds."""
    return not names_band(question) and all(passage.kind in _WITHOUT_BANDS for passage in found.passages)


def _is_of(found: ListOf, question: str, asked: Aspects) -> bool:
    is_named = not found.words or any(word in question for word in found.words)
    return (
        is_named
        and (found.any_cycle or not asked.cycles)
        and (asked.bands <= found.bands or _is_of_any_weight(found, question))
        and found.needs <= asked.concepts
        and bool(asked.concepts & found.needs_one)
        and asked.concepts <= found.about | _OF_EVERYTHING | {passage.source for passage in found.passages}
    )
