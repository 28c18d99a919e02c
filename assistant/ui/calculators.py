"""The calculators: a form made from the catalogue, and what it computes from exactly what stands in the form now."""

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import cast

import streamlit as st

from assistant import __version__
from assistant.calculators import CATALOGUE, Calculation, CalculationError, calculate
from assistant.knowledge.rule_forms import InputTable
from assistant.knowledge.rule_sets import CalculatorName, ModificationRules
from assistant.ui import page_words as words
from assistant.ui.calculator_form import draw_form, forget, typed
from assistant.ui.check_sheet import check_sheet
from assistant.ui.course import course
from assistant.ui.course_view import draw_course
from assistant.ui.frame import draw_unusable, page_frame
from assistant.ui.library import Library, library_or_problem
from assistant.ui.modification_grid import grid_html
from assistant.ui.result_card import draw_quotes, result_html
from assistant.ui.words import NEW_PATIENT

_FIRST: CalculatorName = "dose"
_ORDER: tuple[CalculatorName, ...] = ("dose", "schedule", "infusion", "modification", "liver", "prephase", "bsa")


def page() -> None:
    """Draw the page."""
    with page_frame(words.CALCULATORS, words.CALCULATORS_LEAD):
        shelf = library_or_problem()
        if not isinstance(shelf, Library):
            draw_unusable(shelf)
            return
        name = _chosen()
        given = typed(name, shelf.rules)
        # Computed from what the fields hold in this run: there is no result that an edit could leave behind.
        outcome = _computed(name, given, shelf)
        with st.container(key="calculation", horizontal=True, gap="large"):
            with st.container(key="calculator-form", width="stretch"):
                _draw_form_side(name, given, shelf, outcome)
            with st.container(key="calculator-result", width="stretch"):
                _draw_result_side(outcome, shelf)
        if name == "modification" and isinstance(shelf.rules.modification, ModificationRules):
            with st.container(key="grid"):
                st.html(grid_html(given, shelf.rules.modification))
        if isinstance(outcome, Calculation):
            _draw_more(outcome, shelf)


def _draw_more(outcome: Calculation, shelf: Library) -> None:
    """Draw what needs the whole width: the course of a schedule, then the quotes."""
    if outcome.calculator == "schedule":
        spans = course(outcome, shelf.calendar, _table(outcome.calculator, shelf))
        draw_course(spans, _versions(shelf), datetime.now(UTC))
    labels = {document.source.id: document.source.label for document in shelf.corpus.documents.values()}
    draw_quotes(outcome.citations, labels, key=outcome.calculator)


def _chosen() -> CalculatorName:
    chosen = st.pills(
        words.WHICH,
        _ORDER,
        default=_FIRST,
        required=True,
        format_func=lambda name: CATALOGUE[name].label,
        key="calculator",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen if chosen in _ORDER else _FIRST


def _computed(name: CalculatorName, given: Mapping[str, object], shelf: Library) -> Calculation | CalculationError:
    try:
        return calculate(name, given, shelf.rules)
    except CalculationError as error:
        return error


def _table(name: str, shelf: Library) -> InputTable:
    return cast(InputTable, getattr(shelf.rules, name).inputs)


def _versions(shelf: Library) -> dict[str, str]:
    return {"program": __version__, "corpus": shelf.corpus.hash, "rules": shelf.rules.hash}


def _draw_form_side(
    name: CalculatorName, given: Mapping[str, object], shelf: Library, outcome: Calculation | CalculationError
) -> None:
    st.html(f'<h2 class="part">{escape(CATALOGUE[name].purpose)}</h2>')
    draw_form(name, given, shelf.rules, outcome if isinstance(outcome, CalculationError) else None)
    with st.container(key="one-patient", horizontal=True, vertical_alignment="center"):
        st.button(NEW_PATIENT, key="new-patient", on_click=forget)
        st.html(f'<p class="quiet">{escape(words.ONE_PATIENT)}</p>')


def _draw_result_side(outcome: Calculation | CalculationError, shelf: Library) -> None:
    if isinstance(outcome, CalculationError):
        st.html(_problem_html(outcome))
        return
    table = _table(outcome.calculator, shelf)
    st.html(result_html(outcome, table))
    now = datetime.now(UTC)
    spans = course(outcome, shelf.calendar, table) if outcome.calculator == "schedule" else ()
    st.download_button(
        words.DOWNLOAD_SHEET,
        lambda: check_sheet(outcome, table, _versions(shelf), now, spans),
        file_name=f"blin-{outcome.calculator}-check.html",
        mime="text/html",
        key="download-sheet",
        on_click="ignore",
    )


def _problem_html(problem: CalculationError) -> str:
    if problem.code == "missing_input":
        return f'<div class="no-result"><p class="figure quiet">–</p><p>{escape(words.NOTHING_YET)}</p>{_missing(problem)}</div>'
    fields = {known.name: known.label for description in CATALOGUE.values() for known in description.inputs}
    is_beside = problem.field in fields and problem.code != "not_covered"
    told = f"{fields[problem.field]}: {words.CORRECT_FIELD}" if is_beside else problem.message
    return f'<div class="no-result refused" role="status"><p class="figure">{escape(words.REFUSED)}</p><p>{escape(told)}</p></div>'


def _missing(problem: CalculationError) -> str:
    known = {given.name: given for description in CATALOGUE.values() for given in description.inputs}
    names = [name for name in problem.missing if name in known]
    if len(names) > len({"bsa_m2", "height_cm"}) and not any(known[name].required for name in names):
        return f"<p>{escape(problem.message)}</p>"
    labels = "".join(f"<li>{escape(known[name].label)}</li>" for name in names)
    return f'<h3>{escape(words.NEEDED)}</h3><ul class="needed">{labels}</ul>'
