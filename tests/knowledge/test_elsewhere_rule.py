"""The evidence that a question is of another matter is a weighted sum, and its line is data."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from assistant.knowledge.elsewhere_rule import FILE, ElsewhereRule, Signals, load_elsewhere_rule
from assistant.knowledge.errors import DataError

NAMES = [field.name for field in fields(Signals)]
NOTHING = Signals(**dict.fromkeys(NAMES, 0.0))


def _rule(**weights: float) -> ElsewhereRule:
    every = dict.fromkeys(NAMES, 0.0) | weights
    lines = {"declines_from": 0.5, "declines_further_from": 1.5, "answers_to": -4.0}
    return ElsewhereRule.model_validate({"constant": -1.0, **lines, "weights": every})


def test_evidence_is_the_weighted_sum_with_the_constant() -> None:
    rule = _rule(nearest_elsewhere=2.0, known=-3.0)
    assert rule.evidence(replace(NOTHING, nearest_elsewhere=1.5, known=0.5)) == pytest.approx(0.5)


@pytest.mark.parametrize(("nearest", "declines"), [(0.74, False), (0.75, True), (0.76, True)])
def test_a_question_is_declined_from_the_line_on(nearest: float, declines: bool) -> None:
    assert _rule(nearest_elsewhere=2.0).declines(replace(NOTHING, nearest_elsewhere=nearest)) is declines


@pytest.mark.parametrize(("nearest", "declines"), [(1.24, False), (1.25, True), (1.26, True)])
def test_a_further_question_is_declined_from_a_line_of_its_own_on(nearest: float, declines: bool) -> None:
    assert _rule(nearest_elsewhere=2.0).declines_further(replace(NOTHING, nearest_elsewhere=nearest)) is declines


@pytest.mark.parametrize(("nearest", "answers"), [(1.49, False), (1.5, True), (1.51, True)])
def test_what_its_words_decline_is_answered_up_to_another_line(nearest: float, answers: bool) -> None:
    assert _rule(nearest_answered=-2.0).answers(replace(NOTHING, nearest_answered=nearest)) is answers


def test_the_delivered_rule_is_pulled_each_way_by_its_neighbours() -> None:
    rule = load_elsewhere_rule(Path("corpus"))
    assert rule is not None
    weights = rule.weights
    assert weights.nearest_elsewhere > 0 > weights.nearest_answered
    assert weights.five_elsewhere > 0 > weights.five_answered
    assert weights.known < 0
    assert weights.calculates < 0


def test_a_corpus_without_a_rule_has_none(tmp_path: Path) -> None:
    assert load_elsewhere_rule(tmp_path) is None


def test_a_rule_without_its_form_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("constant: 1\n", encoding="utf-8")
    with pytest.raises(DataError, match=FILE):
        load_elsewhere_rule(tmp_path)
