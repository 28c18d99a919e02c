"""Fit corpus/disagreement_rule.yaml on the tuning half, and tell what it finds by cross-validation: python -m evals.fit_disagreements.

The rule is fitted to look-ups of which it is told which disagreements are asked, or that none is.
"""

import argparse
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.answering.answer import Answer
from assistant.answering.assistant import Assistant
from assistant.answering.bearing import conflicts_bearing, signals_of
from assistant.answering.composing import shown_by
from assistant.answering.inquiring import inquiry_of
from assistant.answering.pipeline import build_pipeline
from assistant.answering.turn import Turn
from assistant.conversation.memory import EMPTY
from assistant.knowledge.disagreement_rule import FILE, DisagreementRule, DisagreementSignals
from assistant.knowledge.passages import Passage
from assistant.settings import from_environment
from evals.cases import Case, load_cases
from evals.engines import open_assistant
from evals.expectation import Expectation
from evals.logistic import crossed, fitted

_PENALTY = 2.0
_FOLDS = 10
_SHOWS_FROM = np.arange(0.8, 3.0, 0.1)
_HIDES_BELOW = (-math.inf, -6.0, -5.0, -4.5, -4.0, -3.5, -3.0)
_HEAD = """# From which evidence a look-up is on a disagreement's fact (docs/decisions/0015-weighing-disagreements.md). Fitted on the tuning half
# of the reference questions: python -m evals.fit_disagreements --write
"""


@dataclass(frozen=True)
class Sample:
    """A look-up. asked: the disagreements that must be shown, by id; by_words, anyway: those shown without the rule, and whatever it says."""

    cluster: str
    signals: dict[str, DisagreementSignals]
    asked: frozenset[str]
    by_words: frozenset[str]
    anyway: frozenset[str]


def main() -> None:
    """Print the table; with --write, write the rule with the weights fitted on all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shows-from", type=float, default=2.2)
    parser.add_argument("--against-words-from", type=float, default=4.5)
    parser.add_argument("--hides-below", type=float, default=-6.0)
    parser.add_argument("--write", action="store_true", help=f"write {FILE}")
    options = parser.parse_args()
    settings = from_environment()
    cases = [case for group in load_cases().values() for case in group if case.half == "tuning"]
    found = list(samples(cases, open_assistant(settings, "extractive")))
    pairs = [(number, name) for number, sample in enumerate(found) for name in sample.signals]
    signals = np.asarray([astuple(found[number].signals[name]) for number, name in pairs], dtype=np.float64)
    labels = np.asarray([name in found[number].asked for number, name in pairs], dtype=np.float64)
    evidence = crossed(signals, labels, [found[number].cluster for number, _ in pairs], _PENALTY, _FOLDS)
    for line in table(found, pairs, evidence):
        print(line)  # noqa: T201 - a tool for the command line
    if options.write:
        line_of_all = fitted(signals, labels, _PENALTY)
        names = [f.name for f in fields(DisagreementSignals)]
        rule = {
            "constant": round(line_of_all.constant, 3),
            "shows_from": options.shows_from,
            "against_words_from": options.against_words_from,
            "hides_below": options.hides_below,
            "weights": {n: round(float(w), 3) for n, w in zip(names, line_of_all.weights, strict=True)},
        }
        (settings.corpus / FILE).write_text(_HEAD + yaml.safe_dump(rule, sort_keys=False), encoding="utf-8")


def samples(cases: Iterable[Case], assistant: Assistant) -> Iterator[Sample]:
    """Yield the look-ups that are answered, and of which it is certain what is asked."""
    pipeline = build_pipeline(assistant)
    words_alone = replace(assistant.corpus.registers, rule=None)
    anyway = replace(assistant.corpus.registers, rule=_never())
    for case in cases:
        if not any(map(_is_certain, (said.expects for said in case.script))):
            continue
        conversation = EMPTY
        for said in case.script:
            turn = pipeline.invoke(Turn(said.say, conversation, before=conversation))
            conversation = turn.conversation
            if not _is_certain(said.expects) or turn.extract is None or (turn.outcome and turn.outcome.results):
                continue
            inquiry = inquiry_of(turn, assistant)
            shown = shown_by(turn.extract, inquiry, assistant.corpus)
            if not shown or not _opens_with(turn.composed, shown[0]):
                continue
            signals = {c.id: signals_of(c, inquiry, shown) for c in assistant.corpus.registers.conflicts}
            yield Sample(
                case.cluster,
                {name: found for name, found in signals.items() if found is not None},
                frozenset(said.expects.conflicts if said.expects else ()),
                frozenset(c.id for c in conflicts_bearing(inquiry, shown, (), words_alone)),
                frozenset(c.id for c in conflicts_bearing(inquiry, shown, (), anyway)),
            )


def table(found: Sequence[Sample], pairs: Sequence[tuple[int, str]], evidence: NDArray[np.float64]) -> Iterator[str]:
    """Yield what is missed, shown for nothing and shown beside, by words alone, and with the rule at several limits."""
    of_pairs = dict(zip(pairs, evidence.tolist(), strict=True))
    asking = sum(bool(sample.asked) for sample in found)
    yield f"look-ups on a disagreement's fact {asking}, on none {len(found) - asking}"
    yield f"by words alone: {_outcome([(sample, sample.by_words) for sample in found])}"
    for shows_from in _SHOWS_FROM:
        for hides_below in _HIDES_BELOW:
            shown = [
                (sample, _shown(sample, {n: of_pairs[number, n] for n in sample.signals}, shows_from, hides_below))
                for number, sample in enumerate(found)
            ]
            yield f"shows from {shows_from:.1f}, hides below {hides_below:4}: {_outcome(shown)}"


def _shown(sample: Sample, evidence: dict[str, float], shows_from: float, hides_below: float) -> frozenset[str]:
    kept = {name for name in sample.by_words if evidence.get(name, math.inf) >= hides_below}
    return sample.anyway | kept | {name for name, found in evidence.items() if found >= shows_from}


def _outcome(shown: Sequence[tuple[Sample, frozenset[str]]]) -> str:
    missed = sum(bool(sample.asked - names) for sample, names in shown)
    for_nothing = sum(not sample.asked and bool(names) for sample, names in shown)
    beside = sum(len(names - sample.asked) for sample, names in shown if sample.asked)
    return f"missed {missed}, for nothing {for_nothing}, others beside {beside}"


def _never() -> DisagreementRule:
    nothing = DisagreementSignals(**{f.name: 0.0 for f in fields(DisagreementSignals)})
    return DisagreementRule(
        constant=0.0, shows_from=math.inf, against_words_from=math.inf, hides_below=math.inf, weights=nothing
    )


def _is_certain(expects: Expectation | None) -> bool:
    return expects is not None and bool(expects.conflicts or expects.no_conflicts)


def _opens_with(answer: Answer, statement: Passage) -> bool:
    """Tell whether a look-up's statement opens the answer: nothing of the registers stands in its place."""
    first = next(iter(answer.citations), None)
    place = (statement.source, statement.start, statement.end)
    return answer.kind == "answer" and first is not None and (first.source, first.start, first.end) == place


if __name__ == "__main__":
    main()
