"""What in a person's words tells who a patient is, and the words without it.

Removed: names after a title or where a name is announced, health-card, record and insurance numbers, phones, e-mails, dates of
birth, postal codes. Left alone: weights, doses, grades, laboratory values, dates of a schedule. Every pattern is bounded, so
that the time grows with the length of the text alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from assistant.knowledge.identifier_names import names_in

IdentifierKind = Literal["name", "number", "phone", "email", "birth_date", "postal_code"]

MARK = {
    "name": "[name]",
    "number": "[number]",
    "phone": "[phone]",
    "email": "[e-mail]",
    "birth_date": "[date of birth]",
    "postal_code": "[postal code]",
}
"""What stands in the text instead."""


@dataclass(frozen=True)
class Identifier:
    """One identifier of a text. start, end: its span there; words: the text of that span."""

    kind: IdentifierKind
    start: int
    end: int
    words: str


def without_identifiers(text: str) -> tuple[str, tuple[IdentifierKind, ...]]:
    """Return the text with a mark in the place of each identifier, and the kinds that were found, in order, each once."""
    found = identifiers_in(text)
    return cut(text, found), kinds_of(found)


def cut(text: str, identifiers: Sequence[Identifier]) -> str:
    """Return the text with a mark in the place of each of its identifiers."""
    parts, end = [], 0
    for identifier in identifiers:
        parts += [text[end : identifier.start], MARK[identifier.kind]]
        end = identifier.end
    return "".join([*parts, text[end:]])


def kinds_of(identifiers: Sequence[Identifier]) -> tuple[IdentifierKind, ...]:
    """Return the kinds of identifiers, in order, each once."""
    return tuple(dict.fromkeys(identifier.kind for identifier in identifiers))


def identifiers_in(text: str) -> tuple[Identifier, ...]:
    """Return the identifiers of a text in reading order; none overlaps another."""
    spans = sorted(chain(_labelled(text), _shaped(text), _names(text)), key=lambda span: (span.start, -span.end))
    found: list[Identifier] = []
    for span in spans:
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def masked(text: str, identifiers: Sequence[Identifier]) -> str:
    """Return a text of ours with a mark wherever it repeats the words of such an identifier."""
    for identifier in sorted(identifiers, key=lambda known: -len(known.words)):
        if identifier.words in text:
            whole = rf"(?<!\w){re.escape(identifier.words)}(?!\w)"
            text = re.sub(whole, MARK[identifier.kind], text)
    return text


_SHORT_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|{_SHORT_MONTH}\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]{{1,3}}{_SHORT_MONTH}\.?,?[\s-]{{1,3}}\d{{4}}"
    rf"|{_SHORT_MONTH}\.?\s{{1,3}}\d{{4}}|(?:19|20)\d{{2}})(?!\d)"
)
_IS = r"[\s:=#.]{0,4}(?:(?:is|was|no|number|num|id)\b[\s:=#.]{0,4}){0,2}"
_RECORD_NUMBER = r"(?:[A-Za-z]{1,4}[- ]?)?\d(?:-?\d){3,14}(?:-?[A-Za-z]{2})?(?![\w-])"
_GROUPS = (
    r"\d{4}[ -]\d{3}[ -]\d{3}(?:[ -]?[A-Z]{2}\b)?(?!\d)|\d{3}[ -]\d{3}[ -]\d{3,4}(?!\d)|\d{3}[ -]\d{2}[ -]\d{4}(?!\d)"
)

_NUMBER_LABEL = (
    r"(?:mrn|m\.r\.n\.?|medical record|chart (?:no|number|#)|hospital (?:no|number|id)|patient (?:id|number|no|identifier)"
    r"|file (?:no|number)|health ?card|health (?:insurance )?number|health insurance|ohip|hcn|phn|ramq|nhs"
    r"|sin|ssn|social (?:insurance|security)|account (?:no|number)|accession (?:no|number)|visit (?:no|number)|medicare|insurance (?:no|number))"
)
_LABELLED: tuple[tuple[IdentifierKind, re.Pattern[str]], ...] = (
    (
        "birth_date",
        re.compile(
            rf"\b(?:dob|d\.o\.b\.?|date of birth|birth ?date|birthday|born(?: on| in)?|née? le){_IS}(?P<found>{_DATE})",
            re.IGNORECASE,
        ),
    ),
    ("number", re.compile(rf"\b{_NUMBER_LABEL}{_IS}(?P<found>{_GROUPS}|{_RECORD_NUMBER})", re.IGNORECASE)),
    (
        "phone",
        re.compile(
            rf"\b(?:tele)?(?:phone|tel|fax|mobile|pager)\b{_IS}(?P<found>\+?\(?\d[\d().]{{0,6}}(?:[ -]?[\d().]{{2,6}}){{1,5}})(?![\w-])",
            re.IGNORECASE,
        ),
    ),
    (
        "postal_code",
        re.compile(
            rf"\b(?:post(?:al)? ?code|zip(?: ?code)?){_IS}(?P<found>\d{{5}}(?:-\d{{4}})?|[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d)(?!\w)",
            re.IGNORECASE,
        ),
    ),
)
"""Identifiers that a word before them announces; the group `found` is what is removed."""

_NO_NUMBER_BEFORE = r"(?<![\w.,/+-])"
_NO_NUMBER_AFTER = r"(?![\w-]|[.,/]\d)"
_NO_UNIT_AFTER = r"(?!\s?(?:/|×|x\s?10|\*|%|cells|per\b|copies|units|mL\b|L\b|u\b|iu\b|m?c?g\b|kg\b|lb))"
_SHAPED: tuple[tuple[IdentifierKind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    (
        "phone",
        re.compile(
            rf"(?<![\w.,/-])(?:\+?1[-. ])?(?:\(\d{{3}}\) ?|\d{{3}}[-. ])\d{{3}}[-. ]\d{{4}}{_NO_NUMBER_AFTER}{_NO_UNIT_AFTER}"
        ),
    ),
    ("phone", re.compile(rf"(?<![\w.,/+-])\+\d{{1,3}}(?:[ .-]?\(?\d{{1,4}}\)?){{2,5}}(?<=\d){_NO_NUMBER_AFTER}")),
    (
        "number",
        re.compile(
            rf"{_NO_NUMBER_BEFORE}\d{{4}}[- ]\d{{3}}[- ]\d{{3}}(?:[- ]?[A-Z]{{2}}(?![A-Za-z]))?{_NO_NUMBER_AFTER}{_NO_UNIT_AFTER}"
        ),
    ),
    ("number", re.compile(rf"{_NO_NUMBER_BEFORE}[A-Z]{{4}} ?\d{{4}} ?\d{{4}}{_NO_NUMBER_AFTER}")),
    ("number", re.compile(rf"{_NO_NUMBER_BEFORE}\d{{3}}-\d{{2}}-\d{{4}}{_NO_NUMBER_AFTER}")),
    ("number", re.compile(rf"{_NO_NUMBER_BEFORE}\d{{9,12}}(?<!0{{6}}){_NO_NUMBER_AFTER}{_NO_UNIT_AFTER}")),
    (
        "postal_code",
        re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d\b", re.IGNORECASE),
    ),
    ("postal_code", re.compile(rf"{_NO_NUMBER_BEFORE}\d{{5}}-\d{{4}}{_NO_NUMBER_AFTER}")),
)
"""Identifiers that their own shape gives away."""

_INSURANCE_NUMBER = re.compile(rf"{_NO_NUMBER_BEFORE}\d{{3}}[- ]\d{{3}}[- ]\d{{3}}{_NO_NUMBER_AFTER}{_NO_UNIT_AFTER}")


def _labelled(text: str) -> Iterator[Identifier]:
    for kind, pattern in _LABELLED:
        for match in pattern.finditer(text):
            yield Identifier(kind, *match.span("found"), match["found"])


def _shaped(text: str) -> Iterator[Identifier]:
    for kind, pattern in _SHAPED:
        for match in pattern.finditer(text):
            yield Identifier(kind, *match.span(), match[0])
    for match in _INSURANCE_NUMBER.finditer(text):
        if _has_check_digit(match[0]):
            yield Identifier("number", *match.span(), match[0])


def _names(text: str) -> Iterator[Identifier]:
    for start, end in names_in(text):
        yield Identifier("name", start, end, text[start:end])


def _has_check_digit(number: str) -> bool:
    """Tell whether a number ends in its Luhn check digit, as a social insurance number does."""
    digits = [int(digit) for digit in number if digit.isdecimal()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return any(digits) and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
