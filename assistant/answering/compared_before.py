"""What the documents are compared on, where a follow-up says only "this" or "any": what was asked before."""

import re

from assistant.conversation.requests import LookUp, joined

NO_TOPIC = frozenset(
    {"summary", "monograph", "blinatumomab", "b_all", "review_status", "revision", "reference", "disclaimer"}
)
"""Concepts that name the documents or the regimen as a whole: they are no topic to compare the documents on."""

_IN_ALL = "documents_agree"
_COMPARING = frozenset({"compare", "asks_summary", _IN_ALL})
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
    goes_back = _POINTS_BACK.search(asked.question) is not None or _IN_ALL not in facets
    return joined(asked, asked.before) if goes_back and topics <= _OF_NO_SUBJECT else asked
