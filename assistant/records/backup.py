"""Back up the records while they are in use, and bring a backup back; each is verified before it counts as done.

SQLite gives a database file; a name that ends in .jsonl, and PostgreSQL, give the archive that every database can read.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from sqlalchemy import make_url

from assistant.records import audit
from assistant.records.archive import Counts, counts_of, read_archive, write_archive
from assistant.records.chain import ChainReport
from assistant.records.errors import LOCKED, BackupError, StoreDamagedError, told
from assistant.records.store import Store, driver_connection, is_there, open_store, sqlite_file
from assistant.records.translating import translated

_SQLITE_MAGIC = b"SQLite format 3\x00"
_ARCHIVE_SUFFIX = ".jsonl"
PATIENCE_SECONDS = 30.0
"""How long a restore waits for another writer."""


@dataclass(frozen=True)
class Copied:
    """What a backup holds, or what was restored. aside: where what stood there before was kept, None where nothing did."""

    file: Path
    counts: Counts
    chain: ChainReport
    aside: Path | None = None


def backup(store: Store, file: Path, *, force: bool = False) -> Copied:
    """Write a backup and verify it: integrity, counts, chain. force: replace a file that is there.

    Raises BackupError, and RecordsError where the records cannot be read.
    """
    if file.exists() and not force:
        raise BackupError(f"{file} is there already. Choose another name, or add --force.")
    try:
        with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as folder:
            copy = Path(folder) / "records"
            counts = _write(store, copy, file.suffix)
            chain = _verified(copy, counts, file)
            copy.replace(file)
            _make_durable(file.absolute().parent)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from error
    return Copied(file, counts, chain)


def restore(url: str, file: Path, at: datetime, *, force: bool = False) -> Copied:
    """Put a backup in the place of the records at a URL, all or nothing; the restore is then audited.

    Refuses to replace records unless forced; what they were is then kept beside the backup. The backup is verified first.
    Raises BackupError and RecordsError: then the records are as they were.
    """
    counts, chain = check_backup(file)
    aside = None
    if is_there(url):
        aside = _put_aside(url, file, at, force=force)
    store = open_store(url)
    try:
        if _is_sqlite(file):
            _restore_sqlite(store, file)
        else:
            _restore_archive(store, file)
        with store.writing() as connection:
            content = {"file": file.name, "entries": chain.entries, "head": chain.head[1]}
            audit.append(connection, "restore", content, at)
        return Copied(file, counts, audit.verify_chain(store), aside)
    finally:
        store.close()


def check_backup(file: Path) -> tuple[Counts, ChainReport]:
    """Return what a backup holds, once it is verified: read into a new database, counted, its chain followed.

    Raises BackupError where it is not whole.
    """
    if not file.is_file():
        raise BackupError(f"{file} is not there.")
    with tempfile.TemporaryDirectory() as folder:
        trial = open_store(f"sqlite:///{folder}/trial.sqlite")
        try:
            if _is_sqlite(file):
                _restore_sqlite(trial, file)
            else:
                _restore_archive(trial, file)
            with trial.reading() as connection:
                counts = counts_of(connection)
                chain = audit.verify_within(connection)
        except StoreDamagedError as error:
            raise BackupError(f"{file.name} is damaged: the backup cannot be used.") from error
        finally:
            trial.close()
    if not chain.holds:
        raise BackupError(f"{file.name}: the chain of its audit does not hold. {chain.problems[0]}")
    return counts, chain


def _write(store: Store, copy: Path, suffix: str) -> Counts:
    copy.touch(mode=0o600)
    as_archive = store.file is None or suffix == _ARCHIVE_SUFFIX
    counts = _write_archive(store, copy) if as_archive else _write_sqlite(store, copy)
    _make_durable(copy)
    return counts


def _write_archive(store: Store, copy: Path) -> Counts:
    with store.reading() as connection, copy.open("w", encoding="utf-8") as out:
        return write_archive(connection, out)


def _write_sqlite(store: Store, copy: Path) -> Counts:
    with store.reading() as connection:
        # Counted and copied in one read, so that both see the same state.
        counts = counts_of(connection)
        target = sqlite3.connect(copy)
        try:
            driver_connection(connection).backup(target)
            # One file: no log beside it that a person would have to copy too.
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
    return counts


def _verified(copy: Path, counts: Counts, file: Path) -> ChainReport:
    found, chain = check_backup(copy)
    if found != counts:
        raise BackupError(f"{file} was not written: the copy does not hold what the records hold.")
    return chain


def _restore_sqlite(store: Store, file: Path) -> None:
    if store.file is None:
        raise BackupError("An SQLite file cannot be restored into PostgreSQL. Make the backup as FILE.jsonl.")
    with translated(), store.engine.connect() as connection, tempfile.TemporaryDirectory() as folder:
        source = open_store(f"sqlite:///{_copied(file, Path(folder))}")
        try:
            with source.reading() as reading:
                target = driver_connection(connection)
                driver_connection(reading).backup(target, progress=_until(monotonic() + PATIENCE_SECONDS))
        finally:
            source.close()


def _until(deadline: float) -> Callable[[int, int, int], None]:
    """Return what ends a copy that waits for a writer for too long; SQLite itself would wait for ever."""

    def look(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and monotonic() > deadline:
            raise told(LOCKED)

    return look


def _copied(file: Path, folder: Path) -> Path:
    """Copy a backup to where it may be opened for writing, and look through its pages."""
    copy = folder / "source.sqlite"
    shutil.copyfile(file, copy)
    connection = sqlite3.connect(copy)
    try:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()
    if found != "ok":
        raise BackupError(f"{file.name} is damaged: {str(found).splitlines()[0]}")
    return copy


def _restore_archive(store: Store, file: Path) -> None:
    with store.writing() as connection:
        audit.hold(connection)
        read_archive(connection, file)
        chain = audit.verify_within(connection)
        if not chain.holds:
            raise BackupError(f"{file.name}: the chain of its audit does not hold. {chain.problems[0]}")


def _put_aside(url: str, file: Path, at: datetime, *, force: bool) -> Path | None:
    """Keep what stands at a URL. Raises BackupError where there is something and nothing was forced."""
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    try:
        store = open_store(url)
    except StoreDamagedError:
        if not force:
            raise BackupError("The records are damaged. Add --force to put them aside and restore.") from None
        return _move_damaged(url, stamp)
    try:
        with store.reading() as connection:
            empty = sum(counts_of(connection).values()) == 1
        if empty:
            # Only the head of a chain without entries.
            return None
        if not force:
            raise BackupError("There are records already. Add --force to replace them; they are then kept aside.")
        suffix = _ARCHIVE_SUFFIX if store.file is None else ".sqlite"
        aside = file.with_name(f"{file.name}.before-restore-{stamp}{suffix}")
        # Not verified: what is put aside may be why a backup is restored.
        _write(store, aside, suffix)
        return aside
    finally:
        store.close()


def _move_damaged(url: str, stamp: str) -> Path:
    damaged = sqlite_file(make_url(url))
    if damaged is None:
        raise BackupError("The server's database is damaged. Make a new one and restore into it.")
    aside = damaged.with_name(f"{damaged.name}.damaged-{stamp}")
    for suffix in ("-wal", "-shm"):
        beside = damaged.with_name(damaged.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    damaged.rename(aside)
    return aside


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_sqlite(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC
