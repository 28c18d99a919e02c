"""The latest evaluation beside the one before, and a new run from the page."""

import tempfile
from html import escape
from pathlib import Path

import streamlit as st

from assistant.ui import operator_words as words
from assistant.ui import own_questions
from assistant.ui.evaluation_runs import Progress, Runner
from assistant.ui.evaluations import Measure, Report, Run, before, compare, failures, judged
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
    _draw_own_questions()
    latest = next(judged(RESULTS), None)
    if latest is None:
        st.html(f'<p class="quiet">{escape(words.NO_RUN)}</p>')
        return
    st.html(report_html(latest, before(latest)))


def suites_of(folder: Path, own: Path) -> dict[str, tuple[str, str]]:
    """Return the question files by what they are called on the page, each with the options that run it; own ones first."""
    of_the_hospital = {words.own_suite(path.stem): ("--questions", str(path)) for path in own_questions.kept(own)}
    return of_the_hospital | {path.stem: ("--suite", path.stem) for path in sorted(folder.glob("*.yaml"))}


def _is_running() -> bool:
    progress = runner().progress()
    return progress is not None and progress.ended is None


def _draw_runner() -> None:
    progress, is_running = runner().progress(), _is_running()
    suites = suites_of(QUESTIONS, own_questions.FOLDER)
    with st.container(key="runner", horizontal=True, vertical_alignment="center"):
        suite = st.selectbox(
            words.SUITE,
            list(suites),
            index=None,
            key="suite",
            placeholder=words.SUITE_ALL,
            label_visibility="collapsed",
            width=260,
            disabled=is_running,
        )
        if st.button(words.RUN_SUITE, key="run-suite", disabled=is_running):
            runner().start(*(suites[suite] if suite else ()))
            st.rerun()
    if progress is not None:
        st.html(f'<p class="run-progress" role="status">{escape(progress_words(progress))}</p>')
        if progress.ended is not None and _first_look(progress):
            st.rerun()


def _draw_own_questions() -> None:
    with st.expander(words.OWN_QUESTIONS):
        given = st.file_uploader(words.OWN_QUESTIONS_FORM, type=["yaml", "yml"], key="own-questions")
        if given is None:
            return
        try:
            path = own_questions.keep(own_questions.FOLDER, given.name, given.getvalue())
        except own_questions.UnusableQuestionsError as error:
            st.html(f'<p class="field-problem" role="alert">{escape(str(error))}</p>')
            return
        if st.session_state.get("own-questions-kept") != given.file_id:
            # The choice of files above was drawn before this one was there.
            st.session_state["own-questions-kept"] = given.file_id
            st.rerun()
        st.html(f'<p class="quiet" role="status">{escape(words.own_kept(path.stem))}</p>')


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


def report_html(latest: Run, older: Run | None) -> str:
    """Return the latest report, each measure beside that of an older run."""
    made_from = ", ".join(f"{name} {value}" for name, value in latest.report.settings.items() if value)
    missed = "".join(f"<li>{escape(line)}</li>" for line in latest.report.gates_missed)
    gates = f'<div class="warnings"><h3>{escape(words.GATES_MISSED)}</h3><ul>{missed}</ul></div>' if missed else ""
    return (
        f'<h2 class="part">{escape(words.run_of(latest.started))}</h2><p class="quiet">{escape(made_from)}</p>{gates}'
        f"{_measures(latest.report, older.report if older else None)}{_changes(latest.report, older)}{_failures(latest.report)}"
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


def _measure(measure: Measure, older: Measure | None, *, is_compared: bool) -> str:
    low, high = measure.reporting.bounds
    cells = [
        f"{measure.reporting.hits} of {measure.reporting.of}",
        f"{low:.1%} – {high:.1%}" if measure.reporting.of else "–",
        f"{measure.tuning.hits} of {measure.tuning.of}",
    ]
    if is_compared:
        cells += [f"{older.reporting.hits} of {older.reporting.of}" if older else "–", _change(measure, older)]
    return f'<tr><th scope="row">{escape(measure.label)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _change(now: Measure, older: Measure | None) -> str:
    if older is None or not now.reporting.of or not older.reporting.of:
        return "–"
    points = 100 * (now.reporting.hits / now.reporting.of - older.reporting.hits / older.reporting.of)
    return "same" if abs(points) < 0.05 else f"{points:+.1f} points".replace("-", "−")


def _changes(report: Report, older: Run | None) -> str:
    if older is None:
        return ""
    found = compare(older.report, report)
    worse = "".join(f"<li><code>{escape(name)}</code></li>" for name in found.worse)
    listed = f'<h3>{escape(words.BECAME_WRONG)}</h3><ul class="ids">{worse}</ul>' if worse else ""
    return (
        f"<p>{escape(words.compared(found.compared, len(found.better), len(found.worse), older.started))}</p>{listed}"
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
