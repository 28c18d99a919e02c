"""Serve the page for a while, and find the Chromium that looks at it. For tests and screenshots."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

QUIET_CHROMIUM = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """Return the Chromium on the path, None where Playwright must use its own."""
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


def copy_index(folder: Path) -> Path:
    """Put a copy of an index that is already built into a folder; without one the server builds its own."""
    built = Path(os.environ.get("BLIN_INDEXES") or PROJECT / "indexes")
    target = folder / "indexes"
    if (built / "CURRENT").is_file():
        shutil.copytree(built, target, ignore=shutil.ignore_patterns("*.lock", "README.md"))
    return target


@dataclass(frozen=True)
class Server:
    """A server of the page: its address, and the id of its process."""

    address: str
    process: int


@contextmanager
def serve(environment: Mapping[str, str], log: Path, timeout_seconds: float = 60) -> Iterator[str]:
    """Serve the page on a free port of this machine and yield its address; the log holds what the server said."""
    with served(environment, log, timeout_seconds) as server:
        yield server.address


@contextmanager
def served(environment: Mapping[str, str], log: Path, timeout_seconds: float = 60) -> Iterator[Server]:
    """Serve the page and yield the server."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    variables = {**os.environ, "PYTHONPATH": str(PROJECT), **environment}
    with log.open("wb") as out, subprocess.Popen(command, cwd=PROJECT, env=variables, stdout=out, stderr=out) as server:
        try:
            _await_health(address, server, time.monotonic() + timeout_seconds, log)
            yield Server(address, server.pid)
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _await_health(address: str, server: subprocess.Popen[bytes], deadline: float, log: Path) -> None:
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as reply:  # noqa: S310 - loopback
                if reply.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The page is not served: {log.read_text(errors='replace')[-2000:]}")
