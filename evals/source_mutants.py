"""One fact of a document or of a rule file changed: what a slip, or a new edition that nobody read, would look like."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Mutant:
    """A file of the corpus with one change. line: from 1; before, after: the words around the change."""

    file: str
    operator: str
    line: int
    before: str
    after: str
    text: str


_Change = Callable[[re.Match[str]], str]


def _plus(step: int) -> _Change:
    return lambda match: match[0].replace(match["n"], str(int(match["n"]) + step), 1)


def _exchange(pairs: Mapping[str, str]) -> _Change:
    return lambda match: match[0].replace(match["w"], pairs[match["w"]], 1)


_COMPARATORS = {"≥": ">", ">=": ">", "≤": "<", ">": "<", "<": ">", "less than": "more than", "more than": "less than"}
_MODALS = {
    "Consider": "Always consider",
    "Discontinue": "Hold",
    "discontinue": "hold",
    "Hold": "Continue",
    "recommended": "required",
    "should": "may",
}

_OPERATORS: Mapping[str, tuple[str, _Change]] = {
    "dose in mcg": (r"(?<![\d.])(?P<n>\d+) (?:mcg|μg)", _plus(-1)),
    "mg for mcg": (r"(?<=\d )(?P<w>mcg|μg)", _exchange({"mcg": "mg", "μg": "mg"})),
    "area dropped": (r"(?P<w>mcg/m²|μg/m²)", _exchange({"mcg/m²": "mcg", "μg/m²": "μg"})),
    "dose in mg": (r"(?<![\d.])(?P<n>\d+) mg\b", _plus(1)),
    "weight": (r"(?<![\d.])(?P<n>\d+) ?kg", _plus(-5)),
    "days": (r"(?<![\d.])(?P<n>\d+)[ -]days?\b", _plus(1)),
    "day of a cycle": (r"\b[Dd]ays? (?P<n>\d+)", _plus(1)),
    "weeks": (r"(?<![\d.])(?P<n>\d+)[ -]weeks?\b", _plus(1)),
    "hours": (r"(?<![\d.])(?P<n>\d+)[ -]?(?:hours?|h)\b", _plus(1)),
    "cycles": (r"\b[Cc]ycles? (?P<n>\d+)|(?<![\d.])(?P<m>\d+) cycles\b", lambda match: _next_number(match[0])),
    "grade": (r"\bGrade (?P<n>[1-4])", _plus(1)),
    "times the upper limit": (r"(?P<n>\d+) x ULN", _plus(1)),
    "percent": (r"(?<![\d.-])(?P<n>\d+) ?%", _plus(1)),
    "comparator": (r"(?P<w>≥|≤|(?<=\s)[<>](?= ?\d)|less than|more than)", _exchange(_COMPARATORS)),
    "negation dropped": (r"(?P<w>\b(?:NOT|not|never) )", lambda _: ""),
    "modal": (rf"\b(?P<w>{'|'.join(_MODALS)})\b", _exchange(_MODALS)),
    "condition dropped": (r" (?:for at least \d+ days|if toxicity does not recur|if confirmed)", lambda _: ""),
}
_RULE_VALUE = re.compile(
    r"^\s+(?:- )?(?:value|dose|rate|volume|limit|\w+_mcg\w*|after_days): (?P<n>\d+)\s*$", re.MULTILINE
)
_RULE_RANGE = re.compile(r"^\s+(?:- )?(?:days|cycles|grades?): \[(?P<n>\d+), (?P<m>\d+)\]\s*$", re.MULTILINE)
_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
_RULE_LINE = re.compile(r"^[|\s:-]+$")


def mutants(file: str, text: str) -> Iterator[Mutant]:
    """Return every mutant of a document: one for each place where an operator applies, and rows whose last cells are swapped."""
    for operator, (pattern, change) in _OPERATORS.items():
        for match in re.finditer(pattern, text):
            yield _mutant(file, operator, text, match.span(), change(match))
    rows = [match for match in _ROW.finditer(text) if not _RULE_LINE.match(match[0])]
    for upper, lower in pairwise(rows):
        if lower.start() == upper.end() + 1:
            cells, others = upper[0].split("|"), lower[0].split("|")
            if len(cells) == len(others) and cells[-2].strip() != others[-2].strip():
                cells[-2], others[-2] = others[-2], cells[-2]
                swapped = "|".join(cells) + "\n" + "|".join(others)
                yield _mutant(file, "rows swapped", text, (upper.start(), lower.end()), swapped)


def rule_mutants(file: str, text: str) -> Iterator[Mutant]:
    """Return every mutant of a rule file: one for each whole number that a rule states, and for both ends of each range."""
    for match in _RULE_VALUE.finditer(text):
        yield _mutant(file, "rule value", text, match.span("n"), str(int(match["n"]) + 1))
    for match in _RULE_RANGE.finditer(text):
        yield _mutant(file, "rule range", text, match.span("n"), str(int(match["n"]) + 1))
        yield _mutant(file, "rule range", text, match.span("m"), str(int(match["m"]) + 1))


def _mutant(file: str, operator: str, text: str, span: tuple[int, int], words: str) -> Mutant:
    start, end = span
    line = text.count("\n", 0, start) + 1
    before = text[max(0, start - 25) : end + 25]
    after = text[max(0, start - 25) : start] + words + text[end : end + 25]
    return Mutant(
        file, operator, line, " ".join(before.split()), " ".join(after.split()), text[:start] + words + text[end:]
    )


def _next_number(words: str) -> str:
    return re.sub(r"\d+", lambda match: str(int(match[0]) + 1), words, count=1)
