"""One flash card at a time: the question, the document's words, and how well they were recalled."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape

import streamlit as st

from assistant.study.cards import Card
from assistant.study.progress import LearnerState, Recalled, due_of, next_card, review
from assistant.ui import page_words as words
from assistant.ui.frame import draw_link
from assistant.ui.library import Library
from assistant.ui.typeset import typeset

_SHOWN = "card-shown"
_RECALLED: Mapping[Recalled, str] = words.RECALLED


def draw_card(
    profile: str, state: LearnerState, deck: Sequence[Card], shelf: Library, keep: Callable[[LearnerState], None]
) -> None:
    """Draw the card that is to be learnt next. keep: is given the learner's state after a review."""
    now = datetime.now(UTC)
    card = next_card(state, deck, now)
    with st.container(key="card", gap="small"):
        if card is None:
            _draw_nothing_due(state, deck)
            return
        due = sum(1 for one in deck if (at := due_of(state, one)) is not None and at <= now)
        st.html(
            f'<p class="quiet">{escape(words.due(due, sum(1 for one in deck if one.id not in state.cards)))}</p>'
            f'<p class="topic">{escape(card.topic)}</p><h2 class="asked">{typeset(card.front)}</h2>'
        )
        name = f"{profile}/{card.id}"
        if st.session_state.get(_SHOWN) != name:
            st.button(words.SHOW_ANSWER, key="show-answer", type="primary", on_click=_show, args=(name,))
            return
        label = shelf.corpus.documents[card.source].source.label
        st.html(f'<div class="back"><blockquote><p>{typeset(card.back)}</p></blockquote></div>')
        section = card.section.replace(">=", "≥").replace("<=", "≤").replace(" > ", " › ")
        draw_link("regimen", f"{label}: {section}", {"passage": card.passage}, key="quoted-card")
        _draw_ratings(card, state, keep)


def _show(name: str) -> None:
    st.session_state[_SHOWN] = name


def _draw_ratings(card: Card, state: LearnerState, keep: Callable[[LearnerState], None]) -> None:
    def rate(recalled: Recalled) -> None:
        keep(review(state, card, recalled, datetime.now(UTC)))
        st.session_state.pop(_SHOWN, None)

    st.html(f'<p class="quiet rate">{escape(words.HOW_WELL)}</p>')
    with st.container(key="ratings", horizontal=True, gap="small"):
        for recalled, label in _RECALLED.items():
            st.button(label, key=f"rate-{recalled}", on_click=rate, args=(recalled,))


def _draw_nothing_due(state: LearnerState, deck: Sequence[Card]) -> None:
    next_due = min((at for card in deck if (at := due_of(state, card)) is not None), default=None)
    when = f" {words.NEXT_DUE} {next_due:%Y-%m-%d %H:%M} UTC." if next_due else ""
    st.html(f'<p class="asked">{escape(words.ALL_LEARNT)}{escape(when)}</p>')
