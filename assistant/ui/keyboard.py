"""What the page does by keys and for screen readers (page.js), as one component without a face."""

from pathlib import Path
from typing import cast

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from assistant.ui import words
from assistant.ui.conversation import Conversation
from assistant.ui.drawer import close_drawer

_KEY = "keyboard"
_HERE = Path(__file__).parent
_HTML = "<div role='status' aria-live='polite' class='for-screen-readers'></div>"


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "blin_keyboard", html=_HTML, js=(_HERE / "page.js").read_text(), isolate_styles=False
    )


def draw_keyboard(held: Conversation) -> None:
    """Attach keys, citation links and announcements to the page."""

    def opened() -> None:
        held.open(cast(str, st.session_state[_KEY].open or ""))

    last = held.turns[-1].answer if held.turns else None
    _component()(
        key=_KEY,
        data={
            "turn": len(held.turns),
            "announcement": words.NOTHING_FOUND if last and last.kind == "abstain" else words.ANSWER_READY,
            "panel": held.opened.name if held.opened else None,
        },
        on_open_change=opened,
        on_close_change=held.close,
        on_away_change=close_drawer,
    )
