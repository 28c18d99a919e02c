"""A logistic rule finds what parts two kinds, and cross-validation judges each group by a rule that never saw it."""

import numpy as np
import pytest

from evals.logistic import crossed, fitted


def _rows() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    labels = np.repeat([0.0, 1.0], 60)
    telling = labels * 2 + random.normal(size=120)
    return np.column_stack([telling, random.normal(size=120), np.zeros(120)]), labels


def test_the_signal_that_tells_has_the_weight() -> None:
    signals, labels = _rows()
    line = fitted(signals, labels, 1.0)
    assert line.weights[0] > 5 * abs(line.weights[1])
    assert line.weights[2] == pytest.approx(0.0, abs=1e-6)
    assert line.evidence(signals[labels == 1]).mean() > 0 > line.evidence(signals[labels == 0]).mean()


def test_the_fit_is_where_the_penalised_likelihood_is_level() -> None:
    signals, labels = _rows()
    line = fitted(signals, labels, 2.0)
    likely = 1 / (1 + np.exp(-line.evidence(signals)))
    spread = signals.std(axis=0)
    slope = (signals - signals.mean(axis=0)).T @ (labels - likely)
    assert slope[:2] == pytest.approx(2.0 * line.weights[:2] * spread[:2] ** 2, abs=1e-5)


def test_a_group_is_judged_by_a_rule_that_never_saw_it() -> None:
    signals, labels = _rows()
    groups = [f"g{number % 10}" for number in range(120)]
    evidence = crossed(signals, labels, groups, 1.0, 10)
    left_out = np.asarray([group == "g3" for group in groups])
    alone = fitted(signals[~left_out], labels[~left_out], 1.0).evidence(signals[left_out])
    assert evidence[left_out] == pytest.approx(alone)
