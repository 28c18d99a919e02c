"""The first tables."""

from alembic import op
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, and the start of the chain."""
    op.create_table(
        "audit",
        Column("seq", Integer, primary_key=True, autoincrement=False),
        Column("at", String(27), nullable=False),
        Column("kind", String(20), nullable=False),
        Column("payload", Text),
        Column("payload_hash", String(64), nullable=False),
        Column("previous_hash", String(64), nullable=False),
        Column("hash", String(64), nullable=False),
        Column("key", String(100), unique=True),
    )
    op.create_table(
        "audit_head",
        Column("id", Integer, CheckConstraint("id = 1", name="one_head"), primary_key=True, autoincrement=False),
        Column("seq", Integer, nullable=False),
        Column("hash", String(64), nullable=False),
    )
    op.create_table(
        "conversation",
        Column("id", String(32), primary_key=True),
        Column("owner", String(64), nullable=False),
        Column("title", String(200), nullable=False),
        Column("created_at", String(27), nullable=False),
        Column("changed_at", String(27), nullable=False),
        Column("deleted_at", String(27)),
    )
    op.create_index("conversation_of_owner", "conversation", ["owner", "changed_at"])
    op.create_table(
        "turn",
        Column("conversation", String(32), ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("at", String(27), nullable=False),
        Column("question", Text, nullable=False),
        Column("answer", Text, nullable=False),
        Column("audit_seq", Integer, nullable=False),
    )
    op.create_table(
        "feedback",
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
    op.create_table(
        "disabled",
        Column("kind", String(20), primary_key=True),
        Column("name", String(100), primary_key=True),
        Column("reason", Text, nullable=False),
        Column("by", String(200), nullable=False),
        Column("at", String(27), nullable=False),
    )
    op.create_table(
        "learner",
        Column("id", String(32), primary_key=True),
        Column("name", String(80), nullable=False),
        Column("folded_name", String(160), nullable=False, unique=True),
        Column("created_at", String(27), nullable=False),
    )
    op.create_table(
        "learner_card",
        Column("learner", String(32), ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True),
        Column("card", String(100), primary_key=True),
        Column("topic", String(100), nullable=False),
        Column("source_version", String(64), nullable=False),
        Column("fsrs", Text, nullable=False),
        Column("due", String(27), nullable=False),
        Column("retired_at", String(27)),
    )
    op.create_table(
        "learner_review",
        Column("id", String(32), primary_key=True),
        Column("learner", String(32), ForeignKey("learner.id", ondelete="CASCADE"), nullable=False),
        Column("at", String(27), nullable=False),
        Column("kind", String(10), nullable=False),
        Column("item", String(100), nullable=False),
        Column("topic", String(100), nullable=False),
        Column("correct", Boolean, nullable=False),
        Column("rating", Integer),
    )
    op.create_index("review_of_learner", "learner_review", ["learner", "at"])
    op.execute("INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '" + "0" * 64 + "')")
