"""Statements that only point to another document, and questions that are for one."""

import re

_POINTS = ("Refer to", "Also refer to")
_SENTENCES = re.compile(r"(?<=\.)\s+")

_WHERE = re.compile(
    r"\bwhere\b|\b(?:which|what) (?:document|guideline|source|page|reference)|\bguidelines?\b|\bwho (?:tells?|specif\w+|sets|lays down)\b|\bwho (?:do|should) (?:we|i) ask\b|\b(?:whose|which) (?:guide|guidance|recommendations?|instructions?|directions?|recipe|procedure|steps)\b|\brefer\b|\bdocuments?\b|\bwrite[- ]?up\b|\b(?:us|me|one) to (?:read|consult)\b|\bwhat (?:do|should|must|can) (?:we|i|you) (?:read|consult)\b|\bread (?:up|about|more)\b",
    re.IGNORECASE,
)


def only_points(quote: str) -> bool:
    """Tell whether a statement does nothing but point to another document: every sentence of it does."""
    return all(sentence.startswith(_POINTS) for sentence in _SENTENCES.split(quote))


def asks_where(question: str) -> bool:
    """Tell whether a question is for the document in which something stands."""
    return _WHERE.search(question) is not None
