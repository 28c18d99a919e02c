"""Whether a text asks for a course laid out in dates, or for the day of one."""

import re

from assistant.conversation.requests import Wanted
from assistant.conversation.running import asks_for_days, asks_total
from assistant.conversation.signals import Text, asks_calendar, asks_dates, asks_dose
from assistant.conversation.wanting import wanted_of

_NOW = re.compile(r"\b(?:now|today|tonight|currently|this (?:morning|afternoon|evening))\b", re.IGNORECASE)

# "When is cycle 3 day 1 due": the date is asked, not the dose of that day.
_WHEN_IS_IT = re.compile(
    r"\b(?:when(?:['’]?s)?|(?:what|which) (?:date|day))\b[^?.]{0,40}\b(?:cycle|c)\s?[1-5][\s,]{0,2}(?:day|d)\s?\d{1,2}\b",
    re.IGNORECASE,
)
_COUNTED_FROM = frozenset({"start_date", "on_date", "cycle", "day"})
_WHICH_DAY_IS_IT = re.compile(
    r"\b(?:which|what)(?:['’]?s| is)? ?(?:the )?(?:cycle|day)\b|\bday of (?:the |her |his )?cycle\b|\bwhere (?:in the cycle|are we|is (?:she|he))\b|\b(?:treatment|infusion)-?[ -]free\b|\b(?:off|rest) (?:week|period|fortnight)\b",
    re.IGNORECASE,
)


def schedule_wanted(text: Text) -> tuple[Wanted, ...]:
    """Return the schedule that a text asks for, where it asks for one."""
    named = text.reading.stated.keys() | text.reading.unclear.keys()
    asks_days = asks_calendar(text.question) or asks_for_days(text.question)
    is_timed = (
        {"cycle", "day"} <= text.reading.stated.keys() and not asks_days and not _WHEN_IS_IT.search(text.question)
    )
    is_of_now = asks_dose(text.question) is not None and _NOW.search(text.question) is not None and not asks_days
    is_of_course = not is_of_now and (asks_dates(text.question) or "weight_kg" in named)
    from_start = "start_date" in named and not is_timed and is_of_course
    is_total = "day" not in named and asks_total(text.question)
    if from_start or (text.patient and (asks_calendar(text.question) or is_total)):
        return (wanted_of("schedule", text, {}, ()),)
    return ()


def asks_which_day(text: Text) -> bool:
    """Tell whether a text asks which day of the course a date is, of which it tells the start."""
    return text.reading.stated.keys() >= _COUNTED_FROM and _WHICH_DAY_IS_IT.search(text.question) is not None
