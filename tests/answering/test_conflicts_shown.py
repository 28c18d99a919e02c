"""Every disagreement is shown on the fact that it is about, and not on the facts beside it (conflicts_shown.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.answering.markdown import plain
from assistant.answering.pipeline import Assistant, ask
from assistant.knowledge.corpus import Corpus

_QUESTIONS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "conflicts_shown.yaml").read_text(encoding="utf-8")
)


_PLAIN: list[str] = yaml.safe_load((Path(__file__).parent / "nothing_to_disagree_on.yaml").read_text(encoding="utf-8"))


def _pairs(side: str) -> list[Any]:
    """Return every question with its disagreement; the first of each is asked in every run, the others in the slow one."""
    return [
        pytest.param(conflict, question, marks=[pytest.mark.slow] if place else [])
        for conflict, asked in _QUESTIONS.items()
        for place, question in enumerate(asked[side])
    ]


@pytest.mark.parametrize(("conflict", "question"), _pairs("shows"))
def test_a_question_on_the_fact_shows_the_disagreement(conflict: str, question: str, assistant: Assistant) -> None:
    assert conflict in {shown.id for shown in ask(assistant, question).conflicts}


@pytest.mark.parametrize(("conflict", "question"), _pairs("spares"))
def test_a_question_beside_the_fact_does_not(conflict: str, question: str, assistant: Assistant) -> None:
    assert conflict not in {shown.id for shown in ask(assistant, question).conflicts}


@pytest.mark.parametrize(
    "question", [pytest.param(q, marks=[pytest.mark.slow] if i % 5 else []) for i, q in enumerate(_PLAIN)]
)
def test_an_agreement_or_a_plain_fact_shows_none(question: str, assistant: Assistant) -> None:
    assert [shown.id for shown in ask(assistant, question).conflicts] == []


@pytest.mark.parametrize(
    ("conflict", "question"),
    [
        ("C01", "seizure on day 12, 72 kg, what do we do with the infusion"),
        ("C02", "ICANS gr 3/4, hold until when?"),
        ("C15", "about 50% blasts in the marrow, prephase dex?"),
    ],
)
def test_a_question_back_tells_the_disagreement_on_what_is_asked(
    conflict: str, question: str, assistant: Assistant
) -> None:
    answer = ask(assistant, question)
    assert answer.kind == "clarify"
    assert conflict in {shown.id for shown in answer.conflicts}
    assert all(plain(shown.summary) in plain(answer.text) for shown in answer.conflicts)


def test_a_question_back_for_a_dose_tells_nothing_of_what_is_mentioned_beside(assistant: Assistant) -> None:
    answer = ask(assistant, "day 12 of admission, cycle 1 day 4, 41 kg dose")
    assert answer.kind == "clarify"
    assert answer.conflicts == ()


@pytest.mark.parametrize(
    "question",
    [
        "new admission 84 kg, c1d2, dose?",
        "Ph+ after 2 TKIs, 72 kg, C1D1 dose?",
        "72 hour bag: what do I set the pump at",
    ],
)
def test_what_a_calculation_is_not_about_is_not_told_beside_it(question: str, assistant: Assistant) -> None:
    answer = ask(assistant, question)
    assert answer.kind == "calculation"
    assert answer.conflicts == ()


def test_every_disagreement_is_asked_for_twice_and_spared_twice(corpus: Corpus) -> None:
    assert {conflict.id for conflict in corpus.registers.conflicts} == set(_QUESTIONS)
    assert all(len(asked["shows"]) >= 2 and len(asked["spares"]) >= 2 for asked in _QUESTIONS.values())


def test_every_place_that_a_condition_names_is_filled(corpus: Corpus) -> None:
    places = [
        place
        for conflict in corpus.registers.conflicts
        for condition in conflict.when
        for place in (*condition.shown, *condition.leading)
    ]
    empty = [place for place in places if not any(place.holds(passage) for passage in corpus.passages.values())]
    assert empty == []
