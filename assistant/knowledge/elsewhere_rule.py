"""From which evidence a question is of another matter (corpus/elsewhere_rule.yaml): one weight for each signal."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from assistant.knowledge.weighing import load_rule, weighed

FILE = "elsewhere_rule.yaml"


@dataclass(frozen=True)
class Signals:
    """What tells a question of another matter from one that is answered.

    nearest_answered, nearest_elsewhere: similarity to the nearest question that a statement or a gap answers, and of another
    matter; five_answered, five_elsewhere: the mean of the five nearest. words: by how much its words are commoner in questions
    that are answered (logarithm of odds, summed, over the root of their number); asking_words: those of the sentence that asks.
    known: the share of its words known of the passage found first; unknown_concept: how rare the rarest concept is that it
    names and that passage does not. names_drug: blinatumomab is named; calculates: a calculation is asked for; of_regimen: it is of the regimen by what it tells.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    nearest_answered: float
    five_answered: float
    nearest_elsewhere: float
    five_elsewhere: float
    words: float
    asking_words: float
    known: float
    unknown_concept: float
    names_drug: float
    calculates: float
    of_regimen: float


class ElsewhereRule(BaseModel):
    """The weighted sum of the signals with `constant` is the evidence; from `declines_from` on a question is declined.

    declines_further_from: that for a further question of a conversation; weights: what each signal counts; answers_to: up to this evidence one that is declined by its words alone is looked up after all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    constant: float
    declines_from: float
    declines_further_from: float
    answers_to: float
    weights: Signals

    def evidence(self, signals: Signals) -> float:
        """Return the evidence that a question is of another matter: the logarithm of its odds."""
        return weighed(self.constant, self.weights, signals)

    def declines(self, signals: Signals) -> bool:
        """Tell whether the evidence suffices."""
        return self.evidence(signals) >= self.declines_from

    def declines_further(self, signals: Signals) -> bool:
        """Tell whether it suffices for a further question, which may go on from one before in whatever words."""
        return self.evidence(signals) >= self.declines_further_from

    def answers(self, signals: Signals) -> bool:
        """Tell whether there is so little evidence that words alone do not stand against an answer."""
        return self.evidence(signals) <= self.answers_to


def load_elsewhere_rule(corpus: Path) -> ElsewhereRule | None:
    """Return the rule of a corpus folder; None where it has none. Raises DataError for a file without its form."""
    return load_rule(corpus / FILE, ElsewhereRule)
