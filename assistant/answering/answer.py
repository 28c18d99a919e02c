"""The machine contract of an answer, as types."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["answer", "calculation", "clarify", "abstain"]
Reason = Literal["out_of_scope", "not_in_sources", "not_covered", "unsafe_request"]


@dataclass(frozen=True)
class Citation:
    """Words of a document under the number by which the text refers to them.

    section: the heading path joined with ` > `; quote: verbatim from the document; start, end: its character span there.
    """

    n: int
    source: str
    section: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Side:
    """What one document says in a disagreement."""

    source: str
    section: str
    quote: str


@dataclass(frozen=True)
class Conflict:
    """A disagreement between documents, or an error in a document's content, that bears on the fact asked."""

    id: str
    summary: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Fact:
    """One input that a conversation has established.

    name: as in the machine contract; label: what a form calls it; value: in words, with its unit; words: those of the user
    that state it; conversion: how the value comes from them, where it was converted; carried: stated in an earlier turn;
    turn: which turn stated it.
    """

    name: str
    label: str
    value: str
    words: str
    conversion: str | None
    carried: bool
    turn: int


@dataclass(frozen=True)
class Versions:
    """What an answer was made from: the program's version and short hashes ("none" where there is no such thing)."""

    program: str
    corpus: str
    rules: str
    index: str


@dataclass(frozen=True)
class Answer:
    """One answer. text is Markdown as the user sees it, with `[n]` markers into citations.

    facts: what is known of the patient by now; choices: words that answer a question back; follow_ups: questions that can be
    answered next; nearest: sections that lie nearest to what was declined; dropped: sentences of a language model that the
    quotes did not bear out, and that are not shown.
    """

    kind: Kind
    text: str
    versions: Versions
    citations: tuple[Citation, ...] = ()
    calculation: Mapping[str, Any] | None = None
    also: tuple[Mapping[str, Any], ...] = ()
    missing: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: Reason | None = None
    engine: str = "extractive"
    facts: tuple[Fact, ...] = ()
    choices: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the fields of the contract, lists as lists."""
        fields = asdict(self)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}
