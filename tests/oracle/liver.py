"""The liver row's trigger a second time: multiples as whole fractions, strictly above the printed number."""

from collections.abc import Mapping
from fractions import Fraction

ABOVE = {"alt": 5, "ast": 5, "lft": 5, "bilirubin": 3}


def exceeded(inputs: Mapping[str, Fraction]) -> list[str]:
    """Return the tests above their threshold, in the order ALT, AST, other liver test, bilirubin."""
    found = []
    for test, limit in ABOVE.items():
        multiples = [inputs[f"{test}_x_uln"]] if f"{test}_x_uln" in inputs else []
        if test in inputs:
            multiples.append(inputs[test] / inputs[f"{test}_uln"])
        if any(multiple > limit for multiple in multiples):
            found.append(test)
    return found
