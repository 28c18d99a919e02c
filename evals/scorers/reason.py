"""Does a decline give the reason that was expected?"""

from collections.abc import Mapping

from evals.results import Result, Score


def score(result: Result, _: Mapping[str, str]) -> Score:
    """Compare the reasons; does not apply where an answer is expected."""
    expected, found = result.case.expects.reason, result.answer["reason"]
    if expected is None:
        return Score(None, "no reason is expected")
    return Score(found == expected, f"{found}, expected {expected}")
