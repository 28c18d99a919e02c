"""A backup is verified before it counts, and a restore changes everything or nothing."""

import sqlite3
import threading
from pathlib import Path

import pytest
from recorded_answers import answer, asking, later
from sqlalchemy import text

from assistant.records.audit import verify_chain
from assistant.records.backup import backup, check_backup, restore
from assistant.records.conversations import conversations, owner_of, start_conversation
from assistant.records.errors import BackupError, StoreDamagedError, StoreLockedError
from assistant.records.feedback import Opinion, give_feedback
from assistant.records.learners import StudyCard, cards, keep_card, learner, learners
from assistant.records.recording import Kept, record_answer
from assistant.records.store import Store, open_store
from assistant.records.switches import Switch, disable, switches

ADA = owner_of("browser", "ada")


def fill(store: Store, answers: int = 3) -> None:
    conversation = start_conversation(store, ADA, later(0)).id
    for number in range(answers):
        record_answer(store, asking(f"q{number}"), answer(), Kept(ADA, conversation))
    give_feedback(store, ADA, 1, Opinion(helpful=False, reason="unsafe", comment="µ"), later(1))
    disable(store, Switch("calculator", "dose", "review", "Kim", later(2)))
    keep_card(store, learner(store, "Ada", later(0)).id, StudyCard("c", "t", "v", "{}", later(3)))


def assert_filled(store: Store, answers: int = 3) -> None:
    assert [found.title for found in conversations(store, ADA)] == ["q0"]
    assert [switch.name for switch in switches(store)] == ["dose"]
    (ada,) = learners(store)
    assert [card.card for card in cards(store, ada.id)] == ["c"]
    report = verify_chain(store)
    assert (report.holds, report.entries) == (True, answers + 3), "the answers, the feedback, the switch, the restore"


@pytest.mark.parametrize("name", ["copy.sqlite", "copy.jsonl"])
def test_what_was_backed_up_comes_back(store: Store, url: str, tmp_path: Path, name: str) -> None:
    fill(store)
    copied = backup(store, tmp_path / name)
    assert (copied.counts["turn"], copied.counts["audit"], copied.chain.holds) == (3, 5, True)
    with store.writing() as connection:
        for table in ("turn", "conversation", "disabled"):
            connection.execute(text(f"DELETE FROM {table}"))
    restored = restore(url, tmp_path / name, later(9), force=True)
    assert_filled(store)
    assert restored.aside is not None
    assert check_backup(restored.aside)[0]["turn"] == 0


@pytest.mark.parametrize("name", ["copy.sqlite", "copy.jsonl"])
def test_a_backup_can_be_restored_where_there_are_no_records_yet(
    sqlite_store: Store, tmp_path: Path, name: str
) -> None:
    fill(sqlite_store)
    backup(sqlite_store, tmp_path / name)
    elsewhere = f"sqlite:///{tmp_path / 'new' / 'records.sqlite'}"
    assert restore(elsewhere, tmp_path / name, later(9)).aside is None
    opened = open_store(elsewhere)
    assert_filled(opened)
    opened.close()


def test_the_archive_moves_records_from_sqlite_to_postgresql(
    sqlite_store: Store, postgres_url: str, tmp_path: Path
) -> None:
    fill(sqlite_store)
    backup(sqlite_store, tmp_path / "move.jsonl")
    restore(postgres_url, tmp_path / "move.jsonl", later(9))
    opened = open_store(postgres_url)
    assert_filled(opened)
    record_answer(opened, asking("goes on"), answer())
    assert verify_chain(opened).holds
    opened.close()


def test_an_sqlite_file_is_not_restored_into_postgresql(sqlite_store: Store, postgres_url: str, tmp_path: Path) -> None:
    backup(sqlite_store, tmp_path / "copy.sqlite")
    with pytest.raises(BackupError, match=r"FILE\.jsonl"):
        restore(postgres_url, tmp_path / "copy.sqlite", later(9))


