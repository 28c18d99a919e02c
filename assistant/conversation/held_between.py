"""A hold told by the two days between which nothing ran: "stopped 3 March 2027, restarted 11 March", "off Monday to Thursday"."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from assistant.conversation.dates import Dated, dates, with_year
from assistant.conversation.stated import Stated, Unclear

_NEAR = 45
_STOPPED = re.compile(
    r"\b(?:held|hold|holding|on hold|stopp(?:ed|ing)|stop|off|paused?|interrupted|withheld|suspended|disconnected|without (?:blin\w*|infusion|drug)|no (?:blin\w*|infusion|drug))\b[^.;?!]{0,40}$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"^[^.;?!]{0,40}?(?:\b(?:re-?start\w*|resum\w*|re-?commenc\w*|re-?connect\w*|re-?hung|back (?:on|up)|(?:running|started|starting|starts|going|goes|on|up|hung) again|to|until|till|through|and back)\b|[-–→]|->)[^.;?!]{0,25}$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\W{1,3}(?:at )?(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)\b")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"\b(?P<which>(?:the )?(?:following|next|subsequent)\s|last\s|this\s)?(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?\b(?P<week> week| after)?",
    re.IGNORECASE,
)
_TWO = 2
_SOME_YEARS = (2027, 2028)
_A_WEEK = 7
_MINUTES = 60
_HOURS = 24
_NTH = re.compile(
    r"^\W*(?:(?:and|or|so|but|ok(?:ay)?|what|if|it|we|they|she|he|had|have|been|was|were|d|restarted|gone|up|put|come|restart|restarting|resumed|waited|wait|waiting|held|went|back|again|only|instead|on|until|till|by|about|how|actually|sorry|no)\W+)*(?:the )?(?P<day>\d{1,2})(?:(?:st|nd|rd|th)\b(?: of)?|(?=\s[a-z]{3}))(?:\s(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?\W*(?:(?:then|instead|actually|sorry)\W*)*$",
    re.IGNORECASE,
)
_DAY_IN_WORDS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def held_between(text: str) -> tuple[tuple[Stated | Unclear, int], ...]:
    """Return the days of a hold that are told by two dates or two weekdays, with their place; none where nothing is."""
    return tuple(_of_dates(text)) or tuple(_of_weekdays(text))


def is_of_a_hold(text: str) -> bool:
    """Tell whether the two dates of a text are those of a hold: none of them is the start of the course."""
    return bool(tuple(_of_dates(text)))


def held_until_another_day(question: str, held: Stated) -> Stated | None:
    """Return a hold told by two dates with another last day ("what if they'd restarted on the 8th?"); None where it is none."""
    match = _NTH.match(question)
    found = dates(held.words)
    if match is None or len(found) != _TWO:
        return None
    last = found[1]
    if match["month"] is not None and match["month"].lower() not in last.words.lower():
        # Another month: the whole date is told anew.
        told = dates(question)
        words = held.words[: last.start] + (told[0].words if told else "")
    else:
        words = held.words[: last.start] + _DAY_IN_WORDS.sub(match["day"], last.words, count=1)
    again = _between(dates(words), words)
    return again if isinstance(again, Stated) else None


def _of_dates(text: str) -> Iterator[tuple[Stated | Unclear, int]]:
    found = dates(text)
    for one, other in pairwise(found):
        end = one.start + len(one.words)
        before, between = text[max(0, one.start - _NEAR) : one.start], text[end : other.start]
        if len(found) > _TWO or _STOPPED.search(before) is None or _UNTIL.search(between) is None:
            continue
        words = text[one.start : other.start + len(other.words)].rstrip(" ,.")
        held = _between((one, other), words)
        if held is not None:
            yield _with_clocks(held, text[end:], text[other.start + len(other.words) :]), one.start


def _between(found: tuple[Dated, ...], words: str) -> Stated | None:
    """Return the days between two dates; of dates without their year where every year gives the same."""
    if len(found) != _TWO:
        return None
    first, last = found
    if first.day is not None and last.day is None:
        last_day = with_year(last.words, first.day.year)
        spans = {_span(first.day, last_day)}
    elif first.day is None and last.day is not None:
        spans = {_span(with_year(first.words, last.day.year), last.day)}
    elif first.day is None:
        spans = {_span(with_year(first.words, year), with_year(last.words, year)) for year in _SOME_YEARS}
    else:
        spans = {_span(first.day, last.day)}
    span = spans.pop() if len(spans) == 1 else None
    if span is None or span <= 0:
        return None
    return Stated("days_held", Decimal(span), words, f"{words}: {span} days apart")


def _span(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days


def _with_clocks(held: Stated, after_first: str, after_last: str) -> Stated | Unclear:
    """Return a hold with its hours, where a time of the clock stands behind both dates; exactly 7 days with one of them is unclear."""
    one, other = _CLOCK.match(after_first), _CLOCK.match(after_last)
    if one is None and other is None:
        return held
    if one is None or other is None:
        return Unclear("days_held", held.words, "number") if held.value == _A_WEEK else held
    minutes = [Decimal(int(clock["hour"]) * _MINUTES + int(clock["minute"])) for clock in (one, other)]
    days = Decimal(str(held.value)) + (minutes[1] - minutes[0]) / (_MINUTES * _HOURS)
    return Stated("days_held", days, held.words, f"{held.words}, with the hours of the clock") if days > 0 else held


def _of_weekdays(text: str) -> Iterator[tuple[Stated | Unclear, int]]:
    found = list(_WEEKDAY.finditer(text))
    if len(found) != _TWO:
        return
    first, last = found
    before, between = text[max(0, first.start() - _NEAR) : first.start()], text[first.end() : last.start()]
    if _STOPPED.search(before) is None or _UNTIL.search(between) is None:
        return
    days = (_DAYS.index(last["day"].lower()) - _DAYS.index(first["day"].lower())) % _A_WEEK
    words = text[first.start() : last.end()]
    if not days:
        return
    if last["which"] or last["week"] or first["week"]:
        # "Monday to the following Wednesday" may be 2 days or 9.
        yield Unclear("days_held", words, "number"), first.start()
        return
    yield Stated("days_held", Decimal(days), words, f"{words}: {days} days apart"), first.start()
