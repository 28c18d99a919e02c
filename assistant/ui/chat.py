"""The chat: the first page of the app."""

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.records.errors import RecordsError
from assistant.records.store import Store
from assistant.records.switches import disabled
from assistant.ui import words
from assistant.ui.address import draw_notice, follow_address, is_asked_for, open_kept, write_address
from assistant.ui.arriving import draw_arriving
from assistant.ui.asking import Records, answer_waiting
from assistant.ui.audience import draw_audience
from assistant.ui.conversation import Conversation, current
from assistant.ui.drawer import draw_drawer, draw_keep
from assistant.ui.engine import Engine, engine, load_again
from assistant.ui.exporting import export_html
from assistant.ui.facts import draw_facts, draw_next
from assistant.ui.head import draw_head
from assistant.ui.keyboard import draw_keyboard
from assistant.ui.owner import draw_browser, owner
from assistant.ui.panel import draw_panel
from assistant.ui.records import records
from assistant.ui.sources import draw_documents
from assistant.ui.turn import Desk, draw_question, draw_turn

_MOMENT = 0.2


def page() -> None:
    """Draw the chat."""
    assistant, store = engine(), records()
    is_ready = assistant.wait(0)
    problem = assistant.problem() if is_ready else None
    if isinstance(store, RecordsError):
        _draw_unavailable(problem or str(store))
    elif problem is not None:
        _draw_unavailable(problem)
    elif is_ready:
        _draw_ready(assistant, store)
    else:
        _draw_waiting(assistant)


def _draw_ready(assistant: Engine, store: Store) -> None:
    draw_browser()
    follow_address(assistant, store, owner())
    held = current()
    place = _draw_field(held)
    if not _is_written(held, assistant):
        _answer(held, assistant, store)
    write_address(held)
    with place:
        draw_facts(held)
    try:
        desk = Desk(held, assistant.corpus, disabled(store), store, owner())
    except RecordsError as error:
        # Whether an answer was switched off since cannot be told: none is shown.
        _draw_unavailable(str(error))
        return
    draw_head(held, lambda: _export(desk))
    draw_drawer(store, desk.owner, lambda kept: open_kept(assistant, store, desk.owner, kept))
    with st.container(key="talk", gap="medium"):
        _draw_talk(desk, has_model=assistant.has_model)
        if held.waiting is not None and _is_written(held, assistant):
            # All else is drawn by now: what is drawn after an answer that arrives would wait for it.
            _answer(held, assistant, store, draw_arriving(held.waiting.question, len(held.turns) + 1, desk.corpus))
            st.rerun()
    draw_panel(held, assistant.corpus, assistant.repairs)
    draw_keyboard(held)


def _draw_waiting(assistant: Engine) -> None:
    """Draw the page while the assistant gets ready: it can be asked already, and answers as soon as it is."""
    held = current()
    _draw_field(held)
    draw_head(held, None)
    with st.container(key="talk", gap="medium"):
        if held.waiting is not None:
            draw_question(held.waiting.question)
        elif not is_asked_for():
            _draw_welcome(held)
        place = st.empty()
    draw_keyboard(held)
    _await(assistant, held, place)


def _draw_field(held: Conversation) -> DeltaGenerator:
    """Draw the field for the question, take what was asked, and return the place above it."""
    with st.bottom:
        place = st.container(key="facts-place")
        asked = st.chat_input(words.ASK, key="question")
        st.html(f'<p class="not-a-substitute">{escape(replies.NOT_A_SUBSTITUTE)}</p>')
    if asked is not None:
        held.ask(asked)
    return place


def _is_written(held: Conversation, assistant: Engine) -> bool:
    """Tell whether a language model will help with what waits, so that its sentences are shown as they pass."""
    return held.waiting is not None and held.problem is None and held.with_model and assistant.has_model


def _answer(held: Conversation, assistant: Engine, store: Store, show: Callable[[Answer], None] | None = None) -> None:
    """Answer what waits. What cannot be recorded is not shown: the question stays, and what stands in the way is told."""
    if held.waiting is None or held.problem is not None:
        return
    try:
        answer_waiting(held, held.waiting, assistant, Records(store, owner(), lambda: datetime.now(UTC)), show)
    except RecordsError as error:
        held.problem = str(error)


def _draw_talk(desk: Desk, *, has_model: bool) -> None:
    held = desk.held
    draw_notice(held)
    if not held.turns and held.waiting is None:
        _draw_welcome(held)
        draw_audience(held, desk.store, desk.owner)
        draw_keep(held, has_model=has_model)
        draw_documents(desk.corpus)
    elif held.turns:
        draw_audience(held, desk.store, desk.owner)
    for turn in held.turns:
        draw_turn(turn, desk)
    if held.waiting is not None:
        _draw_unanswered(held)
    elif held.turns:
        draw_next(held)


def _draw_unanswered(held: Conversation) -> None:
    if held.waiting is None or held.problem is None:
        return
    with st.container(key="unanswered", gap="small"):
        draw_question(held.waiting.question)
        message = replies.NOT_RECORDED.format(why=held.problem)
        st.html(
            f'<div class="unrecorded" role="alert"><h2>{escape(words.NOT_ANSWERED)}</h2><p>{escape(message)}</p>'
            f"<p>{escape(words.QUESTION_KEPT)}</p></div>"
        )
        with st.container(horizontal=True, gap="small"):
            st.button(words.ASK_AGAIN, key="ask-again", type="primary", on_click=held.ask_again)
            st.button(words.DROP_QUESTION, key="drop", type="tertiary", on_click=held.drop)


def _draw_welcome(held: Conversation) -> None:
    st.html(
        f'<div class="welcome"><h2>{escape(words.WELCOME)}</h2><p>{escape(words.WELCOME_MORE)}</p></div>',
    )
    with st.container(key="starters", gap="small"):
        for kind, starters in words.STARTERS.items():
            with st.container(key=f"starters-{kind}", horizontal=True, gap="small", vertical_alignment="center"):
                st.html(f'<p class="starter-kind">{escape(kind)}</p>', width="content")
                for starter in starters:
                    st.button(starter, key=f"starter-{starter}", on_click=held.ask, args=(starter,))


def _export(desk: Desk) -> str:
    held, off = desk.held, disabled(desk.store)
    return export_html(_title(held), held.turns, desk.corpus, off, datetime.now(UTC), held.audience)


def _title(held: Conversation) -> str:
    return f"{words.TITLE}: {held.turns[0].question[:80]}" if held.turns else words.TITLE


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
