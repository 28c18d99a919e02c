"""Watch what is switched off from a command that must start at once: an SQLite file is read without the database's libraries."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from assistant.knowledge.disabling import Disabled, disabled_of

_FILE = ("sqlite:///", "sqlite+pysqlite:///")
_PATIENCE_SECONDS = 5.0


@contextmanager
def watched(url: str) -> Iterator[Callable[[], Disabled]]:
    """Give what returns, at each call, what is switched off in the records at a URL; nothing while there are none.

    Raises RecordsError, also at a call.
    """
    with ExitStack() as opened:
        prefix = next((prefix for prefix in _FILE if url.startswith(prefix)), None)
        if prefix is None:
            yield _on_server(url, opened)
        else:
            yield _in_file(Path(url.removeprefix(prefix).partition("?")[0]), opened)


def _in_file(file: Path, opened: ExitStack) -> Callable[[], Disabled]:
    found: list[sqlite3.Connection] = []

    def now() -> Disabled:
        try:
            if not found and file.exists():
                connection = sqlite3.connect(file, timeout=_PATIENCE_SECONDS, isolation_level=None)
                found.append(opened.enter_context(closing(connection)))
            return _read(found[0]) if found else Disabled()
        except sqlite3.Error as error:
            # Imported here: only an error needs it.
            from assistant.records.translating import told_of  # noqa: PLC0415 - loaded only when used: start-up stays quick

            raise told_of(error) from error

    return now


def _read(connection: sqlite3.Connection) -> Disabled:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'disabled'").fetchone():
        # The tables are not made yet: so nothing can have been switched off.
        return Disabled()
    return disabled_of(connection.execute("SELECT kind, name, reason FROM disabled"))


def _on_server(url: str, opened: ExitStack) -> Callable[[], Disabled]:
    from assistant.records.store import open_store  # noqa: PLC0415 - see above
    from assistant.records.switches import disabled  # noqa: PLC0415 - loaded only when used: start-up stays quick

    store = opened.enter_context(closing(open_store(url)))
    return lambda: disabled(store)
