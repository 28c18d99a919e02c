"""Symptoms of an infusion reaction that are told to be gone after an interruption: "all symptoms gone, off 10 hours". They took no longer.

That is taken from a plain statement alone, and for the infusion reaction alone: of it the monograph asks that all symptoms have gone, whatever
the time. The other rows count days, and those begin before the pump is stopped.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.memory import Conversation
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.numbers import plain

_REACTION = "infusion_reaction"
_GONE = re.compile(
    r"\b(?:(?:all|every|her|his|the|of the)\s)*symptoms?\s(?:(?:has|have|had|is|are|were|now|all|fully|completely|since|already|long)\s){0,4}(?:gone|re?solved|cleared|settled|subsided|disappeared)\b|\b(?:is|now|been|and|,) symptom[- ]free\b",
    re.IGNORECASE,
)
# Anything that takes it back, leaves some of it, asks, or only hopes.
_BUT = re.compile(
    r"\b(?:no|not|n['’]t|never|except|excepting|but|apart|bar|besides|exception|other than|save for|remain\w*|still|back|again|worse|better|bit|little|some|somewhat|most|mostly|part|partly|nearly|almost|half|mainly|largely|until|till|once|when|if|whether|after|before|doubt\w*|hop\w+|wait\w*|need\w*|must|should|would|could|may|might|will|has everything|are all|have (?:all|the)|level|wrong|mild|moderate|residual|lingering|persist\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.;!?\n]*[.;!?\n]?")
_NOT_GONE = re.compile(
    r"\b(?:not (?:all |yet |fully |completely |quite |really )?(?:gone|resolved|settled|cleared|better)|still)\b|\b(?:has|have|is|are)n['’]t (?:all |yet |fully )?(?:gone|resolved|settled|cleared)\b",
    re.IGNORECASE,
)
_HOURS_A_DAY = Decimal(24)
_AT_MOST = "so at most"


def with_resolved_while_off(
    text: str, reading: Reading, toxicities: Collection[str], conversation: Conversation
) -> Reading:
    """Return the reading with the hours of an interruption as the most that the symptoms took, where they are told to be gone.

    toxicities: those that the text names; where it names none, that of the conversation's last row counts.
    """
    if "days_to_resolve" in {**reading.stated, **reading.unclear} or not _is_of_a_reaction(toxicities, conversation):
        return reading
    known = conversation.facts.get("days_to_resolve")
    if known is not None and _AT_MOST in (known.stated.conversion or "") and _NOT_GONE.search(text):
        doubt = Unclear("days_to_resolve", text.strip(), "two_values")
        return replace(reading, unclear={**reading.unclear, "days_to_resolve": doubt})
    off = reading.stated.get("hours_interrupted")
    gone = _told_as_gone(text)
    if off is None or gone is None or not isinstance(off.value, Decimal):
        return reading
    how = f"{gone.strip(' ,').lower()}, {_AT_MOST} {plain(off.value)} hours ÷ 24"
    at_most = Stated("days_to_resolve", off.value / _HOURS_A_DAY, off.words, how)
    return replace(reading, stated={**reading.stated, "days_to_resolve": at_most})


def _is_of_a_reaction(toxicities: Collection[str], conversation: Conversation) -> bool:
    row = conversation.row
    known = {w.inputs["toxicity"].value for w in row.wanted if "toxicity" in w.inputs} if row is not None else set()
    return set(toxicities or known) == {_REACTION}


def _told_as_gone(text: str) -> str | None:
    """Return the words that tell it, where the sentence that holds them neither asks nor takes anything back, and no later one does."""
    for sentence in _SENTENCE.finditer(text):
        match = _GONE.search(sentence[0])
        if match is None:
            continue
        is_plain = not sentence[0].rstrip().endswith("?") and not _BUT.search(sentence[0])
        is_kept = not _NOT_GONE.search(text[sentence.end() :])
        return match[0] if is_plain and is_kept else None
    return None
