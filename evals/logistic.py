"""A logistic rule over a few signals, fitted by Newton's method, and what it finds in cases that it was not fitted on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 50
_SMALLEST_STEP = 1e-8


@dataclass(frozen=True)
class Line:
    """The evidence is the weighted sum of the signals and the constant: the logarithm of the odds."""

    weights: NDArray[np.float64]
    constant: float

    def evidence(self, signals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the evidence of each row of signals."""
        found: NDArray[np.float64] = signals @ self.weights + self.constant
        return found


def fitted(signals: NDArray[np.float64], labels: NDArray[np.float64], penalty: float) -> Line:
    """Return the rule that fits best. penalty: of the squared weights, each in units of its signal's spread."""
    middle, spread = signals.mean(axis=0), signals.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    rows = np.column_stack([(signals - middle) / spread, np.ones(len(signals))])
    ridge = np.full(rows.shape[1], penalty)
    ridge[-1] = 0.0
    line = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ line, -30, 30)))
        slope = rows.T @ (labels - likely) - ridge * line
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curve, slope)
        line += step
        if np.abs(step).max() < _SMALLEST_STEP:
            break
    weights = line[:-1] / spread
    return Line(weights, float(line[-1] - weights @ middle))


def crossed(
    signals: NDArray[np.float64], labels: NDArray[np.float64], groups: Sequence[str], penalty: float, folds: int
) -> NDArray[np.float64]:
    """Return the evidence of each row from a rule that was fitted without its group's fold."""
    order = {group: number % folds for number, group in enumerate(sorted(set(groups)))}
    fold = np.asarray([order[group] for group in groups])
    found = np.zeros(len(labels))
    for left_out in range(folds):
        kept = fold != left_out
        found[~kept] = fitted(signals[kept], labels[kept], penalty).evidence(signals[~kept])
    return found
