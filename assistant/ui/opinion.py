"""What a person says about an answer: helpful, or a problem with its reason and a note, kept for the safety team."""

from datetime import UTC, datetime
from html import escape
from typing import cast

import streamlit as st

from assistant.records.errors import RecordsError
from assistant.records.feedback import MAXIMUM_COMMENT_CHARACTERS, Opinion, ReasonCode, give_feedback
from assistant.records.store import Store
from assistant.ui import words
from assistant.ui.conversation import Conversation, Turn

_PROBLEM = "opinion-problem"


def draw_opinion_buttons(held: Conversation, turn: Turn, store: Store, owner: str) -> None:
    """Draw the two buttons of a turn."""
    st.button(
        words.HELPFUL,
        key=f"helpful-{turn.number}",
        icon=":material/thumb_up:",
        type="tertiary",
        on_click=_give,
        args=(held, turn, store, owner, Opinion(helpful=True)),
    )
    st.button(
        words.NOT_RIGHT,
        key=f"not-right-{turn.number}",
        icon=":material/thumb_down:",
        type="tertiary",
        on_click=_report,
        args=(held, turn.number),
    )


def draw_opinion(held: Conversation, turn: Turn, store: Store, owner: str) -> None:
    """Draw what came of it: the form of a report, the report's id, or why it could not be kept."""
    given = held.opinions.get(turn.number)
    if given is not None and held.reporting != turn.number:
        told = words.rated(given.id, given.audit_seq, helpful=given.opinion.helpful)
        st.html(f'<p class="rated" role="status">{escape(told)}</p>')
    if held.reporting == turn.number:
        _draw_form(held, turn, store, owner)
    if problem := st.session_state.pop(f"{_PROBLEM}-{turn.number}", None):
        st.html(f'<p class="problem-line" role="alert">{escape(str(problem))}</p>')


def _draw_form(held: Conversation, turn: Turn, store: Store, owner: str) -> None:
    reason, note = f"reason-{turn.number}", f"note-{turn.number}"

    def send() -> None:
        chosen = cast(ReasonCode, st.session_state.get(reason) or "other")
        opinion = Opinion(helpful=False, reason=chosen, comment=str(st.session_state.get(note) or "").strip())
        _give(held, turn, store, owner, opinion)

    with st.container(key=f"report-{turn.number}", gap="small"), st.form(f"report-form-{turn.number}", border=False):
        st.pills(
            words.REASON,
            list(words.REPORT_REASONS),
            format_func=words.REPORT_REASONS.__getitem__,
            key=reason,
        )
        st.text_area(words.NOTE, key=note, max_chars=MAXIMUM_COMMENT_CHARACTERS, height=80)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(words.SEND, type="primary", on_click=send)
            st.form_submit_button(words.CANCEL, type="tertiary", on_click=_report, args=(held, None))


def _report(held: Conversation, turn: int | None) -> None:
    held.reporting = turn


def _give(held: Conversation, turn: Turn, store: Store, owner: str, opinion: Opinion) -> None:
    try:
        held.opinions[turn.number] = give_feedback(store, owner, turn.audit_seq, opinion, datetime.now(UTC))
        held.reporting = None
    except RecordsError as error:
        st.session_state[f"{_PROBLEM}-{turn.number}"] = str(error)
