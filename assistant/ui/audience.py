"""For whom a conversation is shown: the choice, and what a trainee sees beside an answer, as HTML and as text."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import cast

import streamlit as st

from assistant.answering.audience import AUDIENCES, Additions, Audience, TermNote
from assistant.records.conversations import set_audience
from assistant.records.errors import RecordsError
from assistant.records.store import Store
from assistant.ui import words
from assistant.ui.conversation import Conversation
from assistant.ui.typeset import typeset

_CHOICE = "audience"
_SHOWN_TERMS = 5
"""Terms that stand open; the others are one click away."""


def draw_audience(held: Conversation, store: Store, owner: str) -> None:
    """Draw the choice. It holds for the whole conversation, for what was answered before too, and is kept with it."""
    # The conversation decides, not what the page last drew: another one may have taken its place.
    st.session_state[_CHOICE] = held.audience

    def choose() -> None:
        held.audience = cast(Audience, st.session_state[_CHOICE])
        if held.id is None:
            return
        try:
            set_audience(store, owner, held.id, held.audience)
        except RecordsError as error:
            held.notice = str(error)

    is_first = not held.turns
    with st.container(
        key="audience-first" if is_first else "audience-place",
        horizontal=True,
        vertical_alignment="center",
        gap="small",
    ):
        st.html(f'<p class="audience-label" aria-hidden="true">{escape(words.AUDIENCE)}</p>', width="content")
        st.segmented_control(
            words.AUDIENCE,
            AUDIENCES,
            required=True,
            format_func=lambda audience: words.AUDIENCES[cast(Audience, audience)],
            key=_CHOICE,
            on_change=choose,
            label_visibility="collapsed",
        )
        if is_first:
            st.html(f'<p class="audience-more">{escape(words.AUDIENCE_MORE[held.audience])}</p>', width="content")


def terms_html(beside: Additions) -> str:
    """Return the terms in plain words, each with its source; nothing where there are none."""
    if not beside.terms:
        return ""
    shown, rest = beside.terms[:_SHOWN_TERMS], beside.terms[_SHOWN_TERMS:]
    folded = f"<details><summary>{escape(words.more_terms(len(rest)))}</summary>{_list(rest)}</details>" if rest else ""
    return (
        f'<section class="terms" aria-label="{escape(words.TERMS)}"><p class="terms-title">{escape(words.TERMS)}</p>'
        f"{_list(shown)}{folded}</section>"
    )


def terms_text(beside: Additions) -> Iterator[str]:
    """Yield the terms as lines of text."""
    if beside.terms:
        yield from ("", f"{words.TERMS}:")
    yield from (f"{note.term}: {note.means} ({note.source})" for note in beside.terms)


def kinds(beside: Additions) -> dict[int, str]:
    """Return the kind of section in which each cited passage stands."""
    return {note.n: note.kind for note in beside.sections}


def forms(beside: Additions) -> dict[int, str]:
    """Return what each cited passage is: a sentence, a table cell, …"""
    return {note.n: note.form for note in beside.sections}


def _list(notes: Sequence[TermNote]) -> str:
    return f"<dl>{''.join(map(_entry, notes))}</dl>"


def _entry(note: TermNote) -> str:
    return (
        f"<div><dt>{typeset(note.term)}</dt><dd>{typeset(note.means)} "
        f'<span class="term-source">{typeset(note.source)}</span></dd></div>'
    )
