"""Kill processes that record answers, many times at random moments; no answer that was shown is ever missing.

Writes docs/proofs/records_kills.md. Half of the rounds begin without a database, so that kills hit the making of the tables too.
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests"), str(PROJECT / "tests" / "records")]

from killing import WRITERS, Left, kill_writers
from postgres_server import NOT_INSTALLED, programs, server
from recorded_answers import answer, asking

from assistant.records.recording import record_answer
from assistant.records.store import open_store
from tools.measuring import commit

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
KILLS_ON_SERVER = max(WRITERS, KILLS // 5)
LONGEST_SECONDS = 1.6
MEASURED = 400


def main() -> int:
    """Return 0 where every kill left a chain that holds, with every answer that was shown."""
    chance = random.Random(13)  # noqa: S311 - repeatable
    with tempfile.TemporaryDirectory() as folder:
        kept = f"sqlite:///{folder}/kept.sqlite"
        fresh = (f"sqlite:///{folder}/fresh{number}.sqlite" for number in range(KILLS))
        sqlite = rounds(KILLS, chance, lambda number: next(fresh) if number % 2 else kept)
        milliseconds = [overhead(f"sqlite:///{folder}/timed.sqlite")]
        bare = bare_insert(Path(folder) / "bare.sqlite")[0]
    rows = [row("SQLite", KILLS, sqlite)]
    found, server_note = programs(), ""
    if found is None:
        server_note = f"\n{NOT_INSTALLED}\n"
    else:
        with server(found) as url:
            left = rounds(KILLS_ON_SERVER, chance, lambda _: url)
            milliseconds.append(overhead(url))
        rows.append(row("PostgreSQL", KILLS_ON_SERVER, left))
        sqlite = [*sqlite, *left]
    report = "\n".join([HEAD.format(date=datetime.now(UTC), commit=commit()), *rows]) + TAIL.format(
        longest=LONGEST_SECONDS,
        measured=MEASURED,
        milliseconds=" · ".join(
            f"{name} {wall:.2f} ms ({processor:.2f} ms of the processor)"
            for name, (wall, processor) in zip(NAMES, milliseconds, strict=False)
        ),
        server_note=server_note,
        bare=bare,
    )
    (PROJECT / "docs" / "proofs" / "records_kills.md").write_text(report, encoding="utf-8")
    print(report)
    return 0 if all(found.good for found in sqlite) else 1


NAMES = ("SQLite", "PostgreSQL (without its own fsync, as the tests run it)")

HEAD = """# Processes that record answers, killed

{date:%Y-%m-%d}, commit {commit}. `make prove` runs it again.

| database | processes killed | answers shown before | entries left | shown but missing | in the audit or the conversation alone | chains that do not hold |
|---|---|---|---|---|---|---|"""

TAIL = """

Two processes record answers into the same database, each with its conversation, and say each answer only after recording has
returned; each is killed with SIGKILL at a random moment up to {longest} s after its start. Every second round on SQLite begins
without a database, so that the making of its tables is hit too; the others go on with what the kills before have left.

Recording one answer takes, as the median of {measured}: {milliseconds}. A bare insert into SQLite that waits
for the disk took {bare:.2f} ms in the same minute.
{server_note}"""


def rounds(kills: int, chance: random.Random, url_of: Callable[[int], str]) -> list[Left]:
    """Kill so many processes, a pair a round."""
    return [kill_writers(url_of(number), chance, LONGEST_SECONDS) for number in range(kills // WRITERS)]


def row(name: str, kills: int, left: list[Left]) -> str:
    """Return the line of one database. Entries are counted once where rounds went on with the same database."""
    counted = [
        name,
        kills,
        sum(found.shown for found in left),
        max(found.entries for found in left),
        sum(found.lost for found in left),
        max(found.half for found in left),
        sum(bool(found.problems) for found in left),
    ]
    return f"| {' | '.join(map(str, counted))} |"


def overhead(url: str) -> tuple[float, float]:
    """Return the median milliseconds of recording one answer, by the clock and of the processor."""
    store = open_store(url)
    question = asking("For a patient of 70 kg with Grade 3 neurotoxicity on day 12, what now?")
    taken = measured(lambda: record_answer(store, question, answer()))
    store.close()
    return taken


def bare_insert(file: Path) -> tuple[float, float]:
    """Return the median milliseconds of one insert that waits for the disk, with SQLite alone."""
    connection = sqlite3.connect(file, isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE t (words TEXT)"):
        connection.execute(statement)
    taken = measured(lambda: connection.execute("INSERT INTO t VALUES (?)", ("x" * 1500,)))
    connection.close()
    return taken


def measured(act: Callable[[], object]) -> tuple[float, float]:
    """Return the median milliseconds of an act, by the clock and of the processor."""
    wall, processor = [], []
    for _ in range(MEASURED):
        began, used = time.perf_counter(), time.process_time()
        act()
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return median(wall), median(processor)


if __name__ == "__main__":
    sys.exit(main())
