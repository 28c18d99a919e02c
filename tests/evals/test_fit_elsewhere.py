"""What the rule on other matters is fitted to, and the table of what it declines."""

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.knowledge.elsewhere_rule import Signals
from evals.expectation import Expectation
from evals.fit_elsewhere import Sample, is_elsewhere, matrix, table


@pytest.mark.parametrize(
    ("expects", "tags", "label"),
    [
        (Expectation(kind="abstain", reason="out_of_scope"), (), True),
        (Expectation(kind="abstain", reason="not_in_sources", or_reasons=("out_of_scope",)), (), True),
        (Expectation(kind="abstain", reason="not_in_sources"), ("off-topic",), True),
        (Expectation(kind="abstain", reason="not_in_sources"), (), None),
        (Expectation(kind="abstain", reason="not_in_sources", gaps=("G01",)), (), False),
        (Expectation(kind="abstain", reason="unsafe_request"), (), None),
        (Expectation(kind="answer"), ("off-topic",), False),
        (Expectation(kind="answer", or_kinds=("abstain",)), (), None),
        (None, (), None),
    ],
)
def test_only_what_is_certain_is_fitted_to(
    expects: Expectation | None, tags: Sequence[str], label: bool | None
) -> None:
    assert is_elsewhere(expects, tags) is label


def _sample(nearest: float, *, is_it: bool, declined: bool = False) -> Sample:
    return Sample(Signals(0, 0, nearest, 0, 0, 0, 0, 0, 0, 0, 0), is_it, declined, "cluster")


def test_the_table_counts_what_the_rule_adds() -> None:
    found = [_sample(n / 1000, is_it=False) for n in range(1000)]
    found += [_sample(2, is_it=True), _sample(0, is_it=True, declined=True), _sample(0, is_it=True)]
    signals, labels = matrix(found)
    assert labels.sum() == 3
    lines = list(table(found, np.asarray(signals[:, 2])))
    assert lines[0] == "questions of other matters 3, answered 1000"
    assert lines[1] == "without the rule: declined 1, wrongly 0"
    assert "(1.0%): by the rule 1, declined 2, wrongly 10" in lines[5]
