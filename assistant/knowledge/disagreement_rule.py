"""From which evidence a look-up is on a disagreement's fact (corpus/disagreement_rule.yaml): one weight for each signal."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from assistant.knowledge.weighing import load_rule, weighed

FILE = "disagreement_rule.yaml"


@dataclass(frozen=True)
class Closeness:
    """How a question lies to those on a disagreement's fact: similarities.

    on, beside: to the nearest question on the fact, and beside it; five_on, five_beside: the mean of the five nearest; ahead: by
    how much `on` is more than that of any other disagreement, negative where it is less.
    """

    on: float
    five_on: float
    beside: float
    five_beside: float
    ahead: float


@dataclass(frozen=True)
class DisagreementSignals:
    """What tells that a disagreement's fact is asked, beside an answer that shows statements.

    on, five_on, beside, five_beside, ahead: its closeness; is_nearest: no other is nearer; answered: similarity to the nearest
    question that any statement answers; behind: by how much those that the statement in dispute answers are farther, negative
    or nothing; shows: that statement is shown; opens: it is shown first.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    on: float
    five_on: float
    beside: float
    five_beside: float
    ahead: float
    is_nearest: float
    answered: float
    behind: float
    shows: float
    opens: float


class DisagreementRule(BaseModel):
    """The weighted sum of the signals with `constant` is the evidence that a disagreement's fact is asked.

    shows_from: the evidence from which it is shown whatever the words; against_words_from: that from which it is shown where a condition of the
    disagreement is refused for what else is asked; hides_below: that below which words do not bring it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    constant: float
    shows_from: float
    against_words_from: float
    hides_below: float
    weights: DisagreementSignals

    def evidence(self, signals: DisagreementSignals) -> float:
        """Return the evidence that a disagreement's fact is asked: the logarithm of its odds."""
        return weighed(self.constant, self.weights, signals)


def load_disagreement_rule(corpus: Path) -> DisagreementRule | None:
    """Return the rule of a corpus folder; None where it has none. Raises DataError for a file without its form."""
    return load_rule(corpus / FILE, DisagreementRule)
