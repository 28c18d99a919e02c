"""Does the answer cite every statement that a right answer rests on?"""

from collections.abc import Mapping

from evals.places import touches
from evals.results import Result, Score


def score(result: Result, texts: Mapping[str, str]) -> Score:
    """Look for one alternative of each expected group among the citations."""
    groups = result.case.expects.passages
    if not groups:
        return Score(None, "no statement is expected")
    missing = [
        group[0].quote
        for group in groups
        if not any(touches(place, expected, texts) for place in result.cited for expected in group)
    ]
    return Score(not missing, f"not cited: {missing}" if missing else "all cited")
