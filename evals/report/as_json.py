"""The report as JSON: rates, gates and every verdict with its reasons."""

import json
from typing import Any

from evals.judge import Verdict
from evals.rates import Rate
from evals.report.content import HALVES, Content


def as_json(content: Content) -> str:
    """Return everything that was judged."""
    data = {
        "settings": dict(content.settings),
        "gates_missed": list(content.missed),
        "measures": {
            line.name: {
                "label": line.label,
                "tuning": _rate(line.tuning),
                "reporting": _rate(line.reporting),
                "baseline": _rate(line.baseline) if line.baseline is not None else None,
                "gate": line.gate.model_dump(exclude_none=True) if line.gate else None,
            }
            for line in content.lines
        },
        "median_words": {half: content.words[half] for half in HALVES},
        "citation_precision": {half: content.precision[half] for half in HALVES},
        "untested": {label: list(names) for label, names in content.untested.items()},
        "cases": [_case(verdict) for verdict in content.verdicts],
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


def _rate(rate: Rate) -> dict[str, Any]:
    return {"hits": rate.hits, "of": rate.of, "bounds": rate.bounds}


def _case(verdict: Verdict) -> dict[str, Any]:
    case = verdict.result.case
    return {
        "id": case.id,
        "file": verdict.result.group,
        "half": case.half,
        "cluster": case.cluster,
        "severity": case.severity,
        "hazard": case.hazard,
        "right": verdict.right,
        "seconds": verdict.result.seconds,
        "turns": [
            {
                "turn": turn.number,
                "right": turn.right,
                "scores": {name: [score.value, score.explanation] for name, score in turn.scores.items()},
            }
            for turn in verdict.turns
        ],
    }
