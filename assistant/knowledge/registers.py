"""What a reader must be told: where the documents disagree, agree, are silent or wrong, and which statements belong together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.knowledge.conditions import Asking, Calculated, Place
from assistant.knowledge.errors import QuoteError
from assistant.knowledge.facets import Facet, load_facets
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote, locate
from assistant.knowledge.register_entries import (
    AgreementEntry,
    CompanionEntry,
    ConflictEntry,
    ConflictKind,
    ErratumEntry,
    GapEntry,
    QuoteEntry,
    Shown,
    Withheld,
)
from assistant.knowledge.register_files import check_names, read_entries

__all__ = [
    "Agreement",
    "Companion",
    "Disagreement",
    "Erratum",
    "Gap",
    "Place",
    "Registers",
    "Withheld",
    "annotated",
    "load_registers",
]


@dataclass(frozen=True)
class Disagreement:
    """A conflict of the documents as registered.

    topic: a title; topics: the concepts it is about; summary: what differs, in words of ours; monograph, other: what each
    document says, `other` empty where the summary is silent; check: documents that settle it; when, calculated: on which
    questions and calculations it bears (any one suffices).
    """

    id: str
    topic: str
    topics: tuple[str, ...]
    kind: ConflictKind
    summary: str
    monograph: tuple[Quote, ...]
    other: tuple[Quote, ...]
    check: tuple[str, ...]
    when: tuple[Asking, ...]
    calculated: tuple[Calculated, ...]


@dataclass(frozen=True)
class Gap:
    """What neither document states.

    says: that it is not stated, in words of ours; advice: what must not be read into that; nearest: the statements that lie
    nearest and do not answer; consult: documents that may; answered, reason: the kind of the answer to a question for it;
    conflicts: ids of conflicts to be told with it; when: questions for it; beside, calculated: answers and calculations
    beside which it is told.
    """

    id: str
    topic: str
    topics: tuple[str, ...]
    says: str
    advice: str | None
    nearest: tuple[Quote, ...]
    consult: tuple[str, ...]
    answered: Literal["abstain", "answer"]
    reason: Literal["not_in_sources", "not_covered"]
    conflicts: tuple[str, ...]
    when: tuple[Asking, ...]
    beside: tuple[Asking, ...]
    calculated: tuple[Calculated, ...]


@dataclass(frozen=True)
class Erratum:
    """A statement that is wrong, unclear or at odds with its own document.

    note: what is wrong, in words of ours; quotes: the statement; right: statements that show it; shown: `always` (the
    statement never stands without the note), `asked` (where `when` holds) or `listed` (with the documents' known errors);
    said_by: ids of conflicts whose block says the same.
    """

    id: str
    topic: str
    topics: tuple[str, ...]
    note: str
    quotes: tuple[Quote, ...]
    right: tuple[Quote, ...]
    shown: Shown
    said_by: tuple[str, ...]
    when: tuple[Asking, ...]


@dataclass(frozen=True)
class Agreement:
    """What both documents state alike: no conflict bears on it."""

    id: str
    topic: str
    topics: tuple[str, ...]
    says: str
    monograph: tuple[Quote, ...]
    other: tuple[Quote, ...]


@dataclass(frozen=True)
class Companion:
    """Statements that must stand beside others: whoever is shown one that lies under a place is shown all of `show`."""

    id: str
    why: str
    under: tuple[Place, ...]
    show: tuple[Quote, ...]


@dataclass(frozen=True)
class Registers:
    """All registers of the corpus, and the facets that their conditions name."""

    conflicts: tuple[Disagreement, ...]
    gaps: tuple[Gap, ...]
    errata: tuple[Erratum, ...]
    agreements: tuple[Agreement, ...]
    companions: tuple[Companion, ...]
    withheld: tuple[Withheld, ...]
    facets: tuple[Facet, ...]


def annotated(passage: Passage, errata: Sequence[Erratum]) -> Erratum | None:
    """Return the correction without which a passage must not be shown, anywhere; None where it needs none."""
    return next(
        (
            erratum
            for erratum in errata
            if erratum.shown == "always" and any(quote.passage == passage.id for quote in erratum.quotes)
        ),
        None,
    )


def load_registers(corpus: Path, passages: Sequence[Passage]) -> tuple[Registers, tuple[QuoteError, ...]]:
    """Load every register, every quote located, and the alarms for those that are not.

    A quote that is not found is an alarm, not a failure: its entry is left out and look-ups go on. Raises DataError, with
    file, key and remedy, for a form that does not hold and for the name of a concept or facet that does not exist.
    """
    alarms: list[QuoteError] = []
    facets = load_facets(corpus)
    conflicts = read_entries(corpus, "conflicts.yaml", ConflictEntry)
    gaps = read_entries(corpus, "gaps.yaml", GapEntry)
    errata = read_entries(corpus, "errata.yaml", ErratumEntry)
    agreements = read_entries(corpus, "agreements.yaml", AgreementEntry)
    check_names(corpus, facets, conflicts, gaps, errata, agreements)

    def found(entries: Sequence[QuoteEntry], file: str) -> tuple[Quote, ...]:
        return _located(entries, passages, alarms, file)

    companions = tuple(
        Companion(
            entry.id,
            entry.why,
            _filled(entry.under, passages, alarms, "companions.yaml"),
            found(entry.show, "companions.yaml"),
        )
        for entry in read_entries(corpus, "companions.yaml", CompanionEntry)
    )
    withheld = tuple(read_entries(corpus, "withheld.yaml", Withheld))
    for entry in withheld:
        _filled(entry.under, passages, alarms, "withheld.yaml")
    registers = Registers(
        tuple(kept for entry in conflicts for kept in _conflict(entry, found)),
        tuple(kept for entry in gaps for kept in _gap(entry, found)),
        tuple(kept for entry in errata for kept in _erratum(entry, found)),
        tuple(kept for entry in agreements for kept in _agreement(entry, found)),
        companions,
        withheld,
        facets,
    )
    return registers, tuple(alarms)


_Find = Callable[[Sequence[QuoteEntry], str], tuple[Quote, ...]]


def _conflict(entry: ConflictEntry, found: _Find) -> list[Disagreement]:
    others = () if entry.other == "silent" else entry.other
    monograph, other = found(entry.monograph, "conflicts.yaml"), found(others, "conflicts.yaml")
    if len(monograph) + len(other) < len(entry.monograph) + len(others):
        return []
    return [
        Disagreement(
            id=entry.id,
            topic=entry.topic,
            topics=entry.topics,
            kind=entry.kind,
            summary=entry.summary,
            monograph=monograph,
            other=other,
            check=entry.check,
            when=entry.when,
            calculated=entry.calculated,
        )
    ]


def _gap(entry: GapEntry, found: _Find) -> list[Gap]:
    nearest = found(entry.nearest, "gaps.yaml")
    if len(nearest) < len(entry.nearest):
        return []
    return [Gap(**{**dict(entry), "nearest": nearest})]


def _erratum(entry: ErratumEntry, found: _Find) -> list[Erratum]:
    quotes, right = found(entry.quotes, "errata.yaml"), found(entry.right, "errata.yaml")
    # A correction stays as long as what it corrects stands there, even where the statement that shows it has changed.
    if len(quotes) < len(entry.quotes):
        return []
    return [Erratum(**{**dict(entry), "quotes": quotes, "right": right})]


def _agreement(entry: AgreementEntry, found: _Find) -> list[Agreement]:
    monograph, other = found(entry.monograph, "agreements.yaml"), found(entry.other, "agreements.yaml")
    if len(monograph) + len(other) < len(entry.monograph) + len(entry.other):
        return []
    return [Agreement(entry.id, entry.topic, entry.topics, entry.says, monograph, other)]


def _located(
    entries: Sequence[QuoteEntry], passages: Sequence[Passage], alarms: list[QuoteError], file: str
) -> tuple[Quote, ...]:
    quotes = []
    for entry in entries:
        try:
            quotes.append(locate(passages, entry.source, entry.section, entry.quote, file=file))
        except QuoteError as error:
            alarms.append(error)
    return tuple(quotes)


def _filled(
    places: Sequence[Place], passages: Sequence[Passage], alarms: list[QuoteError], file: str
) -> tuple[Place, ...]:
    """Return the places, with an alarm for each that no passage fills."""
    alarms.extend(
        QuoteError(
            file,
            f"No statement of {place.source} lies under {place.section!r} and holds {place.holding!r}.",
            "Compare it with the document and correct the place.",
        )
        for place in places
        if not any(place.holds(passage) for passage in passages)
    )
    return tuple(places)
