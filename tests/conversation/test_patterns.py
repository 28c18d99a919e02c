"""No pattern of the package takes longer than its text is long: a hostile text cannot stop the assistant."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import assistant.conversation as package
from assistant.conversation.cleaning import MAXIMUM_CHARACTERS, unusable

HOSTILE = (
    "a",
    "1",
    " ",
    "-",
    "1 ",
    "- ",
    "no ",
    "70 kg ",
    "grade 3 ",
    "dose of ",
    "the patient is ",
    "give it ",
    "at the ",
    "two and ",
    "1,",
    "1.",
    "?!",
    "x ULN ",
)


def compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(package.__path__):
        for name, value in vars(importlib.import_module(f"{package.__name__}.{module.name}")).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


PATTERNS = dict(compiled())


def seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - began


def test_the_patterns_of_every_module_are_walked() -> None:
    assert len(PATTERNS) > 100


@pytest.mark.timed
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_reads_the_longest_question_in_less_than_50_ms(name: str) -> None:
    slow = {
        hostile for hostile in HOSTILE if seconds(PATTERNS[name], hostile * (MAXIMUM_CHARACTERS // len(hostile))) > 0.05
    }
    assert not slow


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_reads_ten_times_the_text_in_about_ten_times_the_time(name: str) -> None:
    for hostile in HOSTILE:
        short, long = (hostile * (length // len(hostile)) for length in (1_000, 10_000))
        # Below a few milliseconds the clock decides, not the pattern.
        assert seconds(PATTERNS[name], long) < 0.01 + 40 * seconds(PATTERNS[name], short)


@pytest.mark.timed
def test_a_hundred_thousand_characters_are_refused_before_anything_reads_them() -> None:
    began = time.process_time()
    assert unusable("70 kg c1d3 dose " * 6_250) == "too_long"
    assert time.process_time() - began < 0.05
