"""How answers hold when the same is asked in other words: the worst of several rewrites counts."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.cases import Case
from evals.judge import Verdict
from evals.rates import Rate, rate
from evals.rewriting import rewritten

REWRITES_EACH = 5
SEED = 1

_MARK = "--"


@dataclass(frozen=True)
class Robustness:
    """worst: questions all of whose rewrites are right; kept: of those that are right as written; by_rewriter: rewrites right."""

    worst: Rate
    kept: Rate
    by_rewriter: Mapping[str, Rate]
    silent_inputs: Rate
    broken: tuple[Verdict, ...]


def sample(cases: Mapping[str, Sequence[Case]], count: int | None, seed: int = SEED) -> dict[str, tuple[Case, ...]]:
    """Return so many cases of the reporting half, the same for the same seed; all of both halves for None."""
    if count is None:
        return {group: tuple(members) for group, members in cases.items()}
    every = sorted(case.id for members in cases.values() for case in members if case.half == "reporting")
    chosen = set(random.Random(seed).sample(every, min(count, len(every))))  # noqa: S311 - the same each time, on purpose
    return {group: tuple(c for c in members if c.id in chosen) for group, members in cases.items()}


def rewrites(
    cases: Mapping[str, Sequence[Case]], each: int = REWRITES_EACH, seed: int = SEED
) -> dict[str, tuple[Case, ...]]:
    """Return the rewrites of all cases by file."""
    return {
        group: tuple(other for case in members for other in rewritten(case, each, seed).values())
        for group, members in cases.items()
    }


def robustness(as_written: Sequence[Verdict], others: Sequence[Verdict]) -> Robustness:
    """Compare the verdicts on the rewrites with those on the questions that they rewrite."""
    by_case: dict[str, list[Verdict]] = {}
    for verdict in others:
        by_case.setdefault(verdict.result.case.id.partition(_MARK)[0], []).append(verdict)
    written = {verdict.result.case.id: verdict for verdict in as_written if verdict.result.case.id in by_case}

    def all_right(case_id: str) -> bool:
        return written[case_id].right and all(verdict.right for verdict in by_case[case_id])

    kinds = sorted({_rewriter(verdict) for verdict in others})
    silent = [
        turn for verdict in others for turn in verdict.turns if turn.scores["wrong_silent_input"].value is not None
    ]
    return Robustness(
        worst=rate(written, all_right),
        kept=rate([case_id for case_id in written if written[case_id].right], all_right),
        by_rewriter={kind: rate([v for v in others if _rewriter(v) == kind], lambda v: v.right) for kind in kinds},
        silent_inputs=rate(silent, lambda turn: turn.scores["wrong_silent_input"].value is False),
        broken=tuple(
            verdict
            for case_id, verdicts in by_case.items()
            for verdict in verdicts
            if case_id in written and written[case_id].right and not verdict.right
        ),
    )


def _rewriter(verdict: Verdict) -> str:
    return verdict.result.case.id.partition(_MARK)[2].partition("-")[0]
