"""Safety: the state of documents and rules, the registers, the evaluation, and what operators do."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from assistant.records.errors import RecordsError
from assistant.records.store import Store
from assistant.ui import access
from assistant.ui import operator_words as words
from assistant.ui.frame import draw_unusable, page_frame
from assistant.ui.library import Library, library_or_problem
from assistant.ui.records import records
from assistant.ui.safety_audit import draw_audit
from assistant.ui.safety_evaluation import draw_evaluation
from assistant.ui.safety_feedback import draw_feedback
from assistant.ui.safety_registers import draw_registers
from assistant.ui.safety_status import draw_status
from assistant.ui.safety_switches import draw_switches

_Draw = Callable[[Library, str], None]


def _with_records(draw: Callable[[Library, str, Store], None]) -> _Draw:
    """Return what draws a part that rests on the records, or says why they cannot be used."""

    def drawn(shelf: Library, who: str) -> None:
        kept = records()
        try:
            if isinstance(kept, RecordsError):
                raise kept
            draw(shelf, who, kept)
        except RecordsError as error:
            st.html(f'<p class="field-problem" role="alert">{escape(str(error))}</p>')

    return drawn


_VIEWS: Mapping[str, tuple[str, _Draw]] = {
    "status": (words.STATUS, draw_status),
    "registers": (words.REGISTERS, draw_registers),
    "evaluation": (words.EVALUATION, draw_evaluation),
    "feedback": (words.FEEDBACK, _with_records(draw_feedback)),
    "switches": (words.SWITCHES, _with_records(draw_switches)),
    "audit": (words.AUDIT, _with_records(draw_audit)),
}


def page() -> None:
    """Draw the page for an operator; for everyone else, that it is for operators."""
    with page_frame(words.SAFETY, words.SAFETY_LEAD):
        who = access.operator()
        if who is None:
            access.draw_operator_gate()
            return
        shelf = library_or_problem()
        if not isinstance(shelf, Library):
            draw_unusable(shelf)
            return
        with st.container(key="safety-choices", horizontal=True, vertical_alignment="bottom"):
            view = st.pills(
                words.SAFETY,
                list(_VIEWS),
                default="status",
                required=True,
                format_func=lambda name: _VIEWS[name][0],
                key="safety-view",
                label_visibility="collapsed",
            )
            access.draw_operator_name()
        _VIEWS[view if view in _VIEWS else "status"][1](shelf, who)
