"""Bring the tables up to date. Alembic is loaded only where there is something to do."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.records.errors import StoreDamagedError

REVISION = "0002"
"""The last migration in migrations/versions; a test holds the two together."""

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_LOCK_NUMBER = 7_102_266
"""PostgreSQL's advisory lock under which one process at a time brings the tables up to date."""


def bring_up_to_date(connection: Connection) -> None:
    """Run the migrations that are missing, all or none.

    Raises StoreDamagedError where the tables are of a newer program, and sqlalchemy's errors.
    """
    with connection.begin():
        found = _revision(connection)
    if found == REVISION:
        return
    with connection.execution_options(writes=True).begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})
        if _revision(connection) != REVISION:
            _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _upgrade(connection: Connection) -> None:
    # Imported here: most starts find the tables up to date.
    from alembic import command  # noqa: PLC0415 - loaded only when used: start-up stays quick
    from alembic.config import Config  # noqa: PLC0415 - loaded only when used: start-up stays quick
    from alembic.util import CommandError  # noqa: PLC0415 - loaded only when used: start-up stays quick

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreDamagedError("The records are of a newer version of this program. Install that version.") from error
