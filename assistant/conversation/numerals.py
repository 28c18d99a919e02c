"""Numbers as people write them: ASCII digits with a decimal point or comma, words, ordinals, roman numerals.

The digits of a number are taken as a whole or not at all: a pattern never backtracks into a part of one.
"""

import re
from decimal import Decimal

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def _ordinal(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"


_BELOW_TWENTY = (*_UNITS, *_TEENS)
WORD_NUMBERS = {
    **{word: value for value, word in enumerate(_BELOW_TWENTY, 1)},
    **{word: 10 * tens for tens, word in enumerate(_TENS, 2)},
    **{
        f"{word}-{unit}": 10 * tens + value
        for tens, word in enumerate(_TENS, 2)
        for value, unit in enumerate(_UNITS, 1)
    },
}
"""The numbers below a hundred in words, compounds with a hyphen."""

ORDINALS = {
    **{_ordinal(word): value for word, value in WORD_NUMBERS.items() if "-" not in word},
    **{
        f"{word}-{_ordinal(unit)}": 10 * tens + value
        for tens, word in enumerate(_TENS, 2)
        for value, unit in enumerate(_UNITS, 1)
    },
}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}

_TENS_PATTERN = "|".join(_TENS)
_UNITS_PATTERN = "|".join(sorted(_UNITS, key=len, reverse=True))
_SMALL_PATTERN = "|".join(sorted(_BELOW_TWENTY, key=len, reverse=True))
WORDS_BEFORE_A_HALF = rf"(?:(?:{_TENS_PATTERN})(?:[ -](?:{_UNITS_PATTERN}))?+|(?:{_SMALL_PATTERN}))"
"""The words of a whole number to which "and a half" adds a half."""

# "a hundred and five", "four point five" and "one and a half" are not read: their last word is no number by itself.
WORDS = (
    rf"(?<!hundred )(?<!hundred and )(?<!thousand )(?<!point )(?:(?:{_TENS_PATTERN})(?:[ -](?:{_UNITS_PATTERN}))?+|(?:{_SMALL_PATTERN}))\b"
    r"(?! point\b)(?! hundred\b)(?! and a half\b)"
)
_ORDINAL_SMALL = "|".join(sorted((_ordinal(word) for word in _BELOW_TWENTY), key=len, reverse=True))
_ORDINAL_TENS = "|".join(_ordinal(word) for word in _TENS)
_ORDINAL_UNITS = "|".join(sorted((_ordinal(word) for word in _UNITS), key=len, reverse=True))
ORDINAL = (
    rf"(?:(?:{_TENS_PATTERN})[ -](?:{_ORDINAL_UNITS})|{_ORDINAL_TENS}|{_ORDINAL_SMALL}|\d{{1,2}}+(?:st|nd|rd|th))\b"
)

_ENDS = r"(?!\d|[.,]\d)"
DIGITS = rf"\d{{1,7}}+(?:[.,]\d{{1,12}}+)?+{_ENDS}"
WHOLE_DIGITS = rf"\d{{1,3}}+{_ENDS}"
# A number begins at no word, number, date, time or sign; with a sign before it, it is doubted, never read without it.
SIGNED = r"(?:(?P<sign>(?<!\d )[-−]|±\s?|\+/-\s?)|(?<![\w.^±−-])(?:(?<!\d[,/:])|(?<=[cdCD]\d/)|(?<=[cdCD]\d\d/))(?<!± )(?<!\+/-)(?<!\+/- ))"
UNSIGNED = r"(?<![\w.^±−-])(?<!\d[,/:])(?<!± )(?<!\+/-)(?<!\+/- )"
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
_LEADING_ZERO = re.compile(r"0\d+(?:[.,]\d+)?")


def number_of(written: str) -> Decimal | None:
    """Return the number written, None where it can be read in two ways or is none."""
    word = written.lower().replace(" ", "-")
    value = WORD_NUMBERS.get(word) or ORDINALS.get(word) or ROMAN.get(word)
    if value is not None:
        return Decimal(value)
    digits = re.sub(r"(?:st|nd|rd|th)$", "", word)
    if not re.fullmatch(r"[0-9]{1,12}(?:[.,][0-9]{1,12})?", digits):
        return None
    if _THOUSANDS.fullmatch(digits) or _LEADING_ZERO.fullmatch(digits):
        return None
    return Decimal(digits.replace(",", "."))
