"""The audit: append to the chain, read it, search it, verify it."""

import json
import secrets
from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, insert, select, update

from assistant.records.chain import ChainReport, Entry, next_entry, verify
from assistant.records.store import Store, text_of
from assistant.records.tables import AUDIT, AUDIT_HEAD
from assistant.records.written import dump

EntryKind = Literal["answer", "sentence", "feedback", "review", "disable", "enable", "purge", "restore"]

_COLUMNS = (
    AUDIT.c.seq,
    AUDIT.c.at,
    AUDIT.c.kind,
    AUDIT.c.payload,
    AUDIT.c.payload_hash,
    AUDIT.c.previous_hash,
    AUDIT.c.hash,
)
_ROWS_AT_ONCE = 500

# Built once: building a statement costs more than running it.
_HEAD = select(AUDIT_HEAD.c.seq, AUDIT_HEAD.c.hash)
_HEAD_HELD = _HEAD.with_for_update()
_MOVE_HEAD = update(AUDIT_HEAD).where(AUDIT_HEAD.c.id == 1)
_APPEND = insert(AUDIT)


@dataclass(frozen=True)
class Wanted:
    """What to look for in the audit; what is None does not matter.

    words: in the question or the answer's text, in any case; kind: of the entry; since, until: moments, the second excluded.
    """

    words: str | None = None
    kind: EntryKind | None = None
    since: datetime | None = None
    until: datetime | None = None


def append(
    connection: Connection, kind: EntryKind, content: Mapping[str, Any], at: datetime, key: str | None = None
) -> Entry:
    """Append an entry, inside the caller's writing block; it is durable when that block ends.

    A random value is written with the content, so that a blanked content cannot be guessed from its hash.
    """
    head = _head(connection, holding=True)
    payload = dump({**content, "salt": secrets.token_hex(8)})
    entry = next_entry(head, text_of(at), kind, payload)
    connection.execute(_APPEND, {**_row(entry), "key": key})
    connection.execute(_MOVE_HEAD, {"seq": entry.seq, "hash": entry.hash})
    return entry


def hold(connection: Connection) -> None:
    """Wait for the place of the one writer, inside a writing block: what is read after it stays true until the block ends."""
    _head(connection, holding=True)


def entry_of_key(connection: Connection, key: str) -> Entry | None:
    """Return the entry that was recorded with a key, None where there is none."""
    row = connection.execute(select(*_COLUMNS).where(AUDIT.c.key == key)).mappings().one_or_none()
    return None if row is None else _entry(row)


def entry(store: Store, seq: int) -> Entry | None:
    """Return one entry by its number. Raises RecordsError."""
    with store.reading() as connection:
        row = connection.execute(select(*_COLUMNS).where(AUDIT.c.seq == seq)).mappings().one_or_none()
    return None if row is None else _entry(row)


def verify_chain(store: Store) -> ChainReport:
    """Follow the whole chain. Raises RecordsError where the database cannot be read."""
    with store.reading() as connection:
        return verify_within(connection)


def verify_within(connection: Connection) -> ChainReport:
    """Follow the whole chain inside the caller's block."""
    statement = select(*_COLUMNS).order_by(AUDIT.c.seq).execution_options(yield_per=_ROWS_AT_ONCE)
    return verify(map(_entry, connection.execute(statement).mappings()), _head(connection))


def search(store: Store, wanted: Wanted, *, limit: int | None = 100) -> list[Entry]:
    """Return the entries that fit, the latest first. limit: how many at most, None for all. Raises RecordsError."""
    found: list[Entry] = []
    with store.reading() as connection, closing(_candidates(connection, wanted)) as candidates:
        for candidate in candidates:
            if limit is not None and len(found) >= limit:
                break
            if wanted.words is None or _holds(candidate, wanted.words):
                found.append(candidate)
    return found


def content_of(entry: Entry) -> dict[str, Any]:
    """Return what an entry holds; nothing once it is purged."""
    content: dict[str, Any] = json.loads(entry.payload) if entry.payload is not None else {}
    return content


def _candidates(connection: Connection, wanted: Wanted) -> Generator[Entry]:
    statement = select(*_COLUMNS).order_by(AUDIT.c.seq.desc())
    if wanted.kind is not None:
        statement = statement.where(AUDIT.c.kind == wanted.kind)
    if wanted.since is not None:
        statement = statement.where(AUDIT.c.at >= text_of(wanted.since))
    if wanted.until is not None:
        statement = statement.where(AUDIT.c.at < text_of(wanted.until))
    statement = statement.execution_options(yield_per=_ROWS_AT_ONCE)
    with connection.execute(statement) as rows:
        yield from map(_entry, rows.mappings())


def _holds(candidate: Entry, words: str) -> bool:
    content = content_of(candidate)
    answer = content.get("answer")
    texts = (content.get("question"), answer.get("text") if isinstance(answer, dict) else None, content.get("comment"))
    return any(words.casefold() in text.casefold() for text in texts if text)


def _head(connection: Connection, *, holding: bool = False) -> tuple[int, str]:
    row = connection.execute(_HEAD_HELD if holding else _HEAD).one()
    return row.seq, row.hash


def _row(entry: Entry) -> dict[str, Any]:
    return {column.name: getattr(entry, column.name) for column in _COLUMNS}


def _entry(row: RowMapping) -> Entry:
    return Entry(**row)
