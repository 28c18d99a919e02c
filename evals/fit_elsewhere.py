"""Fit corpus/elsewhere_rule.yaml on the tuning half, and tell what it finds by cross-validation: python -m evals.fit_elsewhere.

The rule is only fitted to questions of their own that no calculation answers, those that the assistant decides by nearness.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.answering.assistant import Assistant
from assistant.answering.beyond import signals_of
from assistant.answering.pipeline import build_pipeline
from assistant.answering.turn import Turn
from assistant.knowledge.elsewhere_rule import FILE, Signals
from assistant.settings import from_environment
from evals.cases import Case, load_cases, read_cases
from evals.engines import open_assistant
from evals.expectation import Expectation
from evals.logistic import crossed, fitted

_PENALTY = 5.0
# Of those declined by their words on the tuning half, none that is of another matter has so little evidence.
_ANSWERS_TO = -5.0
# Of further questions of the tuning half that are answered, none has so much.
_DECLINES_FURTHER_FROM = 1.5
_FOLDS = 10
_SHARES = (0.003, 0.005, 0.007, 0.01, 0.015)
_HEAD = """# From which evidence a question is of another matter (docs/decisions/0012-questions-of-other-matters.md). Fitted on the tuning half
# of the reference questions: python -m evals.fit_elsewhere --write
"""


@dataclass(frozen=True)
class Sample:
    """A question: its signals, whether it is of another matter, and its cluster.

    declined: it is declined without the rule; one that is rightly so because the documents leave it open does not count.
    """

    signals: Signals
    is_elsewhere: bool
    declined: bool
    cluster: str


def main() -> None:
    """Print the table; with --write, write the rule with the weights fitted on all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, action="append", default=[], help="further files of cases")
    parser.add_argument(
        "--share", type=float, default=0.01, help="of answered questions above the line, by cross-validation"
    )
    parser.add_argument("--write", action="store_true", help=f"write {FILE}")
    options = parser.parse_args()
    settings = from_environment()
    cases = [case for group in load_cases().values() for case in group if case.half == "tuning"]
    cases += [case for path in options.questions for case in read_cases(path)]
    found = list(samples(cases, open_assistant(settings, "extractive")))
    signals, labels = matrix(found)
    evidence = crossed(signals, labels, [sample.cluster for sample in found], _PENALTY, _FOLDS)
    for line in table(found, evidence):
        print(line)  # noqa: T201 - a tool for the command line
    if options.write:
        line_of_all = fitted(signals, labels, _PENALTY)
        from_ = float(np.quantile(evidence[labels == 0], 1 - options.share))
        rule = {
            "constant": round(line_of_all.constant, 3),
            "declines_from": round(from_, 2),
            "declines_further_from": _DECLINES_FURTHER_FROM,
            "answers_to": _ANSWERS_TO,
            "weights": {f.name: round(float(w), 3) for f, w in zip(fields(Signals), line_of_all.weights, strict=True)},
        }
        (settings.corpus / FILE).write_text(_HEAD + yaml.safe_dump(rule, sort_keys=False), encoding="utf-8")


def samples(cases: Iterable[Case], assistant: Assistant) -> Iterator[Sample]:
    """Yield the first turns of cases that nearness may decide, and of which it is certain what they are."""
    pipeline = build_pipeline(replace(assistant, matters=None))
    for case in cases:
        first = case.script[0]
        label = is_elsewhere(first.expects, case.tags)
        if label is None:
            continue
        turn = pipeline.invoke(Turn(first.say))
        signals = signals_of(turn, assistant)
        if signals is not None:
            may_decline = first.expects is not None and "abstain" in first.expects.kinds
            declined = turn.composed.kind == "abstain" and (label or not may_decline)
            yield Sample(signals, label, declined, case.cluster)


def is_elsewhere(expects: Expectation | None, tags: Sequence[str]) -> bool | None:
    """Tell whether a question must be declined as of another matter; None where both or something else is right."""
    if expects is None:
        return None
    if "abstain" not in expects.kinds or expects.gaps:
        return False
    if expects.kinds != {"abstain"}:
        return None
    is_it = "out_of_scope" in expects.reasons or (expects.reasons == {"not_in_sources"} and "off-topic" in tags)
    return True if is_it else None


def matrix(found: Sequence[Sample]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the signals, a row a sample, and 1 for each that is of another matter."""
    signals = np.asarray([astuple(sample.signals) for sample in found], dtype=np.float64)
    return signals, np.asarray([sample.is_elsewhere for sample in found], dtype=np.float64)


def table(found: Sequence[Sample], evidence: NDArray[np.float64]) -> Iterator[str]:
    """Yield what is declined without the rule, and with it at several shares of answered questions above the line."""
    labels = np.asarray([sample.is_elsewhere for sample in found])
    declined = np.asarray([sample.declined for sample in found])
    elsewhere, answered = int(labels.sum()), int((~labels).sum())
    yield f"questions of other matters {elsewhere}, answered {answered}"
    yield f"without the rule: declined {int(declined[labels].sum())}, wrongly {int(declined[~labels].sum())}"
    for share in _SHARES:
        line = float(np.quantile(evidence[~labels], 1 - share))
        with_rule = declined | (evidence >= line)
        yield (
            f"from {line:6.2f} ({share:.1%}): by the rule {int((evidence[labels] >= line).sum())}, declined "
            f"{int(with_rule[labels].sum())}, wrongly {int(with_rule[~labels].sum())}"
        )


if __name__ == "__main__":
    main()
