"""What people say about answers, and where its review stands. Every change is in the audit too."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from assistant.knowledge.identifiers import without_identifiers
from assistant.records import audit
from assistant.records.errors import NotKeptError
from assistant.records.store import Store, moment_of, text_of
from assistant.records.tables import AUDIT, FEEDBACK
from assistant.records.written import readable

ReasonCode = Literal["wrong_dose", "wrong_source", "missing", "unsafe", "other"]
Status = Literal["submitted", "under_review", "approved", "rejected"]

MAXIMUM_COMMENT_CHARACTERS = 2000


@dataclass(frozen=True)
class Opinion:
    """What a person says about an answer. helpful: thumb up or down; reason: of a thumb down; comment: may be empty."""

    helpful: bool
    reason: ReasonCode | None = None
    comment: str = ""


@dataclass(frozen=True)
class Feedback:
    """An opinion and its review. audit_seq: the answer's entry in the audit."""

    id: str
    audit_seq: int
    at: datetime
    opinion: Opinion
    status: Status
    reviewed_by: str | None
    reviewed_at: datetime | None
    review_note: str


def give_feedback(store: Store, owner: str, audit_seq: int, opinion: Opinion, at: datetime) -> Feedback:
    """Keep an opinion on an answer; a later one of the same owner takes its place and waits for review anew.

    Raises NotKeptError where the audit has no such answer, and RecordsError.
    """
    comment = readable(without_identifiers(opinion.comment[:MAXIMUM_COMMENT_CHARACTERS])[0])
    row = {
        "id": secrets.token_hex(16),
        "audit_seq": audit_seq,
        "owner": owner,
        "at": text_of(at),
        "helpful": opinion.helpful,
        "reason": None if opinion.helpful else opinion.reason,
        "comment": comment,
        "status": "submitted",
        "review_note": "",
    }
    with store.writing() as connection:
        audit.hold(connection)
        kind = connection.execute(select(AUDIT.c.kind).where(AUDIT.c.seq == audit_seq)).scalar_one_or_none()
        if kind != "answer":
            raise NotKeptError("There is no such answer.")
        connection.execute(delete(FEEDBACK).where(FEEDBACK.c.audit_seq == audit_seq, FEEDBACK.c.owner == owner))
        connection.execute(insert(FEEDBACK), row)
        audited = {name: row[name] for name in ("id", "audit_seq", "helpful", "reason", "comment")}
        audit.append(connection, "feedback", audited, at)
        return _feedback(_row(connection, str(row["id"])))


def feedback_of(store: Store, owner: str, audit_seq: int) -> Feedback | None:
    """Return the owner's feedback on an answer, None where there is none."""
    statement = select(FEEDBACK).where(FEEDBACK.c.audit_seq == audit_seq, FEEDBACK.c.owner == owner)
    with store.reading() as connection:
        row = connection.execute(statement).mappings().one_or_none()
    return None if row is None else _feedback(row)


def feedback_queue(store: Store, status: Status | None = None, *, limit: int = 500) -> list[Feedback]:
    """Return feedback of one status, or all, the oldest first."""
    statement = select(FEEDBACK).order_by(FEEDBACK.c.at, FEEDBACK.c.id).limit(limit)
    if status is not None:
        statement = statement.where(FEEDBACK.c.status == status)
    with store.reading() as connection:
        return [_feedback(row) for row in connection.execute(statement).mappings()]


def review(store: Store, feedback: str, status: Status, by: str, at: datetime, note: str = "") -> Feedback:
    """Set where the review of a feedback stands, and by whom. Raises NotKeptError where there is none, and RecordsError."""
    if not by.strip():
        raise ValueError("a review names who made it")
    changed = {"status": status, "reviewed_by": by.strip(), "reviewed_at": text_of(at), "review_note": readable(note)}
    with store.writing() as connection:
        audit.hold(connection)
        before = _row(connection, feedback)
        connection.execute(update(FEEDBACK).where(FEEDBACK.c.id == feedback), changed)
        content = {"id": feedback, "audit_seq": before["audit_seq"], "before": before["status"], **changed}
        audit.append(connection, "review", content, at)
        return _feedback(_row(connection, feedback))


def _row(connection: Connection, feedback: str) -> RowMapping:
    row = connection.execute(select(FEEDBACK).where(FEEDBACK.c.id == feedback)).mappings().one_or_none()
    if row is None:
        raise NotKeptError("There is no such feedback.")
    return row


def _feedback(row: RowMapping) -> Feedback:
    reviewed_at = row["reviewed_at"]
    return Feedback(
        row["id"],
        row["audit_seq"],
        moment_of(row["at"]),
        Opinion(row["helpful"], row["reason"], row["comment"]),
        row["status"],
        row["reviewed_by"],
        moment_of(reviewed_at) if reviewed_at else None,
        row["review_note"],
    )
