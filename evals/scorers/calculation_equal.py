"""Does the calculator, run again on the inputs that the answer shows, give the result that it shows?"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assistant.calculators.calculating import calculate
from assistant.calculators.calculation import CalculationError, calculation_form
from evals.expectation import Expectation
from evals.ground import Ground
from evals.matching import holds
from evals.results import AnsweredTurn, Score


def score(turn: AnsweredTurn, _: Expectation, ground: Ground) -> Score:
    """Run each calculation again and compare result and steps; does not apply without a calculation."""
    if not turn.calculations:
        return Score(None, "no calculation")
    wrong = [fault for given in turn.calculations if (fault := _fault(given, ground))]
    return Score(not wrong, "; ".join(wrong) or f"{len(turn.calculations)} run again, equal")


def _fault(given: Mapping[str, Any], ground: Ground) -> str:
    inputs = {name: Decimal(str(v)) if isinstance(v, float) else v for name, v in given["inputs"].items()}
    try:
        again = calculation_form(calculate(given["calculator"], inputs, ground.rules))
    except CalculationError as error:
        return f"{given['calculator']} refuses its own inputs: {error}"
    parts = [part for part in ("result", "steps") if not _equal(_shown(given[part]), _shown(again[part]))]
    return f"{given['calculator']}: {', '.join(parts)} differ" if parts else ""


def _shown(part: object) -> object:
    """Return sentences with their numbers to six digits: a number that went through JSON has lost the last of its digits."""
    if not isinstance(part, list):
        return part
    return [re.sub(r"\d+\.\d+", lambda match: f"{float(match[0]):.6g}", str(sentence)) for sentence in part]


def _equal(one: object, other: object) -> bool:
    return holds(one, other) and holds(other, one)
