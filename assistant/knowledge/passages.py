"""Split a document into citable passages.

A passage is one statement: a sentence, a list item, a footnote, a table row with the headings that give it meaning, or one
cell of a table whose columns differ (the weight bands of the dose-modification table). Its quote is an exact span.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.knowledge.documents import FOOTNOTE_MARKS, Document, Section, label
from assistant.knowledge.errors import DocumentError
from assistant.knowledge.sources import TableForm

PassageKind = Literal["sentence", "item", "footnote", "row", "cell", "effect"]

SECTION_SEPARATOR = " > "

_BLOCK = re.compile(r"(?:[^\n]+\n?)+")
_LIST_ITEM = re.compile(r"^(?:[-*+]|\d+[.)]) +(?P<text>.+(?:\n[ \t]+.+)*)", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?][)\]\"”’]*" + f"[{FOOTNOTE_MARKS}]*" + r"(?=\s+[A-Z(“\"])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.?g|i\.?e|al|vs|cf|approx|Dr|No|Fig|St)|\b[A-Z])\.$")
_CELL = re.compile(r"[^|\n]+")
_TABLE_RULE = re.compile(r"^[|\s:-]+$")


@dataclass(frozen=True)
class Cell:
    """A table cell inside a passage: the words of its column head (may be empty) and its span in the document."""

    column: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """One citable statement.

    quote is the document's text from start to end, verbatim. footnotes are the ids of the footnote passages whose marks the
    statement or its heading carries; head_footnotes those of the heads of its table. cells is empty unless the passage is a
    table row of several cells.
    """

    id: str
    source: str
    heading_path: tuple[str, ...]
    kind: PassageKind
    start: int
    end: int
    quote: str
    cells: tuple[Cell, ...] = ()
    footnotes: tuple[str, ...] = ()
    head_footnotes: tuple[str, ...] = ()
    marks: str = ""
    head_marks: str = ""

    @property
    def section(self) -> str:
        """The heading path as one line."""
        return SECTION_SEPARATOR.join(self.heading_path)

    @property
    def words(self) -> str:
        """The statement on one line, as a person reads it: each cell behind its column head, line breaks closed."""
        if not self.cells:
            return " ".join(self.quote.split())
        shown = []
        for cell in self.cells:
            text = self.quote[cell.start - self.start : cell.end - self.start]
            shown.append(f"{cell.column}: {text}" if cell.column else text)
        return " · ".join(shown)


def split(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order.

    Raises DocumentError for a table whose rows do not have the columns of its head, or a footnote that is missing.
    """
    found = [passage for section in document.sections for passage in _split_section(document, section)]
    return _bind_footnotes(document, _with_distinct_ids(found))


def _split_section(document: Document, section: Section) -> Iterator[Passage]:
    for block in _BLOCK.finditer(document.text, section.start, section.end):
        if block[0].lstrip().startswith("|"):
            yield from _split_table(document, section, block.start(), block.end())
        elif block[0].lstrip()[0] in FOOTNOTE_MARKS:
            yield _passage(document, section, "footnote", block.start(), block.end())
        elif _LIST_ITEM.match(block[0].lstrip()):
            for item in _LIST_ITEM.finditer(document.text, block.start(), block.end()):
                yield _passage(document, section, "item", item.start("text"), item.end("text"))
        else:
            for start, end in sentences(document.text, block.start(), block.end()):
                yield _passage(document, section, "sentence", start, end)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence between start and end, abbreviations kept whole."""
    begin = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if _ABBREVIATION.search(text[begin : stop.start() + 1]):
            continue
        yield begin, stop.end()
        begin = stop.end()
    if text[begin:end].strip():
        yield begin, end


def _passage(
    document: Document, section: Section, kind: PassageKind, start: int, end: int, row: tuple[str, ...] = ()
) -> Passage:
    raw = document.text[start:end]
    start += len(raw) - len(raw.lstrip())
    quote = raw.strip()
    end = start + len(quote)
    marked = quote[1:] if kind == "footnote" else section.heading + quote
    return Passage(
        id="",
        source=document.source.id,
        heading_path=section.heading_path + row,
        kind=kind,
        start=start,
        end=end,
        quote=quote,
        marks=_marks_in(marked),
    )


def _marks_in(text: str) -> str:
    return "".join(character for character in text if character in FOOTNOTE_MARKS)


# ---- tables


def _split_table(document: Document, section: Section, start: int, end: int) -> Iterator[Passage]:
    form = _form_of(document, section)
    rows = list(_rows(document.text, start, end))
    head = [document.text[slice(*span)] for span in rows[0]]
    for row in rows[1:]:
        if len(row) != len(head):
            raise DocumentError(
                document.source.document,
                f"A row of the table under {SECTION_SEPARATOR.join(section.heading_path)!r} has {len(row)} cells, its head {len(head)}.",
                "Write every cell of the row.",
            )
        yield from _split_row(document, section, form, head, row)


def _form_of(document: Document, section: Section) -> TableForm:
    path = SECTION_SEPARATOR.join(section.heading_path)
    return next((form for form in document.source.tables if form.section == path), TableForm(section=path))


def _rows(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the span of each cell's words, line by line, without the rule below the head; an empty cell has an empty span."""
    line_start = start
    for line in text[start:end].splitlines(keepends=True):
        body = line.strip()
        if body and not (_TABLE_RULE.match(body) and "-" in body):
            cells = _CELL.finditer(text, line_start, line_start + len(line.rstrip()))
            yield [_trimmed(text, *cell.span()) for cell in cells]
        line_start += len(line)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, start + len(words.strip()))


