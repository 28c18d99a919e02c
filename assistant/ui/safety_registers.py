"""The registers: where the documents disagree, are silent or wrong, each entry with the quotes that it rests on."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from assistant.knowledge.beside import Note, notes_of
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.quotes import Quote
from assistant.ui import operator_words as words
from assistant.ui.library import Library
from assistant.ui.page_words import NOTE_KINDS
from assistant.ui.typeset import typeset


def draw_registers(shelf: Library, _: str) -> None:
    """Draw all entries of the registers, of the kinds that are chosen."""
    notes = notes_of(shelf.corpus.registers)
    kinds = list(dict.fromkeys(note.kind for note in notes))
    with st.container(key="register-choices", horizontal=True):
        chosen = st.pills(
            words.REGISTERS,
            kinds,
            selection_mode="multi",
            format_func=lambda kind: f"{NOTE_KINDS[kind]} ({sum(note.kind == kind for note in notes)})",
            key="register-kinds",
            label_visibility="collapsed",
        )
        sought = st.text_input(
            words.FIND_ENTRY,
            key="find-entry",
            type="search",
            live=True,
            placeholder=words.FIND_ENTRY,
            label_visibility="collapsed",
        )
    shown = [note for note in notes if (not chosen or note.kind in chosen) and _holds(note, sought or "")]
    st.html(f'<p class="quiet" role="status">{escape(words.entries(len(shown)))}</p>{notes_html(shown, shelf.corpus)}')


def _holds(note: Note, sought: str) -> bool:
    text = " ".join((note.id, note.summary, *(quote.text for quote in note.quotes))).casefold()
    return all(word in text for word in sought.casefold().split())


def notes_html(notes: Iterable[Note], corpus: Corpus) -> str:
    """Return register entries, each quote under the name and the standing of its document."""
    return "".join(_note(note, corpus) for note in notes)


def _note(note: Note, corpus: Corpus) -> str:
    quotes = "".join(_quote(quote, corpus) for quote in dict.fromkeys(note.quotes))
    return (
        f'<article class="entry is-{note.kind}"><h3>{escape(NOTE_KINDS[note.kind])} <code>{escape(note.id)}</code></h3>'
        f'<p class="says">{typeset(note.summary)}</p><div class="sides">{quotes}</div></article>'
    )


def _quote(quote: Quote, corpus: Corpus) -> str:
    source = corpus.documents[quote.source].source
    section = quote.section.replace(">=", "≥").replace("<=", "≤").replace(" > ", " › ")
    return (
        f'<blockquote class="{source.standing}"><p>“{typeset(quote.text)}”</p>'
        f"<footer>{escape(source.label)}: {typeset(section)}</footer></blockquote>"
    )
