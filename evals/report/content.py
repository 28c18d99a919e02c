"""What every form of the report shows, worked out once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.cases import SEVERITIES, Half
from evals.gates import WORST_OF_REWRITES, Gate, below
from evals.judge import Verdict, half_of
from evals.measures import LABELS, MEASURES, mean_precision, measures, median_words
from evals.rates import Rate, rate
from evals.robustness import Robustness

HALVES: tuple[Half, ...] = ("tuning", "reporting")
WORST_LABEL = "Right however it was asked (worst of the rewrites)"


@dataclass(frozen=True)
class Line:
    """One measure: its rate on each half, the baseline's on the reporting half (None: not measured), its gate, and whether it is kept."""

    name: str
    label: str
    tuning: Rate
    reporting: Rate
    baseline: Rate | None
    gate: Gate | None
    kept: bool


@dataclass(frozen=True)
class Split:
    """Cases fully right in one part of the questions: a file, a severity, a role."""

    name: str
    tuning: Rate
    reporting: Rate


@dataclass(frozen=True)
class Cluster:
    """Paraphrases of one fact; worst: the one with the most faults, None where all are right."""

    name: str
    half: Half
    right: Rate
    worst: Verdict | None


@dataclass(frozen=True)
class Content:
    """All that a report shows."""

    settings: Mapping[str, Any]
    lines: tuple[Line, ...]
    missed: tuple[str, ...]
    words: Mapping[Half, float | None]
    baseline_words: float | None
    precision: Mapping[Half, float | None]
    splits: Mapping[str, tuple[Split, ...]]
    clusters: tuple[Cluster, ...]
    verdicts: tuple[Verdict, ...]
    untested: Mapping[str, tuple[str, ...]]
    robustness: Robustness | None = None
    baseline: tuple[Verdict, ...] = field(default=())

    @property
    def failures(self) -> tuple[Verdict, ...]:
        """The cases that are not fully right, the gravest first."""
        wrong = [verdict for verdict in self.verdicts if not verdict.right]
        return tuple(sorted(wrong, key=lambda v: (SEVERITIES.index(v.result.case.severity), v.result.case.id)))


def content_of(
    verdicts: Sequence[Verdict],
    baseline: Sequence[Verdict],
    settings: Mapping[str, Any],
    gates: Mapping[str, Gate],
    untested: Mapping[str, tuple[str, ...]],
    robustness: Robustness | None = None,
) -> Content:
    """Work out a report. gates: empty where none are to be kept, as for questions of a hospital's own."""
    halves = {half: half_of(verdicts, half) for half in HALVES}
    found = {half: measures(halves[half]) for half in HALVES}
    naive = half_of(baseline, "reporting")
    of_baseline = measures(naive) if naive else {}
    words = {half: median_words(halves[half]) for half in HALVES}
    if robustness is not None:
        found["reporting"][WORST_OF_REWRITES] = robustness.worst
    missed = below(_measured_here(gates, robustness), found["reporting"], words["reporting"])
    failing = {line.partition(":")[0] for line in missed}

    def line(name: str, label: str) -> Line:
        comparable = name in of_baseline and (name not in MEASURES or MEASURES[name].baseline)
        return Line(
            name,
            label,
            found["tuning"].get(name, Rate(0, 0)),
            found["reporting"][name],
            of_baseline[name] if comparable else None,
            gates.get(name),
            name not in failing,
        )

    labels = {**LABELS, **({WORST_OF_REWRITES: WORST_LABEL} if robustness is not None else {})}
    return Content(
        settings=settings,
        lines=tuple(line(name, label) for name, label in labels.items()),
        missed=missed,
        words=words,
        baseline_words=median_words(naive),
        precision={half: mean_precision(halves[half]) for half in HALVES},
        splits={
            "file": _splits(verdicts, lambda v: v.result.group),
            "severity": _splits(verdicts, lambda v: v.result.case.severity, SEVERITIES),
            "role": _splits(verdicts, lambda v: v.result.case.role),
        },
        clusters=_clusters(verdicts),
        verdicts=tuple(verdicts),
        untested=untested,
        robustness=robustness,
        baseline=tuple(baseline),
    )


def _measured_here(gates: Mapping[str, Gate], robustness: Robustness | None) -> dict[str, Gate]:
    return {name: gate for name, gate in gates.items() if name != WORST_OF_REWRITES or robustness is not None}


def _splits(verdicts: Sequence[Verdict], by: Callable[[Verdict], str], order: Sequence[str] = ()) -> tuple[Split, ...]:
    names = [name for name in order or sorted({by(v) for v in verdicts}) if any(by(v) == name for v in verdicts)]

    def of(name: str, half: Half) -> Rate:
        return rate([v for v in verdicts if by(v) == name and v.result.case.half == half], lambda v: v.right)

    return tuple(Split(name, of(name, "tuning"), of(name, "reporting")) for name in names)


def _clusters(verdicts: Sequence[Verdict]) -> tuple[Cluster, ...]:
    """Return the clusters, those with the smallest share of right cases first."""
    members: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        members.setdefault(verdict.result.case.cluster, []).append(verdict)
    found = []
    for name, group in members.items():
        wrong = [verdict for verdict in group if not verdict.right]
        worst = max(wrong, key=lambda verdict: len(verdict.faults), default=None)
        found.append(Cluster(name, group[0].result.case.half, rate(group, lambda v: v.right), worst))
    return tuple(sorted(found, key=lambda cluster: (cluster.right.share or 0.0, -cluster.right.of, cluster.name)))
