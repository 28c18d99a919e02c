"""An answer's text as blocks: the documents' words apart from ours, each citation marker a link to its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.answering.answer import Answer
from assistant.knowledge.sources import Standing

Kind = Literal["ours", "authority", "site", "background"]

ANCHOR = "cite-"
"""A link to `#cite-TURN-N` opens citation N of that turn."""

_MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
_QUOTED = re.compile(r"^(?:- )?“.*”(?: ?\[\d+\])+$", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """Markdown to be drawn in one piece, and whose words it holds; beside: it stands beside what answers, as a list."""

    kind: Kind
    markdown: str
    beside: bool = False


def blocks(answer: Answer, turn: int, standings: Mapping[str, Standing]) -> list[Block]:
    """Split the text of an answer. standings: of each document, by id. A paragraph of unknown form is ours, as it stands."""
    sources = {citation.n: citation.source for citation in answer.citations}
    found: list[Block] = []
    for paragraph in _paragraphs(answer.text):
        markers = [int(n) for n in _MARKER.findall(paragraph)]
        kind: Kind = "ours"
        if markers and _QUOTED.match(paragraph):
            kind = standings.get(sources.get(markers[0], ""), "background")
        beside = kind != "ours" and paragraph.startswith("- ")
        shown = _linked(paragraph.removeprefix("- ") if beside else paragraph, turn)
        if found and (found[-1].kind, found[-1].beside) == (kind, beside):
            shown = f"{found.pop().markdown}\n\n{shown}"
        found.append(Block(kind, shown, beside))
    return found


def _paragraphs(text: str) -> list[str]:
    """Split at empty lines, and a list into its items."""
    paragraphs = []
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        if all(line.startswith("- ") for line in lines):
            paragraphs += lines if all(_QUOTED.match(line) for line in lines) else [block]
        elif block.strip():
            paragraphs.append(block)
    return paragraphs


def _linked(paragraph: str, turn: int) -> str:
    return _MARKER.sub(lambda marker: f"[\\[{marker[1]}\\]](#{ANCHOR}{turn}-{marker[1]})", paragraph)
