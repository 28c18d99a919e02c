"""The head of the chat: the way to the other conversations, to a new one, and to take this one along."""

from collections.abc import Callable
from html import escape

import streamlit as st

from assistant.ui import words
from assistant.ui.conversation import Conversation, start_anew
from assistant.ui.drawer import is_open, toggle_drawer


def draw_head(held: Conversation, export: Callable[[], str] | None) -> None:
    """Draw the head. export: makes the file of this conversation when it is asked for, None where there is none yet."""
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<h1 class="brand">{escape(words.TITLE)} <span>{escape(words.SUBTITLE)}</span></h1>', width="content")
        st.button(
            words.CLOSE_CONVERSATIONS if is_open() else words.CONVERSATIONS,
            key="conversations",
            type="tertiary",
            icon=":material/history:",
            on_click=toggle_drawer,
        )
        if not held.turns:
            return
        if not held.is_kept:
            st.html(f'<span class="not-kept">{escape(words.NOT_KEPT)}</span>', width="content")
        st.space("stretch")
        if export is not None:
            st.download_button(
                words.EXPORT,
                export,
                file_name=words.EXPORT_NAME,
                mime="text/html",
                key="export",
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
            )
        st.html(f'<a class="head-link" href="#print">{escape(words.PRINT)}</a>', width="content")
        st.button(words.NEW, key="new", type="tertiary", icon=":material/add:", on_click=start_anew)
