"""Short forms as the plain words that they stand for, and one word for each thing that has several (corpus/shorthand.yaml).

Every exchange is noted with the user's own word, so that an answer shows what was typed.
"""

import re
from collections.abc import Mapping
from functools import cache

_A_LEVEL = re.compile(r"\s{0,2}(?:\d|(?:one|two|three|four|iii|ii|iv|i)\b)", re.IGNORECASE)


def spelt_out(text: str, short_forms: Mapping[str, str], changes: dict[str, str]) -> str:
    """Return a text with its short forms in plain words; what was typed is noted in changes."""

    def plain(match: re.Match[str]) -> str:
        typed = match[0].removesuffix(".")
        word = short_forms[typed.lower()]
        changes[word] = typed
        if match[0][-1] == "." and "'" in word:
            # "It didnt." ends a sentence; "wt." does not.
            return f"{word}."
        return f"{word} " if match[0][-1] in "/." and match.string[match.end() :][:1].isalnum() else word

    return _short_form(tuple(short_forms)).sub(plain, text)


def in_plain_words(text: str, plain_words: Mapping[str, str], changes: dict[str, str]) -> str:
    """Return a text with one word for each thing; what was typed is noted in changes.

    Where two words of one thing are told apart ("dosage or dose"), both stay.
    """

    def exchanged(match: re.Match[str]) -> str:
        plain = plain_words[match[0].lower()]
        if plain[-1].isdigit() and _A_LEVEL.match(match.string, match.end()):
            # "A second grade 3 event" counts the event, and names its grade.
            return match[0]
        is_one_word = " " not in match[0]
        if is_one_word and re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", text, re.IGNORECASE):
            return match[0]
        changes[plain] = changes.pop(match[0].lower(), match[0])
        return plain

    return _any_word(tuple(plain_words)).sub(exchanged, text)


@cache
def _short_form(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of short forms.

    The stop of an abbreviation goes with it ("approx. 70 kg"); behind a stroke ("w/") the next word may stand at once.
    """
    any_of = "|".join(
        re.escape(form) if form.endswith("/") else rf"{re.escape(form)}(?![\w'’/])(?:\.(?=\s?(?-i:[a-z\d])))?"
        for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w'’/.-])(?:{any_of})", re.IGNORECASE)


@cache
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    any_of = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w/-])(?:{any_of})(?![\w/]|-\w)", re.IGNORECASE)
