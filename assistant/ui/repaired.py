"""Which repairs of the transcription bear on what is shown: their reasons stand beside the passage."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.knowledge.documents import Document, Section
from assistant.knowledge.repairs import Repair, RepairKind
from assistant.knowledge.repairs import words as words_of

STRUCTURAL: tuple[RepairKind, ...] = ("displaced", "filled", "join")
"""Kinds that changed what stands where. The others (links, symbols, marks) changed no place."""


@dataclass(frozen=True)
class Repaired:
    """The structural repairs of the lines that hold the cited passage, and those of the rest of what is shown."""

    here: tuple[Repair, ...]
    elsewhere: tuple[Repair, ...]

    @property
    def all(self) -> tuple[Repair, ...]:
        """Those of the passage first."""
        return self.here + self.elsewhere


def repairs_shown(
    document: Document, sections: Sequence[Section], cited: tuple[int, int], repairs: Sequence[Repair]
) -> Repaired:
    """Find the repairs whose result stands in the sections that are shown."""
    first = document.text.rfind("\n", 0, cited[0]) + 1
    last = document.text.find("\n", cited[1])
    lines = [words_of(line) for line in document.text[first : last if last >= 0 else None].splitlines()]
    shown = [
        words_of(line) for line in document.text[sections[0].start : sections[-1].end].splitlines() if line.strip()
    ]
    structural = [repair for repair in repairs if repair.kind in STRUCTURAL]
    here = tuple(repair for repair in structural if _is_in(repair, lines))
    return Repaired(here, tuple(r for r in structural if r not in here and _is_in(r, shown)))


def _is_in(repair: Repair, lines: Sequence[Sequence[str]]) -> bool:
    sought = words_of(repair.after)
    return bool(sought) and any(
        list(line[place : place + len(sought)]) == sought
        for line in lines
        for place in range(len(line) - len(sought) + 1)
    )
