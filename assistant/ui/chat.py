"""The chat: the first page of the app."""

from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.answering import replies
from assistant.ui import words
from assistant.ui.conversation import Conversation, current, start_anew
from assistant.ui.engine import Engine, engine, load_again
from assistant.ui.facts import draw_facts, draw_next
from assistant.ui.keyboard import draw_keyboard
from assistant.ui.panel import draw_panel
from assistant.ui.sources import draw_documents
from assistant.ui.turn import draw_question, draw_turn

_MOMENT = 0.2
_STYLE = Path(__file__).parent / "style.css"


def page() -> None:
    """Draw the chat."""
    st.html(_STYLE)
    assistant, held = engine(), current()
    is_ready = assistant.wait(0)
    if is_ready and (problem := assistant.problem()):
        _draw_unavailable(problem)
        return
    with st.bottom:
        draw_facts(held)
        asked = st.chat_input(words.ASK, key="question")
        st.html(f'<p class="not-a-substitute">{escape(replies.NOT_A_SUBSTITUTE)}</p>')
    if asked is not None:
        held.waiting = asked
    if held.waiting is not None and is_ready:
        held.add(held.waiting, assistant.respond(held.waiting, held.memory))
    _draw_head(held)
    with st.container(key="talk", gap="medium"):
        _draw_talk(assistant, held, is_ready=is_ready)
        place = st.empty()
    if is_ready:
        draw_panel(held, assistant.corpus, assistant.repairs)
    draw_keyboard(held)
    if not is_ready:
        _await(assistant, held, place)


def _draw_head(held: Conversation) -> None:
    with st.container(key="head", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(f'<h1 class="brand">{escape(words.TITLE)} <span>{escape(words.SUBTITLE)}</span></h1>')
        if held.turns:
            st.button(words.NEW, key="new", type="tertiary", icon=":material/add:", on_click=start_anew)


def _draw_talk(assistant: Engine, held: Conversation, *, is_ready: bool) -> None:
    if not held.turns and held.waiting is None:
        _draw_welcome(held)
        if is_ready:
            draw_documents(assistant.corpus)
    for turn in held.turns:
        draw_turn(turn, assistant.corpus)
    if held.turns and held.waiting is None:
        draw_next(held)
    if held.waiting is not None:
        draw_question(held.waiting)


def _draw_welcome(held: Conversation) -> None:
    st.html(
        f'<div class="welcome"><h2>{escape(words.WELCOME)}</h2><p>{escape(words.WELCOME_MORE)}</p></div>',
    )
    with st.container(key="starters", horizontal=True, gap="small"):
        for starter in words.STARTERS:
            st.button(starter, key=f"starter-{starter}", on_click=_ask, args=(held, starter))


def _ask(held: Conversation, question: str) -> None:
    held.waiting = question


def _await(assistant: Engine, held: Conversation, place: DeltaGenerator) -> None:
    """Say that loading goes on, and draw the page anew when it has ended."""
    told = words.GETTING_READY if held.waiting is None else words.ANSWERED_SOON
    while not assistant.wait(_MOMENT):
        # Each drawing lets Streamlit take up a question that was sent meanwhile.
        place.html(f'<p class="getting-ready" role="status">{escape(told)}</p>')
    st.rerun()


def _draw_unavailable(problem: str) -> None:
    st.html(
        f'<div class="unavailable" role="alert"><h1>{escape(words.UNAVAILABLE)}</h1>'
        f"<p>{escape(problem)}</p><p>{escape(words.UNAVAILABLE_MORE)}</p></div>"
    )
    st.button(words.AGAIN, key="again", on_click=load_again)
