"""A command that starts at once obeys the kill switch too."""

import sqlite3
from pathlib import Path

import pytest
from recorded_answers import later

from assistant.records.errors import StoreAbsentError, StoreDamagedError
from assistant.records.store import open_store
from assistant.records.switches import Switch, disable, enable
from assistant.records.watching import watched

DOSE = Switch("calculator", "dose", "under review", "Kim", later(0))


def test_without_records_nothing_is_switched_off_and_none_are_made(empty_sqlite_url: str, tmp_path: Path) -> None:
    with watched(empty_sqlite_url) as switched_off:
        assert not switched_off()
        assert list(tmp_path.iterdir()) == []


def test_switches_are_noticed_while_they_are_watched(empty_url: str) -> None:
    with watched(empty_url) as switched_off:
        assert not switched_off()
        store = open_store(empty_url)
        disable(store, DOSE)
        assert switched_off().calculators == {"dose": "under review"}
        enable(store, DOSE)
        assert not switched_off()
        store.close()


def test_records_that_are_only_being_made_switch_nothing_off(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "records.sqlite").close()
    with watched(f"sqlite:///{tmp_path / 'records.sqlite'}") as switched_off:
        (tmp_path / "records.sqlite").touch()
        assert not switched_off()


def test_records_that_cannot_be_read_are_told_and_nothing_is_taken_for_switched_on(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").write_bytes(b"rubbish" * 1000)
    with watched(f"sqlite:///{tmp_path / 'records.sqlite'}") as switched_off, pytest.raises(StoreDamagedError):
        switched_off()


def test_a_url_of_no_known_database_is_told() -> None:
    with pytest.raises(StoreAbsentError), watched("mysql://u@h/d"):
        pass
