"""A PostgreSQL server of the tests' own, on a Unix socket alone: nothing listens on the network."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_INSTALLED = (
    "No PostgreSQL server is installed here (no pg_ctl under /usr/lib/postgresql/*/bin): the records are tested on SQLite "
    "alone. `python tools/postgres.py` installs one by apt."
)


def programs() -> Path | None:
    """Return the folder of the newest installed server's programs, None where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """Run a server; give the URL of its database `postgres`. The server refuses root, so root runs it as another user."""
    folder = Path(tempfile.mkdtemp(prefix="blinpg"))
    user = _user()
    if user is not None:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)

    def run(*command: str) -> None:
        subprocess.run(
            [str(bin_folder / command[0]), *command[1:]], user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL
        )

    data, log = folder / "data", folder / "log"
    try:
        run("initdb", "-D", str(data), "-U", "blin", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        run("pg_ctl", "-D", str(data), "-l", str(log), "-w", "-t", "60", "-o", options, "start")
        try:
            yield f"postgresql://blin@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """Return the user that runs the server in root's place, None where this is not root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
