"""Fifty people use the page at once for three minutes: no error, nobody sees another's words, answers stay quick.

Writes docs/proofs/load.md.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from assistant.records.audit import verify_chain
from assistant.records.store import open_store
from tools.crowd import Seen, ask_each_once, people, use_at_once
from tools.measuring import commit, mebibytes, processor_seconds
from tools.serving import copy_index, served

SESSIONS = 50
SECONDS = 180.0
PAUSE_SECONDS = (6.0, 16.0)
SHOWN_PROBLEMS = 20


def main() -> int:
    """Return 0 where nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        database = f"sqlite:///{folder / 'records.sqlite'}"
        environment = {"BLIN_INDEXES": str(copy_index(folder)), "BLIN_DATABASE": database}
        with served(environment, folder / "log") as server:
            warmed = asyncio.run(ask_each_once(server.address))
            others = os.getloadavg()[0]
            memory, worked = [mebibytes(server.process)], processor_seconds(server.process)
            using = use_at_once(server.address, people(wanted.sessions), wanted.seconds, PAUSE_SECONDS)
            seen = asyncio.run(using)
            memory.append(mebibytes(server.process))
            worked = processor_seconds(server.process) - worked
        shown = warmed + len(seen.answers)
        problems = seen.problems + after(database, folder / "log", shown)
    report = REPORT.format(
        date=datetime.now(UTC),
        commit=commit(),
        wanted=wanted,
        cores=os.cpu_count(),
        others=others,
        pause=PAUSE_SECONDS,
        rows=rows(seen),
        problems=len(problems),
        shown=shown,
        memory=memory,
        growth=(memory[1] - memory[0]) / wanted.sessions,
        server_share=worked / wanted.seconds,
        each_ms=1000 * worked / (len(seen.openings) + len(seen.answers) + len(seen.reruns)),
        crowd_share=processor_seconds(os.getpid()) / wanted.seconds,
    )
    (PROJECT / "docs" / "proofs" / "load.md").write_text(report, encoding="utf-8")
    print(report, *problems[:SHOWN_PROBLEMS], sep="\n")
    return 1 if problems else 0


def after(database: str, log: Path, shown: int) -> list[str]:
    """Return what the records and the server's log say against it. shown: how many answers were."""
    store = open_store(database)
    chain = verify_chain(store)
    store.close()
    told = [line for line in log.read_text(errors="replace").splitlines() if "Error" in line or "Traceback" in line]
    problems = [*chain.problems, *(f"the server's log: {line}" for line in told)]
    if chain.entries != shown:
        problems.append(f"{shown} answers were shown, {chain.entries} are in the audit")
    return problems


def rows(seen: Seen) -> str:
    """Return the rows of the table."""
    measured = (
        ("page opened, or reloaded with its conversation", seen.openings),
        ("question answered", seen.answers),
        ("rerun (list of conversations opened or closed)", seen.reruns),
    )
    return "\n".join(row(name, times) for name, times in measured if len(times) > 1)


def row(name: str, times: Sequence[float]) -> str:
    """Return a row: how many, then median, 95th percentile and the slowest, in milliseconds."""
    figures = (median(times), quantiles(times, n=20, method="inclusive")[-1], max(times))
    return f"| {name} | {len(times)} | {' | '.join(f'{figure * 1000:.0f}' for figure in figures)} |"


REPORT = """# Many people at once

{date:%Y-%m-%d}, commit {commit}. `make prove` runs it again.

{wanted.sessions} sessions used one server for {wanted.seconds:.0f} s on a machine of {cores} cores, which also ran those who used it. Each session has the key of
a browser, a name and a weight that nobody else has; it asks of its own patient and of other things, opens and closes its list of
conversations, and reloads, with a pause of {pause[0]:.0f} to {pause[1]:.0f} s after each answer. They speak Streamlit's websocket as the page's script does
(`tools/light_browser.py`): many real browsers would load the machine, not the server. After each step all that was sent to a
session is searched for the names and weights of the others, for errors, and for turns that are missing or stand there twice.

| what, from the sending to the last element, in ms | times | median | p95 | slowest |
|---|---|---|---|---|
{rows}

**{problems} problems.** The audit holds {shown} answers, as many as were shown, in a chain that verifies.

Memory of the server: {memory[0]:.0f} MiB when warm, {memory[1]:.0f} MiB at the end, {growth:.2f} MiB for each session.
Processor: the server took {server_share:.0%} of one core, {each_ms:.0f} ms for each time that a page was drawn, and those who used it {crowd_share:.0%}.
A browser's own drawing is not in the times.
Before it began the machine's load from other work was {others:.1f} (of {cores} cores); above 1 the times tell more of the other work than of the page.
"""

if __name__ == "__main__":
    sys.exit(main())
