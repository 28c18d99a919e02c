"""`blin backup` and `blin restore`: the records as a file, and back."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from assistant.records.backup import Copied


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands to the parser."""
    saving = commands.add_parser("backup", help="write a verified backup of the records")
    saving.add_argument("file", type=Path, help="where to; a name that ends in .jsonl gives the portable archive")
    saving.add_argument("--force", action="store_true", help="replace the file if it is there")
    saving.set_defaults(run=_backup)
    restoring = commands.add_parser("restore", help="put a verified backup in the place of the records")
    restoring.add_argument("file", type=Path, help="a backup")
    restoring.add_argument("--force", action="store_true", help="replace records that are there; they are kept aside")
    restoring.set_defaults(run=_restore)


def _backup(arguments: argparse.Namespace, settings: Settings) -> int:
    # Imported here and below: other commands must not wait for the database's libraries.
    from assistant.records.backup import backup
    from assistant.records.store import open_store

    with closing(open_store(settings.database)) as store:
        copied = backup(store, arguments.file, force=arguments.force)
    print(f"Backed up to {copied.file}, and verified.")
    return _say(copied)


def _restore(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.records.backup import restore

    copied = restore(settings.database, arguments.file, datetime.now(UTC), force=arguments.force)
    print(f"Restored from {copied.file}, and verified.")
    if copied.aside is not None:
        print(f"What was there before is kept in {copied.aside}.")
    return _say(copied)


def _say(copied: "Copied") -> int:
    print(", ".join(f"{table} {count}" for table, count in copied.counts.items()))
    print(f"audit: {copied.chain.entries} entries, the chain holds; head {copied.chain.head[1]}")
    return 0