def test_a_backup_is_taken_while_others_write(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            record_answer(store, asking(), answer())

    record_answer(store, asking(), answer())
    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [backup(store, tmp_path / f"{number}.jsonl") for number in range(2)]
        copies.append(backup(store, tmp_path / "3.sqlite"))
    finally:
        stop.set()
        writer.join()
    assert all(copied.chain.holds and copied.counts["audit"] == copied.chain.entries > 0 for copied in copies)
    assert verify_chain(store).holds


def test_a_file_that_is_there_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(BackupError, match="--force"):
        backup(store, tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"
    backup(store, tmp_path / "there", force=True)
    assert check_backup(tmp_path / "there")[1].holds


def test_records_that_are_there_are_not_overwritten(store: Store, url: str, tmp_path: Path) -> None:
    backup(store, tmp_path / "empty.jsonl")
    fill(store)
    with pytest.raises(BackupError, match="--force"):
        restore(url, tmp_path / "empty.jsonl", later(9))
    assert verify_chain(store).entries == 5


def test_a_backup_has_one_file_that_only_its_user_reads(sqlite_store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    backup(sqlite_store, tmp_path / "out" / "copy.sqlite")
    assert [(path.name, path.stat().st_mode & 0o077) for path in (tmp_path / "out").iterdir()] == [("copy.sqlite", 0)]
    connection = sqlite3.connect(tmp_path / "out" / "copy.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def damaged(file: Path, how: str) -> None:
    content = file.read_bytes()
    if how == "cut off":
        file.write_bytes(content[: len(content) // 2])
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "other":
        file.write_bytes(b"no backup at all\n" * 100)
    elif how == "changed":
        file.write_bytes(content.replace(b"Hold or not", b"Give or not", 1))
    else:
        file.unlink()


@pytest.mark.parametrize("how", ["cut off", "empty", "other", "changed", "missing"])
@pytest.mark.parametrize("name", ["copy.sqlite", "copy.jsonl"])
def test_a_damaged_backup_is_refused_and_the_records_stay(
    store: Store, url: str, tmp_path: Path, name: str, how: str
) -> None:
    record_answer(store, asking(), answer())
    backup(store, tmp_path / name)
    damaged(tmp_path / name, how)
    record_answer(store, asking("later"), answer())
    with pytest.raises(BackupError):
        restore(url, tmp_path / name, later(9), force=True)
    assert verify_chain(store).entries == 2


def test_records_with_a_broken_chain_are_not_called_a_good_backup(store: Store, tmp_path: Path) -> None:
    record_answer(store, asking(), answer())
    with store.writing() as connection:
        connection.execute(text("UPDATE audit SET at = 'x'"))
    with pytest.raises(BackupError, match="chain"):
        backup(store, tmp_path / "copy.jsonl")
    assert list(tmp_path.glob("copy*")) == []


def test_a_backup_brings_back_records_whose_chain_is_broken(store: Store, url: str, tmp_path: Path) -> None:
    record_answer(store, asking(), answer())
    backup(store, tmp_path / "copy.jsonl")
    with store.writing() as connection:
        connection.execute(text("UPDATE audit SET at = 'x'"))
    restored = restore(url, tmp_path / "copy.jsonl", later(9), force=True)
    assert verify_chain(store).holds
    assert restored.aside is not None
    assert restored.aside.exists()


def test_a_damaged_database_is_put_aside_and_replaced(sqlite_url: str, tmp_path: Path) -> None:
    opened = open_store(sqlite_url)
    fill(opened)
    backup(opened, tmp_path / "copy.sqlite")
    opened.close()
    file = tmp_path / "data" / "records.sqlite"
    file.write_bytes(b"rubbish" * 10_000)
    with pytest.raises(StoreDamagedError):
        open_store(sqlite_url)
    with pytest.raises(BackupError, match="--force"):
        restore(sqlite_url, tmp_path / "copy.sqlite", later(9))
    restored = restore(sqlite_url, tmp_path / "copy.sqlite", later(9), force=True)
    assert restored.aside is not None
    assert restored.aside.read_bytes().startswith(b"rubbish")
    again = open_store(sqlite_url)
    assert_filled(again)
    again.close()


def test_a_restore_does_not_wait_for_ever_for_another_writer(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.records.backup.PATIENCE_SECONDS", 0.3)
    record_answer(sqlite_store, asking(), answer())
    backup(sqlite_store, tmp_path / "copy.sqlite")
    record_answer(sqlite_store, asking("later"), answer())
    assert sqlite_store.file is not None
    other = sqlite3.connect(sqlite_store.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLockedError):
        restore(sqlite_url, tmp_path / "copy.sqlite", later(9), force=True)
    other.execute("ROLLBACK")
    other.close()
    assert verify_chain(sqlite_store).entries == 2


def test_a_folder_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="cannot be written"):
        backup(store, tmp_path / "none" / "copy.jsonl")
