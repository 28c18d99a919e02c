"""Every number of a text with all that changes its meaning: unit, comparator, and what it counts from.

Two texts say the same number only if they give the same Measure: "up to 24 mg/day" is not "24 mg/day", "the first 9 days of
cycle 1" is not "the first 9 days of cycle 2".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Kind = Literal["amount", "grade", "cycle", "day"]


@dataclass(frozen=True)
class Measure:
    """A number as it counts.

    kind: an amount, or the number of a grade, cycle or day; values: one value, two of a range, or every cycle; unit: in one
    spelling, "" where there is none; comparator: a sign, "first", "within" or "about"; relation: before or after an event, or
    the cycle that it belongs to.
    """

    kind: Kind
    values: tuple[str, ...]
    unit: str = ""
    comparator: str = ""
    relation: str = ""

    @property
    def is_dose(self) -> bool:
        """Whether it is an amount of a drug."""
        return self.unit.startswith(("mcg", "mg", "g/"))


@dataclass(frozen=True)
class Found:
    """A measure and its place in a normalised text. aside: it stands in brackets."""

    measure: Measure
    start: int
    end: int
    aside: bool


_MORE = r"(?:more|greater|higher|longer|older|heavier|larger)"
# "Must not be more than" is a limit, not a denial.
_NEVER = r"(?:(?:(?:must|does|do|will) )?(?:not|never|without)|cannot)"
_BEFORE = {
    "≥": r"≥|at least|(?:a )?minimum of|no less than|not less than|no fewer than|not below|at or above",
    ">": rf">|{_MORE} than|over(?: age)?|above|exceed(?:s|ed|ing)?|in excess of|beyond",
    "<": r"<|(?:less|fewer|lighter|shorter|lower|smaller|younger) than|below|under",
    "≤": r"≤|up to|(?:an? )?(?:maximum|max\.?|ceiling|cap|limit)(?: dose)?(?: of| is| being)?|at (?:the )?most|at or below|capped at|"
    rf"(?:is )?limited to|no {_MORE} than|{_NEVER} (?:to )?(?:(?:be|go|get) )?(?:{_MORE} than|above|over|beyond|exceed(?:ing|s)?)",
    "within": r"within",
    "about": r"about|approximately|around",
    "±": r"±",
}
_AFTER = {
    "≥": r"(?:or|and) (?:more|above|greater|higher|over|heavier|longer|older|worse|up)",
    "≤": r"(?:or|and) (?:less|lower|below|fewer|under|lighter|shorter|younger|better|milder)|at (?:the )?(?:most|maximum)|"
    r"as (?:a|the) (?:maximum|ceiling|cap|limit)",
}
_COMPARATOR = rf"(?:(?P<comparator>{'|'.join(_BEFORE.values())})\s?(?:age of |the )?(?:a dose of )?)?(?P<first>first )?(?P<sign>[≥≤<>])?\s?"
_TRAILING = rf"(?:(?: of (?:all )?(?:patients|people|adults))?\s(?P<trailing>{'|'.join(_AFTER.values())})\b)?"
_NUMBER = r"(?<![\w.^/])(?<!\w-)\d+(?:\.\d+)?"
_UNIT = (
    r"mcg/m2/day|mcg/day|mcg/m2|mcg|mg/m2/day|mg/day|mg/m2|mg|kg|g|lbs?|ml/h|ml/min|ml|%|°\s?c|x 10\^9/l|"
    r"(?:x|times)(?: the)? uln|uln|microns?|minutes?|hours?|h|days?|weeks?|months?|years?|cycles?|seizures?|cm|m2"
)
_TO = r"\s?(?:-|to|through)\s?"
_UNIT_END = r"(?![a-z0-9])"
_AMOUNT = re.compile(
    rf"{_COMPARATOR}(?P<low>{_NUMBER})(?:\s?%?{_TO}(?P<high>\d+(?:\.\d+)?)(?=\s?[-]?(?:{_UNIT}){_UNIT_END}))?"
    rf"(?:\s?-?(?P<unit>{_UNIT}){_UNIT_END})?{_TRAILING}(?![\w^])"
)
_GRADE = re.compile(
    rf"(?:(?P<comparator>{'|'.join(_BEFORE.values())})\s?)?\bgrades?\s(?:of )?(?P<sign>[≥≤<>])?\s?(?P<low>\d)(?:\s?(?:-|to|or|and|/)\s?(?:grade )?(?P<high>\d))?"
    rf"{_TRAILING}(?!\w)"
)
_CYCLE = re.compile(
    r"\bcycles? (?P<low>\d)(?:\s?(?P<to>-|to|through|and|&|,)\s?(?:cycle )?(?P<high>\d)(?! ?(?:m?c?g|ml|kg|days?|hours?|h|weeks?|%)))?(?!\w|\.\d)"
)
_DAY = re.compile(r"(?<!/)\bdays? (?P<low>\d+)(?:\s?(?:-|to|through)\s?(?:day )?(?P<high>\d+))?(?!\w|\.\d)")
_OF_CYCLE = re.compile(r"\sof (?:the )?cycle (?P<cycle>\d)")
_EVENT_AFTER = re.compile(r"\s(?:(?P<before>before|prior to)|(?P<after>after))\b")
_EVENT_BEFORE = re.compile(r"\b(?P<after>after)(?:\sa further)?\s?$")
_LASTING = re.compile(r"\bfor\s?(?:about )?$")
_LIST_ON = re.compile(r"\s?(?:,|or|and|/|, or)\s?$")


def measures(text: str) -> tuple[Found, ...]:
    """Return the measures of a normalised text in reading order."""
    found: list[Found] = []
    for pattern, read in ((_GRADE, _grade), (_CYCLE, _cycle), (_DAY, _day), (_AMOUNT, _amount)):
        for match in pattern.finditer(text):
            if not any(item.start < match.end() and match.start() < item.end for item in found):
                found.append(read(text, match))
    listed = _with_list_units(text, sorted(found, key=lambda item: item.start))
    return tuple(_said_once(text, [_in_days(item) for item in listed]))


def _item(text: str, measure: Measure, start: int, end: int) -> Found:
    opened, closed = text.rfind("(", 0, start), text.rfind(")", 0, start)
    return Found(measure, start, end, opened > closed)


def _grade(text: str, match: re.Match[str]) -> Found:
    comparator = _comparator(match["comparator"], match["sign"], match["trailing"])
    values = tuple(dict.fromkeys(value for value in (match["low"], match["high"]) if value))
    return _item(text, Measure("grade", values, "", comparator), *match.span())


def _cycle(text: str, match: re.Match[str]) -> Found:
    low, high = int(match["low"]), int(match["high"] or match["low"])
    several = range(low, high + 1) if match["to"] in ("-", "to", "through") else (low, high)
    return _item(text, Measure("cycle", tuple(dict.fromkeys(str(n) for n in several))), *match.span())


def _day(text: str, match: re.Match[str]) -> Found:
    values = tuple(value for value in (match["low"], match["high"]) if value)
    return _item(text, Measure("day", values), *match.span())


def _amount(text: str, match: re.Match[str]) -> Found:
    values = tuple(_plain(value) for value in (match["low"], match["high"]) if value)
    unit = _unit(match["unit"] or "")
    comparator = "first" if match["first"] else _comparator(match["comparator"], match["sign"], match["trailing"])
    if match["comparator"] == "over" and unit in _TIME and not match["first"]:
        comparator = ""
    relation, end = "", match.end()
    of_cycle = _OF_CYCLE.match(text, end)
    after = _EVENT_AFTER.match(text, end)
    before = _EVENT_BEFORE.search(text, max(0, match.start() - 30), match.start())
    if match["first"] and of_cycle:
        relation, end = f"cycle {of_cycle['cycle']}", of_cycle.end()
    elif after and unit in _TIME and not _LASTING.search(text, max(0, match.start() - 12), match.start()):
        relation = "before" if after["before"] else "after"
    elif before and unit in (*_TIME, "week"):
        relation = "after"
    # "At least the first 9 days": the least is a word of its own, the number counts from the first.
    start = match.start("first") if match["first"] else match.start()
    return _item(text, Measure("amount", values, unit, comparator, relation), start, end)


_TIME = ("hour", "day", "minute")


def _comparator(before: str | None, sign: str | None, after: str | None) -> str:
    for written, patterns in ((before, _BEFORE), (after, _AFTER)):
        for name, pattern in patterns.items():
            if written and re.fullmatch(pattern, written.strip()):
                return name
    return sign or ""


def _unit(written: str) -> str:
    unit = written.replace(" ", "")
    if unit.endswith("uln"):
        return "uln"
    if unit == "h":
        return "hour"
    return unit if unit.startswith(("mcg", "mg", "ml", "x10")) else unit.removesuffix("s")


def _plain(number: str) -> str:
    return format(Decimal(number).normalize(), "f")


def _with_list_units(text: str, found: list[Found]) -> Iterator[Found]:
    """Yield the measures; a number of a list without a unit has that of the next ("24, 48 or 72 hours")."""
    unit, place = "", -1
    filled: list[Found] = []
    for item in reversed(found):
        measure = item.measure
        is_listed = place >= 0 and _LIST_ON.fullmatch(text, item.end, place)
        if measure.kind == "amount" and not measure.unit and is_listed:
            measure = Measure("amount", measure.values, unit, measure.comparator, measure.relation)
        filled.append(Found(measure, item.start, item.end, item.aside))
        unit, place = measure.unit, item.start
    yield from reversed(filled)


_HOURS_A_DAY, _DAYS_A_WEEK = 24, 7


def _in_days(item: Found) -> Found:
    """Return a time in days where it is a whole number of them: 48 hours are 2 days, 2 weeks are 14."""
    measure = item.measure
    if measure.unit == "week" and all(value.isdigit() for value in measure.values):
        values = tuple(str(int(value) * _DAYS_A_WEEK) for value in measure.values)
    elif measure.unit == "hour" and all(
        value.isdigit() and int(value) and int(value) % _HOURS_A_DAY == 0 for value in measure.values
    ):
        values = tuple(str(int(value) // _HOURS_A_DAY) for value in measure.values)
    else:
        return item
    return replace(item, measure=replace(measure, values=values, unit="day"))


def _said_once(text: str, found: list[Found]) -> Iterator[Found]:
    """Yield the measures, one that is said again in brackets with the one before it: "48 hours (2 days)"."""
    last: Found | None = None
    for item in found:
        again = (
            last is not None and _AGAIN.fullmatch(text, last.end, item.start) and text[item.end : item.end + 1] == ")"
        )
        if last and again and (item.measure.values, item.measure.unit) == (last.measure.values, last.measure.unit):
            last = replace(last, end=item.end + 1)
            continue
        if last:
            yield last
        last = item
    if last:
        yield last


_AGAIN = re.compile(r"\s?\((?:i\.?e\.?,? |that is,? |or )?")
