"""A long message that is declined is read once more, from the sentences that ask and those that tell an input.

A handover names other drugs, relatives and logistics beside what it asks. Nothing of that is what is asked; a message on another
treatment stays declined.
"""

import re

from assistant.answering.assistant import Assistant
from assistant.answering.bearing import gaps_asked
from assistant.answering.inquiring import inquiry_of
from assistant.answering.turn import Turn
from assistant.conversation.cleaning import clean
from assistant.conversation.declining import is_emergency, is_lay
from assistant.conversation.long_messages import asking_of, parts_told, without_asides
from assistant.conversation.looking_again import OF_NO_SUBJECT
from assistant.conversation.other_fields import DRUG
from assistant.conversation.requests import Calculate, Decline, HoldLength, LookUp
from assistant.conversation.signals import asks_dose, asks_pump_rate
from assistant.retrieval.lexical import terms

_NEVER = frozenset({"language", "lay", "child", "unsafe", "empty", "unreadable", "too_long"})
_LONG = 45
_CYCLE_AFTER_A_HOLD = "same_or_new_cycle"
# What stands in another sentence than the question: by itself that asks for nothing certain.
_GOES_BACK = re.compile(
    r"\b(?:(?:that|those|this|these|such|either|neither|both)(?! (?:regimen|protocol|drug|treatment|cycle|course|monograph|document)\b)|(?:like|for|about|of|with|on) (?:it|them|that))\b",
    re.IGNORECASE,
)


def asked_apart(turn: Turn, assistant: Assistant) -> Turn | None:
    """Return the turn of what a long message that is declined asks and tells; None for all others.

    turn: with its answer.
    """
    message = clean(turn.words)
    asking = asking_of(message) if _may_be_on_an_aside(turn, message) and turn.before.last is None else None
    if asking is None or is_emergency(message) or is_lay(message) or not _is_on_the_drug(message, assistant):
        return None
    if isinstance(turn.request, Decline) and turn.request.why in _NEVER:
        return None
    if turn.outcome is not None and turn.outcome.not_covered:
        return None
    is_dosing = asks_dose(asking) is not None or asks_pump_rate(asking) is not None
    if _GOES_BACK.search(asking):
        told = _gone_back_to(message, asking, assistant)
        if not told:
            return None
        asking = f"{told} {asking}"
    words = without_asides(message, asking) if is_dosing else asking
    if is_dosing and (isinstance(turn.request, Decline) or not DRUG.search(message)):
        return None
    return Turn(words, turn.before, before=turn.before)


def _may_be_on_an_aside(turn: Turn, message: str) -> bool:
    """Tell whether a message is declined, or so long that what was found for it may be on what it tells beside."""
    is_found = turn.composed.kind == "answer" and isinstance(turn.request, LookUp) and not turn.composed.conflicts
    return turn.composed.kind == "abstain" or (is_found and len(message.split()) >= _LONG)


def is_clear(apart: Turn, whole: Turn, assistant: Assistant) -> bool:
    """Tell whether what a message asks is clear without the rest of it: it names its subject, and is answered."""
    match apart.request:
        case LookUp(asked=asked, before=None, leans=False):
            # Whether a cycle goes on depends on how long, and for what, the infusion was off: that stands in the rest.
            is_named = bool(asked.concepts - OF_NO_SUBJECT) and _CYCLE_AFTER_A_HOLD not in asked.concepts
        case HoldLength():
            is_named = True
        case Calculate():
            is_named = DRUG.search(whole.words) is not None
        case _:
            return False
    return is_named and apart.composed.kind in ("answer", "calculation") and not _is_on_its_gap(apart, whole, assistant)


def _gone_back_to(message: str, asking: str, assistant: Assistant) -> str:
    """Return the parts of a message that share a word with the sentences that ask ("those sets")."""
    words = set(terms(asking, assistant.vocabulary))
    parts = [part for part in parts_told(message) if part not in asking]
    return " ".join(f"{part}." for part in parts if words & set(terms(part, assistant.vocabulary)))


def _is_on_the_drug(message: str, assistant: Assistant) -> bool:
    """Tell whether a message names this drug, or no other at all; never where another T-cell therapy or blood cancer is named.

    The same is asked of those as of this regimen.
    """
    others = (assistant.elsewhere.t_cell_therapies, assistant.elsewhere.malignancies)
    is_of_others = any(pattern.search(message) for pattern in others)
    return not is_of_others and (DRUG.search(message) is not None or not assistant.elsewhere.names_in(message))


def _is_on_its_gap(apart: Turn, whole: Turn, assistant: Assistant) -> bool:
    """Tell whether what is asked is what the documents were found to leave open for the whole message."""
    gaps = gaps_asked(inquiry_of(whole, assistant), assistant.corpus.registers)
    topics = {topic for gap in gaps for topic in gap.topics}
    return bool(topics & inquiry_of(apart, assistant).topics)
