"""One turn of the conversation: the question as it was typed, then the parts of its answer from top to bottom."""

from collections.abc import Callable
from html import escape

import streamlit as st

from assistant.knowledge.corpus import Corpus
from assistant.ui.blocks import blocks
from assistant.ui.conversation import Turn
from assistant.ui.copying import draw_copy
from assistant.ui.sources import draw_sources

_SHOWN_CHARACTERS = 600


def draw_turn(turn: Turn, corpus: Corpus) -> None:
    """Draw a question and its answer."""
    with st.container(key=f"turn-{turn.number}", gap="small"):
        draw_question(turn.question)
        with st.chat_message("assistant"):
            for draw in PARTS:
                draw(turn, corpus)


def draw_question(question: str) -> None:
    """Draw a question exactly as typed: nothing in it has a meaning for the page."""
    with st.chat_message("user"):
        st.html(question_html(question))


def question_html(question: str) -> str:
    """Return a question as escaped HTML, cut where it is very long."""
    readable = question.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    cut = readable if len(readable) <= _SHOWN_CHARACTERS else f"{readable[:_SHOWN_CHARACTERS]} …"
    return f'<div class="question">{escape(cut)}</div>'


def _draw_text(turn: Turn, corpus: Corpus) -> None:
    standings = {document.source.id: document.source.standing for document in corpus.documents.values()}
    for place, block in enumerate(blocks(turn.answer, turn.number, standings)):
        with st.container(key=f"words-{block.kind}-{'beside-' if block.beside else ''}{turn.number}-{place}"):
            if block.kind in ("ours", "caution"):
                st.markdown(block.text)
            else:
                st.html(f"<blockquote>{block.text}</blockquote>")


# Each draws nothing where the answer has nothing for it. A further part of an answer is one more function here.
PARTS: tuple[Callable[[Turn, Corpus], None], ...] = (_draw_text, draw_sources, draw_copy)
