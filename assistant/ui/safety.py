"""Safety: the state of documents and rules, the registers, the evaluation, and what operators do."""

from collections.abc import Callable, Mapping

import streamlit as st

from assistant.knowledge.errors import CorpusError
from assistant.ui import access
from assistant.ui import operator_words as words
from assistant.ui.frame import draw_unusable, page_frame
from assistant.ui.library import Library, library_or_problem
from assistant.ui.safety_evaluation import draw_evaluation
from assistant.ui.safety_registers import draw_registers
from assistant.ui.safety_status import draw_status

_VIEWS: Mapping[str, tuple[str, Callable[[Library, str], None]]] = {
    "status": (words.STATUS, draw_status),
    "registers": (words.REGISTERS, draw_registers),
    "evaluation": (words.EVALUATION, draw_evaluation),
}


def page() -> None:
    """Draw the page for an operator; for everyone else, that it is for operators."""
    with page_frame(words.SAFETY, words.SAFETY_LEAD):
        who = access.operator()
        if who is None:
            access.draw_operator_gate()
            return
        shelf = library_or_problem()
        if isinstance(shelf, CorpusError):
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
