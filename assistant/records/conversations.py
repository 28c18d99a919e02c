"""Conversations of one owner: a browser with its unguessable key, or a signed-in user. Nobody else finds or opens them."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, update

from assistant.answering.answer import Answer
from assistant.answering.audience import Audience
from assistant.knowledge.identifiers import without_identifiers
from assistant.records.chain import Entry
from assistant.records.errors import DAMAGED, NotKeptError, told
from assistant.records.store import Store, moment_of, text_of
from assistant.records.tables import CONVERSATION, TURN
from assistant.records.written import dump_readable, readable

MAXIMUM_TITLE_CHARACTERS = 80

_ANSWER = TypeAdapter(Answer)
_AUDIENCE: TypeAdapter[Audience] = TypeAdapter(Audience)


@dataclass(frozen=True)
class Conversation:
    """One conversation without its turns. deleted_at: None unless it waits to be removed for good; audience: for whom it is shown."""

    id: str
    title: str
    created_at: datetime
    changed_at: datetime
    deleted_at: datetime | None
    audience: Audience


@dataclass(frozen=True)
class StoredTurn:
    """A question, without identifiers, and its answer as it was shown. audit_seq: its entry in the audit."""

    number: int
    at: datetime
    question: str
    answer: Answer
    audit_seq: int


def new_browser_key() -> str:
    """Return a key that nobody can guess, for a browser to keep."""
    return secrets.token_urlsafe(32)


def owner_of(kind: Literal["browser", "user"], key: str) -> str:
    """Return the owner that a browser's key or a signed-in user's id stands for. The records never hold the key itself."""
    return hashlib.sha256(f"{kind}:{key}".encode()).hexdigest()


def start_conversation(
    store: Store, owner: str, at: datetime, title: str = "", audience: Audience = "clinician"
) -> Conversation:
    """Begin a conversation. An empty title becomes the first question. Raises RecordsError."""
    new = Conversation(secrets.token_hex(16), _title(title), at, at, None, audience)
    moment = text_of(at)
    row = {"id": new.id, "owner": owner, "title": new.title, "created_at": moment, "changed_at": moment}
    row["audience"] = audience
    with store.writing() as connection:
        connection.execute(insert(CONVERSATION), row)
    return new


def conversations(store: Store, owner: str, words: str = "", *, limit: int = 200) -> list[Conversation]:
    """Return the owner's conversations, the last changed first; words: in the title, a question or an answer, in any case."""
    statement = _own(owner).where(CONVERSATION.c.deleted_at.is_(None)).order_by(CONVERSATION.c.changed_at.desc())
    with store.reading() as connection:
        rows = connection.execute(statement).mappings().all()
        found = [_conversation(row) for row in rows if not words.strip() or _holds(connection, row, words.strip())]
    return found[:limit]


def deleted_conversations(store: Store, owner: str) -> list[Conversation]:
    """Return what the owner has deleted and can still restore, the last deleted first."""
    statement = _own(owner).where(CONVERSATION.c.deleted_at.is_not(None)).order_by(CONVERSATION.c.deleted_at.desc())
    with store.reading() as connection:
        return [_conversation(row) for row in connection.execute(statement).mappings()]


def open_conversation(store: Store, owner: str, conversation: str) -> tuple[Conversation, tuple[StoredTurn, ...]]:
    """Return a conversation with its turns. Raises NotKeptError where the owner has none of this id, and RecordsError."""
    turns = select(TURN).where(TURN.c.conversation == conversation).order_by(TURN.c.number)
    with store.reading() as connection:
        found = _owned(connection, owner, conversation)
        return found, tuple(_turn(row) for row in connection.execute(turns).mappings())


def rename_conversation(store: Store, owner: str, conversation: str, title: str) -> None:
    """Give a conversation another title. Raises NotKeptError and RecordsError."""
    _change(store, owner, conversation, {"title": _title(title)})


def set_audience(store: Store, owner: str, conversation: str, audience: Audience) -> None:
    """Remember for whom a conversation is shown. Raises NotKeptError and RecordsError."""
    _change(store, owner, conversation, {"audience": audience})


