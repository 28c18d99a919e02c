"""Dates in free text. A date whose day and month could be exchanged, or without its year, is unclear."""

import re
from dataclasses import dataclass
from datetime import date, datetime

_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_DATE = re.compile(
    r"(?<![\w-])(?P<iso>\d{4}-\d{2}-\d{2})(?![\w-])"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of )?(?P<month>{_MONTHS})\.?,?(?:\s(?P<year>\d{{4}}))?\b"
    rf"|\b(?P<month_first>{_MONTHS})\.?\s(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year_last>\d{{4}}))?\b"
    r"|(?<![\w/])(?P<numeric>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))(?![\w/])",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:dob|d\.o\.b\.|born|date of birth|birth ?date)\W{0,4}(?:on )?$", re.IGNORECASE)
_LETTERS_OF_A_MONTH = 3
_MONTHS_OF_A_YEAR = 12
_DIGITS_OF_A_YEAR = 4


@dataclass(frozen=True)
class Dated:
    """A date that a text names; day is None where it can be read in two ways or lacks its year."""

    day: date | None
    words: str
    start: int


def dates(text: str) -> tuple[Dated, ...]:
    """Return the dates of a text, dates of birth left out."""
    return tuple(
        Dated(_day(match), match[0], match.start())
        for match in _DATE.finditer(text)
        if not _BIRTH.search(text[: match.start()][-30:])
    )


def _day(match: re.Match[str]) -> date | None:
    if match["iso"]:
        written, form = match["iso"], "%Y-%m-%d"
    elif match["year"]:
        written, form = f"{match['day']} {match['month'][:_LETTERS_OF_A_MONTH]} {match['year']}", "%d %b %Y"
    elif match["year_last"]:
        written = f"{match['day_second']} {match['month_first'][:_LETTERS_OF_A_MONTH]} {match['year_last']}"
        form = "%d %b %Y"
    elif match["numeric"]:
        return _unmistakable(match["numeric"])
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
