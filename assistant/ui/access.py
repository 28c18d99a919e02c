"""Who may see what, decided on the server at each rerun."""

import hashlib
import hmac
import logging
import time
from collections.abc import Callable
from html import escape

import streamlit as st

from assistant.access import REFUSED, Mode, mode_of
from assistant.settings import Settings, from_environment
from assistant.ui import operator_words as words

_LOG = logging.getLogger("assistant")
_PROVED = "operator-proof"
_NAME = "operator-name"
_WRONG_SECRET_SECONDS = 1.0


def may_serve() -> bool:
    """Tell whether the pages may be drawn in this run; where not, say why or ask to sign in."""
    match _mode():
        case "refused":
            _LOG.error("Nothing is served: %s", REFUSED)
            st.html(
                f'<div class="unavailable" role="alert"><h1>{escape(words.NOT_SERVED)}</h1><p>{escape(REFUSED)}</p></div>'
            )
            return False
        case "sign_in" if not st.user.is_logged_in:
            st.html(f"<h1>{escape(words.SIGN_IN_FIRST)}</h1>")
            st.button(words.SIGN_IN, type="primary", on_click=st.login)
            return False
        case _:
            return True


def operator() -> str | None:
    """Return the name of the operator who may see the Safety page in this run, None where there is none."""
    settings = from_environment()
    match _mode():
        case "loopback":
            return str(st.session_state.get(_NAME) or "").strip() or words.THIS_MACHINE
        case "sign_in":
            return operator_of(st.user.get("email"), settings, verified=bool(st.user.get("email_verified", True)))
        case "secret" if _has_proved(settings):
            return str(st.session_state.get(_NAME) or "").strip() or words.OPERATOR
        case _:
            return None


def operator_of(email: object, settings: Settings, *, verified: bool) -> str | None:
    """Return the address of a person who is signed in, if it is an operator's."""
    known = {address.casefold() for address in settings.operators}
    return email if isinstance(email, str) and verified and email.casefold() in known else None


def draw_operator_gate() -> None:
    """Draw what a person sees who may not see the Safety page: where a secret guards it, the field to type it into."""
    st.html(f'<p class="quiet">{escape(words.OPERATORS_ONLY)}</p>')
    if _mode() == "secret":
        with st.form("operator-gate", border=False):
            given = st.text_input(words.GUARD_LABEL, type="password", autocomplete="off", width=320)
            if st.form_submit_button(words.ENTER, type="primary"):
                _prove(str(given or ""), from_environment(), time.sleep)


def draw_operator_name() -> None:
    """Draw the field for the operator's name, where no sign-in gives it; reviews and switches are recorded with it."""
    if _mode() != "sign_in":
        st.text_input(words.YOUR_NAME, key=_NAME, persist_state="session", width=260, max_chars=60, autocomplete="name")


def proof_of(secret: str) -> str:
    """Return what a session holds once the secret was given; it holds no longer than the secret is the same."""
    return hashlib.sha256(f"operator:{secret}".encode()).hexdigest()


def _prove(given: str, settings: Settings, wait: Callable[[float], None]) -> None:
    if settings.operator_secret and hmac.compare_digest(given.encode(), settings.operator_secret.encode()):
        st.session_state[_PROVED] = proof_of(given)
        st.rerun()
    wait(_WRONG_SECRET_SECONDS)
    st.html(f'<p class="field-problem" role="alert">{escape(words.NOT_THE_ONE)}</p>')


def _has_proved(settings: Settings) -> bool:
    held = str(st.session_state.get(_PROVED, ""))
    return settings.operator_secret is not None and hmac.compare_digest(held, proof_of(settings.operator_secret))


def _mode() -> Mode:
    can_sign_in = st.secrets.load_if_toml_exists() and "auth" in st.secrets
    return mode_of(st.get_option("server.address"), from_environment(), can_sign_in=can_sign_in)
