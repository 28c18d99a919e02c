"""A follow-up that asks what the other document says: the two are compared on what was asked before."""

import re

from assistant.conversation import following
from assistant.conversation.looking_up import as_it_stands
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import LookUp
from assistant.conversation.signals import Text
from assistant.conversation.ward import Ward

_DOCUMENT = r"(?:papers?|documents?|docs?|sources?|texts?|articles?|references?|write-?ups?)"
_COMPARES = re.compile(
    rf"\b(?:other|second|two|both|either|neither|each|any of (?:your|the|these)|one of (?:your|the|these)) {_DOCUMENT}\b",
    re.IGNORECASE,
)
# "The other document says stop?": what it says is told, and the answer before is doubted.
_ASSERTS = re.compile(
    rf"\b{_DOCUMENT} (?:says?|said|claims?|states?|allows?|wants?)\b(?! (?:too|so|the same|as well|it (?:too|as well)))",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:do|does|did)\b", re.IGNORECASE)
_MOST_WORDS = 14


def documents_compared(text: Text, conversation: Conversation, ward: Ward) -> LookUp | None:
    """Return the comparison that a short question asks for after another; None where it tells a value or asks nothing such."""
    last = conversation.last
    if last is None or text.reading.stated or text.reading.unclear or not following.is_question(text.question):
        return None
    asserts = (_ASSERTS.search(text.question) and not _ASKS.search(text.question)) or any(
        c.isdigit() for c in text.question
    )
    if _COMPARES.search(text.question) is None or len(text.question.split()) > _MOST_WORDS or asserts:
        return None
    before = as_it_stands(last, ward) or LookUp(last.look_up.question, last.asked)
    return LookUp(text.question, text.asked, before=before)
