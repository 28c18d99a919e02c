"""About: what the assistant is for, what it does not do, what it rests on, and how it was measured."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from assistant import __version__
from assistant.knowledge.sources import Source
from assistant.ui import about_words as words
from assistant.ui.evaluations import EVERY_QUESTION, Run, judged
from assistant.ui.frame import draw_unusable, page_frame
from assistant.ui.library import Library, library_or_problem
from assistant.ui.operator_words import run_of
from assistant.ui.page_words import MADE_FROM
from assistant.ui.safety_evaluation import RESULTS
from assistant.ui.sources import document_line
from assistant.ui.words import SOURCES


def page() -> None:
    """Draw the page."""
    with page_frame(words.ABOUT, words.ABOUT_LEAD):
        shelf = library_or_problem()
        if not isinstance(shelf, Library):
            draw_unusable(shelf)
            return
        sources = [document.source for document in shelf.corpus.documents.values()]
        latest = next((run for run in judged(RESULTS) if run.questions == EVERY_QUESTION), None)
        made_from = f"program {__version__}, corpus {shelf.corpus.hash}, rules {shelf.rules.hash}"
        st.html(about_html(sources, latest, made_from, signed=shelf.rules.signed))


def about_html(sources: Iterable[Source], latest: Run | None, made_from: str, *, signed: bool) -> str:
    """Return the whole text. latest: the latest judged evaluation; signed: whether two pharmacists have signed the rules."""
    limits = words.LIMITS if signed else (words.NOT_SIGNED, *words.LIMITS)
    return (
        '<div class="about">'
        f"<h2>{escape(words.INTENDED_USE)}</h2>{_paragraphs(words.INTENDED)}"
        f"<h2>{escape(words.DOES_NOT)}</h2>{_list(words.NOT_DONE)}"
        f"<h2>{escape(SOURCES)}</h2>{''.join(_source(source) for source in sources)}"
        f"<h2>{escape(words.LIMITS_TITLE)}</h2>{_list(limits)}"
        f"<h2>{escape(words.MEASURED)}</h2>{_measured(latest)}"
        f'<h2>{escape(MADE_FROM)}</h2><p class="quiet">{escape(made_from)}</p></div>'
    )


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _list(texts: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def _source(source: Source) -> str:
    facts = " · ".join((source.title, source.publisher, source.jurisdiction))
    return (
        f'<div class="source-entry"><p>{document_line(source)}</p><p class="quiet">{escape(facts)}</p>'
        f'<p class="notice">{escape(source.notice)}</p></div>'
    )


def _measured(latest: Run | None) -> str:
    if latest is None:
        return f"<p>{escape(words.NOT_MEASURED)}</p>"
    rows = "".join(
        f'<tr><th scope="row">{escape(measure.label)}</th><td>{measure.reporting.hits} of {measure.reporting.of}</td></tr>'
        for measure in latest.report.measures.values()
        if measure.reporting.of
    )
    return (
        f'<p class="quiet">{escape(run_of(latest.started))}. {escape(words.REPORTING_HALF)}</p>'
        f'<table class="figures"><tbody>{rows}</tbody></table>'
    )
