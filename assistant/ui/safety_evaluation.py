"""The latest evaluation beside the one before, and a new run from the page."""

import tempfile
from html import escape
from pathlib import Path

import streamlit as st

from assistant.ui import operator_words as words
from assistant.ui.evaluation_runs import Progress, Runner
from assistant.ui.evaluations import Measure, Report, Run, compare, failures, runs
from assistant.ui.library import Library

_EVALS = Path(__file__).resolve().parents[2] / "evals"
RESULTS, QUESTIONS = _EVALS / "results", _EVALS / "questions"
_POLL = "1s"


@st.cache_resource(show_spinner=False)
def runner() -> Runner:
    """Return the server's one runner."""
    return Runner(RESULTS, Path(tempfile.gettempdir()) / "blin-evaluation.log")


def draw_evaluation(_: Library, __: str) -> None:
    """Draw the run control, then the latest report."""
    # Only a run that goes on is looked at again and again; the page is drawn anew when it has ended.
    st.fragment(_draw_runner, run_every=_POLL if _is_running() else None)()
    found = [run for run in runs(RESULTS) if run.report is not None]
    if not found:
        st.html(f'<p class="quiet">{escape(words.NO_RUN)}</p>')
        return
    latest, before = found[0], found[1] if len(found) > 1 else None
    st.html(report_html(latest, before))


def question_files(folder: Path) -> list[str]:
    """Return the names of the question files, without their ending."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def _is_running() -> bool:
    progress = runner().progress()
    return progress is not None and progress.ended is None


def _draw_runner() -> None:
    progress, is_running = runner().progress(), _is_running()
    with st.container(key="runner", horizontal=True, vertical_alignment="center"):
        suite = st.selectbox(
            words.SUITE,
            question_files(QUESTIONS),
            index=None,
            key="suite",
            placeholder=words.SUITE_ALL,
            label_visibility="collapsed",
            width=260,
            disabled=is_running,
        )
        if st.button(words.RUN_SUITE, key="run-suite", disabled=is_running):
            runner().start(*(("--suite", suite) if suite else ()))
            st.rerun()
    if progress is not None:
        st.html(f'<p class="run-progress" role="status">{escape(progress_words(progress))}</p>')
        if progress.ended is not None and _first_look(progress):
            st.rerun()


def _first_look(progress: Progress) -> bool:
    """Tell once for each run that it has ended, so that the report below is drawn anew."""
    name = f"{progress.answered}-{progress.said}"
    is_new = st.session_state.get("run-seen") != name
    st.session_state["run-seen"] = name
    return is_new


def progress_words(progress: Progress) -> str:
    """Say how far a run is, or how it ended."""
    if progress.ended is None:
        return words.running(progress.answered)
    return words.ended(progress.answered) if progress.ended == 0 else words.failed(progress.ended, progress.said)


def report_html(latest: Run, before: Run | None) -> str:
    """Return the latest report, each measure beside that of the run before."""
    if latest.report is None:
        return ""
    older = before.report if before else None
    made_from = ", ".join(f"{name} {value}" for name, value in latest.report.settings.items() if value)
    missed = "".join(f"<li>{escape(line)}</li>" for line in latest.report.gates_missed)
    gates = f'<div class="warnings"><h3>{escape(words.GATES_MISSED)}</h3><ul>{missed}</ul></div>' if missed else ""
    return (
        f'<h2 class="part">{escape(words.run_of(latest.started))}</h2><p class="quiet">{escape(made_from)}</p>{gates}'
        f"{_measures(latest.report, older)}{_changes(latest.report, before)}{_failures(latest.report)}"
    )


def _measures(report: Report, older: Report | None) -> str:
    heads = (*words.MEASURE_HEADS, *((words.RUN_BEFORE, words.CHANGE) if older else ()))
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in heads)
    rows = "".join(
        _measure(measure, older.measures.get(name) if older else None, is_compared=older is not None)
        for name, measure in report.measures.items()
    )
    return (
        f'<div class="scrolls" tabindex="0" role="region" aria-label="{escape(words.EVALUATION)}"><table class="figures">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _measure(measure: Measure, before: Measure | None, *, is_compared: bool) -> str:
    low, high = measure.reporting.bounds
    cells = [
        f"{measure.reporting.hits} of {measure.reporting.of}",
        f"{low:.1%} – {high:.1%}" if measure.reporting.of else "–",
        f"{measure.tuning.hits} of {measure.tuning.of}",
    ]
    if is_compared:
        cells += [f"{before.reporting.hits} of {before.reporting.of}" if before else "–", _change(measure, before)]
    return f'<tr><th scope="row">{escape(measure.label)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _change(now: Measure, before: Measure | None) -> str:
    if before is None or not now.reporting.of or not before.reporting.of:
        return "–"
    points = 100 * (now.reporting.hits / now.reporting.of - before.reporting.hits / before.reporting.of)
    return "same" if abs(points) < 0.05 else f"{points:+.1f} points".replace("-", "−")


def _changes(report: Report, before: Run | None) -> str:
    if before is None or before.report is None:
        return ""
    found = compare(before.report, report)
    worse = "".join(f"<li><code>{escape(name)}</code></li>" for name in found.worse)
    listed = f'<h3>{escape(words.BECAME_WRONG)}</h3><ul class="ids">{worse}</ul>' if worse else ""
    return (
        f"<p>{escape(words.compared(found.compared, len(found.better), len(found.worse), before.started))}</p>{listed}"
    )


def _failures(report: Report) -> str:
    found = failures(report)
    if not found:
        return ""
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(case.id)}</code></th><td>{escape(case.severity)}</td><td>{escape(faults)}</td></tr>'
        for case, faults in found
    )
    return (
        f'<details class="failures"><summary>{escape(words.failures(len(found)))}</summary>'
        f'<table class="plain"><tbody>{rows}</tbody></table></details>'
    )
