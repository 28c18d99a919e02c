"""The regimen to read: both documents with anchors and what stands beside each passage, and the ledger of repairs."""

from html import escape
from pathlib import Path
from typing import cast

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from assistant.knowledge.disabling import passages_without
from assistant.knowledge.documents import Document
from assistant.knowledge.passages import Passage
from assistant.ui import page_words as words
from assistant.ui.finding import find
from assistant.ui.frame import draw_unusable, page_frame
from assistant.ui.ledger import ledger_html
from assistant.ui.library import Library, library_or_problem
from assistant.ui.reading import ANCHOR, contents_html, document_html
from assistant.ui.sources import document_line
from assistant.ui.typeset import typeset

_HERE = Path(__file__).parent
_OPENED = "passage"
_VIEW = "view"
_REPAIRS = "repairs"
_READER = "reader-script"


def page() -> None:
    """Draw the page."""
    with page_frame(words.REGIMEN, words.REGIMEN_LEAD):
        shelf = library_or_problem()
        if not isinstance(shelf, Library):
            draw_unusable(shelf)
            return
        opened = shelf.corpus.passages.get(st.query_params.get(_OPENED, ""))
        view = _chosen(shelf, opened)
        if view == _REPAIRS:
            _draw_repairs(shelf)
        else:
            document = shelf.corpus.documents[view]
            _draw_document(document, shelf, opened if opened and opened.source == view else None)


def _chosen(shelf: Library, opened: Passage | None) -> str:
    """Return the document to read, or the repairs. A passage that the address names brings its document with it."""
    if opened is not None and st.session_state.get("view-for") != opened.id:
        st.session_state[_VIEW] = opened.source
        st.session_state["view-for"] = opened.id
    labels = {name: document.source.label for name, document in shelf.corpus.documents.items()}
    labels[_REPAIRS] = words.REPAIRS
    chosen = st.pills(
        words.WHICH_DOCUMENT,
        list(labels),
        default=None if _VIEW in st.session_state else next(iter(labels)),
        required=True,
        format_func=labels.__getitem__,
        key=_VIEW,
        label_visibility="collapsed",
    )
    return chosen if chosen in labels else next(iter(labels))


def _draw_document(document: Document, shelf: Library, opened: Passage | None) -> None:
    source = document.source
    st.html(
        f'<p class="source-line">{document_line(source)} <span class="revision">· {escape(source.publisher)} · '
        f"{escape(source.jurisdiction)}</span></p>"
    )
    with st.container(key="reader", gap="small"):
        sought = st.text_input(
            words.FIND, key="find", type="search", live=True, placeholder=words.FIND, label_visibility="collapsed"
        )
        # A place that is always there: what is found moves the document down and does not draw it anew.
        place = st.empty()
        if sought:
            place.html(_found_html(document, shelf, sought))
        st.html(
            f'<div class="reader">{contents_html(document)}{document_html(document, shelf.corpus, shelf.beside, opened, shelf.disabled.passages)}</div>'
            f'<p class="notice">{escape(source.notice)}</p>'
        )
    _component()(key=_READER, data={"passage": opened.id if opened else None}, on_open_change=_open)


def _open() -> None:
    st.query_params[_OPENED] = cast(str, st.session_state[_READER].open or "")


def _found_html(document: Document, shelf: Library, sought: str) -> str:
    passages = (passage for passage in shelf.corpus.passages.values() if passage.source == document.source.id)
    found = find(passages_without(passages, shelf.disabled), sought)
    lines = "".join(
        f'<li><a href="#{ANCHOR}{passage.id}">{typeset(passage.words)}</a>'
        f'<span class="quiet">{typeset(passage.section.replace(" > ", " › "))}</span></li>'
        for passage in found
    )
    count = words.found(len(found))
    return f'<div class="found"><p role="status" class="quiet">{escape(count)}</p><ol>{lines}</ol></div>'


def _draw_repairs(shelf: Library) -> None:
    st.html(f'<p class="quiet">{escape(words.REPAIRS_LEAD)}</p>')
    for name, repairs in shelf.repairs.items():
        document = shelf.corpus.documents[name]
        kinds = list(dict.fromkeys(repair.kind for repair in repairs))
        with st.container(key=f"ledger-{name}", gap="small"):
            st.html(f'<h2 class="part">{escape(document.source.label)}</h2>')
            chosen = st.pills(
                words.REPAIR_KIND,
                kinds,
                selection_mode="multi",
                format_func=words.REPAIR_KINDS.__getitem__,
                key=f"kinds-{name}",
                label_visibility="collapsed",
            )
            st.html(ledger_html(repair for repair in repairs if not chosen or repair.kind in chosen))


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "blin_reader",
        html="<span hidden class='reader-listens'></span>",
        js=(_HERE / "reader.js").read_text(),
        isolate_styles=False,
    )
