"""The registers as their YAML files write them."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.knowledge.conditions import Asking, Calculated, Place, Rows

ConflictKind = Literal["contradiction", "narrower", "scope", "one_sided"]
Shown = Literal["always", "asked", "listed"]

_FORM = ConfigDict(extra="forbid", frozen=True)


class QuoteEntry(BaseModel):
    """A quote as a data file writes it: document, heading path joined with ` > `, and words."""

    model_config = _FORM

    source: str
    section: str
    quote: str


class CompanionEntry(BaseModel):
    """Statements (`show`) that must stand beside others (`under`)."""

    model_config = _FORM

    id: str
    why: str
    under: tuple[Place, ...]
    show: tuple[QuoteEntry, ...]


class Withheld(BaseModel):
    """Statements of background documents on what only the authority decides: they never answer by themselves.

    unless: concepts of which a question may be answered with them all the same, because they also speak of that.
    """

    model_config = _FORM

    id: str
    why: str
    unless: tuple[str, ...] = ()
    under: tuple[Place, ...]


class _Registered(BaseModel):
    """What conflicts, gaps, errata and agreements share: id, a title in a few words, and the concepts that it is about."""

    model_config = _FORM

    id: str
    topic: str
    topics: tuple[str, ...] = ()


class ConflictEntry(_Registered):
    """One entry of conflicts.yaml."""

    kind: ConflictKind
    summary: str
    monograph: tuple[QuoteEntry, ...]
    other: tuple[QuoteEntry, ...] | Literal["silent"]
    check: tuple[str, ...]
    rows: Rows = Rows()
    stated_in: tuple[Place, ...] = ()
    when: tuple[Asking, ...] = ()
    calculated: tuple[Calculated, ...] = ()

    @model_validator(mode="after")
    def _has_both_sides(self) -> Self:
        if self.kind != "one_sided" and (self.other == "silent" or not self.other):
            raise ValueError("only a one_sided conflict may have `other: silent`")
        if not self.monograph and not self.other:
            raise ValueError("a conflict quotes at least one document")
        return self


class GapEntry(_Registered):
    """One entry of gaps.yaml."""

    says: str
    advice: str | None = None
    nearest: tuple[QuoteEntry, ...] = ()
    consult: tuple[str, ...]
    answered: Literal["abstain", "answer"] = "abstain"
    reason: Literal["not_in_sources", "not_covered"] = "not_in_sources"
    conflicts: tuple[str, ...] = ()
    calculator_tells: bool = False
    when: tuple[Asking, ...]
    near: tuple[Asking, ...] = ()
    beside: tuple[Asking, ...] = ()
    calculated: tuple[Calculated, ...] = ()


class ErratumEntry(_Registered):
    """One entry of errata.yaml."""

    shown: Shown
    note: str
    quotes: tuple[QuoteEntry, ...] = ()
    right: tuple[QuoteEntry, ...] = ()
    said_by: tuple[str, ...] = ()
    when: tuple[Asking, ...] = ()

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        if self.shown == "always" and not self.quotes:
            raise ValueError("what is always shown needs the quotes beside which it is shown")
        if (self.shown == "asked") != bool(self.when):
            raise ValueError("`when` belongs to `shown: asked`, and only there")
        return self


class AgreementEntry(_Registered):
    """One entry of agreements.yaml."""

    says: str
    monograph: tuple[QuoteEntry, ...]
    other: tuple[QuoteEntry, ...]


class AboutEntry(BaseModel):
    """One entry of about_documents.yaml."""

    model_config = _FORM

    id: str
    asking: tuple[str, ...]
    not_asking: tuple[str, ...] = ()
    says: str
    fields: tuple[Literal["title", "publisher", "revision", "jurisdiction"], ...]
    quotes: tuple[QuoteEntry, ...] = ()
    conflicts: tuple[str, ...] = ()
