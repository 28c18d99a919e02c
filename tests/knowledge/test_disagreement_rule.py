"""The evidence that a disagreement's fact is asked is a weighted sum, and its two lines are data."""

from dataclasses import fields
from pathlib import Path

import pytest

from assistant.knowledge.disagreement_rule import FILE, DisagreementSignals, load_disagreement_rule
from assistant.knowledge.errors import DataError

NAMES = [field.name for field in fields(DisagreementSignals)]


def test_the_delivered_rule_is_pulled_to_the_fact_and_away_from_what_lies_beside_it() -> None:
    rule = load_disagreement_rule(Path("corpus"))
    assert rule is not None
    weights = rule.weights
    assert weights.on + weights.five_on > 0 > weights.beside + weights.five_beside
    assert weights.ahead > 0
    assert weights.shows > 0
    assert rule.hides_below < 0 < rule.shows_from


def test_evidence_is_the_weighted_sum_with_the_constant() -> None:
    rule = load_disagreement_rule(Path("corpus"))
    assert rule is not None
    nothing = DisagreementSignals(**dict.fromkeys(NAMES, 0.0))
    ones = DisagreementSignals(**dict.fromkeys(NAMES, 1.0))
    assert rule.evidence(nothing) == rule.constant
    assert rule.evidence(ones) == pytest.approx(rule.constant + sum(getattr(rule.weights, name) for name in NAMES))


def test_a_corpus_without_a_rule_has_none(tmp_path: Path) -> None:
    assert load_disagreement_rule(tmp_path) is None


@pytest.mark.parametrize("written", ["constant: 1\n", "constant: 1\nshows_from: 1\nhides_below: 0\nweights: {on: 1}\n"])
def test_a_rule_without_its_form_is_named(tmp_path: Path, written: str) -> None:
    (tmp_path / FILE).write_text(written, encoding="utf-8")
    with pytest.raises(DataError, match=FILE):
        load_disagreement_rule(tmp_path)
