"""For whom a conversation is shown."""

from alembic import op
from sqlalchemy import Column, String

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the audience; conversations from before are a clinician's."""
    op.add_column("conversation", Column("audience", String(20), nullable=False, server_default="clinician"))
