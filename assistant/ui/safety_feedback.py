"""Feedback on answers and where its review stands."""

from datetime import UTC, datetime
from html import escape
from typing import cast

import streamlit as st

from assistant.records import audit
from assistant.records.errors import RecordsError
from assistant.records.feedback import Feedback, Status, feedback_queue, review
from assistant.records.store import Store
from assistant.ui import operator_words as words
from assistant.ui.library import Library
from assistant.ui.words import HELPFUL


def draw_feedback(_: Library, who: str, store: Store) -> None:
    """Draw the feedback of a status, each with the question, the answer and its review."""
    status = st.pills(
        words.FEEDBACK,
        list(words.STATUSES),
        default="submitted",
        required=True,
        format_func=words.STATUSES.__getitem__,
        key="feedback-status",
        label_visibility="collapsed",
    )
    found = feedback_queue(store, cast(Status, status))
    st.html(f'<p class="quiet" role="status">{escape(words.entries(len(found)))}</p>')
    for one in found:
        with st.container(key=f"feedback-{one.id}", gap="small"):
            st.html(_feedback_html(one, store))
            _draw_review(one, who, store)


def _feedback_html(one: Feedback, store: Store) -> str:
    recorded = audit.entry(store, one.audit_seq)
    content = audit.content_of(recorded) if recorded else {}
    thumb = HELPFUL if one.opinion.helpful else words.NOT_HELPFUL
    reason = f": {words.REASONS[one.opinion.reason]}" if one.opinion.reason else ""
    reviewed = (
        f'<p class="quiet">{escape(words.reviewed(one.reviewed_by, f"{one.reviewed_at:%Y-%m-%d %H:%M}", one.review_note))}</p>'
        if one.reviewed_by and one.reviewed_at
        else ""
    )
    answer = content.get("answer") or {}
    return (
        f'<article class="entry"><h3>{escape(thumb + reason)} <code>{one.audit_seq}</code> {one.at:%Y-%m-%d %H:%M} UTC</h3>'
        f'<p class="says">{escape(one.opinion.comment)}</p>'
        f"<p><b>{escape(words.ASKED)}</b> {escape(str(content.get('question', words.PURGED)))}</p>"
        f"<details><summary>{escape(words.ANSWERED)}</summary><pre>{escape(str(answer.get('text', words.PURGED)))}</pre></details>"
        f"{reviewed}</article>"
    )


def _draw_review(one: Feedback, who: str, store: Store) -> None:
    with st.container(key=f"review-{one.id}", horizontal=True, vertical_alignment="bottom"):
        note = st.text_input(words.NOTE, key=f"note-{one.id}", max_chars=500, width=360)
        for status, label in words.STATUSES.items():
            if status not in {one.status, "submitted"}:
                st.button(
                    label, key=f"to-{status}-{one.id}", on_click=_review, args=(store, one.id, status, who, note or "")
                )
    if problem := st.session_state.pop(f"problem-{one.id}", None):
        st.html(f'<p class="field-problem" role="alert">{escape(str(problem))}</p>')


def _review(store: Store, feedback: str, status: str, who: str, note: str) -> None:
    try:
        review(store, feedback, cast(Status, status), who, datetime.now(UTC), note)
    except RecordsError as error:
        st.session_state[f"problem-{feedback}"] = str(error)
