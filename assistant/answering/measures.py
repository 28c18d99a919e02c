"""Every number of a text with all that changes its meaning: unit, comparator, and what it counts from.

Two texts say the same number only if they give the same Measure: "up to 24 mg/day" is not "24 mg/day", "the first 9 days of
cycle 1" is not "the first 9 days of cycle 2".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.knowledge.documents import FOOTNOTE_MARKS

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


_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "−": "-", "×": "x", "µ": "u", "μ": "u", "’": "'", "“": '"', "”": '"', "\u00a0": " "}
    | dict.fromkeys(FOOTNOTE_MARKS, " ")
)
_COUNTED = r"(?=[ -](?:days?|weeks?|hours?|months?|years?|cycles?|seizures?|prior|times)\b)"
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "fifth": 5}
_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r">\s?="), "≥"),
    (re.compile(r"<\s?="), "≤"),
    (re.compile(r"m\s?²|m\^2|\bm2\b|square met(?:re|er)s?"), "m2"),
    (re.compile(r"\b(?:ug|micrograms?|mcgs)\b"), "mcg"),
    (re.compile(r"\bmilligrams?\b"), "mg"),
    (re.compile(r"(?<=[a-z0-9])\s?(?:per|/)\s?(?=m2|day|h\b|hour|min\b|l\b)"), "/"),
    (re.compile(r"(?<=\d)(?=kg\b|h\b|mcg|mg|ml)"), " "),
    (re.compile(r"(?<=\d{4});\s?(?=\d+:\d)"), "; "),
    (re.compile(r"~"), "about "),
    (re.compile(r"\ban hour\b"), "1 hour"),
    (re.compile(r"ml/h(?:ours?|r)?\b"), "ml/h"),
    (re.compile(r"\bbetween (\d+(?:\.\d+)?)\s?(?:%|°\s?c)? and (?=\d)"), r"\1-"),
)
_CYCLE_PAIR = re.compile(rf"\b({'|'.join(_ORDINALS)}) and ({'|'.join(_ORDINALS)}) cycles\b")
_CYCLE_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}) cycle\b")
_WORD_NUMBER = re.compile(rf"\b({'|'.join(_WORDS)}){_COUNTED}")
_ONE_ENTITY = re.compile(r"\b(more than|at least|≥|>) (one|two)\b")


def normalised(text: str) -> str:
    """Return a text in lower case with one spelling for each sign, unit and number word."""
    text = " ".join(text.translate(_SIGNS).lower().split())
    for pattern, written in _REWRITTEN:
        text = pattern.sub(written, text)
    text = _CYCLE_PAIR.sub(lambda m: f"cycles {_ORDINALS[m[1]]} and {_ORDINALS[m[2]]}", text)
    text = _CYCLE_ORDINAL.sub(lambda m: f"cycle {_ORDINALS[m[1]]}", text)
    text = _ONE_ENTITY.sub(lambda m: f"{m[1]} {_WORDS[m[2]]}", text)
    return _WORD_NUMBER.sub(lambda m: str(_WORDS[m[1]]), text)


_BEFORE = {
    "≥": r"≥|at least|(?:a )?minimum of|no less than|not less than|no fewer than|not below|at or above",
    ">": r">|more than|greater than|over(?: age)?|above|exceed(?:s|ed|ing)?|longer than|older than|heavier than|in excess of|beyond",
    "<": r"<|less than|fewer than|below|under|lighter than|shorter than|younger than",
    "≤": r"≤|up to|(?:a )?maximum(?: dose)?(?: of| is| being)?|at most|not more than|no more than|no higher than|not above|"
    r"at or below|capped at|(?:is )?limited to|(?:(?:must|does|do|will) )?not (?:to )?exceed(?:ing|s)?",
    "within": r"within",
    "about": r"about|approximately|around",
    "±": r"±",
}
_AFTER = {
    "≥": r"(?:or|and) (?:more|above|greater|higher|over|heavier|longer|older|worse|up)",
    "≤": r"(?:or|and) (?:less|lower|below|fewer|under|lighter|shorter|younger|better|milder)",
}
_COMPARATOR = rf"(?:(?P<comparator>{'|'.join(_BEFORE.values())})\s?(?:age of |the )?(?:a dose of )?)?(?P<first>first )?(?P<sign>[≥≤<>])?\s?"
_TRAILING = rf"(?:\s(?P<trailing>{'|'.join(_AFTER.values())})\b)?"
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
_CYCLE = re.compile(r"\bcycles? (?P<low>\d)(?:\s?(?P<to>-|to|through|and|&|,)\s?(?:cycle )?(?P<high>\d))?(?!\w|\.\d)")
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
    return tuple(_with_list_units(text, sorted(found, key=lambda item: item.start)))


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
    if match["comparator"] == "over" and unit in _TIME:
        comparator = ""
    relation, end = "", match.end()
    of_cycle = _OF_CYCLE.match(text, end)
    after = _EVENT_AFTER.match(text, end)
    before = _EVENT_BEFORE.search(text, max(0, match.start() - 30), match.start())
    if match["first"] and of_cycle:
        relation, end = f"cycle {of_cycle['cycle']}", of_cycle.end()
    elif after and unit in _TIME and not _LASTING.search(text, max(0, match.start() - 12), match.start()):
        relation = "before" if after["before"] else "after"
    elif before and unit in _TIME:
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
