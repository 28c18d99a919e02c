"""Run the migrations over the connection, and inside the transaction, that the caller gives."""

from alembic import context

from assistant.records.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
