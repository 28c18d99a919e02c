"""What stands beside a passage: the known errors that touch it and the rules that rest on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, get_args

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.quotes import Quote
from assistant.knowledge.registers import Registers, annotated
from assistant.knowledge.rule_sets import CalculatorName, Rules, Stopped

NoteKind = Literal["erratum", "conflict", "gap"]


@dataclass(frozen=True)
class Note:
    """An entry of a register: what it says in words of ours, and the quotes that it rests on.

    always: the passage never stands without it.
    """

    kind: NoteKind
    id: str
    summary: str
    quotes: tuple[Quote, ...]
    always: bool = False


@dataclass(frozen=True)
class RuleUse:
    """A rule that rests on a passage: the calculator that uses it and what the rule is called."""

    calculator: CalculatorName
    label: str


@dataclass(frozen=True)
class Beside:
    """What a reader of a passage must know next to it. correction: without which the passage is never shown, else None."""

    notes: tuple[Note, ...] = ()
    rules: tuple[RuleUse, ...] = ()
    correction: Note | None = None


def notes_of(registers: Registers) -> tuple[Note, ...]:
    """Return the entries of all registers in one form, errors first."""
    return (
        *(Note("erratum", e.id, e.note, (*e.quotes, *e.right), e.shown == "always") for e in registers.errata),
        *(Note("conflict", c.id, c.summary, (*c.monograph, *c.other)) for c in registers.conflicts),
        *(Note("gap", g.id, " ".join((g.says, *([g.advice] if g.advice else []))), g.nearest) for g in registers.gaps),
    )


def beside_passages(corpus: Corpus, rules: Rules) -> Mapping[str, Beside]:
    """Return what stands beside each passage that has something beside it, by passage id."""
    notes: dict[str, list[Note]] = {}
    for note in notes_of(corpus.registers):
        for quote in note.quotes:
            notes.setdefault(quote.passage, []).append(note)
    uses: dict[str, list[RuleUse]] = {}
    for use, quote in rule_uses(rules):
        uses.setdefault(quote.passage, []).append(use)
    found = {}
    for passage in corpus.passages.values():
        if passage.id in notes or passage.id in uses:
            wrong = annotated(passage, corpus.registers.errata)
            found[passage.id] = Beside(
                tuple(dict.fromkeys(notes.get(passage.id, ()))),
                tuple(dict.fromkeys(uses.get(passage.id, ()))),
                next((note for note in notes.get(passage.id, ()) if wrong and note.id == wrong.id), None),
            )
    return found


def rule_uses(rules: Rules) -> Iterator[tuple[RuleUse, Quote]]:
    """Yield every quote that a calculator rests on, with what the rule is called that holds it."""
    for calculator in get_args(CalculatorName):
        own = getattr(rules, calculator)
        if not isinstance(own, Stopped):
            for label, quote in _labelled(own, ""):
                yield RuleUse(calculator, label), quote


def _labelled(node: object, label: str) -> Iterator[tuple[str, Quote]]:
    if isinstance(node, Quote):
        yield label, node
    elif isinstance(node, Mapping):
        for part in node.values():
            yield from _labelled(part, label)
    elif isinstance(node, tuple):
        for part in node:
            yield from _labelled(part, label)
    elif is_dataclass(node) and not isinstance(node, type):
        named = _name(node) or label
        for field in fields(node):
            yield from _labelled(getattr(node, field.name), named)


def _name(node: object) -> str | None:
    """Return what a rule calls itself: its label, the trigger of a row, the hours of a bag."""
    for attribute in ("label", "trigger"):
        if found := getattr(node, attribute, None):
            return str(found)
    hours = getattr(node, "bag_hours", None)
    return None if hours is None else f"Bag of {hours} hours"
