"""An answer's text as blocks: the documents' words apart from ours, each citation marker a link to its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation
from assistant.answering.markdown import escape, plain
from assistant.knowledge.sources import Standing
from assistant.ui.typeset import typeset
from assistant.ui.words import SEE_BELOW

Kind = Literal["ours", "caution", "authority", "site", "background", "result", "inputs", "steps"]

ANCHOR = "cite-"
"""A link to `#cite-TURN-N` opens citation N of that turn."""

_MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
_RESULT = re.compile(r"^\*\*(?P<result>.+?)\*\* — (?P<about>.*?) ?(?P<markers>(?:\[\d+\])+)$", re.DOTALL)
_PARTS: dict[str, Kind] = {f"{replies.INPUTS}:": "inputs", f"{replies.STEPS}:": "steps"}
_QUOTED = re.compile(r"^(?:- )?(?P<quote>“.*”) ?(?P<markers>(?:\[\d+\])+)$", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """What is drawn in one piece, and whose words it holds: ours (a caution is ours too) as Markdown, a document's as HTML.

    The result of a calculation, its inputs and its steps are ours as well; the result is HTML. beside: it stands beside what answers, as an item of a list.
    """

    kind: Kind
    text: str
    beside: bool = False


def blocks(answer: Answer, turn: int, standings: Mapping[str, Standing]) -> list[Block]:
    """Split the text of an answer. standings: of each document, by id. A paragraph of unknown form is ours, as it stands."""
    citations = {citation.n: citation for citation in answer.citations}
    found: list[Block] = []
    part: Kind | None = None
    for paragraph in _paragraphs(answer.text):
        if part is not None:
            found.append(Block(part, paragraph))
        result = _RESULT.match(paragraph) if answer.kind == "calculation" and part is None else None
        if result is not None:
            found.append(Block("result", _result(result, turn)))
        skipped, part = part is not None or result is not None, _PARTS.get(paragraph)
        if skipped or part is not None:
            continue
        quoted = _QUOTED.match(paragraph)
        if quoted is None:
            words = _MARKER.sub(lambda marker: _link(marker[1], turn), paragraph)
            found.append(Block("caution" if _is_caution(paragraph, answer, found) else "ours", words))
            continue
        cited = [citations[int(n)] for n in _MARKER.findall(quoted["markers"]) if int(n) in citations]
        kind = standings.get(cited[0].source, "background") if cited else "background"
        links = "".join(_html_link(citation.n, turn) for citation in cited)
        shown = f'<p>{typeset(plain(quoted["quote"]))}&nbsp;<span class="markers">{links}</span></p>'
        if any(_is_disputed(citation, answer) for citation in cited):
            shown += f'<p class="disputed">{typeset(replies.DISAGREEMENT)}: {typeset(SEE_BELOW)}</p>'
        found.append(Block(kind, shown, beside=paragraph.startswith("- ")))
    return _joined(found)


def _result(match: re.Match[str], turn: int) -> str:
    links = "".join(_html_link(int(n), turn) for n in _MARKER.findall(match["markers"]))
    result, about = typeset(plain(match["result"])), typeset(plain(match["about"]))
    return f'<p class="result">{result}</p><p class="about">{about} <span class="markers">{links}</span></p>'


def _html_link(n: int, turn: int) -> str:
    return f'<a href="#{ANCHOR}{turn}-{n}">[{n}]</a>'


def _is_caution(paragraph: str, answer: Answer, before: Sequence[Block]) -> bool:
    """Tell whether a paragraph is a warning, or a disagreement with the list of its sides."""
    is_side = bool(before) and before[-1].kind == "caution" and paragraph.startswith("- ")
    is_warning = paragraph in {f"**{warning}**" for warning in answer.warnings}
    return is_side or is_warning or any(escape(conflict.summary) in paragraph for conflict in answer.conflicts)


def _is_disputed(citation: Citation, answer: Answer) -> bool:
    """Tell whether a quote is a side of a disagreement that the answer reports."""
    sides = (side for conflict in answer.conflicts for side in conflict.sides)
    return any(side.source == citation.source and side.quote in citation.quote for side in sides)


def _joined(found: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in found:
        last = joined[-1] if joined else None
        if last and (last.kind, last.beside) == (block.kind, block.beside):
            joined[-1] = Block(block.kind, f"{last.text}\n\n{block.text}", block.beside)
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


def _link(n: str, turn: int) -> str:
    return f"[\\[{n}\\]](#{ANCHOR}{turn}-{n})"
