"""A cited passage in its place: the sections around it as HTML, the cited span marked, every word of the document kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

from assistant.knowledge.documents import FOOTNOTE_MARKS, Document, Section
from assistant.ui.typeset import typeset

_SMALL = 2600
"""A section is shown with its neighbours where all of them have at most this many characters."""

_LONG_ROW = 160
"""A table with a longer row is drawn as one block a row where the panel is narrow."""

_BLOCK = re.compile(r"(?:[^\n]+\n?)+")
_LIST_ITEM = re.compile(r"^(?:[-*+]|\d+[.)]) +(?P<text>.+(?:\n[ \t]+.+)*)", re.MULTILINE)
_CELL = re.compile(r"(?<=\|)[^|\n]*(?=\|)")
_TABLE_RULE = re.compile(r"^[|\s:-]*-[|\s:-]*$")

Span = tuple[int, int]
Draw = Callable[[Span], str]
"""Returns the words of a span as HTML, marked as the place needs it."""


def surrounding(document: Document, start: int) -> tuple[Section, ...]:
    """Return the section that holds a position, with its neighbours under the same heading while all of it is short."""
    home = next(
        (section for section in document.sections if section.start <= start < section.end), document.sections[0]
    )
    chosen: tuple[Section, ...] = (home,)
    for depth in range(len(home.heading_path), 0, -1):
        under = tuple(s for s in document.sections if s.heading_path[:depth] == home.heading_path[:depth])
        if under[-1].end - under[0].start > _SMALL and len(under) > 1:
            break
        chosen = under
    return chosen


def draw_sections(document: Document, sections: Sequence[Section], cited: Span) -> str:
    """Return the sections as HTML with the cited span inside `<mark>`."""
    top = len(sections[0].heading_path)
    parts = []
    for section in sections:
        depth = min(len(section.heading_path) - top + 3, 6)
        if section.heading:
            parts.append(f"<h{depth}>{escape(section.heading)}</h{depth}>")
        blocks = draw_blocks(document.text, section, cited, lambda span: _marked(document.text, span, cited))
        parts += [html for _, html in blocks]
    return "\n".join(parts)


def draw_blocks(
    text: str, section: Section, cited: Span, draw: Draw, below_row: str = ""
) -> Iterator[tuple[Span, str]]:
    """Yield the span and the HTML of each paragraph, list and table of a section.

    cited: whose table row is marked as a whole; below_row: HTML that stands in the table below that row.
    """
    for block in _BLOCK.finditer(text, section.start, section.end):
        words = block[0].strip()
        if words.startswith("|"):
            yield block.span(), _table(text, block.span(), cited, draw, below_row)
        elif _LIST_ITEM.match(words):
            items = (item.span("text") for item in _LIST_ITEM.finditer(text, *block.span()))
            yield block.span(), "<ul>" + "".join(f"<li>{draw(item)}</li>" for item in items) + "</ul>"
        elif words:
            form = ' class="footnote"' if words[0] in FOOTNOTE_MARKS else ""
            yield block.span(), f"<p{form}>{draw(block.span())}</p>"


def _table(text: str, span: Span, cited: Span, draw: Draw, below_row: str) -> str:
    rows = list(_rows(text, span))
    head = [text[slice(*cell)] for cell in rows[0]]
    is_long = any(row[-1][1] - row[0][0] > _LONG_ROW for row in rows[1:])
    drawn = []
    for row in rows[1:]:
        cells = "".join(
            f'<td data-label="{escape(label)}"><div>{draw(cell)}</div></td>'
            for label, cell in zip(head, row, strict=False)
            if label or cell[0] < cell[1]
        )
        is_here = row[0][0] < cited[1] and cited[0] < row[-1][1]
        here = ' class="here"' if is_here else ""
        drawn.append(f"<tr{here}>{cells}</tr>")
        if is_here and below_row:
            drawn.append(f'<tr class="below"><td colspan="{len(head)}">{below_row}</td></tr>')
    heads = "".join(f"<th>{escape(label)}</th>" for label in head)
    thead = f"<thead><tr>{heads}</tr></thead>" if any(head) else ""
    return f'<table class="{"long" if is_long else "short"}">{thead}<tbody>{"".join(drawn)}</tbody></table>'


def _rows(text: str, span: Span) -> Iterator[list[Span]]:
    line_start = span[0]
    for line in text[slice(*span)].splitlines(keepends=True):
        if not _TABLE_RULE.match(line.strip()):
            yield [trimmed(text, cell.span()) for cell in _CELL.finditer(text, line_start, line_start + len(line))]
        line_start += len(line)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without the white space at its ends."""
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, max(start, span[0] + len(words.rstrip()))


def _marked(text: str, span: Span, cited: Span) -> str:
    """Return the words of a span, those that are cited marked; line breaks stay."""
    start, end = trimmed(text, span)
    first, last = max(start, cited[0]), min(end, cited[1])
    if first >= last:
        return typeset(text[start:end])
    return f"{typeset(text[start:first])}<mark>{typeset(text[first:last])}</mark>{typeset(text[last:end])}"
