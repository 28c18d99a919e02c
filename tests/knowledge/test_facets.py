"""Facets are read whatever stands between their words, and numbers within their span only."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.knowledge.facets import facets_in, load_facets

Read = Callable[[str], frozenset[str]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    (tmp_path / "facets.yaml").write_text(
        "once: [one seizure]\ngap: [pump * fault]\nspan: [20..30 times, below 1.5]\n", encoding="utf-8"
    )
    facets = load_facets(tmp_path)
    return lambda text: facets_in(text, facets)


@pytest.mark.parametrize("text", ["One seizure.", "after one seizure, then", "ONE SEIZURES"])
def test_a_term_is_read_without_regard_to_case_and_ending(text: str, read: Read) -> None:
    assert read(text) == {"once"}


@pytest.mark.parametrize("text", ["pump fault", "the pump has a fault", "pump with a bad fault"])
def test_up_to_three_words_may_stand_in_a_gap(text: str, read: Read) -> None:
    assert read(text) == {"gap"}


def test_four_words_in_a_gap_are_too_many(read: Read) -> None:
    assert read("pump and then one more fault") == frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [("20 times", True), ("30 times", True), ("19 times", False), ("31 times", False), ("20.5 times", True)],
)
def test_a_number_counts_within_its_span(text: str, found: bool, read: Read) -> None:
    assert ("span" in read(text)) == found


def test_words_apart_are_no_term(read: Read) -> None:
    assert read("one more seizure") == frozenset()
