"""Whether a turn asks of the toxicity before what its recovery is: down to which grade, and for how long."""

import re

from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate
from assistant.conversation.rows_before import row_of
from assistant.conversation.signals import Text

_RECOVERED = r"(?:re?cover(?:y|ed|ing)?|re?solv(?:ed|ing)|resolution|better|back to normal)"
_STAYS = r"(?:stay|be|remain|hold|sit|keep|last|maintain|sustain)\w*"
_LOW = r"(?:(?:at |below |under |≤ ?|<= ?|a )?(?:grade|gr\.?|g) ?(?:0|1|zero|one)\b)"
_WHICH_GRADE = re.compile(
    rf"\b(?:which|what) (?:grade|gr|level)\b[^.?!]{{0,40}}\b(?:{_RECOVERED}|wait(?:ing)? for|restart\w*|get (?:down )?to)\b"
    rf"|\bwhat (?:counts|qualifies|passes) as {_RECOVERED}\b|\b{_RECOVERED} (?:to|is|means?|meaning) (?:which|what)\b|\b(?:down )?to (?:which|what) grade\b",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    rf"\bhow (?:long|many days)\b[^.?!]{{0,40}}\b(?:{_RECOVERED}[^.?!]{{0,20}}\b{_STAYS}|{_STAYS} (?:\w+ )?(?:{_RECOVERED}|{_LOW}|there\b|that low\b))",
    re.IGNORECASE,
)
_MOST_WORDS = 14


def recovery_asked(text: Text, conversation: Conversation) -> Calculate | None:
    """Return the row before once more, which tells until when the infusion is held; None where that is not asked of it."""
    row = row_of(conversation)
    if row is None or conversation.last is not row or text.toxicities or len(text.question.split()) > _MOST_WORDS:
        return None
    asks = _WHICH_GRADE.search(text.question) or _HOW_LONG.search(text.question)
    return Calculate(text.question, text.asked, row.wanted, row.patient, emphasis="restated") if asks else None
