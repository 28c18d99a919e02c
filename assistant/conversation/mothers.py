"""A patient who is a mother: her child is told of besides, with a weight of its own."""

import re

_MOTHER = re.compile(
    r"\b(?:post-?partum|post-?natal|gave birth|delivered|breast-?feed\w*|lactating|(?:her|mum['’]?s|mom['’]?s) (?:new )?(?:baby|newborn|infant)|for (?:the )?(?:mum|mom|mother))\b",
    re.IGNORECASE,
)


def is_mother(question: str) -> bool:
    """Tell whether the patient is a mother, whose child is told of besides."""
    return _MOTHER.search(question) is not None
