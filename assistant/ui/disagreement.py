"""What the documents disagree on, as HTML: what differs, both sides word for word beside each other, which is followed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering import replies
from assistant.answering.answer import Conflict, Side
from assistant.knowledge.sources import Standing
from assistant.ui.typeset import typeset


@dataclass(frozen=True)
class Drawing:
    """What the block is drawn with. standings: of each document, by id; markers: links to where a side is cited, as HTML."""

    standings: Mapping[str, Standing]
    markers: Callable[[Side], str]


def disagreements_html(conflicts: Sequence[Conflict], followed: str, drawing: Drawing) -> str:
    """Return the block. followed: HTML that says which document is followed."""
    parts = "".join(
        f'<div class="conflict"><p class="summary">{typeset(conflict.summary)}</p>'
        f'<div class="two-sides">{_side(conflict, drawing, authority=True)}{_side(conflict, drawing, authority=False)}</div></div>'
        for conflict in conflicts
    )
    return (
        f'<section class="conflicts"><h3>{replies.DISAGREEMENT}</h3>{parts}<p class="followed">{followed}</p></section>'
    )


def _side(conflict: Conflict, drawing: Drawing, *, authority: bool) -> str:
    sides = [side for side in conflict.sides if (drawing.standings.get(side.source) == "authority") == authority]
    says = replies.MONOGRAPH_SAYS if authority else replies.SUMMARY_SAYS
    silent = replies.MONOGRAPH_SILENT if authority else replies.SUMMARY_SILENT
    kind = "followed-side" if authority else "other-side"
    return f'<div class="side {kind}">{_quotes(says, sides, drawing) if sides else f"<p>{silent}</p>"}</div>'


def _quotes(says: str, sides: Sequence[Side], drawing: Drawing) -> str:
    quotes = "".join(f"<blockquote>“{typeset(side.quote)}”{drawing.markers(side)}</blockquote>" for side in sides)
    return f'<p class="says">{says}</p>{quotes}'
