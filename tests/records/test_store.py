"""Opening the records: made where there are none, brought up to date, and left alone by two programs at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from assistant.records import migrations
from assistant.records.audit import verify_chain
from assistant.records.errors import StoreAbsentError, StoreDamagedError
from assistant.records.migrating import REVISION
from assistant.records.store import Store, is_there, moment_of, open_store, text_of
from assistant.records.tables import METADATA


def test_the_migrations_make_exactly_the_tables_of_the_program(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_revision_of_the_program_is_that_of_the_last_migration() -> None:
    assert ScriptDirectory(str(Path(str(migrations.__file__)).parent)).get_current_head() == REVISION


def test_new_records_hold_an_empty_chain(store: Store) -> None:
    report = verify_chain(store)
    assert (report.entries, report.problems) == (0, ())


def test_records_can_be_opened_again_and_keep_what_they_hold(store: Store, url: str) -> None:
    with store.writing() as connection:
        connection.execute(text("INSERT INTO learner VALUES ('1', 'Ada', 'ada', 'now')"))
    again = open_store(url)
    with again.reading() as connection:
        assert connection.execute(text("SELECT name FROM learner")).scalar_one() == "Ada"
    again.close()


def test_records_of_the_version_before_are_brought_up_to_date_and_keep_what_they_hold(store: Store, url: str) -> None:
    with store.writing() as connection:
        connection.execute(text("ALTER TABLE conversation DROP COLUMN audience"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        connection.execute(text("INSERT INTO conversation VALUES ('1', 'ada', 'Round', 'now', 'now', NULL)"))
    again = open_store(url)
    with again.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        kept = connection.execute(text("SELECT title, audience FROM conversation")).all()
    assert [tuple(row) for row in kept] == [("Round", "clinician")]
    again.close()


def test_many_who_open_new_records_at_once_all_find_them_complete(empty_url: str) -> None:
    def look(_: int) -> int:
        opened = open_store(empty_url, patience_seconds=30)
        entries = verify_chain(opened).entries
        opened.close()
        return entries

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(look, range(6))) == [0] * 6


def test_two_processes_that_open_new_records_at_once_both_succeed(empty_url: str) -> None:
    program = "import sys; from assistant.records.store import open_store; open_store(sys.argv[1], patience_seconds=30)"
    started = [subprocess.Popen([sys.executable, "-c", program, empty_url], stderr=subprocess.PIPE) for _ in range(2)]
    errors = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0], errors


def test_records_of_a_newer_program_are_refused(store: Store, url: str) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreDamagedError, match="newer version"):
        open_store(url)


def test_sqlite_waits_for_the_disk_and_writes_ahead(sqlite_store: Store) -> None:
    with sqlite_store.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert found == {"journal_mode": "wal", "synchronous": 2}


def test_only_the_user_of_the_computer_can_read_the_files(empty_sqlite_url: str, tmp_path: Path) -> None:
    opened = open_store(empty_sqlite_url)
    with opened.writing() as connection:
        connection.execute(text("INSERT INTO learner VALUES ('1', 'Ada', 'ada', 'now')"))
    files = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert len(files) == 5
    assert [path for path in files if path.stat().st_mode & 0o077] == []
    opened.close()


def test_a_block_that_fails_changes_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as connection:  # noqa: PT012 - the change comes before the failure
        connection.execute(text("INSERT INTO learner VALUES ('1', 'Ada', 'ada', 'now')"))
        raise ZeroDivisionError
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM learner")).scalar_one() == 0


@pytest.mark.parametrize("wrong", ["", "records.sqlite", "sqlite://", "sqlite:///:memory:", "mysql://u@h/d", "x://y"])
def test_a_url_of_no_known_database_is_told(wrong: str) -> None:
    with pytest.raises(StoreAbsentError):
        open_store(wrong)


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(StoreAbsentError) as told:
        open_store("postgresql://blin:secret@/x?host=/nowhere", patience_seconds=2)
    assert "secret" not in str(told.value)


def test_looking_whether_records_are_there_makes_none(empty_sqlite_url: str, tmp_path: Path) -> None:
    assert not is_there(empty_sqlite_url)
    assert list(tmp_path.iterdir()) == []


def test_moments_are_kept_in_utc_to_the_microsecond() -> None:
    moment = datetime(2026, 3, 8, 2, 30, 0, 5, tzinfo=timezone(timedelta(hours=-5)))
    assert text_of(moment) == "2026-03-08T07:30:00.000005Z"
    assert moment_of(text_of(moment)) == moment
    assert moment_of(text_of(moment)).tzinfo == UTC
