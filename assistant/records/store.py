"""Open the database of the records: SQLite in a file by default, PostgreSQL by URL, its tables brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from assistant.records.errors import (
    ABSENT,
    READ_ONLY,
    RecordsError,
    StoreAbsentError,
    StoreLockedError,
    told,
)
from assistant.records.migrating import bring_up_to_date
from assistant.records.translating import translated

PATIENCE_SECONDS = 5.0
_SQLITE = "sqlite"
_POSTGRESQL = "postgresql"
_WRITES = "writes"


@dataclass(frozen=True)
class Store:
    """The open records. Safe to share between threads; each process opens its own."""

    url: URL
    engine: Engine

    @property
    def file(self) -> Path | None:
        """The database's file, None on a server."""
        return sqlite_file(self.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database throughout. Raises RecordsError."""
        options = {"isolation_level": "REPEATABLE READ"} if self.file is None else {}
        with translated(), self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are durable together when the block ends, or not made at all. Raises RecordsError."""
        with translated(), self.engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()


def open_store(url: str, *, patience_seconds: float = PATIENCE_SECONDS) -> Store:
    """Open the records, made or brought up to date where needed.

    url: `sqlite:///FILE` or `postgresql://…`; patience_seconds: how long to wait for another writer. Raises RecordsError.
    """
    parsed = _parsed(url)
    file = sqlite_file(parsed)
    if file is not None:
        _make_file(file)
    engine = _postgresql(parsed, patience_seconds) if file is None else _sqlite(parsed, patience_seconds)
    try:
        with translated(), _file_lock(file, patience_seconds), engine.connect() as connection:
            bring_up_to_date(connection)
    except RecordsError:
        engine.dispose()
        raise
    return Store(parsed, engine)


def sqlite_file(url: URL) -> Path | None:
    """Return the file of an SQLite URL, None for a server."""
    return Path(url.database) if url.get_backend_name() == _SQLITE and url.database else None


def is_there(url: str) -> bool:
    """Tell whether there can be records at a URL: always on a server, for SQLite where the file is."""
    file = sqlite_file(_parsed(url))
    return file is None or file.exists()


def driver_connection(connection: Connection) -> sqlite3.Connection:
    """Return SQLite's own connection beneath a connection to an SQLite store."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("the store is not in SQLite")
    return driver


def text_of(moment: datetime) -> str:
    """Return a moment as the records hold it. The moment must know its time zone."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """Return the moment that a text of the records stands for."""
    return datetime.fromisoformat(text)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreAbsentError(
            "BLIN_DATABASE is no URL of a database, such as `sqlite:////path/records.sqlite`."
        ) from error
    if backend == _POSTGRESQL:
        return parsed.set(drivername="postgresql+psycopg")
    if backend == _SQLITE and parsed.database and parsed.database != ":memory:":
        return parsed
    raise StoreAbsentError("The records need an SQLite file or a PostgreSQL server; BLIN_DATABASE names neither.")


def _make_file(file: Path) -> None:
    """Make the file, and the folder that holds it, for this user alone."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=0o600)
    except PermissionError as error:
        raise told(READ_ONLY) from error
    except OSError as error:
        raise told(ABSENT) from error


@contextmanager
def _file_lock(file: Path | None, patience_seconds: float) -> Iterator[None]:
    """Let one process at a time bring the tables of a file up to date; a server has a lock of its own."""
    if file is None:
        yield
        return
    try:
        with FileLock(file.with_name(file.name + ".lock"), timeout=patience_seconds * 4, mode=0o600):
            yield
    except Timeout as error:
        raise StoreLockedError("Another program is bringing the records up to date. Try again.") from error
    except RecordsError:
        raise
    except OSError as error:
        raise told(READ_ONLY) from error


def _sqlite(url: URL, patience_seconds: float) -> Engine:
    engine = create_engine(
        url, pool_size=8, max_overflow=24, pool_timeout=patience_seconds, connect_args={"timeout": patience_seconds}
    )

    def configure(connection: Any, _: object) -> None:
        # The transactions are begun below; the driver must not begin its own.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    def begin(connection: Connection) -> None:
        # A writer takes its place before it reads: two writers never build on the same last entry.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", begin)
    return engine


def _postgresql(url: URL, patience_seconds: float) -> Engine:
    options = f"-c lock_timeout={int(patience_seconds * 1000)} -c synchronous_commit=on"
    try:
        return create_engine(
            url,
            pool_size=8,
            max_overflow=24,
            pool_timeout=patience_seconds,
            pool_pre_ping=True,
            connect_args={"connect_timeout": max(2, round(patience_seconds)), "options": options},
        )
    except ModuleNotFoundError as error:
        raise StoreAbsentError(
            "PostgreSQL needs the extra `postgres`: pip install 'blin-assistant[postgres]'."
        ) from error
