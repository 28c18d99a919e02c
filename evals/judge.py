"""Judge the answers of a run: every scorer on every answer, and rates with their bounds."""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.cases import Half
from evals.results import Result, Score
from evals.scorers import NEEDED_FOR_RIGHT, SCORERS

_Z_95 = 1.959964


@dataclass(frozen=True)
class Verdict:
    """A result with the judgement of each scorer; right: fully right."""

    result: Result
    scores: Mapping[str, Score]

    @property
    def right(self) -> bool:
        """Whether every needed scorer that applies says so."""
        return all(self.scores[name].value is not False for name in NEEDED_FOR_RIGHT)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, in words."""
        return tuple(
            f"{name}: {self.scores[name].explanation}" for name in NEEDED_FOR_RIGHT if self.scores[name].value is False
        )


@dataclass(frozen=True)
class Rate:
    """A share with its counts and its Wilson bounds at 95 % [1].

    [1] Wilson: Probable inference, the law of succession, and statistical inference. JASA 22 (1927).
    """

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """The share, None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The lower and the upper bound."""
        if not self.of:
            return 0.0, 1.0
        p, n, z = self.hits / self.of, self.of, _Z_95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.bounds
        return f"{self.hits}/{self.of} = {self.share:.0%} ({low:.0%}–{high:.0%})" if self.of else "none"


def judge(results: Sequence[Result], texts: Mapping[str, str]) -> list[Verdict]:
    """Apply every scorer to every result."""
    return [Verdict(r, {name: scorer(r, texts) for name, scorer in SCORERS.items()}) for r in results]


def half_of(verdicts: Sequence[Verdict], half: Half) -> list[Verdict]:
    """Return the verdicts on one half."""
    return [verdict for verdict in verdicts if verdict.result.case.half == half]


def measures(verdicts: Sequence[Verdict]) -> dict[str, Rate]:
    """Return the rates that a report shows and the gates bound."""
    answerable = [v for v in verdicts if v.result.case.expects.kind == "answer"]
    off_topic = [v for v in verdicts if v.result.case.expects.reason == "out_of_scope"]
    silent = [v for v in verdicts if v.result.case.expects.reason == "not_in_sources"]

    def rate(of: Sequence[Verdict], holds: Callable[[Verdict], bool]) -> Rate:
        return Rate(sum(1 for verdict in of if holds(verdict)), len(of))

    def within(rank: int) -> Callable[[Verdict], bool]:
        return lambda verdict: (verdict.scores["rank"].value or math.inf) <= rank

    def declined(verdict: Verdict) -> bool:
        return bool(verdict.result.answer["kind"] == "abstain")

    quoting = [v for v in verdicts if v.scores["verbatim"].value is not None]
    return {
        "fully_right": rate(answerable, lambda v: v.right),
        "right_passage_first": rate(answerable, within(1)),
        "right_passage_in_first_3": rate(answerable, within(3)),
        "right_passage_in_first_10": rate(answerable, within(10)),
        "off_topic_declined": rate(off_topic, declined),
        "silent_sources_declined": rate(silent, declined),
        "answerable_refused": rate(answerable, declined),
        "quotes_verbatim": rate(quoting, lambda v: v.scores["verbatim"].value is True),
        "wrong_numbers": rate(verdicts, lambda v: v.scores["wrong_number"].value is False),
    }


def median_words(verdicts: Sequence[Verdict]) -> float:
    """Return the median length of the answers in words, 0 without an answer."""
    lengths = [float(v.scores["length"].value) for v in verdicts if v.scores["length"].value is not None]
    return statistics.median(lengths) if lengths else 0.0
