"""What the documents are compared on, where a follow-up says only "this" or "any": what was asked before."""

import re
from dataclasses import replace

from assistant.conversation.requests import LookUp, joined

NO_TOPIC = frozenset(
    {"summary", "monograph", "blinatumomab", "b_all", "review_status", "revision", "reference", "disclaimer"}
)
"""Concepts that name the documents or the regimen as a whole: they are no topic to compare the documents on."""

_COMPARING = frozenset({"compare", "asks_summary", "documents_agree"})
_OVER_ALL = re.compile(
    r"\b(?:over ?all|in general|generally|altogether|anywhere|all|list|every\w*|most|known)\b", re.IGNORECASE
)
# Concepts of what is done, without of what.
_OF_NO_SUBJECT = frozenset({"discontinue", "hold", "restart", "dose", "cycle", "monitoring"})
_POINTS_BACK = re.compile(
    r"\b(?:this|that|it|here|there|these|those|them|any|one|so|too|as well)\b(?! (?:document|paper|source|text|summary|article|monograph)s?\b)",
    re.IGNORECASE,
)


def of_what_is_compared(asked: LookUp, facets: frozenset[str]) -> LookUp:
    """Return a follow-up that compares the documents together with what was asked before, where it names no subject of its own.

    facets: what the follow-up asks.
    """
    if asked.before is None or asked.leans or not facets & _COMPARING:
        return asked
    topics = asked.asked.concepts - NO_TOPIC
    goes_back = _POINTS_BACK.search(asked.question) is not None or _OVER_ALL.search(asked.question) is None
    if not goes_back or not topics <= _OF_NO_SUBJECT:
        return asked
    together = joined(asked, asked.before)
    # "Also stop at five": stopping is no topic, where there was one before.
    return replace(together, asked=asked.before.asked) if asked.before.asked.concepts - NO_TOPIC else together
