"""Processes that are killed while they record leave a chain that holds, with every answer that was shown."""

import random

import pytest
from killing import kill_writers

KILLS = 12


@pytest.mark.slow
def test_kills_at_random_moments_leave_every_answer_that_was_shown(sqlite_url: str) -> None:
    chance = random.Random(5)
    left = [kill_writers(sqlite_url, chance, 0.4) for _ in range(KILLS // 2)]
    assert [found for found in left if not found.good] == []
    assert sum(found.shown for found in left) > 0, "the writers were killed before they wrote anything"


@pytest.mark.slow
def test_kills_while_the_tables_are_made_leave_records_that_can_be_opened(empty_sqlite_url: str) -> None:
    left = kill_writers(empty_sqlite_url, random.Random(6), 0.2)
    assert left.good


@pytest.mark.slow
def test_kills_leave_every_answer_in_postgresql_too(postgres_url: str) -> None:
    left = [kill_writers(postgres_url, random.Random(seed), 0.6) for seed in range(2)]
    assert [found for found in left if not found.good] == []
