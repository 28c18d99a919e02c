"""How long things are kept: conversations are removed, the words of old audit entries blanked; the chain stays whole."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, update

from assistant.records import audit
from assistant.records.chain import ranges
from assistant.records.store import Store, driver_connection, text_of
from assistant.records.tables import AUDIT, CONVERSATION, FEEDBACK
from assistant.records.translating import translated

RESTORABLE = timedelta(days=1)
"""How long a deleted conversation can still be restored."""

_BLANKED_KINDS = ("answer", "sentence", "feedback", "review")
"""The entries that hold people's words. What was switched off, purged and restored stays readable."""


@dataclass(frozen=True)
class Purged:
    """What a purge took away: conversations removed, and audit entries whose content was blanked."""

    conversations: int
    entries: int


def purge(store: Store, at: datetime, keep_days: int | None, keep_audit_days: int | None) -> Purged:
    """Remove what is older than it may be kept.

    keep_days: of conversations, since their last turn; keep_audit_days: of the words in the audit, whose hashes stay; None
    keeps for ever. Conversations deleted more than a day ago go in any case. The purge itself is audited, where it blanked
    anything. Raises RecordsError: then nothing was removed.
    """
    with store.writing() as connection:
        audit.hold(connection)
        conversations = _remove_conversations(connection, at, keep_days)
        entries = 0 if keep_audit_days is None else _blank_entries(connection, at, keep_audit_days)
    if store.file is not None:
        _empty_log(store)
    return Purged(conversations, entries)


def _remove_conversations(connection: Connection, at: datetime, keep_days: int | None) -> int:
    outdated = CONVERSATION.c.deleted_at < text_of(at - RESTORABLE)
    if keep_days is not None:
        outdated = or_(outdated, CONVERSATION.c.changed_at < text_of(at - timedelta(days=keep_days)))
    return connection.execute(delete(CONVERSATION).where(outdated)).rowcount


def _blank_entries(connection: Connection, at: datetime, keep_audit_days: int) -> int:
    before = text_of(at - timedelta(days=keep_audit_days))
    outdated = (AUDIT.c.at < before, AUDIT.c.kind.in_(_BLANKED_KINDS), AUDIT.c.payload.is_not(None))
    numbers = list(connection.execute(select(AUDIT.c.seq).where(*outdated).order_by(AUDIT.c.seq)).scalars())
    if numbers:
        connection.execute(update(AUDIT).where(*outdated), {"payload": None})
        connection.execute(update(FEEDBACK).where(FEEDBACK.c.at < before), {"comment": "", "review_note": ""})
        audit.append(connection, "purge", {"entries": ranges(numbers), "before": before}, at)
    return len(numbers)


def _empty_log(store: Store) -> None:
    """Empty SQLite's write-ahead log, which still holds what was removed; a reader in the way leaves it for the next time."""
    with translated(), store.engine.connect() as connection:
        driver_connection(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
