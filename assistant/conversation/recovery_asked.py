"""Whether a turn asks of the toxicity before what its row names: what recovery is, for how long, and which work-up."""

import re
from dataclasses import replace

from assistant.conversation.held_between import held_until_another_day
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate
from assistant.conversation.revising import revised
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
    rf"\bhow (?:long|many days)\b[^.?!]{{0,40}}\b(?:{_RECOVERED}[^.?!]{{0,20}}\b{_STAYS}|{_STAYS} (?:\w+ )?(?:{_RECOVERED}|{_LOW}|there\b|that low\b))"
    rf"|\bhow (?:long|many days)\b(?! (?:should|does|must|do) [^.?!]{{0,20}}\bhospital)[^.?!]{{0,20}}{_LOW}"
    r"|\bhow (?:long|many days)\b[^.?!]{0,20}\b(?:infusion|pump|blin\w*|drug|bag|drip)\b[^.?!]{0,20}\b(?:off|held|stopped|paused|on hold)\b",
    re.IGNORECASE,
)
# "What work-up?": the rows that hold and investigate name it.
_WORK_UP = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|then|but)\W+)*(?:what|which)(?: (?:kind|sort) of)? (?:work-?up|investigations?|imaging|scans?|tests?)(?: (?:do|does|should|are|is|must) (?:we|i|you|they|it|she|he|needed|wanted|required|due))?(?: (?:need|want|do|send|order|get|for (?:it|that|this)|then|first|to))*\W*$",
    re.IGNORECASE,
)
_MOST_WORDS = 14


def recovery_asked(text: Text, conversation: Conversation) -> Calculate | None:
    """Return the row before once more, which tells until when the infusion is held; None where that is not asked of it."""
    row = row_of(conversation)
    if row is None or conversation.last is not row or text.toxicities or len(text.question.split()) > _MOST_WORDS:
        return None
    asks = any(p.search(text.question) for p in (_WHICH_GRADE, _HOW_LONG, _WORK_UP))
    return Calculate(text.question, text.asked, row.wanted, row.patient, emphasis="restated") if asks else None


def held_until_then(text: Text, conversation: Conversation) -> Calculate | None:
    """Return the row before with a hold until another day ("had it gone back up on 8 June?"); None where none is told so."""
    last = conversation.calculation
    held = next((w.inputs["days_held"] for w in last.wanted if "days_held" in w.inputs), None) if last else None
    another = held_until_another_day(text.question, held) if held is not None else None
    if last is None or another is None or text.toxicities:
        return None
    return replace(revised(last, {"days_held": another}, ()), question=text.question, patient=True)
