"""An answer that a language model is still writing: the sentences that have passed, each recorded before it is drawn."""

from collections.abc import Callable
from html import escape

import streamlit as st

from assistant.answering.answer import Answer
from assistant.knowledge.corpus import Corpus
from assistant.ui import words
from assistant.ui.blocks import blocks
from assistant.ui.turn import block_html, draw_question, standings_of


def draw_arriving(question: str, number: int, corpus: Corpus) -> Callable[[Answer], None]:
    """Draw a question with the place of its answer, and return what draws there the answer so far."""
    with st.container(key="arriving", gap="small"):
        draw_question(question)
        with st.chat_message("assistant"):
            place = st.empty()
    place.html(f'<p class="hint" role="status">{escape(words.BEING_WRITTEN)}</p>')

    def draw(so_far: Answer) -> None:
        place.html(arriving_html(so_far, number, corpus))

    return draw


def arriving_html(so_far: Answer, number: int, corpus: Corpus) -> str:
    """Return the answer so far as HTML."""
    drawn = "".join(block_html(b, with_inputs=True) for b in blocks(so_far, number, standings_of(corpus)))
    told = f'<p class="hint" role="status">{escape(words.BEING_WRITTEN)}</p>'
    return f'<div class="answer {so_far.kind}" aria-busy="true">{drawn}</div>{told}'
