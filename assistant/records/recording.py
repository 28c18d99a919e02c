"""Record an answer: in the audit always, in a conversation where the owner wants it kept; both or neither, and before it is shown."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, select

from assistant.answering.answer import Answer
from assistant.answering.audience import Audience
from assistant.knowledge.identifiers import Identifier, cut, identifiers_in, kinds_of, masked
from assistant.records import audit
from assistant.records.chain import Entry
from assistant.records.conversations import add_turn
from assistant.records.store import Store
from assistant.records.tables import TURN
from assistant.records.written import dump

Channel = Literal["page", "command"]

_VERBATIM = frozenset({"citations", "conflicts", "versions"})
"""Fields of an answer that hold words of documents alone."""


@dataclass(frozen=True)
class Asking:
    """The circumstances of a question.

    at: when it was answered; channel: where it was asked; timings_ms: what took how long; key: the same for the same turn
    however often it is recorded (a page that runs twice), None where a turn cannot come twice; audience: for whom it was shown.
    """

    question: str
    at: datetime
    channel: Channel
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    key: str | None = None
    audience: Audience = "clinician"


@dataclass(frozen=True)
class Kept:
    """The conversation that a turn is kept in. owner: as conversations.owner_of gives it; id: of a conversation of theirs."""

    owner: str
    id: str


@dataclass(frozen=True)
class Recorded:
    """Where an answer stands. seq, hash: in the audit; number: of the turn in its conversation, None where it is not kept."""

    seq: int
    hash: str
    number: int | None


def record_answer(store: Store, asking: Asking, answer: Answer, kept: Kept | None = None) -> Recorded:
    """Record one answer durably. Show it only after this has returned.

    kept: None leaves the turn out of every conversation; the audit has it all the same, without an owner. With a key that is
    already recorded nothing is written, and the first record returned. Raises RecordsError: then nothing was recorded.
    """
    return record_answers(store, [(asking, answer)], kept)[0]


def record_answers(
    store: Store, turns: Sequence[tuple[Asking, Answer]], kept: Kept | None = None
) -> tuple[Recorded, ...]:
    """Record the turns of a conversation together, all or none: one wait for the disk. Raises as record_answer."""
    with store.writing() as connection:
        if any(asking.key is not None for asking, _ in turns):
            audit.hold(connection)
        return tuple(_record(connection, asking, answer, kept) for asking, answer in turns)


def _record(connection: Connection, asking: Asking, answer: Answer, kept: Kept | None) -> Recorded:
    known = audit.entry_of_key(connection, asking.key) if asking.key is not None else None
    if known is not None:
        return _recorded(connection, known)
    found = identifiers_in(asking.question)
    question = cut(asking.question, found)
    form = without_words(answer.as_json(), found)
    content = {
        "question": question,
        "removed": list(kinds_of(found)),
        "answer": form,
        "channel": asking.channel,
        "audience": asking.audience,
        "timings_ms": dict(asking.timings_ms),
        "kept": kept is not None,
    }
    entry = audit.append(connection, "answer", content, asking.at, asking.key)
    number = add_turn(connection, kept.owner, kept.id, question, form, entry) if kept else None
    return Recorded(entry.seq, entry.hash, number)


def record_sentence(store: Store, asking: Asking, so_far: Answer) -> None:
    """Record durably what is shown of an answer before it is whole: its text so far. Show it only after this has returned.

    What was shown is thus in the audit even where the answer then becomes another one. The same text of the same turn is
    recorded once. Raises RecordsError: then nothing was recorded.
    """
    found = identifiers_in(asking.question)
    form = without_words(so_far.as_json(), found)
    cited = {name: form[name] for name in ("kind", "text", "citations", "engine", "dropped")}
    digest = hashlib.sha256(so_far.text.encode("utf-8", "replace")).hexdigest()[:16]
    key = f"{asking.key or secrets.token_hex(16)}-{digest}"
    content = {
        "question": cut(asking.question, found),
        "removed": list(kinds_of(found)),
        "answer": cited,
        "channel": asking.channel,
        "turn": asking.key,
    }
    with store.writing() as connection:
        audit.hold(connection)
        if audit.entry_of_key(connection, key) is None:
            audit.append(connection, "sentence", content, asking.at, key)


def _recorded(connection: Connection, entry: Entry) -> Recorded:
    number = connection.execute(select(TURN.c.number).where(TURN.c.audit_seq == entry.seq)).scalar_one_or_none()
    return Recorded(entry.seq, entry.hash, number)


def without_words(form: dict[str, Any], found: Sequence[Identifier]) -> dict[str, Any]:
    """Return an answer's JSON without the identifiers of its question, wherever it repeats the user's words."""
    if not found:
        return form
    plain: dict[str, Any] = json.loads(dump(form))
    return {name: part if name in _VERBATIM else _without(part, found) for name, part in plain.items()}


def _without(part: Any, found: Sequence[Identifier]) -> Any:
    if isinstance(part, str):
        return masked(part, found)
    if isinstance(part, list):
        return [_without(item, found) for item in part]
    if isinstance(part, dict):
        return {name: _without(item, found) for name, item in part.items()}
    return part
