"""The transcriptions hold the words of the originals, but for what the ledger records."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.errors import DataError
from assistant.knowledge.repairs import Repair, apply_repairs, first_difference, load_repairs, words

DOCUMENTS = ("monograph", "summary")


@pytest.fixture(scope="module")
def repairs(corpus_folder: Path) -> dict[str, tuple[Repair, ...]]:
    return load_repairs(corpus_folder / "repairs.yaml")


def _original(corpus_folder: Path, document: str) -> str:
    return (corpus_folder / "originals" / f"{document}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_difference_between_original_and_transcription_is_in_the_ledger(
    document: str, corpus_folder: Path, corpus: Corpus, repairs: dict[str, tuple[Repair, ...]]
) -> None:
    original = _original(corpus_folder, document)
    assert first_difference(document, original, corpus.documents[document].text, repairs[document]) is None


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_repair_can_be_left_out(
    document: str, corpus_folder: Path, corpus: Corpus, repairs: dict[str, tuple[Repair, ...]]
) -> None:
    original, transcription = _original(corpus_folder, document), corpus.documents[document].text
    for left_out in repairs[document]:
        rest = tuple(repair for repair in repairs[document] if repair is not left_out)
        try:
            difference = first_difference(document, original, transcription, rest)
        except DataError:
            continue  # a later repair rests on it
        if difference is None:
            # A sentence joined over a page break: the same words, now on one line.
            assert left_out.kind == "join", left_out.id
            assert words(left_out.before) == words(left_out.after)
            assert left_out.after in transcription


def test_a_changed_word_of_a_transcription_is_found(
    corpus_folder: Path, corpus: Corpus, repairs: dict[str, tuple[Repair, ...]]
) -> None:
    changed = corpus.documents["monograph"].text.replace(
        "An in-line filter is NOT required", "An in-line filter is required"
    )
    difference = first_difference("monograph", _original(corpus_folder, "monograph"), changed, repairs["monograph"])
    assert difference is not None
    assert "is NOT required" in difference.repaired_original


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_word_more_or_less_at_the_end_is_found(
    document: str, corpus_folder: Path, corpus: Corpus, repairs: dict[str, tuple[Repair, ...]]
) -> None:
    original, text = _original(corpus_folder, document), corpus.documents[document].text.rstrip()
    assert first_difference(document, original, text + " more", repairs[document]) is not None
    assert first_difference(document, original, text.rpartition(" ")[0], repairs[document]) is not None


def test_a_repair_that_no_longer_applies_is_refused(repairs: dict[str, tuple[Repair, ...]]) -> None:
    repair = next(repair for repair in repairs["monograph"] if repair.id == "row-crs-4")
    with pytest.raises(DataError, match=r"row-crs-4 no longer applies at line 133"):
        apply_repairs("\n" * 200, (repair,))


def test_a_repair_that_changes_nothing_is_refused(repairs: dict[str, tuple[Repair, ...]]) -> None:
    idle = replace(repairs["monograph"][0], after=repairs["monograph"][0].before)
    with pytest.raises(DataError, match="changes nothing"):
        apply_repairs("", (idle,))


def test_a_wrong_count_is_refused(repairs: dict[str, tuple[Repair, ...]]) -> None:
    counted = next(repair for repair in repairs["monograph"] if repair.everywhere)
    with pytest.raises(DataError, match=r"names 12 places; 0 are found"):
        apply_repairs("nothing of it", (counted,))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("kind: residue", "kind: taste", "no known kind"),
        ("id: back-to-top", "id: navigation-bar", "stands twice"),
        ("reason: Navigation link of the web page.", 'reason: ""', "lacks"),
        ("everywhere: 12", "everywhere: twelve", "wrong place"),
        ("everywhere: 12", "unknown: 12", "unknown key"),
    ],
)
def test_a_ledger_entry_without_its_form_is_refused(
    before: str, after: str, problem: str, copied_corpus: Path, change: Callable[[Path, str, str], None]
) -> None:
    ledger = copied_corpus / "repairs.yaml"
    change(ledger, before, after)
    with pytest.raises(DataError, match=problem):
        load_repairs(ledger)


def test_each_displaced_row_gives_its_reason(repairs: dict[str, tuple[Repair, ...]]) -> None:
    displaced = {repair.id for repair in repairs["monograph"] if repair.kind == "displaced"}
    assert displaced == {"row-neurotoxicity-4", "row-seizure", "row-crs-1-2", "row-crs-4", "row-liver"}
    assert all(len(repair.reason) > 40 for repair in repairs["monograph"] if repair.kind == "displaced")
