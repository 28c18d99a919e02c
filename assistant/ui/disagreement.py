"""What the documents disagree on, as HTML: what differs, both sides word for word beside each other, which is followed."""

from collections.abc import Mapping, Sequence

from assistant.answering import replies
from assistant.answering.answer import Conflict, Side
from assistant.knowledge.sources import Standing
from assistant.ui.typeset import typeset


def disagreements_html(conflicts: Sequence[Conflict], standings: Mapping[str, Standing], followed: str) -> str:
    """Return the block. standings: of each document, by id; followed: HTML that says which document is followed."""
    parts = "".join(
        f'<div class="conflict"><p class="summary">{typeset(conflict.summary)}</p>'
        f'<div class="sides">{_side(conflict, standings, authority=True)}{_side(conflict, standings, authority=False)}</div></div>'
        for conflict in conflicts
    )
    return (
        f'<section class="conflicts"><h3>{replies.DISAGREEMENT}</h3>{parts}<p class="followed">{followed}</p></section>'
    )


def _side(conflict: Conflict, standings: Mapping[str, Standing], *, authority: bool) -> str:
    sides = [side for side in conflict.sides if (standings.get(side.source) == "authority") == authority]
    says = replies.MONOGRAPH_SAYS if authority else replies.SUMMARY_SAYS
    silent = replies.MONOGRAPH_SILENT if authority else replies.SUMMARY_SILENT
    kind = "followed-side" if authority else "other-side"
    return f'<div class="side {kind}">{_quotes(says, sides) if sides else f"<p>{silent}</p>"}</div>'


def _quotes(says: str, sides: Sequence[Side]) -> str:
    quotes = "".join(f"<blockquote>“{typeset(side.quote)}”</blockquote>" for side in sides)
    return f'<p class="says">{says}</p>{quotes}'
