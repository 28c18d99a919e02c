"""The records as JSON lines, the same from every database: a head line, one line a row, an end line with a hash of them all."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, delete, func, insert, select

from assistant.records.errors import BackupError
from assistant.records.migrating import REVISION
from assistant.records.tables import METADATA

_FORMAT = "blin-records"
_ROWS_AT_ONCE = 500

Counts = Mapping[str, int]
"""Rows by table."""


def counts_of(connection: Connection) -> Counts:
    """Count the rows of every table inside the caller's block."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in METADATA.sorted_tables
    }


def write_archive(connection: Connection, out: TextIO) -> Counts:
    """Write every row, as the caller's block sees them."""
    counts = counts_of(connection)
    digest = hashlib.sha256()
    for line in _lines(connection, counts):
        digest.update(line.encode())
        out.write(line)
    out.write(json.dumps({"end": _FORMAT, "sha256": digest.hexdigest()}) + "\n")
    return counts


def read_archive(connection: Connection, file: Path) -> Counts:
    """Put the rows of an archive in the place of all that there is, inside the caller's writing block.

    Raises BackupError where the archive is not whole or of another version: the block must then not be committed.
    """
    expected = _check(file)
    for table in reversed(METADATA.sorted_tables):
        connection.execute(delete(table))
    tables = {table.name: table for table in METADATA.sorted_tables}
    with file.open(encoding="utf-8") as lines:
        next(lines)
        for row in map(json.loads, lines):
            if row.get("table") in tables:
                connection.execute(insert(tables[row["table"]]), row["row"])
    if counts_of(connection) != expected:
        raise BackupError(f"{file.name}: the rows are not those that its first line counts.")
    return expected


def _lines(connection: Connection, counts: Counts) -> Iterator[str]:
    yield json.dumps({"format": _FORMAT, "revision": REVISION, "counts": dict(counts)}) + "\n"
    for table in METADATA.sorted_tables:
        statement = select(table).order_by(*table.primary_key).execution_options(yield_per=_ROWS_AT_ONCE)
        for row in connection.execute(statement).mappings():
            yield json.dumps({"table": table.name, "row": dict(row)}) + "\n"


def _check(file: Path) -> Counts:
    """Return what an archive counts, once its form and its hash are found right."""
    digest, last = hashlib.sha256(), b""
    with file.open("rb") as lines:
        first = next(lines, b"")
        digest.update(first)
        for line in lines:
            digest.update(last)
            last = line
    head, end = _json(file, first), _json(file, last)
    if head.get("format") != _FORMAT or end.get("end") != _FORMAT:
        raise BackupError(f"{file.name} is no backup of the records, or it is cut off.")
    if head.get("revision") != REVISION:
        raise BackupError(
            f"{file.name} is of another version of this program. Restore it with that version, then update."
        )
    if digest.hexdigest() != end.get("sha256"):
        raise BackupError(f"{file.name} was changed or damaged: its hash does not fit.")
    counts: dict[str, int] = head["counts"]
    return counts


def _json(file: Path, line: bytes) -> dict[str, Any]:
    try:
        content = json.loads(line)
    except ValueError as error:
        raise BackupError(f"{file.name} is no backup of the records, or it is cut off.") from error
    if not isinstance(content, dict):
        raise BackupError(f"{file.name} is no backup of the records.")
    return content
