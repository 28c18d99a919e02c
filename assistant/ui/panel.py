"""The open source: the cited passage marked in its document, with what a reader must know about the document."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.answering import replies
from assistant.answering.answer import Citation
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.documents import Section
from assistant.knowledge.registers import annotated
from assistant.knowledge.repairs import Repair
from assistant.knowledge.sources import Source
from assistant.ui import words
from assistant.ui.conversation import Conversation
from assistant.ui.excerpt import draw_sections, surrounding
from assistant.ui.repaired import Repaired, repairs_shown
from assistant.ui.sources import place, standing_badge
from assistant.ui.typeset import typeset


def draw_panel(held: Conversation, corpus: Corpus, repairs: dict[str, tuple[Repair, ...]]) -> None:
    """Draw the source that stands open, if any."""
    citation = held.citation(held.opened)
    if citation is None or held.opened is None:
        return
    with st.container(key="panel", gap=None):
        with st.container(key="panel-head", gap=None):
            st.html(f'<div class="panel-for-{held.opened.name}">{head_html(citation, corpus)}</div>')
            st.button(words.CLOSE, key="close-panel", icon=":material/close:", type="tertiary", on_click=held.close)
        with st.container(key="panel-body"):
            st.html(body_html(citation, corpus, repairs.get(citation.source, ())))


def head_html(citation: Citation, corpus: Corpus) -> str:
    """Return what says which place of which document stands open, as HTML."""
    document = corpus.documents[citation.source]
    source = document.source
    return (
        f'<h2 class="panel-title" tabindex="-1"><span class="number">[{citation.n}]</span> {escape(source.label)}</h2>'
        f'<p class="panel-facts">{standing_badge(source)} {_facts(source)}</p>'
        f'<p class="path">{typeset(place(citation, corpus))}</p>'
        f"{_errata(surrounding(document, citation.start), citation.source, corpus)}"
    )


def _errata(sections: Sequence[Section], source: str, corpus: Corpus) -> str:
    """Return the known errors in what is shown; they stand where no scrolling hides them."""
    shown = [
        passage
        for passage in corpus.passages.values()
        if passage.source == source and sections[0].start <= passage.start < sections[-1].end
    ]
    found = (annotated(passage, corpus.registers.errata) for passage in shown)
    notes = dict.fromkeys(erratum.note for erratum in found if erratum is not None)
    return "".join(
        f'<p class="erratum"><strong>{escape(replies.ERROR_IN_DOCUMENT)}.</strong> {typeset(note)}</p>'
        for note in notes
    )


def _facts(source: Source) -> str:
    return escape(" · ".join((source.revision, source.publisher, source.jurisdiction)))


def body_html(citation: Citation, corpus: Corpus, repairs: Sequence[Repair]) -> str:
    """Return the cited passage in its place as HTML: every word from a document escaped."""
    document = corpus.documents[citation.source]
    cited = (citation.start, citation.end)
    sections = surrounding(document, citation.start)
    repaired = repairs_shown(document, sections, cited, repairs)
    excerpt = draw_sections(document, sections, cited)
    return (
        f'<p class="legend">{escape(words.IN_THE_DOCUMENT)}</p>'
        f'<div class="excerpt {document.source.standing}">{excerpt}</div>'
        f"{_footnotes(citation, corpus, excerpt)}"
        f"{_note(repaired)}"
        f'<p class="notice">{escape(document.source.notice)}</p>'
    )


def _footnotes(citation: Citation, corpus: Corpus, excerpt: str) -> str:
    """Return the footnotes that the passage carries and that lie outside what is shown."""
    cited = (citation.source, citation.start, citation.end)
    passages = [p for p in corpus.passages.values() if (p.source, p.start, p.end) == cited]
    ids = dict.fromkeys(note for p in passages for note in (*p.footnotes, *p.head_footnotes))
    notes = [corpus.passages[note].words for note in ids]
    outside = [escape(note) for note in notes if escape(note) not in excerpt]
    if not outside:
        return ""
    lines = "".join(f'<p class="footnote">{note}</p>' for note in outside)
    return f'<p class="legend">{escape(words.FOOTNOTES)}</p><div class="excerpt">{lines}</div>'


def _note(repaired: Repaired) -> str:
    if not repaired.all:
        return ""
    displaced = any(repair.kind == "displaced" for repair in repaired.all)
    told = words.LABELS_RECONSTRUCTED if displaced else words.PARTS_RECONSTRUCTED
    return (
        f'<div class="repairs"><p>{escape(told)}</p><details><summary>{escape(words.WHY_CHANGED)}</summary>'
        f"{_reasons(words.THIS_PASSAGE, repaired.here)}{_reasons(words.THIS_SECTION, repaired.elsewhere)}</details></div>"
    )


def _reasons(title: str, repairs: Sequence[Repair]) -> str:
    reasons = dict.fromkeys(repair.reason for repair in repairs)
    if not reasons:
        return ""
    return f"<h3>{escape(title)}</h3><ul>{''.join(f'<li>{escape(reason)}</li>' for reason in reasons)}</ul>"
