"""A case to solve: the patient, the question, one answer, and the verdict with what it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import cast

import streamlit as st

from assistant.calculators import CalculationError
from assistant.knowledge.rule_sets import Rules
from assistant.study.cases import Case, CaseKind, make_case
from assistant.study.grading import UnreadableAnswerError, Verdict, choices_of, grade, key_quotes
from assistant.study.progress import LearnerState, answered, next_kind
from assistant.ui import page_words as words
from assistant.ui.library import Library
from assistant.ui.result_card import draw_quotes
from assistant.ui.typeset import typeset

_HELD = "case"
_QUOTES_SHOWN = 3
_STEPS_SHOWN = 12

Keep = Callable[[LearnerState], None]


@dataclass(frozen=True)
class _Held:
    """The case that this session is at, for one profile and one state of the rules. verdict: once it is answered."""

    profile: str
    rules: str
    case: Case
    answer: str = ""
    verdict: Verdict | None = None
    unreadable: str = ""


def draw_case(profile: str, state: LearnerState, topics: Mapping[CaseKind, str], shelf: Library, keep: Keep) -> None:
    """Draw the case that a learner is at. keep: is given the learner's state after an answer."""
    if not topics:
        st.html(f'<p class="quiet">{escape(words.NO_CASES)}</p>')
        return
    held = _current(profile, state, topics, shelf.rules)
    with st.container(key="case", gap="small"):
        st.html(_story_html(held.case))
        if held.verdict is None:
            _draw_question(held, state, topics, shelf, keep)
        else:
            _draw_verdict(held, held.verdict, shelf)


def _current(profile: str, state: LearnerState, topics: Mapping[CaseKind, str], rules: Rules) -> _Held:
    held = cast(_Held | None, st.session_state.get(_HELD))
    if held is None or held.profile != profile or held.rules != rules.hash:
        held = _Held(profile, rules.hash, make_case(state.next_seed, rules, next_kind(state, topics)))
        st.session_state[_HELD] = held
    return held


def _story_html(case: Case) -> str:
    facts = "".join(f"<li>{typeset(fact)}</li>" for fact in case.story)
    return (
        f'<p class="quiet">{escape(words.case_number(case.seed))}</p><ul class="story">{facts}</ul>'
        f'<h2 class="asked">{typeset(case.question)}</h2>'
    )


def _draw_question(
    held: _Held, state: LearnerState, topics: Mapping[CaseKind, str], shelf: Library, keep: Keep
) -> None:
    case, key = held.case, f"answer-{held.case.kind}-{held.case.seed}"
    choices = choices_of(case)
    with st.form("answer", border=False, enter_to_submit=True):
        if choices:
            answer = st.radio(words.YOUR_ANSWER, list(choices), index=None, format_func=choices.__getitem__, key=key)
        else:
            unit = case.unit or words.DATE_FORM
            answer = st.text_input(f"{words.YOUR_ANSWER} ({unit})", key=key, autocomplete="off", width=280)
        is_sent = st.form_submit_button(words.CHECK_ANSWER, type="primary")
    if held.unreadable:
        st.html(f'<p class="field-problem" role="alert">{escape(held.unreadable)}</p>')
    if is_sent:
        _answer(held, str(answer or ""), state, topics, shelf, keep)
        st.rerun()


def _answer(
    held: _Held, answer: str, state: LearnerState, topics: Mapping[CaseKind, str], shelf: Library, keep: Keep
) -> None:
    try:
        verdict = grade(held.case, answer, shelf.rules)
    except (UnreadableAnswerError, CalculationError) as error:
        st.session_state[_HELD] = _Held(held.profile, held.rules, held.case, unreadable=str(error))
        return
    keep(answered(state, topics[held.case.kind], right=verdict.right))
    st.session_state[_HELD] = _Held(held.profile, held.rules, held.case, answer, verdict)


def _draw_verdict(held: _Held, verdict: Verdict, shelf: Library) -> None:
    st.html(verdict_html(held.case, held.answer, verdict))
    st.button(words.NEXT_CASE, key="next-case", type="primary", on_click=_next)
    labels = {document.source.id: document.source.label for document in shelf.corpus.documents.values()}
    draw_quotes(
        key_quotes(held.case, verdict.calculation, shelf.rules, _QUOTES_SHOWN), labels, key=f"case-{held.case.kind}"
    )


def _next() -> None:
    st.session_state.pop(_HELD, None)


def verdict_html(case: Case, answer: str, verdict: Verdict) -> str:
    """Return the verdict as HTML: right or wrong in words, the answer, why a wrong one is wrong, the calculator's steps."""
    given = choices_of(case).get(answer, f"{answer} {case.unit}".strip())
    title = words.RIGHT if verdict.right else words.WRONG
    mistaken = f'<p class="why">{typeset(verdict.why)}</p>' if verdict.why else ""
    yours = "" if verdict.right else f'<p class="quiet">{escape(words.YOUR_ANSWER)}: {typeset(given)}</p>'
    opened = "" if verdict.right or len(verdict.calculation.steps) > _STEPS_SHOWN else " open"
    steps = "".join(f"<li>{typeset(step)}</li>" for step in verdict.calculation.steps)
    return (
        f'<div class="verdict {"right" if verdict.right else "wrong"}" role="status">'
        f'<p class="grade">{escape(title)}</p><p class="figure">{typeset(verdict.expected)}</p>{yours}{mistaken}'
        f"<details{opened}><summary>{escape(words.STEPS)}</summary><ol>{steps}</ol></details></div>"
    )
