"""One turn of the conversation: the question as it was typed, then the parts of its answer from top to bottom."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from assistant.answering import replies
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
            _DRAW.get(block.kind, _draw_quote)(block.text)


def _draw_quote(text: str) -> None:
    st.html(f"<blockquote>{text}</blockquote>")


def _draw_inputs(text: str) -> None:
    st.markdown(f"*{replies.INPUTS}*\n\n{text}")


def _draw_steps(text: str) -> None:
    with st.expander(replies.STEPS):
        st.markdown(text)


_DRAW: Mapping[str, Callable[[str], object]] = {
    "ours": st.markdown,
    "caution": st.markdown,
    "inputs": _draw_inputs,
    "result": st.html,
    "steps": _draw_steps,
}


# Each draws nothing where the answer has nothing for it. A further part of an answer is one more function here.
PARTS: tuple[Callable[[Turn, Corpus], None], ...] = (_draw_text, draw_sources, draw_copy)
