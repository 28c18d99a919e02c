"""The address of a conversation: it carries the id alone, which is of no use without the owner's key."""

from html import escape

import streamlit as st

from assistant.answering.reply import Reply
from assistant.conversation.memory import Conversation as Memory
from assistant.records.errors import NotKeptError, RecordsError
from assistant.records.store import Store
from assistant.records.switches import disabled
from assistant.ui import words
from assistant.ui.conversation import Conversation, begin, current, was_just_begun
from assistant.ui.engine import Engine
from assistant.ui.reopening import reopened

PARAMETER = "conversation"


def is_asked_for() -> bool:
    """Tell whether the address names another conversation than the session holds."""
    asked = st.query_params.get(PARAMETER)
    return bool(asked) and asked != current().id


def follow_address(assistant: Engine, store: Store, owner: str) -> None:
    """Open the conversation that the address names, unless this very run has left it for another."""
    asked = st.query_params.get(PARAMETER)
    if asked and asked != current().id and not was_just_begun():
        open_kept(assistant, store, owner, asked)
    was_just_begun()


def open_kept(assistant: Engine, store: Store, owner: str, conversation: str) -> None:
    """Put a kept conversation into the session; where that cannot be, a new one that says why."""
    try:
        off = disabled(store)

        def understood(question: str, memory: Memory) -> Reply:
            return assistant.respond(question, memory, off, with_model=False)

        begin(reopened(store, owner, conversation, understood))
    except NotKeptError:
        begin(Conversation(notice=words.NO_SUCH_CONVERSATION))
    except RecordsError as error:
        begin(Conversation(notice=str(error)))


def write_address(held: Conversation) -> None:
    """Let the address name the conversation that the session holds."""
    if st.query_params.get(PARAMETER) != held.id:
        if held.id is not None:
            st.query_params[PARAMETER] = held.id
        elif PARAMETER in st.query_params:
            del st.query_params[PARAMETER]


def draw_notice(held: Conversation) -> None:
    """Draw why the conversation of the address is not shown."""
    if held.notice is not None:
        st.html(f'<p class="problem-line" role="alert">{escape(held.notice)}</p>')