def _split_row(
    document: Document, section: Section, form: TableForm, head: list[str], row: list[tuple[int, int]]
) -> Iterator[Passage]:
    cells = list(zip(head, row, strict=True))
    named = [(column, span) for column, span in cells if label(column) in form.row_labels]
    row_path = tuple(filter(None, (_row_label(column, document.text[slice(*span)]) for column, span in named)))
    row_marks = "".join(_marks_in(column) for column, span in named if document.text[slice(*span)])
    others = [(column, span) for column, span in cells if label(column) not in form.row_labels]
    if form.statement == "row":
        yield _row_passage(document, section, cells if cells[0] not in named else others, row_path)
        return
    for column, span in others:
        if not document.text[slice(*span)]:
            continue
        path = (*row_path, label(column.rpartition(": ")[2]))
        whole = _passage(document, section, "cell", *span, path)
        yield replace(whole, head_marks=row_marks + _marks_in(column))
        if form.statement == "item" and ";" in whole.quote:
            for item in re.finditer(r"[^;]+", whole.quote):
                yield _passage(document, section, "effect", whole.start + item.start(), whole.start + item.end(), path)


def _row_passage(
    document: Document, section: Section, cells: list[tuple[str, tuple[int, int]]], row_path: tuple[str, ...]
) -> Passage:
    whole = _passage(document, section, "row", cells[0][1][0], cells[-1][1][1], row_path)
    return replace(
        whole,
        head_marks=_marks_in("".join(column for column, _ in cells)),
        cells=tuple(Cell(column, *span) for column, span in cells),
    )


def _row_label(column: str, cell: str) -> str:
    """Name a row by its cell, with the column head before it where the cell alone says too little ("Grade 3")."""
    name, head = label(cell), label(column)
    return f"{head} {name}" if name[:1].isdigit() else name


# ---- ids and footnotes


def _with_distinct_ids(passages: list[Passage]) -> list[Passage]:
    """Give each passage an id that stays while its place and words stay."""
    seen: dict[str, int] = {}
    result = []
    for passage in passages:
        digest = hashlib.sha256(f"{passage.section}\n{passage.quote}".encode()).hexdigest()[:10]
        passage_id = f"{passage.source}:{digest}"
        seen[passage_id] = seen.get(passage_id, 0) + 1
        if seen[passage_id] > 1:
            passage_id += f".{seen[passage_id]}"
        result.append(replace(passage, id=passage_id))
    return result


def _bind_footnotes(document: Document, passages: list[Passage]) -> tuple[Passage, ...]:
    """Bind every mark to the footnote of its top section, and set each footnote under what the passages that carry it share."""
    footnotes = {(p.heading_path[:1], p.quote[0]): p for p in passages if p.kind == "footnote"}
    carriers: dict[str, list[tuple[str, ...]]] = {}

    def bind(passage: Passage, marks: str) -> tuple[str, ...]:
        ids = []
        for mark in dict.fromkeys(marks):
            key = (passage.heading_path[:1], mark)
            if key not in footnotes:
                raise DocumentError(
                    document.source.document,
                    f"The mark {mark!r} under {passage.section!r} has no footnote in its section.",
                    "Write the footnote as a paragraph that begins with the mark.",
                )
            ids.append(footnotes[key].id)
            carriers.setdefault(footnotes[key].id, []).append(passage.heading_path)
        return tuple(ids)

    bound = [
        replace(passage, footnotes=bind(passage, passage.marks), head_footnotes=bind(passage, passage.head_marks))
        for passage in passages
    ]
    return tuple(
        replace(passage, heading_path=_shared_path(carriers[passage.id])) if passage.id in carriers else passage
        for passage in bound
    )


def _shared_path(paths: list[tuple[str, ...]]) -> tuple[str, ...]:
    shared = []
    for labels in zip(*paths, strict=False):
        if len(set(labels)) > 1:
            break
        shared.append(labels[0])
    return tuple(shared)
