"""What stands around every page: the look, the masthead with the way to the other pages, and the page's own title."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import cast

import streamlit as st
from streamlit.navigation.page import Page

from assistant.answering.markdown import escape as escape_markdown
from assistant.ui import page_words as words
from assistant.ui.words import TITLE, UNAVAILABLE_MORE

_STYLES = tuple(Path(__file__).parent / name for name in ("style.css", "pages.css", "audience.css"))
_PAGES = "pages"


def draw_masthead(pages: Mapping[str, Page], current: Page) -> None:
    """Draw the name and the links to all pages; the one that is open is no link."""
    st.session_state[_PAGES] = pages
    for style in _STYLES:
        st.html(style)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap=None):
        st.html(f'<p class="masthead-name">{escape(TITLE)}</p>')
        for name, page in pages.items():
            if page == current:
                st.html(f'<p class="masthead-here" aria-current="page">{escape(page.title)}</p>')
            else:
                with st.container(key=f"to-{name}", width="content"):
                    st.page_link(page, label=page.title)


@contextmanager
def page_frame(title: str, lead: str) -> Iterator[None]:
    """Draw the title of a page and one sentence on what it is for; what is drawn within stands below them."""
    with st.container(key="page", gap="medium"):
        st.html(f'<header class="page-head"><h1>{escape(title)}</h1><p>{escape(lead)}</p></header>')
        yield


def draw_link(page: str, label: str, query: Mapping[str, str] | None = None, *, key: str) -> None:
    """Draw a link to another page of the app that keeps what this browser session holds.

    label: plain text; query: the query parameters of the other page.
    """
    pages = cast(Mapping[str, Page], st.session_state.get(_PAGES, {}))
    with st.container(key=key):
        if page in pages:
            st.page_link(pages[page], label=escape_markdown(label), query_params=dict(query or {}))
        else:
            st.markdown(escape_markdown(label))


def draw_unusable(problem: Exception) -> None:
    """Say that the page cannot show anything now, and why."""
    st.html(
        f'<div class="unavailable" role="alert"><h2>{escape(words.UNUSABLE)}</h2>'
        f"<p>{escape(str(problem))}</p><p>{escape(UNAVAILABLE_MORE)}</p></div>"
    )
