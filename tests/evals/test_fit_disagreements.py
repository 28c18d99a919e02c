"""The table of what the rule for disagreements shows, and what it is fitted to."""

import numpy as np

from assistant.knowledge.disagreement_rule import DisagreementSignals
from evals.fit_disagreements import Sample, table

SIGNALS = DisagreementSignals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def _sample(*, asked: set[str], by_words: set[str], anyway: set[str] = frozenset()) -> Sample:  # type: ignore[assignment]  # an empty set
    return Sample("cluster", {"C01": SIGNALS, "C02": SIGNALS}, frozenset(asked), frozenset(by_words), frozenset(anyway))


def test_the_table_counts_what_is_missed_for_nothing_and_beside() -> None:
    found = [
        _sample(asked={"C01"}, by_words=set()),
        _sample(asked={"C01"}, by_words={"C01", "C02"}),
        _sample(asked=set(), by_words={"C02"}),
        _sample(asked=set(), by_words=set(), anyway={"C02"}),
    ]
    pairs = [(number, name) for number in range(len(found)) for name in ("C01", "C02")]
    evidence = np.asarray([5.0, -9.0, 5.0, -9.0, -9.0, -9.0, -9.0, -9.0])
    lines = list(table(found, pairs, evidence))
    assert lines[0] == "look-ups on a disagreement's fact 2, on none 2"
    assert lines[1] == "by words alone: missed 1, for nothing 1, others beside 1"
    kept, hidden = lines[2], next(line for line in lines if "hides below -6.0" in line)
    assert kept.endswith("missed 0, for nothing 2, others beside 1")
    assert hidden.endswith("missed 0, for nothing 1, others beside 0")
