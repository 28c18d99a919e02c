"""Short forms of the ward give plain words, never a number, a unit or a denial that was not typed."""

import re
from pathlib import Path

import pytest

from assistant.knowledge.errors import DataError
from assistant.knowledge.shorthand import load_shorthand

_DENIALS = {"no", "not", "never", "without", "none", "nil"}
_KNOWN_DENIALS = {"w/o", "nto", "nver"}
_UNITS = r"(?:kg|kgs|kilos?|lbs?|pounds?|stone|st|g|grams?|cm|m|feet|foot|ft|inch\w*|mcg|ug|mg|days?|d|hours?|h|hrs?|weeks?|ml|%)"


def test_no_short_form_gives_a_number_or_a_unit(corpus_folder: Path) -> None:
    shorthand = load_shorthand(corpus_folder)
    for words in (shorthand.short_forms, shorthand.plain_words):
        for typed, plain in words.items():
            assert not re.search(r"\d", plain), typed
            assert not re.fullmatch(_UNITS, typed), typed
            assert not re.fullmatch(_UNITS, plain) or (typed, plain) == ("dya", "day"), typed


def test_a_denial_stays_a_denial(corpus_folder: Path) -> None:
    shorthand = load_shorthand(corpus_folder)
    for words in (shorthand.short_forms, shorthand.plain_words):
        for typed, plain in words.items():
            denies = bool(set(plain.split()) & _DENIALS) or plain.endswith("n't")
            denied = typed in _KNOWN_DENIALS or typed.endswith("nt") or bool(set(typed.split()) & _DENIALS)
            assert not denies or denied, typed


def test_a_word_that_stands_for_itself_and_for_another_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shorthand.yaml").write_text(
        "{short_forms: {abt: about, about: around}, plain_words: {}, people: [], aims: [], deciding: []}", "utf-8"
    )
    with pytest.raises(DataError, match="Keep one"):
        load_shorthand(tmp_path)


def test_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shorthand.yaml").write_text("{short_forms: {abt: 3}}", "utf-8")
    with pytest.raises(DataError, match="Correct it"):
        load_shorthand(tmp_path)
