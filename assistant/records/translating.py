"""How the errors of a database become those that are told to a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from assistant.records.errors import ABSENT, DAMAGED, FULL, LOCKED, READ_ONLY, RecordsError, told

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
        raise told_of(error.orig) from error
    except PoolTimeoutError as error:
        raise told(LOCKED) from error
    except SQLAlchemyError as error:
        raise told(DAMAGED) from error
    except sqlite3.Error as error:
        raise told_of(error) from error


def told_of(error: BaseException | None) -> RecordsError:
    """Return what is told of an error of a database's driver."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CANTOPEN) & _PRIMARY_CODE
        known = _SQLITE.get(code, ABSENT)
    else:
        state = getattr(error, "sqlstate", None) or ""
        known = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]) or ABSENT
    return told(known)
