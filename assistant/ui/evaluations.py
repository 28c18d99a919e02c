"""Evaluation runs as their folders hold them: what was measured, when, from what, and what changed since the run before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

VERDICTS, ANSWERS = "verdicts.json", "answers.jsonl"
EVERY_QUESTION = "all"


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
    """A judged run."""

    folder: Path
    report: Report

    @property
    def started(self) -> str:
        """When it started, in words."""
        return self.report.settings.get("started") or self.folder.name

    @property
    def questions(self) -> str:
        """Which questions were asked, EVERY_QUESTION or a file's name: what follows the time in the folder's name."""
        return _questions(self.folder)


def judged(results: Path) -> Iterator[Run]:
    """Yield the judged runs, the latest first. A run that is not judged yet or cannot be read is passed over."""
    return _judged(_latest_first(results))


def before(run: Run) -> Run | None:
    """Return the judged run of the same questions that came before this one."""
    same = (folder for folder in _latest_first(run.folder.parent) if _questions(folder) == run.questions)
    return next(_judged(folder for folder in same if folder.name < run.folder.name), None)


def _latest_first(results: Path) -> list[Path]:
    return sorted((path for path in results.glob("*") if (path / VERDICTS).is_file()), reverse=True)


def _questions(folder: Path) -> str:
    return folder.name.partition("-")[2]


def _judged(folders: Iterable[Path]) -> Iterator[Run]:
    # Read one by one: each holds every verdict, and most are never looked at.
    reports = ((folder, read_report(folder)) for folder in folders)
    return (Run(folder, report) for folder, report in reports if report is not None)


def read_report(folder: Path) -> Report | None:
    """Return the report of a run's folder, None where there is none or it has another form."""
    path = folder / VERDICTS
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else None


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Report | None:
    try:
        return Report.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
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