def delete_conversation(store: Store, owner: str, conversation: str, at: datetime) -> None:
    """Take a conversation away; until the next purge it can be restored. Raises NotKeptError and RecordsError."""
    _change(store, owner, conversation, {"deleted_at": text_of(at)})


def restore_conversation(store: Store, owner: str, conversation: str) -> None:
    """Bring back what was deleted. Raises NotKeptError, also once it is purged, and RecordsError."""
    with store.writing() as connection:
        _owned(connection, owner, conversation, deleted=True)
        connection.execute(update(CONVERSATION).where(CONVERSATION.c.id == conversation), {"deleted_at": None})


def forget_owner(store: Store, owner: str) -> int:
    """Remove every conversation of an owner for good, and return how many there were. Raises RecordsError."""
    with store.writing() as connection:
        return connection.execute(delete(CONVERSATION).where(CONVERSATION.c.owner == owner)).rowcount


def add_turn(
    connection: Connection, owner: str, conversation: str, question: str, answer: Mapping[str, Any], entry: Entry
) -> int:
    """Add an answered question, inside the caller's writing block, and return its number in the conversation.

    question, answer: without identifiers. Raises NotKeptError where the owner has no such conversation.
    """
    found = _owned(connection, owner, conversation)
    last = connection.execute(select(func.max(TURN.c.number)).where(TURN.c.conversation == conversation)).scalar()
    number: int = (last or 0) + 1
    kept = dump_readable(answer)
    row = {"conversation": conversation, "number": number, "at": entry.at, "audit_seq": entry.seq}
    connection.execute(insert(TURN), {**row, "question": readable(question), "answer": kept})
    title = found.title or _title(question)
    own = update(CONVERSATION).where(CONVERSATION.c.id == conversation)
    connection.execute(own, {"changed_at": entry.at, "title": title})
    return number


def _title(text: str) -> str:
    words = " ".join(readable(without_identifiers(text)[0]).split())
    return words if len(words) <= MAXIMUM_TITLE_CHARACTERS else f"{words[: MAXIMUM_TITLE_CHARACTERS - 1].rstrip()}…"


def _own(owner: str) -> Select[Any]:
    return select(CONVERSATION).where(CONVERSATION.c.owner == owner)


def _owned(connection: Connection, owner: str, conversation: str, *, deleted: bool = False) -> Conversation:
    row = connection.execute(_own(owner).where(CONVERSATION.c.id == readable(conversation))).mappings().one_or_none()
    if row is None or (row["deleted_at"] is not None) != deleted:
        # The same words whether it never was or belongs to someone else: an id must not be probed.
        raise NotKeptError("There is no such conversation.")
    return _conversation(row)


def _change(store: Store, owner: str, conversation: str, change: Mapping[str, str]) -> None:
    with store.writing() as connection:
        _owned(connection, owner, conversation)
        connection.execute(update(CONVERSATION).where(CONVERSATION.c.id == conversation), dict(change))


def _conversation(row: RowMapping) -> Conversation:
    deleted_at = row["deleted_at"]
    try:
        audience = _AUDIENCE.validate_python(row["audience"])
    except ValidationError as error:
        raise told(DAMAGED) from error
    return Conversation(
        row["id"],
        row["title"],
        moment_of(row["created_at"]),
        moment_of(row["changed_at"]),
        moment_of(deleted_at) if deleted_at else None,
        audience,
    )


def _turn(row: RowMapping) -> StoredTurn:
    try:
        answer = _ANSWER.validate_json(row["answer"])
    except ValidationError as error:
        raise told(DAMAGED) from error
    return StoredTurn(row["number"], moment_of(row["at"]), row["question"], answer, row["audit_seq"])


def _holds(connection: Connection, row: RowMapping, words: str) -> bool:
    folded = words.casefold()
    if folded in row["title"].casefold():
        return True
    turns = connection.execute(select(TURN.c.question, TURN.c.answer).where(TURN.c.conversation == row["id"]))
    return any(folded in text.casefold() for turn in turns for text in (turn.question, json.loads(turn.answer)["text"]))
