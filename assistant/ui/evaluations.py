"""Evaluation runs as their folders hold them: what was measured, when, from what, and what changed since the run before."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

VERDICTS, ANSWERS = "verdicts.json", "answers.jsonl"


class Rate(BaseModel):
    """A share with its counts and its bounds."""

    model_config = ConfigDict(frozen=True)

    hits: int
    of: int
    bounds: tuple[float, float]


class Measure(BaseModel):
    """One measure on the half that nothing was tuned on, and on the other."""

    model_config = ConfigDict(frozen=True)

    label: str
    tuning: Rate
    reporting: Rate


class Turn(BaseModel):
    """One judged turn of a case: each scorer's value with its explanation."""

    model_config = ConfigDict(frozen=True)

    turn: int
    right: bool
    scores: dict[str, tuple[bool | float | None, str]]


class CaseVerdict(BaseModel):
    """One case."""

    model_config = ConfigDict(frozen=True)

    id: str
    half: str
    severity: str
    right: bool
    turns: tuple[Turn, ...] = ()


class Report(BaseModel):
    """The judged run as its folder holds it; fields that the page does not show are left out."""

    model_config = ConfigDict(frozen=True)

    settings: dict[str, str | None]
    gates_missed: tuple[str, ...]
    measures: dict[str, Measure]
    cases: tuple[CaseVerdict, ...]


@dataclass(frozen=True)
class Run:
    """A run. report: None where it is not judged yet or cannot be read."""

    folder: Path
    report: Report | None

    @property
    def started(self) -> str:
        """When it started, in words."""
        return (self.report and self.report.settings.get("started")) or self.folder.name


def runs(results: Path) -> tuple[Run, ...]:
    """Return all runs that answered something, the latest first."""
    folders = sorted((path for path in results.glob("*") if (path / ANSWERS).is_file()), reverse=True)
    return tuple(Run(folder, read_report(folder)) for folder in folders)


def read_report(folder: Path) -> Report | None:
    """Return the report of a run's folder, None where there is none or it has another form."""
    try:
        return Report.model_validate(json.loads((folder / VERDICTS).read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError):
        return None


@dataclass(frozen=True)
class Comparison:
    """Ids of cases that became right, that became wrong, and how many stand in both runs."""

    better: tuple[str, ...]
    worse: tuple[str, ...]
    compared: int


def compare(before: Report, after: Report) -> Comparison:
    """Compare two runs case by case."""
    old, new = ({case.id: case.right for case in report.cases} for report in (before, after))
    both = sorted(old.keys() & new.keys())
    return Comparison(
        tuple(name for name in both if new[name] and not old[name]),
        tuple(name for name in both if old[name] and not new[name]),
        len(both),
    )


def failures(report: Report) -> Sequence[tuple[CaseVerdict, str]]:
    """Return the cases that are not fully right, each with what is wrong in words, the gravest first."""
    order = ("catastrophic", "major", "considerable", "significant", "minor")
    wrong = [case for case in report.cases if not case.right]
    ranked = sorted(wrong, key=lambda c: (order.index(c.severity) if c.severity in order else len(order), c.id))
    return [(case, "; ".join(_faults(case))) for case in ranked]


def _faults(case: CaseVerdict) -> list[str]:
    return [
        f"{name}: {explanation}"
        for turn in case.turns
        for name, (value, explanation) in turn.scores.items()
        if value is False
    ]
