"""A conversation as one HTML file that needs no other: quotes, citations, disagreements, warnings and versions with it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.audience import Audience, additions
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.disabling import Disabled
from assistant.ui import words
from assistant.ui.audience import terms_html
from assistant.ui.blocks import blocks
from assistant.ui.conversation import Turn
from assistant.ui.since_then import shown_now
from assistant.ui.sources import place
from assistant.ui.turn import block_html, question_html, standings_of

_HERE = Path(__file__).parent


def export_html(
    title: str,
    turns: Sequence[Turn],
    corpus: Corpus,
    off: Disabled,
    now: datetime,
    audience: Audience = "clinician",
) -> str:
    """Return the file. What may no longer be shown is not in it; every word of people and documents is escaped."""
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("conversation.html").render(
        title=title,
        saved=words.exported(title, f"{now:%Y-%m-%d %H:%M} UTC"),
        turns=[_turn(turn, corpus, off, audience) for turn in turns],
        documents=[document.source for document in corpus.documents.values()],
        standing=words.STANDING,
        not_a_substitute=replies.NOT_A_SUBSTITUTE,
        words=words,
    )


def _turn(turn: Turn, corpus: Corpus, off: Disabled, audience: Audience) -> dict[str, object]:
    shown = shown_now(turn.answer, corpus, off)
    beside = additions(shown.answer, audience, corpus, off)
    notes = {note.n: f" · {note.kind} · {note.form}" for note in beside.sections}
    parts = blocks(shown.answer, turn.number, standings_of(corpus))
    answer = _unfolded("".join(block_html(block, with_inputs=True) for block in parts))
    return {
        "number": turn.number,
        "question": Markup(question_html(turn.question)),  # noqa: S704 - escaped where it is made
        "answer": Markup(answer),  # noqa: S704 - escaped where it is made
        "note": shown.note,
        "citations": [(c, place(c, corpus), notes.get(c.n, "")) for c in shown.answer.citations],
        "terms": Markup(_unfolded(terms_html(beside))),  # noqa: S704 - escaped where it is made
        "made_from": made_from(shown.answer),
        "audit_seq": turn.audit_seq,
    }


def _unfolded(html: str) -> str:
    return html.replace("<details>", "<details open>")


def made_from(answer: Answer) -> str:
    """Say what an answer was made from."""
    versions = answer.versions
    return (
        f"program {versions.program}, corpus {versions.corpus}, rules {versions.rules}, index {versions.index}, "
        f"{answer.engine}"
    )
