"""A course drawn: its downloads, its chart, and the same as a table."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any, Literal

import streamlit as st

from assistant.ui import page_words as words
from assistant.ui.course import LANES, Span
from assistant.ui.course_chart import course_chart
from assistant.ui.course_files import as_csv, as_ics
from assistant.ui.typeset import typeset


@lru_cache(maxsize=32)
def _chart(spans: tuple[Span, ...], theme: Literal["light", "dark"]) -> dict[str, Any]:
    """Return the chart as its specification: building it costs more than the rest of the page."""
    return course_chart(spans, theme).to_dict()


def draw_course(spans: Sequence[Span], versions: Mapping[str, str], now: datetime) -> None:
    """Draw a course. versions: for the files; now: when they are made."""
    made_from = ", ".join(f"{name} {version}" for name, version in versions.items())
    with st.container(key="course", gap="small"):
        st.html(f'<h2 class="part">{escape(words.CALENDAR)}</h2>')
        theme: Literal["light", "dark"] = "dark" if st.context.theme.type == "dark" else "light"
        st.vega_lite_chart(_chart(tuple(spans), theme), width="stretch", alt=words.CHART_ALT)
        with st.container(key="course-files", horizontal=True):
            st.download_button(
                words.DOWNLOAD_ICS,
                lambda: as_ics(spans, made_from, now),
                file_name="blin-schedule.ics",
                mime="text/calendar",
                key="download-ics",
                on_click="ignore",
            )
            st.download_button(
                words.DOWNLOAD_TABLE,
                lambda: as_csv(spans, made_from),
                file_name="blin-schedule.csv",
                mime="text/csv",
                key="download-csv",
                on_click="ignore",
            )
        st.html(table_html(spans))


def table_html(spans: Sequence[Span]) -> str:
    """Return the course as a table, one row a span, in order of dates."""
    heads = ("Cycle", "From", "To", "Days", "What", "Details", "Total")
    head = "".join(f'<th scope="col">{label}</th>' for label in heads)
    rows = "".join(_row(span) for span in spans)
    return (
        f'<div class="scrolls" tabindex="0" role="region" aria-label="{escape(words.TABLE_CAPTION)}">'
        f'<table class="figures"><caption>{escape(words.TABLE_CAPTION)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(span: Span) -> str:
    days = str(span.first_day) if span.first_day == span.last_day else f"{span.first_day}–{span.last_day}"
    cells = (
        f"{span.start_date:%d %b %Y}",
        f"{span.end_date:%d %b %Y}",
        days,
        LANES[span.lane],
        typeset(span.label),
        typeset(span.total),
    )
    return (
        f'<tr class="{span.lane}"><th scope="row">{span.cycle}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
    )
