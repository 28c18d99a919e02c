"""`blin purge`: remove what is older than the settings let it be kept."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "purge",
        help="remove conversations, and the words of audit entries, that are older than they may be kept",
        epilog="BLIN_RETENTION_DAYS and BLIN_AUDIT_RETENTION_DAYS say for how long; the audit's chain stays verifiable.",
    )
    parser.set_defaults(run=run)


def run(_: argparse.Namespace, settings: Settings) -> int:
    """Purge, and say what went."""
    # Imported here: other commands must not wait for the database's libraries.
    from assistant.records.retention import purge
    from assistant.records.store import open_store

    with closing(open_store(settings.database)) as store:
        purged = purge(store, datetime.now(UTC), settings.retention_days, settings.audit_retention_days)
    print(f"{purged.conversations} conversations removed, {purged.entries} audit entries blanked")
    return 0
