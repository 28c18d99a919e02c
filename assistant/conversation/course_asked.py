"""Questions on a schedule that was worked out before: when a cycle starts, when it ends, how much it is in all."""

import re

from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate
from assistant.conversation.signals import Text

_WHEN = re.compile(
    r"\b(?:when|what (?:date|day)s?|which (?:date|day)s?|on (?:what|which) (?:date|day)|date of|dates (?:for|of))\b[^?]{0,60}"
    r"\b(?:cycles?|start\w*|begin\w*|end\w*|finish\w*|last|stop\w*|done|complete\w*|break|off|free|rest|interval|step\w*|go(?:es)? up|goes|higher|up to|increase\w*|28|next|over|bag|c\s?\d\s?d\s?\d{1,2}|day \d{1,2})\b",
    re.IGNORECASE,
)
# "So cycle 5 begins when", "break after that one is from when".
_WHEN_AT_LAST = re.compile(
    r"\b(?:cycles?|c ?[1-5]|start\w*|begin\w*|end\w*|finish\w*|stop\w*|break|interval|next|last|step\w*)\b[^?]{0,40}\b(?:from |until |till |to )?(?:when|(?:what|which) (?:date|day))\W*$",
    re.IGNORECASE,
)
_A_DAY_OF_IT = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|but|then|what about|how about|what(?:['’]?s| is)?)\W+)*(?:(?:the|her|his)\W+)?(?:(?:very )?(?:last|final|first) (?:infusion |treatment |pump |dosing |bag )?(?:day|date)|(?:end|finish|stop|start) (?:date|day)|end)\b[^?]{0,30}\??\W*$"
    r"|^\W*(?:(?:and|so|ok(?:ay)?|but|then)\W+)*(?:what|which) (?:dose|rate|step|strength) (?:is (?:it|that) )?(?:on |at )?(?:that (?:day|date|point)|then|from then)\W*$",
    re.IGNORECASE,
)
# "Bed needed for which dates that time?": the stay that the regimen recommends stands in the schedule.
_STAY = re.compile(
    r"\b(?:which|what|from when|until when|till when|dates?|until which|till which)\b[^?]{0,40}\b(?:beds?|in hospital|inpatient|admi\w+|stay|monitored|discharge\w*|go home)\b"
    r"|\b(?:beds?|in hospital|inpatient|admi\w+|stay|monitored|discharge\w*|go home)\b[^?]{0,40}\b(?:which (?:dates?|days?)|what (?:dates?|days?)|until when|till when|which date|from when)\b",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"\b(?:how (?:much|many (?:mcg|micrograms?|mg))|what(?:'s| is)? (?:the )?(?:total|whole amount|sum))\b[^?]{0,60}\b(?:total|all|altogether|overall|cycles?|course|drug|need\w*)\b|\b(?:total|cumulative) (?:dose|amount|mcg|drug)\b|\bgrand total\b",
    re.IGNORECASE,
)
_A_CYCLE_OF_IT = re.compile(
    r"^\W*(?:(?:and|so|or|ok(?:ay)?|but|then|what about|how about|for|of|in)\W+)*(?:the )?(?:cycles? ?(?:[1-5]|one|two|three|four|five)|c ?[1-5]|(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last|final|next) (?:cycle|one))(?: (?:then|when|which date|what date|on|is|too|as well|starts?|begins?|ends?|finish(?:es)?|(?:is )?due|dates?))?\W*$",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:toxicit\w*|held|hold|restart\w*|dex\w*|premed\w*|hospital\w*|discharge\w*|home|seiz\w*|crs|icans)\b",
    re.IGNORECASE,
)


def asks_of_the_course(text: Text, conversation: Conversation) -> Calculate | None:
    """Return the schedule before where a turn asks for a date or an amount of it, None where it asks something else."""
    last = conversation.calculation
    if last is None or any(w.calculator != "schedule" for w in last.wanted):
        return None
    if {"weight_kg", "start_date", "cycles"} & (text.reading.stated.keys() | text.reading.unclear.keys()):
        return None
    if _STAY.search(text.question) and not text.toxicities:
        return last
    if _RULE.search(text.question) or not any(
        p.search(text.question) for p in (_WHEN, _WHEN_AT_LAST, _A_DAY_OF_IT, _A_CYCLE_OF_IT, _HOW_MUCH)
    ):
        return None
    return last
