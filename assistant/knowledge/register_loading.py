"""Load the registers: forms checked, names checked, every quote located in its document."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.knowledge.conditions import Place
from assistant.knowledge.disagreement_rule import load_disagreement_rule
from assistant.knowledge.errors import QuoteError
from assistant.knowledge.facets import load_facets
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote, locate
from assistant.knowledge.register_entries import (
    AboutEntry,
    AgreementEntry,
    ConflictEntry,
    ErratumEntry,
    GapEntry,
    QuoteEntry,
)
from assistant.knowledge.register_files import read_registers
from assistant.knowledge.registers import AboutDocuments, Agreement, Companion, Disagreement, Erratum, Gap, Registers


def load_registers(corpus: Path, passages: Sequence[Passage]) -> tuple[Registers, tuple[QuoteError, ...]]:
    """Load every register, every quote located, and the alarms for those that are not.

    A quote that is not found is an alarm, not a failure: its entry is left out and look-ups go on. Raises DataError, with
    file, key and remedy, for a form that does not hold and for the name of a concept or facet that does not exist.
    """
    alarms: list[QuoteError] = []
    facets = load_facets(corpus)
    entries = read_registers(corpus, facets)

    def found(quotes: Sequence[QuoteEntry], file: str) -> tuple[Quote, ...]:
        return _located(quotes, passages, alarms, file)

    companions = tuple(
        Companion(
            entry.id,
            entry.why,
            _filled(entry.under, passages, alarms, "companions.yaml"),
            found(entry.show, "companions.yaml"),
        )
        for entry in entries.companions
    )
    for conflict in entries.conflicts:
        _filled(conflict.stated_in, passages, alarms, "conflicts.yaml")
    for entry in entries.withheld:
        _filled(entry.under, passages, alarms, "withheld.yaml")
    registers = Registers(
        conflicts=tuple(kept for conflict in entries.conflicts for kept in _conflict(conflict, found)),
        gaps=tuple(kept for gap in entries.gaps for kept in _gap(gap, found)),
        errata=tuple(kept for erratum in entries.errata for kept in _erratum(erratum, found)),
        agreements=tuple(kept for agreement in entries.agreements for kept in _agreement(agreement, found)),
        about_documents=tuple(kept for about in entries.about_documents for kept in _about(about, found)),
        companions=companions,
        withheld=tuple(entries.withheld),
        facets=facets,
        rule=load_disagreement_rule(corpus),
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
            rows=entry.rows,
            stated_in=entry.stated_in,
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


def _about(entry: AboutEntry, found: _Find) -> list[AboutDocuments]:
    quotes = found(entry.quotes, "about_documents.yaml")
    if len(quotes) < len(entry.quotes):
        return []
    return [AboutDocuments(entry.id, entry.asking, entry.not_asking, entry.says, entry.fields, quotes, entry.conflicts)]


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
