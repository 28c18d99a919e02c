"""Dates in free text, each the day of the start or a day that is asked about.

A date whose day and month could be exchanged, or without its year, is unclear.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Role = Literal["start_date", "on_date"]

_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_DATE = re.compile(
    r"(?<![\w-])(?P<iso>\d{4}[-/]\d{2}[-/]\d{2})(?![\w-])"
    rf"|\b(?P<day>\d{{1,2}}+)(?:st|nd|rd|th)?[\s-](?:of )?(?P<month>{_MONTHS})\b\.?,?(?:[\s-](?P<year>\d{{4}})\b)?"
    rf"|\b(?P<month_first>{_MONTHS})\.?[\s-](?P<day_second>\d{{1,2}}+)(?:st|nd|rd|th)?\b(?!\s?(?:kgs?|kilos?|lbs?|cm|mcg|y/?o|yrs?|years?)\b)(?:,?[\s-](?P<year_last>\d{{4}})\b)?"
    r"|(?<![\w/.])(?P<numeric>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))(?![\w/])",
    re.IGNORECASE,
)
_NOT_OF_THE_COURSE = re.compile(
    r"\b(?:dob|d\.o\.b\.?|born|date of birth|birth ?date|diagnos\w*|dx|relapsed?|transplant\w*|admitted|reviewed?|version|printed|updated|revised)\W{0,4}(?:on |in )?$",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:start\w*|began|begun|begin\w*|initiat\w*|day 1|d1|c1 ?d1|first (?:day|dose)|commenc\w*|since|hooked up|hung|from|connected|first (?:\w+ )?(?:dose|bag|infusion) (?:is |was )?(?:planned|scheduled|booked|due|set)|(?:went|put|goes|going|go) up(?: (?:the )?first)?|first (?:blin\w* )?(?:time|bag|infusion|infused|connected|hung)|kick\w* off|went live|"
    r"schedule|calendar|timetable|plan)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:due|dose|rate|today|now|tomorrow|currently|happens|which day|what day)\b", re.IGNORECASE)
_ON = re.compile(r"\b(?:on|for|by|as of|until)\s(?:the\s)?$", re.IGNORECASE)
_IT_IS = re.compile(
    r"\b(?:it is|it'?s|it’s|that is|this is|we are at|we'?re at|today|now)\W{0,3}(?:the )?$", re.IGNORECASE
)
_NOW_BEHIND = re.compile(
    r"[^\w.;!?]{0,3}\b(?:now|today|tonight)\b(?!(?:['’]s)?[\s,:]{0,3}(?:is |it is |it's |the |on ){0,3}\w{0,9}\s?\d)",
    re.IGNORECASE,
)
_SAID_NEAR = 40
_LETTERS_OF_A_MONTH = 3
_MONTHS_OF_A_YEAR = 12
_DIGITS_OF_A_YEAR = 4


@dataclass(frozen=True)
class Dated:
    """A date that a text names; day is None where it can be read in two ways or lacks its year."""

    day: date | None
    words: str
    start: int
    role: Role


def dates(text: str) -> tuple[Dated, ...]:
    """Return the dates of a text that can be of the course; dates of birth, diagnosis and the like are left out."""
    found: list[Dated] = []
    last_end = 0
    for match in _DATE.finditer(text):
        before = text[max(last_end, match.start() - _SAID_NEAR) : match.start()]
        last_end = match.end()
        if not _NOT_OF_THE_COURSE.search(before):
            is_of_now = _IT_IS.search(before) or _NOW_BEHIND.match(text, match.end())
            role: Role = "on_date" if is_of_now else _role(before)
            found.append(Dated(_day(match), match[0], match.start(), role))
    return tuple(found)


def with_year(words: str, year: int) -> date | None:
    """Return the day of a date without its year in a year; None where the words are no such date, or name none of it."""
    match = _DATE.fullmatch(words)
    if match is None or not (match["month"] or match["month_first"]) or match["year"] or match["year_last"]:
        return None
    day, month = match["day"] or match["day_second"], match["month"] or match["month_first"]
    try:
        return datetime.strptime(f"{day} {month[:_LETTERS_OF_A_MONTH]} {year}", "%d %b %Y").date()  # noqa: DTZ007 - a day of the calendar, at no hour
    except ValueError:
        return None


def _role(before: str) -> Role:
    """Return what a date is by the words before it: of the start where they say so or say nothing."""
    starts = list(_START.finditer(before))
    # "First dose" is the start, not a dose that is asked for.
    asked = [m for m in _ASKED.finditer(before) if not any(s.start() <= m.start() < s.end() for s in starts)]
    if starts and not (asked and asked[-1].start() > starts[-1].start()):
        return "start_date"
    return "on_date" if asked or _ON.search(before) else "start_date"


def _day(match: re.Match[str]) -> date | None:
    if match["iso"]:
        written, form = match["iso"].replace("/", "-"), "%Y-%m-%d"
    elif match["year"]:
        written, form = f"{match['day']} {match['month'][:_LETTERS_OF_A_MONTH]} {match['year']}", "%d %b %Y"
    elif match["year_last"]:
        written = f"{match['day_second']} {match['month_first'][:_LETTERS_OF_A_MONTH]} {match['year_last']}"
        form = "%d %b %Y"
    elif match["numeric"]:
        return _unmistakable(match["numeric"].replace(".", "/"))
    else:
        return None
    try:
        return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day of the calendar, at no hour
    except ValueError:
        return None


def _unmistakable(written: str) -> date | None:
    """Return the day of 25/12/2026 or 12/25/2026; None where day and month could be exchanged, or the year is short."""
    one, other, year = written.split("/")
    if len(year) != _DIGITS_OF_A_YEAR or max(int(one), int(other)) <= _MONTHS_OF_A_YEAR:
        return None
    day, month = (one, other) if int(one) > _MONTHS_OF_A_YEAR else (other, one)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
