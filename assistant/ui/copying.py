"""Copy an answer with its citations, as plain text that stands on its own in a note."""

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.audience import NONE, Additions
from assistant.answering.markdown import plain
from assistant.knowledge.corpus import Corpus
from assistant.ui import words
from assistant.ui.audience import terms_text
from assistant.ui.conversation import Turn
from assistant.ui.sources import place

_HERE = Path(__file__).parent
_HTML = f"<button type='button'>{words.COPY}</button><span role='status'></span>"


def copy_text(question: str, answer: Answer, corpus: Corpus, beside: Additions = NONE) -> str:
    """Return question, answer, each citation with standing, section and revision, and what the answer was made from.

    beside: what a trainee is told with it.
    """
    notes = {note.n: f" ({note.kind}; {note.form})" for note in beside.sections}
    lines = [f"Question: {' '.join(question.split())}", "", plain(answer.text)]
    for citation in answer.citations:
        source = corpus.documents[citation.source].source
        standing = words.STANDING[source.standing]
        if citation.n == 1:
            lines += ["", f"{words.SOURCES}:"]
        lines.append(
            f"[{citation.n}] {source.label} ({standing}), {place(citation, corpus)}, {source.revision}{notes.get(citation.n, '')}"
        )
    lines += terms_text(beside)
    made_from = answer.versions
    versions = f"program {made_from.program}, corpus {made_from.corpus}, index {made_from.index}, {answer.engine}"
    return "\n".join([*lines, "", f"{replies.NOT_A_SUBSTITUTE} ({versions})"])


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "blin_copy", html=_HTML, css=(_HERE / "copy.css").read_text(), js=(_HERE / "copy.js").read_text()
    )


def draw_copy(turn: Turn, corpus: Corpus, beside: Additions) -> None:
    """Draw the copy button of a turn whose answer cites something."""
    if not turn.answer.citations:
        return
    _component()(
        key=f"copy-{turn.number}",
        data={
            "text": copy_text(turn.question, turn.answer, corpus, beside),
            "label": words.COPY,
            "done": words.COPIED,
            "failed": words.COPY_FAILED,
        },
    )
