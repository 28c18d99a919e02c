"""What everything is made from, and whether it holds together."""

import platform
from collections.abc import Iterable
from html import escape

import streamlit as st

from assistant import __version__
from assistant.knowledge.status import Checked, status_of
from assistant.ui import operator_words as words
from assistant.ui.engine import engine
from assistant.ui.library import Library, library
from assistant.ui.page_words import MADE_FROM
from assistant.ui.typeset import typeset


@st.cache_resource(show_spinner=False, max_entries=4)
def _status(corpus_hash: str, rules_hash: str) -> tuple[Checked, ...]:  # noqa: ARG001 - the hashes are the key of the cache
    shelf = library()
    return status_of(shelf.corpus, shelf.rules, shelf.repairs)


def draw_status(shelf: Library, _: str) -> None:
    """Draw the checks, then the versions."""
    checks = (*_status(shelf.corpus.hash, shelf.rules.hash), _search())
    alarms = [check for check in checks if not check.holds]
    st.html(f'<p class="verdict-line">{escape(words.alarms(len(alarms)))}</p>{checks_html(checks)}')
    versions = {
        "Program": __version__,
        "Corpus": shelf.corpus.hash,
        "Rules": shelf.rules.hash,
        "Search index": _index_stamp(),
        "Python": platform.python_version(),
    }
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td><code>{escape(v)}</code></td></tr>' for name, v in versions.items()
    )
    st.html(f'<h2 class="part">{escape(MADE_FROM)}</h2><table class="plain">{rows}</table>')


def checks_html(checks: Iterable[Checked]) -> str:
    """Return the checks as a table; an alarm says so in words."""
    rows = "".join(
        f'<tr class="{"holds" if check.holds else "alarm"}"><th scope="row">{escape(check.what)}</th>'
        f"<td><b>{escape(words.HOLDS if check.holds else words.ALARM)}</b></td><td>{typeset(check.detail)}</td></tr>"
        for check in sorted(checks, key=lambda check: check.holds)
    )
    return f'<table class="plain checks"><tbody>{rows}</tbody></table>'


def _search() -> Checked:
    assistant = engine()
    if not assistant.wait(0):
        return Checked(words.SEARCH, holds=True, detail=words.SEARCH_LOADING)
    if problem := assistant.problem():
        return Checked(words.SEARCH, holds=False, detail=problem)
    stamp = assistant.versions.index
    if stamp == "none":
        return Checked(words.SEARCH, holds=False, detail=words.SEARCH_LEXICAL)
    return Checked(words.SEARCH, holds=True, detail=words.SEARCH_READY)


def _index_stamp() -> str:
    assistant = engine()
    return assistant.versions.index if assistant.wait(0) and not assistant.problem() else "–"
