"""What a reader must be told: where the documents disagree, agree, are silent or wrong, and which statements belong together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.conditions import Asking, Calculated, Place, Rows
from assistant.knowledge.disagreement_rule import DisagreementRule
from assistant.knowledge.facets import Facets
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote
from assistant.knowledge.register_entries import ConflictKind, Shown, Withheld

__all__ = [
    "AboutDocuments",
    "Agreement",
    "Companion",
    "Disagreement",
    "Erratum",
    "Gap",
    "Place",
    "Registers",
    "Withheld",
    "annotated",
]


@dataclass(frozen=True)
class Disagreement:
    """A conflict of the documents as registered.

    topic: a title; topics: the concepts it is about; summary: what differs, in words of ours; monograph, other: what each
    document says, `other` empty where the summary is silent; check: documents that settle it; rows: those that it is on; stated_in: where the fact
    stands, nowhere in particular where empty; when, calculated: on which questions and calculations it bears (any one suffices).
    """

    id: str
    topic: str
    topics: tuple[str, ...]
    kind: ConflictKind
    summary: str
    monograph: tuple[Quote, ...]
    other: tuple[Quote, ...]
    check: tuple[str, ...]
    rows: Rows
    stated_in: tuple[Place, ...]
    when: tuple[Asking, ...]
    calculated: tuple[Calculated, ...]

    def is_of_fact(self, shown: Sequence[Passage]) -> bool:
        """Tell whether the first statement of an answer is one on the fact; an answer without statements may be."""
        return not self.stated_in or not shown or any(place.holds(shown[0]) for place in self.stated_in)


@dataclass(frozen=True)
class Gap:
    """What neither document states.

    says: that it is not stated, in words of ours; advice: what must not be read into that; nearest: the statements that lie
    nearest and do not answer; consult: documents that may; answered, reason: the kind of the answer to a question for it;
    conflicts: ids of conflicts to be told with it; when: questions for it; beside, calculated: answers and calculations
    beside which it is told; calculator_tells: the calculation says it already; near: what must hold as well of a question that
    lies nearest to those of this gap.
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
    calculator_tells: bool
    when: tuple[Asking, ...]
    near: tuple[Asking, ...]
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
class AboutDocuments:
    """The answer to a question about the documents themselves.

    asking: facets that put it; not_asking: facets with which it is another question; says: the answer, in words of ours; fields: fields of each document's declaration that are
    listed; conflicts: ids of conflicts told with it.
    """

    id: str
    asking: tuple[str, ...]
    not_asking: tuple[str, ...]
    says: str
    fields: tuple[str, ...]
    quotes: tuple[Quote, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class Companion:
    """Statements that must stand beside others: whoever is shown one that lies under a place is shown all of `show`."""

    id: str
    why: str
    under: tuple[Place, ...]
    show: tuple[Quote, ...]


@dataclass(frozen=True)
class Registers:
    """All registers of the corpus, and the facets that their conditions name; rule: weighs whether a disagreement's fact is asked."""

    conflicts: tuple[Disagreement, ...]
    gaps: tuple[Gap, ...]
    errata: tuple[Erratum, ...]
    agreements: tuple[Agreement, ...]
    about_documents: tuple[AboutDocuments, ...]
    companions: tuple[Companion, ...]
    withheld: tuple[Withheld, ...]
    facets: Facets
    rule: DisagreementRule | None


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
