"""What is drawn together and pushed apart when the encoder is fitted."""

import random
from itertools import combinations

import numpy as np
import pytest

from assistant.retrieval.entries import Entry, EntryKind
from evals.contrasts import Relation, batch, groups_of, relation


def _entry(kind: EntryKind, *passages: str) -> Entry:
    return Entry(f"{kind}:{passages}", kind, "words", passages)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (_entry("statement", "a"), _entry("asked", "a", "b"), "same"),
        (_entry("asked", "a", "c"), _entry("asked", "b", "c"), "same"),
        (_entry("asked", "a"), _entry("asked", "b"), "other"),
        (_entry("gap", "G01"), _entry("gap", "G01"), "same"),
        (_entry("gap", "G01"), _entry("gap", "G02"), "other"),
        (_entry("gap", "G01"), _entry("asked", "a"), "other"),
        (_entry("gap", "G01"), _entry("elsewhere", "hospital"), "other"),
        (_entry("on_conflict", "C01"), _entry("on_conflict", "C01"), "same"),
        (_entry("on_conflict", "C01"), _entry("on_conflict", "C02"), "other"),
        (_entry("on_conflict", "C01"), _entry("beside_conflict", "C01"), "other"),
        (_entry("on_conflict", "C01"), _entry("beside_conflict", "C02"), "either"),
        (_entry("beside_conflict", "C01"), _entry("beside_conflict", "C01"), "same"),
        (_entry("beside_conflict", "C01"), _entry("beside_conflict", "C02"), "either"),
        (_entry("on_conflict", "C01"), _entry("asked", "a"), "either"),
        (_entry("on_conflict", "C01"), _entry("gap", "G01"), "either"),
        (_entry("elsewhere", "hospital"), _entry("elsewhere", "drugs"), "same"),
        (_entry("elsewhere", "hospital"), _entry("asked", "a"), "other"),
        (_entry("elsewhere", "hospital"), _entry("on_conflict", "C01"), "other"),
    ],
)
def test_two_questions_lead_to_the_same_to_another_thing_or_to_either(
    one: Entry, two: Entry, expected: Relation
) -> None:
    assert relation(one, two) == relation(two, one) == expected


def _corpus() -> tuple[list[Entry], np.ndarray]:
    entries = [
        Entry(f"{kind}{passage}{n}", kind, f"{passage} {n}", (passage,))
        for kind, passages in (
            ("asked", [f"p{n}" for n in range(60)]),
            ("gap", ["G01", "G02"]),
            ("on_conflict", ["C01", "C02"]),
            ("beside_conflict", ["C01"]),
            ("elsewhere", ["hospital", "drugs"]),
        )
        for passage in passages
        for n in range(6)
    ]
    vectors = np.random.default_rng(3).normal(size=(len(entries), 8)).astype(np.float32)
    return entries, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_a_batch_holds_what_can_be_told_apart() -> None:
    entries, vectors = _corpus()
    rows = batch(groups_of(entries, vectors), vectors, random.Random(5))
    assert rows == sorted(set(rows))
    found = {relation(entries[one], entries[two]) for one, two in combinations(rows, 2)}
    assert found == {"same", "other", "either"}
    assert {entries[row].kind for row in rows} == {"asked", "gap", "on_conflict", "beside_conflict", "elsewhere"}


def test_the_same_chance_gives_the_same_batches_and_another_gives_others() -> None:
    entries, vectors = _corpus()
    groups = groups_of(entries, vectors)
    one, same, other = (batch(groups, vectors, random.Random(seed)) for seed in (5, 5, 6))
    assert one == same != other


def test_a_corpus_without_registers_and_other_matters_is_grouped_too() -> None:
    entries, vectors = _corpus()
    asked = [row for row, entry in enumerate(entries) if entry.kind == "asked"]
    groups = groups_of([entries[row] for row in asked], vectors[asked])
    assert batch(groups, vectors[asked], random.Random(5))
