"""A database that is locked, full, read-only, damaged or gone: a clear message, nothing half written, nothing lost."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from recorded_answers import answer, asking
from sqlalchemy import event, text

from assistant.records.audit import verify_chain
from assistant.records.conversations import open_conversation, owner_of, start_conversation
from assistant.records.errors import (
    RecordsError,
    StoreAbsentError,
    StoreDamagedError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
)
from assistant.records.recording import Kept, record_answer
from assistant.records.store import Store, open_store

ADA = owner_of("browser", "ada")


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    tests = str(Path(__file__).resolve().parent.parent)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([tests, os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)


@contextmanager
def another_writer(url: str) -> Iterator[None]:
    other = open_store(url)
    with other.writing() as connection:
        connection.execute(text("UPDATE audit_head SET seq = seq"))
        yield
    other.close()


def test_a_locked_database_is_told_in_time_and_the_answer_can_be_recorded_later(store: Store, url: str) -> None:
    hurried = open_store(url, patience_seconds=0.2)
    with another_writer(url), pytest.raises(StoreLockedError, match="busy with another program"):
        record_answer(hurried, asking(), answer())
    assert record_answer(hurried, asking(), answer()).seq == 1
    assert verify_chain(store).entries == 1
    hurried.close()


def test_a_reader_is_not_held_up_by_a_writer(store: Store, url: str) -> None:
    record_answer(store, asking(), answer())
    with another_writer(url):
        assert verify_chain(store).entries == 1


def test_a_full_disk_is_told_and_nothing_is_lost(sqlite_store: Store) -> None:
    kept = Kept(ADA, start_conversation(sqlite_store, ADA, asking().at).id)
    record_answer(sqlite_store, asking(), answer(), kept)
    with sqlite_store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(sqlite_store.engine, "checkout", limit)
    with pytest.raises(StoreFullError, match="disk is full"):  # noqa: PT012 - which one finds it full does not matter
        for _ in range(200):
            record_answer(sqlite_store, asking("x" * 2000), answer(), kept)
    report = verify_chain(sqlite_store)
    turns = open_conversation(sqlite_store, ADA, kept.id)[1]
    assert report.holds
    assert [turn.audit_seq for turn in turns] == list(range(1, report.entries + 1)), "both or neither"


FULL_DISK = """
import resource, sys
from recorded_answers import answer, asking
from assistant.records.audit import verify_chain
from assistant.records.errors import StoreFullError
from assistant.records.recording import record_answer
from assistant.records.store import open_store
store = open_store(sys.argv[1])
record_answer(store, asking(), answer())
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
shown = 1
try:
    while True:
        record_answer(store, asking("x" * 2000), answer())
        shown += 1
except StoreFullError:
    pass
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert record_answer(store, asking(), answer()).seq == shown + 1
report = verify_chain(store)
assert report.holds, report.problems
print(shown, report.entries)
"""


@pytest.mark.parametrize("room", [1, 200_000, 1_000_003])
def test_a_disk_that_takes_no_more_bytes_is_told_and_writing_goes_on_once_there_is_room(
    sqlite_url: str, room: int
) -> None:
    done = run(FULL_DISK, sqlite_url, str(room))
    assert done.returncode == 0, done.stderr
    shown, entries = map(int, done.stdout.split())
    assert entries == shown + 1
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_read_only_database_is_told_and_can_still_be_read(store: Store) -> None:
    record_answer(store, asking(), answer())
    if store.file is not None:
        statement = "PRAGMA query_only = ON"
    else:
        statement = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"

    def forbid(connection: object, *_: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute(statement)
        cursor.close()
        if store.file is None:
            connection.commit()  # type: ignore[attr-defined]

    event.listen(store.engine, "checkout", forbid)
    with pytest.raises(StoreReadOnlyError, match="read-only"):
        record_answer(store, asking(), answer())
    assert verify_chain(store).entries == 1


READ_ONLY_FILE = """
import os, sys
from recorded_answers import answer, asking
from assistant.records.audit import verify_chain
from assistant.records.errors import RecordsError
from assistant.records.recording import record_answer
from assistant.records.store import open_store
# What is imported late must be there before the rights are given up.
warm = open_store(sys.argv[2])
record_answer(warm, asking(), answer())
if os.geteuid() == 0:
    os.setuid(65534)
try:
    record_answer(open_store(sys.argv[1], patience_seconds=0.5), asking(), answer())
except RecordsError as error:
    print(type(error).__name__)
"""


def test_a_file_that_this_user_may_not_write_is_told(tmp_path: Path) -> None:
    folder = Path("/tmp") / f"blin-read-only-{os.getpid()}"
    folder.mkdir(mode=0o755)
    try:
        file = folder / "records.sqlite"
        open_store(f"sqlite:///{file}").close()
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        warm = tmp_path / "records.sqlite"
        done = run(READ_ONLY_FILE, f"sqlite:///{file}", f"sqlite:///{warm}")
        assert done.stdout.split() == ["StoreReadOnlyError"], done.stderr
    finally:
        folder.chmod(0o755)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


@pytest.mark.parametrize("content", [b"", b"no database " * 1000])
def test_a_file_that_is_no_database_is_told_and_left_as_it_is(sqlite_url: str, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "data" / "records.sqlite"
    file.write_bytes(content)
    if not content:
        # An empty file is what SQLite itself begins with.
        open_store(sqlite_url).close()
        return
    with pytest.raises(StoreDamagedError, match="blin restore"):
        open_store(sqlite_url)
    assert file.read_bytes() == content


def test_damaged_pages_are_told_never_answered_over(sqlite_url: str, tmp_path: Path) -> None:
    opened = open_store(sqlite_url)
    for _ in range(40):
        record_answer(opened, asking("x" * 500), answer())
    opened.close()
    file = tmp_path / "data" / "records.sqlite"
    content = bytearray(file.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    file.write_bytes(content)
    with pytest.raises(RecordsError) as told:  # noqa: PT012 - where it is found depends on what is read first
        again = open_store(sqlite_url)
        verify_chain(again)
    assert isinstance(told.value, StoreDamagedError)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreAbsentError):
        open_store(f"sqlite:///{tmp_path / 'file' / 'records.sqlite'}")


def test_a_server_that_stops_is_told_and_works_again_once_it_is_back(postgres_url: str) -> None:
    opened = open_store(postgres_url)
    record_answer(opened, asking(), answer())
    with opened.engine.connect() as mine, pytest.raises(StoreAbsentError), opened.writing() as connection:  # noqa: PT012
        own = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        mine.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
        mine.commit()
        connection.execute(text("UPDATE audit_head SET seq = 9"))
    assert record_answer(opened, asking(), answer()).seq == 2
    assert verify_chain(opened).holds
    opened.close()
