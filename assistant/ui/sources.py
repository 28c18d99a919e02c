"""The sources of an answer: a line for each document with its standing and revision, below it each cited place."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape as html
from itertools import groupby

import streamlit as st

from assistant.answering.answer import Citation
from assistant.answering.audience import NONE, Additions
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.sources import Source
from assistant.ui import conversation, words
from assistant.ui.audience import forms, kinds


def place(citation: Citation, corpus: Corpus) -> str:
    """Return the heading path of a citation as a person reads it: each label with the comparators that it prints."""
    near = [
        passage
        for passage in corpus.passages.values()
        if passage.source == citation.source and passage.start < citation.end and citation.start < passage.end
    ]
    exact = [passage for passage in near if (passage.start, passage.end) == (citation.start, citation.end)]
    # A label may itself hold " > " (LFTs > 5 x ULN), so the joined path is never split.
    path = next((passage.heading_path for passage in [*exact, *near]), (citation.section,))
    # The monograph heads its monitoring table with the title of the section.
    return " › ".join(label.replace(">=", "≥").replace("<=", "≤") for label, _ in groupby(path))


def standing_badge(source: Source) -> str:
    """Return the standing in words, as HTML; its frame differs with it."""
    return f'<span class="standing {source.standing}">{html(words.STANDING[source.standing])}</span>'


def document_line(source: Source) -> str:
    """Return label, standing and revision of a document as HTML."""
    return (
        f'<span class="document">{html(source.label)}</span> {standing_badge(source)} '
        f'<span class="revision">{html(source.revision)}</span>'
    )


def draw_documents(corpus: Corpus) -> None:
    """Draw which documents are answered from."""
    lines = (f"<li>{document_line(document.source)}</li>" for document in corpus.documents.values())
    st.html(f'<ul class="documents" aria-label="{html(words.DOCUMENTS)}">{"".join(lines)}</ul>')


def by_document(citations: Iterable[Citation]) -> Mapping[str, list[Citation]]:
    """Group citations by document, in the order of their first citation."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.source, []).append(citation)
    return groups


def sources_html(turn: conversation.Turn, corpus: Corpus, beside: Additions = NONE) -> str:
    """Return the sources of a turn's answer as HTML; each cited place is a link that opens it.

    beside: what a trainee is told of each place.
    """
    groups = "".join(
        f'<p class="source">{document_line(corpus.documents[source_id].source)}</p>'
        f"<ul>{_lines(turn.number, citations, corpus, beside)}</ul>"
        for source_id, citations in by_document(turn.answer.citations).items()
    )
    return f'<section class="sources" aria-label="{html(words.SOURCES)}">{groups}</section>' if groups else ""


def _lines(turn: int, citations: Sequence[Citation], corpus: Corpus, beside: Additions) -> str:
    kind, form = kinds(beside), forms(beside)
    lines, told = [], ""
    for where, cited in groupby(citations, lambda citation: place(citation, corpus)):
        numbers = [citation.n for citation in cited]
        section = kind.get(numbers[0], "")
        heading = f'<p class="section-kind">{html(section)}</p>' if section not in ("", told) else ""
        shapes = ", ".join(dict.fromkeys(form[n] for n in numbers if n in form))
        lines.append(f"<li>{heading}{_links(turn, numbers, where, shapes)}</li>")
        told = section
    return "".join(lines)


def _links(turn: int, numbers: Sequence[int], where: str, form: str) -> str:
    """Return a link for each citation of one place; the last of them carries its name."""
    more = f' <span class="section-form">· {html(form)}</span>' if form else ""
    shown = "source-link" if len(numbers) == 1 else "source-link several"
    *before, last = (f'<a class="{shown}" href="#cite-{turn}-{n}"><span class="number">[{n}]</span>' for n in numbers)
    return "".join([*(f"{link}</a> " for link in before), f"{last} {html(where)}{more}</a>"])
