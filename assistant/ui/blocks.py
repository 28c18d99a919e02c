"""An answer's text as blocks of HTML: the documents' words apart from ours, each citation marker a link to its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation, Conflict, Side
from assistant.answering.markdown import escape, plain
from assistant.knowledge.sources import Standing
from assistant.ui.card import rest_html, top_html
from assistant.ui.disagreement import Drawing, disagreements_html
from assistant.ui.prose import inline, prose
from assistant.ui.typeset import as_read, typeset
from assistant.ui.words import SEE_BELOW, TO_KNOW

Kind = Literal["emergency", "ours", "authority", "site", "background", "card", "warnings", "conflicts"]

ANCHOR = "cite-"
"""A link to `#cite-TURN-N` opens citation N of that turn."""

_MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
_RESULT = re.compile(r"^\*\*.+?\*\* — .*?(?P<markers>(?:\[\d+\])+)$", re.DOTALL)
_OF_A_CARD = tuple(f"{part}:" for part in (replies.INPUTS, replies.STEPS, replies.QUOTES))
_QUOTED = re.compile(r"^(?:- )?(?P<quote>“.*”) ?(?P<markers>(?:\[\d+\])+)$", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """What is drawn in one piece, as HTML, and whose words it holds.

    beside: it stands beside what answers. A card has its inputs (origins) between html and below.
    """

    kind: Kind
    html: str
    beside: bool = False
    below: str = ""
    origins: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class _Page:
    """What every paragraph is drawn with."""

    answer: Answer
    turn: int
    standings: Mapping[str, Standing]

    def link(self, n: int) -> str:
        return f'<a href="#{ANCHOR}{self.turn}-{n}">[{n}]</a>'

    def links(self, markers: str) -> str:
        return "".join(self.link(int(n)) for n in _MARKER.findall(markers))

    def markers_of(self, side: Side) -> str:
        cited = [c.n for c in self.answer.citations if (c.source, c.quote) == (side.source, side.quote)]
        return f'&nbsp;<span class="markers">{"".join(map(self.link, cited))}</span>' if cited else ""

    def cited(self, markers: str) -> list[Citation]:
        numbers = [int(n) for n in _MARKER.findall(markers)]
        return [citation for citation in self.answer.citations if citation.n in numbers]


def blocks(answer: Answer, turn: int, standings: Mapping[str, Standing]) -> list[Block]:
    """Split the text of an answer. standings: of each document, by id. A paragraph of unknown form is ours, as it stands."""
    page = _Page(answer, turn, standings)
    waiting = _paragraphs(answer.text)
    calculations = [calculation for calculation in (answer.calculation, *answer.also) if calculation is not None]
    found: list[Block] = []
    while waiting:
        if calculations and _RESULT.match(waiting[0]):
            found.append(_card(page, calculations.pop(0), waiting))
        elif any(_tells(conflict, waiting[0]) for conflict in answer.conflicts):
            found.append(_disagreements(page, waiting))
        elif _is_warning(waiting[0], answer) and replies.AS_TOLD_EARLIER in waiting[0]:
            found.append(_told_earlier(waiting.pop(0)))
        elif _is_warning(waiting[0], answer):
            found.append(_warnings(page, waiting))
        else:
            found.append(_paragraph(page, waiting.pop(0)))
    return _joined(found)


def _card(page: _Page, calculation: Mapping[str, Any], waiting: list[str]) -> Block:
    """Take a result with its inputs, steps and quotes; their words come from the calculation itself."""
    result = _RESULT.match(waiting.pop(0))
    quotes: list[tuple[str, str]] = []
    while waiting and waiting[0] in _OF_A_CARD:
        part = waiting.pop(0)
        if part != _OF_A_CARD[-1]:
            waiting.pop(0)
        while part == _OF_A_CARD[-1] and waiting and (quoted := _QUOTED.match(waiting[0])):
            waiting.pop(0)
            quotes.append((quoted["quote"], quoted["markers"]))
    markers = page.links(result["markers"]) if result else ""
    below = rest_html(calculation, _together(page, quotes), page.link)
    return Block("card", top_html(calculation, markers), below=below, origins=calculation.get("origins", ()))


def _together(page: _Page, quotes: Sequence[tuple[str, str]]) -> list[tuple[Citation, str]]:
    """Return each quote once, as HTML, with the markers of all places that say it in the same words."""
    markers: dict[str, str] = {}
    for quote, marks in quotes:
        markers[quote] = markers.get(quote, "") + marks
    return [
        (page.cited(marks)[0], _quote_html(page, quote, marks)) for quote, marks in markers.items() if page.cited(marks)
    ]


def _disagreements(page: _Page, waiting: list[str]) -> Block:
    """Take every disagreement with its sides, and the line that says which document is followed."""
    told: list[Conflict] = []
    while waiting and (found := [c for c in page.answer.conflicts if _tells(c, waiting[0])]):
        told += [conflict for conflict in found if conflict not in told]
        waiting.pop(0)
        while waiting and waiting[0].startswith("- "):
            waiting.pop(0)
    followed = waiting.pop(0).strip("*") if waiting and waiting[0].startswith(f"*{replies.FOLLOWED}") else ""
    drawing = Drawing(page.standings, page.markers_of)
    return Block("conflicts", disagreements_html(told, inline(followed, page.link), drawing))


def _told_earlier(paragraph: str) -> Block:
    """Draw what was told of a toxicity as large as an emergency: the dose below it must not be the first that is read."""
    return Block("emergency", f'<p class="emergency" role="alert">{typeset(as_read(plain(paragraph[2:-2])))}</p>')


def _warnings(page: _Page, waiting: list[str]) -> Block:
    items = []
    while waiting and _is_warning(waiting[0], page.answer):
        items.append(f"<li>{inline(waiting.pop(0)[2:-2], page.link)}</li>")
    return Block("warnings", f'<section class="warned"><h3>{TO_KNOW}</h3><ul>{"".join(items)}</ul></section>')


def _paragraph(page: _Page, paragraph: str) -> Block:
    if paragraph == f"**{replies.EMERGENCY}**":
        return Block("emergency", f'<p class="emergency" role="alert">{typeset(replies.EMERGENCY)}</p>')
    quoted = _QUOTED.match(paragraph)
    if quoted is None:
        return Block("ours", prose(paragraph, page.link))
    cited = page.cited(quoted["markers"])
    kind = page.standings.get(cited[0].source, "background") if cited else "background"
    return Block(kind, _quote_html(page, quoted["quote"], quoted["markers"]), beside=paragraph.startswith("- "))


def _quote_html(page: _Page, quote: str, markers: str) -> str:
    shown = f'<p>{typeset(as_read(plain(quote)))}&nbsp;<span class="markers">{page.links(markers)}</span></p>'
    if any(_is_disputed(citation, page.answer) for citation in page.cited(markers)):
        shown += f'<p class="disputed">{typeset(replies.DISAGREEMENT)}: {typeset(SEE_BELOW)}</p>'
    return shown


def _is_warning(paragraph: str, answer: Answer) -> bool:
    return any(paragraph in (f"**{warning}**", f"**{escape(warning)}**") for warning in answer.warnings)


def _tells(conflict: Conflict, paragraph: str) -> bool:
    return escape(conflict.summary) in paragraph


def _is_disputed(citation: Citation, answer: Answer) -> bool:
    """Tell whether a quote is a side of a disagreement that the answer reports."""
    sides = (side for conflict in answer.conflicts for side in conflict.sides)
    return any(side.source == citation.source and side.quote in citation.quote for side in sides)


def _joined(found: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in found:
        last = joined[-1] if joined else None
        if last and block.kind != "card" and (last.kind, last.beside) == (block.kind, block.beside):
            joined[-1] = Block(block.kind, last.html + block.html, block.beside)
        else:
            joined.append(block)
    return joined


def _paragraphs(text: str) -> list[str]:
    """Split at empty lines, and a list of quotes into its items."""
    paragraphs: list[str] = []
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        if all(line.startswith("- ") and _QUOTED.match(line) for line in lines):
            paragraphs += lines
        elif block.strip():
            paragraphs.append(block)
    return paragraphs
