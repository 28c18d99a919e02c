"""Symptoms that are told to be gone after an interruption: "all symptoms gone, off 10 hours". They took no longer than that."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.clauses import is_negated
from assistant.conversation.stated import Reading, Stated
from assistant.knowledge.numbers import plain

_GONE = re.compile(
    r"\b(?:symptoms?|everything|it(?:['’]?s| has| is)?) (?:(?:has|have|had|is|are|was|were|now|all|fully|completely|since|already|long) ){0,4}(?:gone|re?solved|cleared|settled|subsided|disappeared|passed)\b|\bsymptom[- ]free\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:most|some|part|nearly|almost|partly|half|mainly|largely|until|till|once|when|if|after)\b", re.IGNORECASE
)
_LEAD = 30
_HOURS_A_DAY = Decimal(24)


def with_resolved_while_off(text: str, reading: Reading) -> Reading:
    """Return the reading with the hours of an interruption as the most that the symptoms took, where they are told to be gone."""
    off = reading.stated.get("hours_interrupted")
    if off is None or not isinstance(off.value, Decimal) or "days_to_resolve" in {**reading.stated, **reading.unclear}:
        return reading
    gone = next((m for m in _GONE.finditer(text) if not is_negated(text, m.start()) and _is_all(text, m)), None)
    if gone is None:
        return reading
    days = off.value / _HOURS_A_DAY
    how = f"{gone[0].lower()}, so at most {plain(off.value)} hours ÷ 24"
    at_most = Stated("days_to_resolve", days, off.words, how)
    return replace(reading, stated={**reading.stated, "days_to_resolve": at_most})


def _is_all(text: str, gone: re.Match[str]) -> bool:
    return _PART.search(text[max(0, gone.start() - _LEAD) : gone.end()]) is None
