"""What can go wrong with the records, each with a message for a person, and how a database's errors become these.

RecordsError
├── StoreLockedError     another process holds the database
├── StoreFullError       there is no room to write, or the disk fails
├── StoreReadOnlyError   the database may not be written
├── StoreDamagedError    the database is not whole, or not of this program
├── StoreAbsentError     the database cannot be reached or opened
└── NotKeptError         what was asked for is not there, or belongs to someone else
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class RecordsError(Exception):
    """The records cannot do what was asked. The message is for a person, and holds no question and no password."""


class StoreLockedError(RecordsError):
    """Another process holds the database for longer than we wait."""


class StoreFullError(RecordsError):
    """There is no room to write, or the disk fails."""


class StoreReadOnlyError(RecordsError):
    """The database may not be written."""


class StoreDamagedError(RecordsError):
    """The database is not whole, or not one of this program."""


class StoreAbsentError(RecordsError):
    """The database cannot be reached or opened."""


class NotKeptError(RecordsError):
    """What was asked for is not there, or belongs to someone else."""


LOCKED = StoreLockedError("The database of the records is busy with another program. Nothing was written; try again.")
FULL = StoreFullError(
    "The records cannot be written: the disk is full or failing. Nothing was written; make room, then try again."
)
READ_ONLY = StoreReadOnlyError(
    "The database of the records cannot be written (it is read-only). Give this program the right to write it."
)
DAMAGED = StoreDamagedError(
    "The database of the records is damaged or not one of this program. Restore a backup with `blin restore`."
)
ABSENT = StoreAbsentError(
    "The database of the records cannot be reached or opened. Check BLIN_DATABASE and the server."
)

_SQLITE = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_PROTOCOL: LOCKED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FULL,
    sqlite3.SQLITE_TOOBIG: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_ERROR: DAMAGED,
    sqlite3.SQLITE_CONSTRAINT: DAMAGED,
}
_PRIMARY_CODE = 0xFF
"""SQLite's extended result codes carry the primary code in their last byte."""

_POSTGRESQL = {
    "55P03": LOCKED,
    "40001": LOCKED,
    "40P01": LOCKED,
    "57014": LOCKED,
    "53": FULL,
    "25006": READ_ONLY,
    "42501": READ_ONLY,
    "58": DAMAGED,
    "XX": DAMAGED,
    "42": DAMAGED,
    "23": DAMAGED,
}
"""By SQLSTATE, else by its class (the first two characters)."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn every error of the database inside into the RecordsError that says it to a person."""
    try:
        yield
    except DBAPIError as error:
        raise _told(error.orig) from error
    except PoolTimeoutError as error:
        raise type(LOCKED)(*LOCKED.args) from error
    except SQLAlchemyError as error:
        raise type(DAMAGED)(*DAMAGED.args) from error
    except sqlite3.Error as error:
        raise _told(error) from error


def _told(error: BaseException | None) -> RecordsError:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CANTOPEN) & _PRIMARY_CODE
        known = _SQLITE.get(code, ABSENT)
    else:
        state = getattr(error, "sqlstate", None) or ""
        known = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]) or ABSENT
    # A new one each time: an exception that is raised carries its own trace.
    return type(known)(*known.args)
