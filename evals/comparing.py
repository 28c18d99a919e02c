"""What got better and what got worse between two runs, case by case."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.judge import Verdict


@dataclass(frozen=True)
class Change:
    """A case whose judgement or answer changed.

    better: fully right now and not before; worse: the other way round; mended, broken: scorers that changed, with the turn.
    """

    case_id: str
    better: bool
    worse: bool
    mended: tuple[str, ...]
    broken: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """only_before, only_after: cases in one run alone; reworded: cases whose text changed; same: how many cases were compared."""

    changes: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    reworded: tuple[str, ...]
    compared: int


def compare(before: Sequence[Verdict], after: Sequence[Verdict]) -> Comparison:
    """Compare two judged runs by case id."""
    old, new = ({verdict.result.case.id: verdict for verdict in verdicts} for verdicts in (before, after))
    both = sorted(old.keys() & new.keys())
    changes = tuple(change for case_id in both if (change := _change(old[case_id], new[case_id])))
    return Comparison(
        changes=changes,
        only_before=tuple(sorted(old.keys() - new.keys())),
        only_after=tuple(sorted(new.keys() - old.keys())),
        reworded=tuple(case_id for case_id in both if _texts(old[case_id]) != _texts(new[case_id])),
        compared=len(both),
    )


def _change(old: Verdict, new: Verdict) -> Change | None:
    was, now = _failing(old), _failing(new)
    if was == now:
        return None
    return Change(
        new.result.case.id,
        better=new.right and not old.right,
        worse=old.right and not new.right,
        mended=tuple(sorted(was - now)),
        broken=tuple(sorted(now - was)),
        faults=new.faults,
    )


def _failing(verdict: Verdict) -> set[str]:
    return {
        f"{name} in turn {turn.number}" if len(verdict.result.turns) > 1 else name
        for turn in verdict.turns
        for name, score in turn.scores.items()
        if score.value is False
    }


def _texts(verdict: Verdict) -> list[str]:
    return [str(turn.answer["text"]) for turn in verdict.result.turns]
