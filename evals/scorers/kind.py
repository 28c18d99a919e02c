"""Is the answer of the kind that was expected: answered, or declined?"""

from collections.abc import Mapping

from evals.results import Result, Score


def score(result: Result, _: Mapping[str, str]) -> Score:
    """Compare the kinds."""
    expected, found = result.case.expects.kind, result.answer["kind"]
    return Score(found == expected, f"{found}, expected {expected}")
