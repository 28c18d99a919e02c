"""Whose conversations these are: of the person who is signed in, else of this browser, by a key that nobody can guess.

The key stands in a cookie of this site alone, never in an address; the records hold only its hash.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from assistant.records.conversations import new_browser_key, owner_of
from assistant.ui.conversation import current

COOKIE = "blin_browser"

_KEY = "browser-key"
_NAME = "browser"
_FORM = re.compile(r"[\w-]{40,64}", re.ASCII)
_SCRIPT = Path(__file__).parent / "browser.js"


def owner() -> str:
    """Return the owner of this session's conversations."""
    signed_in = signed_in_as(st.user.to_dict())
    return owner_of("browser", browser_key()) if signed_in is None else owner_of("user", signed_in)


def signed_in_as(user: Mapping[str, object]) -> str | None:
    """Return what tells a person who is signed in from every other, None where nobody is."""
    if not user.get("is_logged_in") or not user.get("sub"):
        return None
    return f"{user.get('iss', '')} {user['sub']}"


def browser_key() -> str:
    """Return this browser's key: the one that its cookie holds, else a new one."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = key_in(st.context.cookies) or new_browser_key()
    return cast(str, st.session_state[_KEY])


def key_in(cookies: Mapping[str, object]) -> str | None:
    """Return the key that cookies hold, None where there is none of its form."""
    given = cookies.get(COOKIE)
    return given if isinstance(given, str) and _FORM.fullmatch(given) else None


def draw_browser() -> None:
    """Have the browser keep its key."""

    def known() -> None:
        # Two pages that open together in a new browser: the second takes the key of the first, while it holds nothing.
        given = key_in({COOKIE: str(st.session_state[_NAME].known or "")})
        if given and current().id is None:
            st.session_state[_KEY] = given

    _component()(key=_NAME, data={"name": COOKIE, "key": browser_key()}, on_known_change=known)


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("blin_browser", html="<span hidden></span>", js=_SCRIPT.read_text())
