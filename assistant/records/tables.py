"""The tables of the records. docs/records.md says what each is for; a change here needs a new migration beside it.

Times are UTC, written as ISO 8601 text of one length, so that they sort alike in every database.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

AUDIT = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("payload", Text),
    Column("payload_hash", String(64), nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("key", String(100), unique=True),
)
"""The chain. payload is NULL once it is purged; its hash stays. key: given by the writer so that nothing is recorded twice."""

AUDIT_HEAD = Table(
    "audit_head",
    METADATA,
    Column("id", Integer, CheckConstraint("id = 1", name="one_head"), primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""Exactly one row: the last entry of the chain. Whoever appends holds this row."""

CONVERSATION = Table(
    "conversation",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("title", String(200), nullable=False),
    Column("created_at", String(27), nullable=False),
    Column("changed_at", String(27), nullable=False),
    Column("deleted_at", String(27)),
    Column("audience", String(20), nullable=False, server_default="clinician"),
    Index("conversation_of_owner", "owner", "changed_at"),
)
"""owner: a hash of the browser's key or of the signed-in user, never the key itself; audience: for whom it is shown."""

TURN = Table(
    "turn",
    METADATA,
    Column("conversation", String(32), ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("audit_seq", Integer, nullable=False),
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("audit_seq", Integer, ForeignKey("audit.seq"), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("at", String(27), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("reason", String(20)),
    Column("comment", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("reviewed_by", String(200)),
    Column("reviewed_at", String(27)),
    Column("review_note", Text, nullable=False),
    UniqueConstraint("audit_seq", "owner", name="one_feedback_of_each_owner"),
)

DISABLED = Table(
    "disabled",
    METADATA,
    Column("kind", String(20), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", String(27), nullable=False),
)

LEARNER = Table(
    "learner",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("folded_name", String(160), nullable=False, unique=True),
    Column("created_at", String(27), nullable=False),
)

CARD = Table(
    "learner_card",
    METADATA,
    Column("learner", String(32), ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
    Column("card", String(100), primary_key=True),
    Column("topic", String(100), nullable=False),
    Column("source_version", String(64), nullable=False),
    Column("fsrs", Text, nullable=False),
    Column("due", String(27), nullable=False),
    Column("retired_at", String(27)),
)

REVIEW = Table(
    "learner_review",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("learner", String(32), ForeignKey("learner.id", ondelete="CASCADE"), nullable=False),
    Column("at", String(27), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("item", String(100), nullable=False),
    Column("topic", String(100), nullable=False),
    Column("correct", Boolean, nullable=False),
    Column("rating", Integer),
    Index("review_of_learner", "learner", "at"),
)
