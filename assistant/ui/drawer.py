"""The drawer of conversations: find, open, rename, delete with a way back, begin anew, and keep or not keep."""

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import cast

import streamlit as st

from assistant.answering.markdown import escape as escape_markdown
from assistant.records.conversations import (
    MAXIMUM_TITLE_CHARACTERS,
    Conversation,
    conversations,
    delete_conversation,
    rename_conversation,
    restore_conversation,
)
from assistant.records.errors import RecordsError
from assistant.records.store import Store
from assistant.ui import words
from assistant.ui.conversation import Conversation as Held
from assistant.ui.conversation import begin, current, start_anew

MOST_LISTED = 40

_IS_OPEN = "drawer-open"
_RENAMING = "renaming"
_DELETED = "deleted"
_PROBLEM = "drawer-problem"
_FIND = "find-conversation"


def is_open() -> bool:
    """Tell whether the drawer stands open."""
    return bool(st.session_state.get(_IS_OPEN))


def close_drawer() -> None:
    """Close the drawer."""
    if is_open():
        toggle_drawer()


def toggle_drawer() -> None:
    """Open the drawer, or close it."""
    st.session_state[_IS_OPEN] = not is_open()
    st.session_state.pop(_DELETED, None)
    st.session_state.pop(_RENAMING, None)


def draw_drawer(store: Store, owner: str, to_open: Callable[[str], None]) -> None:
    """Draw the drawer where it is open. to_open: takes the id of the conversation that is chosen."""
    if not is_open():
        return
    with st.container(key="drawer", gap="small"):
        with st.container(key="drawer-head", horizontal=True, horizontal_alignment="distribute"):
            st.html(f'<h2 class="drawer-title">{escape(words.CONVERSATIONS)}</h2>')
            st.button(
                words.CLOSE_CONVERSATIONS,
                key="close-drawer",
                icon=":material/close:",
                type="tertiary",
                on_click=toggle_drawer,
            )
        st.button(words.NEW, key="drawer-new", icon=":material/add:", width="stretch", on_click=start_anew)
        sought = st.text_input(
            words.FIND_CONVERSATION,
            key=_FIND,
            placeholder=words.FIND_CONVERSATION,
            label_visibility="collapsed",
            type="search",
            icon=":material/search:",
        )
        try:
            _draw_list(store, owner, sought or "", to_open)
        except RecordsError as error:
            _draw_problem(str(error))


def draw_keep(held: Held, *, has_model: bool) -> None:
    """Draw what can be chosen before a conversation begins: whether it is kept, and whether a language model helps."""

    def choose() -> None:
        held.is_kept = bool(st.session_state["keep"])

    def choose_model() -> None:
        held.with_model = bool(st.session_state["with-model"])

    with st.container(key="keeping", gap=None):
        st.toggle(words.KEEP, value=held.is_kept, key="keep", on_change=choose)
        st.html(f'<p class="keep-more">{escape(words.KEEP_MORE[held.is_kept])}</p>')
        if has_model:
            st.toggle(words.WITH_MODEL, value=held.with_model, key="with-model", on_change=choose_model)
            st.html(f'<p class="keep-more">{escape(words.WITH_MODEL_MORE)}</p>')


def _draw_list(store: Store, owner: str, sought: str, to_open: Callable[[str], None]) -> None:
    if problem := st.session_state.pop(_PROBLEM, None):
        _draw_problem(str(problem))
    deleted = cast(Conversation | None, st.session_state.get(_DELETED))
    if deleted is not None:
        with st.container(key="deleted", horizontal=True, vertical_alignment="center"):
            st.html(f'<p role="status">{escape(words.deleted(deleted.title))}</p>')
            st.button(words.UNDO, key="undo", on_click=_undo, args=(store, owner, deleted))
    found = [one for one in conversations(store, owner, sought, limit=MOST_LISTED) if one.title]
    if not found:
        st.html(f'<p class="none-yet">{escape(words.NONE_FOUND if sought else words.NONE_YET)}</p>')
    for one in found:
        with st.container(key=f"kept-{one.id}", horizontal=True, gap=None, vertical_alignment="center"):
            if st.session_state.get(_RENAMING) == one.id:
                _draw_rename(store, owner, one)
            else:
                _draw_row(store, owner, one, to_open)


def _draw_row(store: Store, owner: str, one: Conversation, to_open: Callable[[str], None]) -> None:
    st.button(
        escape_markdown(one.title),
        key=f"open-{one.id}",
        type="tertiary",
        width="stretch",
        on_click=to_open,
        args=(one.id,),
        icon=":material/chevron_right:" if one.id == current().id else None,
    )
    menu = f"menu-{one.id}"
    st.menu_button(
        words.MORE_FOR,
        (words.RENAME, words.DELETE),
        key=menu,
        icon=":material/more_horiz:",
        type="tertiary",
        on_click=_chosen,
        args=(store, owner, one, menu),
    )


def _draw_rename(store: Store, owner: str, one: Conversation) -> None:
    field = f"title-{one.id}"

    def save() -> None:
        st.session_state.pop(_RENAMING, None)
        title = str(st.session_state.get(field) or "").strip()
        if title:
            _try(lambda: rename_conversation(store, owner, one.id, title))

    with st.form(f"rename-{one.id}", border=False):
        st.text_input(words.TITLE_OF, one.title, key=field, max_chars=MAXIMUM_TITLE_CHARACTERS)
        st.form_submit_button(words.SAVE, type="primary", on_click=save)


def _chosen(store: Store, owner: str, one: Conversation, menu: str) -> None:
    if st.session_state.get(menu) == words.RENAME:
        st.session_state[_RENAMING] = one.id
        return
    _try(lambda: delete_conversation(store, owner, one.id, datetime.now(UTC)))
    if _PROBLEM not in st.session_state:
        st.session_state[_DELETED] = one
        if current().id == one.id:
            begin(Held())


def _undo(store: Store, owner: str, deleted: Conversation) -> None:
    st.session_state.pop(_DELETED, None)
    _try(lambda: restore_conversation(store, owner, deleted.id))


def _try(change: Callable[[], None]) -> None:
    try:
        change()
    except RecordsError as error:
        st.session_state[_PROBLEM] = str(error)


def _draw_problem(problem: str) -> None:
    st.html(f'<p class="problem-line" role="alert">{escape(problem)}</p>')
