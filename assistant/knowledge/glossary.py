"""Plain words for trainees (corpus/glossary.yaml): what a section is for, and what a term means, each with its source."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from assistant.knowledge.errors import DataError, QuoteError
from assistant.knowledge.glossary_files import FILE, SectionEntry, TermEntry, read_glossary
from assistant.knowledge.passages import SECTION_SEPARATOR, Passage
from assistant.knowledge.quotes import Quote, locate
from assistant.knowledge.sources import Source

_HYPHENS = str.maketrans({"‑": "-", "–": "-"})


@dataclass(frozen=True)
class Term:
    """A term in plain words. standard: the name of what the meaning rests on; quote: or the document's words that explain it."""

    term: str
    means: str
    standard: str | None
    quote: Quote | None


@dataclass(frozen=True)
class SectionKind:
    """What kind of section stands under a heading path of a document."""

    source: str
    heading_path: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Glossary:
    """All terms and kinds of sections. spellings: one pattern of all, a group each; owners: the term of each group."""

    terms: tuple[Term, ...]
    sections: tuple[SectionKind, ...]
    spellings: re.Pattern[str]
    owners: tuple[Term, ...]

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """Return the terms that a text holds, once each, in the order of the text; a longer one covers those inside it."""
        line = " ".join(text.translate(_HYPHENS).split())
        found = (self.owners[match.lastindex - 1] for match in self.spellings.finditer(line) if match.lastindex)
        return tuple(dict.fromkeys(found))

    def kind_of(self, passage: Passage) -> str | None:
        """Return the kind of the innermost section that holds a passage, None where no kind is given."""
        holding = [
            section
            for section in self.sections
            if section.source == passage.source
            and passage.heading_path[: len(section.heading_path)] == section.heading_path
        ]
        innermost = max(holding, key=lambda section: len(section.heading_path), default=None)
        return innermost.kind if innermost else None


def load_glossary(
    corpus: Path, sources: Iterable[Source], passages: Sequence[Passage]
) -> tuple[Glossary, tuple[QuoteError, ...]]:
    """Load the glossary, and an alarm for each entry that its document no longer bears out; such an entry is left out.

    Raises DataError, with file, key and remedy, for a form that does not hold.
    """
    entries = read_glossary(corpus)
    background = {source.id for source in sources if source.standing == "background"}
    alarms: list[QuoteError] = []
    kept: list[tuple[Term, TermEntry]] = []
    for entry in entries.terms:
        _check_source(entry, background)
        try:
            kept.append((_term(entry, entries.standards, passages), entry))
        except QuoteError as error:
            alarms.append(error)
    sections = []
    for section in entries.sections:
        path = _heading_path(section, passages)
        if path is None:
            alarms.append(_gone(section))
        else:
            sections.append(SectionKind(section.source, path, section.kind))
    spellings, owners = _spellings(kept)
    return Glossary(tuple(term for term, _ in kept), tuple(sections), spellings, owners), tuple(alarms)


def _check_source(entry: TermEntry, background: set[str]) -> None:
    if entry.document is not None and entry.document.source in background:
        raise DataError(
            FILE,
            f"Term {entry.term!r}, key 'document': {entry.document.source!r} is unreviewed background.",
            "Explain the term by the authority, a site's own document or a standard.",
        )


def _term(entry: TermEntry, standards: dict[str, str], passages: Sequence[Passage]) -> Term:
    if entry.document is None:
        return Term(entry.term, entry.means, standards[entry.standard or ""], None)
    named = entry.document
    return Term(entry.term, entry.means, None, locate(passages, named.source, named.section, named.quote, file=FILE))


def _heading_path(section: SectionEntry, passages: Sequence[Passage]) -> tuple[str, ...] | None:
    """Return the labels that a joined path stands for: a label may itself hold the separator."""
    paths = (passage.heading_path for passage in passages if passage.source == section.source)
    beginnings = (path[:length] for path in paths for length in range(1, len(path) + 1))
    return next((path for path in beginnings if SECTION_SEPARATOR.join(path) == section.section), None)


def _gone(section: SectionEntry) -> QuoteError:
    return QuoteError(
        FILE,
        f"Section {section.section!r} of {section.source!r} holds no statement.",
        "Compare it with the document and correct the path.",
    )


_How = Literal["any case", "as written"]


def _spellings(kept: Sequence[tuple[Term, TermEntry]]) -> tuple[re.Pattern[str], tuple[Term, ...]]:
    """Return one pattern of all spellings, the longer first, and the term of each of its groups."""
    forms: list[tuple[str, _How, Term]] = []
    for term, entry in kept:
        forms += [(form, "any case", term) for form in entry.words]
        forms += [(form, "as written", term) for form in entry.exact]
    forms.sort(key=lambda form: (_initial(form[0]), -len(form[0])))
    # By their first letter: a word of the text is tried against a few spellings, not all.
    initials = (
        rf"(?=(?i:{re.escape(initial)}))(?:{'|'.join(_group(form, how) for form, how, _ in same)})"
        for initial, same in groupby(forms, key=lambda form: _initial(form[0]))
    )
    pattern = rf"(?<!\w)(?:{'|'.join(initials)})(?!\w)" if forms else r"(?!)"
    return re.compile(pattern), tuple(term for _, _, term in forms)


def _initial(form: str) -> str:
    return form[0].casefold()


def _group(form: str, how: _How) -> str:
    return rf"((?i:{re.escape(form)}s?))" if how == "any case" else rf"({re.escape(form)})"
