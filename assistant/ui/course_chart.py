"""A course as a chart: one row a cycle, its days from left to right, what happens in them one below the other."""

from collections.abc import Sequence
from typing import Literal

import altair as alt

from assistant.ui.course import LANES, Span

_LANE_HEIGHT = 15
_INFUSION, _STAY, _MARK = "#1f7480", "#8a6d1f", "#7a5c9e"
"""Middle tones: each is told apart from the ground in the light theme and in the dark one, and white is read on the first."""

_INK = {"light": "#51626a", "dark": "#a3b3b8"}
"""Of words and lines on the ground, by theme: those of style.css."""

_SHORT_WHERE_NARROW = "width < 480 && datum.to - datum.from < 14 ? replace(replace(datum.short, ' mcg/day', ''), 'about ', '≈ ') : datum.short"
"""What stands on a bar: on a narrow screen a short step has room for its number alone."""

_ORDER = ["infusion", "hospital", "premedication", "monitoring"]


def course_chart(spans: Sequence[Span], theme: Literal["light", "dark"]) -> alt.LayerChart | alt.FacetChart:
    """Return the chart of a course. Each kind has a row and words of its own; no meaning hangs on the colour alone."""
    ink = _INK[theme]
    starts = {span.cycle: min(s.start_date for s in spans if s.cycle == span.cycle) for span in spans}
    rows = [_row(span, f"Cycle {span.cycle}|{starts[span.cycle]:%d %b %Y}") for span in _joined(spans)]
    last_day = max(span.last_day for span in spans)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "cycle:N",
            title=None,
            sort=None,
            axis=alt.Axis(
                labelExpr="split(datum.label, '|')", ticks=False, domain=False, labelPadding=8, labelColor=ink
            ),
            scale=alt.Scale(paddingInner=0.25, paddingOuter=0.1),
        ),
        yOffset=alt.YOffset("lane:N", sort=_ORDER, scale=alt.Scale(domain=_ORDER)),
        tooltip=[
            alt.Tooltip("what:N", title="What"),
            alt.Tooltip("details:N", title="Details"),
            alt.Tooltip("dates:N", title="Dates"),
        ],
    )
    days = alt.X(
        "from:Q",
        title="Day of the cycle",
        scale=alt.Scale(domain=[0, last_day], nice=False),
        axis=alt.Axis(
            values=list(range(0, last_day, 7)),
            grid=True,
            gridOpacity=0.4,
            labelExpr="datum.value + 1",
            labelColor=ink,
            titleColor=ink,
        ),
    )
    bars = base.encode(x=days, x2="to:Q")
    return alt.layer(
        bars.transform_filter("datum.kind == 'infusion'").mark_bar(color=_INFUSION, height=_LANE_HEIGHT),
        bars.transform_filter("datum.kind == 'treatment_free'").mark_bar(
            fillOpacity=0, stroke=ink, strokeDash=[4, 3], height=_LANE_HEIGHT - 2
        ),
        bars.transform_filter("datum.kind == 'hospital'").mark_bar(color=_STAY, height=_LANE_HEIGHT / 2),
        base.encode(x=days)
        .transform_filter("datum.kind == 'premedication'")
        .mark_point(shape="triangle-right", filled=True, size=70, color=_MARK, opacity=1, xOffset=5),
        base.encode(x=days)
        .transform_filter("datum.kind == 'monitoring'")
        .mark_point(shape="diamond", filled=True, size=60, color=_MARK, opacity=1, xOffset=5),
        _labels(base, days, ink),
    ).properties(height=alt.Step(_LANE_HEIGHT + 3, **{"for": "offset"}))


def _labels(base: alt.Chart, days: alt.X, ink: str) -> alt.LayerChart | alt.FacetChart:
    """Return the words on the bars and beside the marks."""
    on_bars = (
        base.encode(x=days, text="fitting:N")
        .transform_calculate(fitting=_SHORT_WHERE_NARROW)
        .transform_filter("datum.lane == 'infusion'")
    )
    beside = base.encode(x=alt.X("to:Q"), text="short:N").transform_filter("datum.lane != 'infusion'")
    return alt.layer(
        on_bars.transform_filter("datum.kind == 'infusion'").mark_text(
            align="left", dx=4, color="#ffffff", fontSize=11, fontWeight=600
        ),
        on_bars.transform_filter("datum.kind != 'infusion'").mark_text(align="left", dx=4, color=ink, fontSize=11),
        beside.mark_text(align="left", dx=6, color=ink, fontSize=11),
    )


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return the spans with what is due on the same days of one kind in one."""
    joined: dict[tuple[object, ...], Span] = {}
    for span in spans:
        if span.lane in {"premedication", "monitoring"}:
            key = (span.lane, span.cycle)
            if key in joined:
                first = joined[key]
                label = f"{first.label}; {span.label}"
                joined[key] = Span(span.lane, span.cycle, label, first.start_date, first.end_date, 1, 1)
            else:
                joined[key] = span
        else:
            joined[span.lane, span.cycle, span.start_date] = span
    return list(joined.values())


def _row(span: Span, cycle: str) -> dict[str, object]:
    is_mark = span.lane in {"premedication", "monitoring"}
    return {
        "cycle": cycle,
        "kind": span.lane,
        "lane": "infusion" if span.lane == "treatment_free" else span.lane,
        "what": LANES[span.lane],
        "details": span.label,
        "short": span.dose or {"treatment_free": "no infusion"}.get(span.lane, LANES[span.lane]),
        "dates": f"{span.start_date} to {span.end_date}",
        "from": span.first_day - 1,
        "to": 1 if is_mark else span.last_day,
    }
