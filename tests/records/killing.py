"""Kill processes that record answers, at a random moment, and look what is left."""

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from assistant.records.audit import verify_chain
from assistant.records.store import open_store
from assistant.records.tables import AUDIT, TURN

WRITER = Path(__file__).parent / "write_answers.py"
WRITERS = 2
MORE_THAN_THEY_CAN = 1_000_000


@dataclass(frozen=True)
class Left:
    """What a kill left. shown: answers that a writer had said it would show; lost: those of them that are not in the audit;
    half: answers of which the audit and the conversation do not both tell; problems: of the chain."""

    shown: int
    entries: int
    lost: int
    half: int
    problems: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Does the chain hold, with every answer that was shown?"""
        return not (self.lost or self.half or self.problems)


def kill_writers(url: str, chance: random.Random, longest_seconds: float) -> Left:
    """Let two processes record into the same records, kill each at a moment of its own, and open what is left."""
    writers = [
        subprocess.Popen(
            [sys.executable, str(WRITER), url, f"writer{number}", str(MORE_THAN_THEY_CAN)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    shown: dict[int, str] = {}
    for writer in writers:
        time.sleep(chance.uniform(0, longest_seconds / WRITERS))
        writer.kill()
        for line in writer.communicate()[0].splitlines():
            # The last line may be cut off: then it was not shown.
            seq, _, entry_hash = line.partition(" ")
            if len(entry_hash) == 64:
                shown[int(seq)] = entry_hash
    return _left(url, shown)


def _left(url: str, shown: dict[int, str]) -> Left:
    store = open_store(url)
    try:
        report = verify_chain(store)
        with store.reading() as connection:
            kept = {row.seq: row.hash for row in connection.execute(select(AUDIT.c.seq, AUDIT.c.hash))}
            turns = set(connection.execute(select(TURN.c.audit_seq)).scalars())
    finally:
        store.close()
    lost = sum(kept.get(seq) != entry_hash for seq, entry_hash in shown.items())
    return Left(len(shown), report.entries, lost, len(turns ^ set(kept)), report.problems)
