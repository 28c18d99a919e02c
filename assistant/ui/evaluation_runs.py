"""One run of the evaluation at a time, started from the page and watched by it."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.ui.evaluations import ANSWERS


@dataclass(frozen=True)
class Progress:
    """How far a run is. answered: questions so far; ended: its exit status, None while it runs; said: its last words."""

    answered: int
    ended: int | None
    said: str


class Runner:
    """Runs `blin eval run` in a process of its own, one at a time. results: where run folders appear; log: what it says."""

    def __init__(
        self, results: Path, log: Path, command: Sequence[str] = (sys.executable, "-m", "assistant", "eval", "run")
    ) -> None:
        self._results, self._log, self._command = results, log, tuple(command)
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._before: frozenset[Path] = frozenset()

    def start(self, *options: str) -> bool:
        """Start a run. Returns False where one is running already."""
        with self._starting:
            if self._process is not None and self._process.poll() is None:
                return False
            self._before = frozenset(self._results.glob("*"))
            self._log.parent.mkdir(parents=True, exist_ok=True)
            with self._log.open("wb") as out:
                self._process = subprocess.Popen(  # noqa: S603 - a fixed command; its options are names of question files
                    [*self._command, *options], stdout=out, stderr=out, stdin=subprocess.DEVNULL
                )
            return True

    def progress(self) -> Progress | None:
        """Return how far the run is that was started last, None where none was."""
        process = self._process
        if process is None:
            return None
        answered = sum(
            _lines(path) for folder in set(self._results.glob("*")) - self._before for path in folder.rglob(ANSWERS)
        )
        said = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return Progress(answered, process.poll(), said[-1] if said else "")


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)
