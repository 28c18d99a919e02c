"""Kill the build of an index many times at random moments; whatever is left is never taken for a good index.

Writes docs/proofs/index_kills.md.
"""

import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "tests"))

from hash_embeddings import HashEmbeddings

from assistant.knowledge.corpus import load_corpus
from assistant.retrieval.entries import entries_of
from assistant.retrieval.index import check, open_or_build, stamp_of

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
LONGEST_SECONDS = 4.5


def main() -> int:
    """Return 0 where every kill left either a good index or one that is recognised as bad and built anew."""
    entries = entries_of(load_corpus(PROJECT / "corpus"))
    embeddings = HashEmbeddings()
    stamp = stamp_of(entries, embeddings)
    chance = random.Random(11)  # noqa: S311 - repeatable
    script = PROJECT / "tests" / "retrieval" / "build_index.py"
    finished = unfinished = wrong = 0
    for number in range(KILLS):
        with tempfile.TemporaryDirectory() as folder:
            indexes = Path(folder) / "indexes"
            command = [sys.executable, str(script), str(PROJECT / "corpus"), str(indexes), "0.005"]
            build = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            deadline = time.monotonic() + 30
            while not indexes.exists() and build.poll() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, LONGEST_SECONDS))
            build.kill()
            build.wait()
            good = check(indexes, entries, stamp).good
            finished, unfinished = finished + good, unfinished + (not good)
            if good != (indexes / "CURRENT").exists():
                wrong += 1
            if number % 10 == 0:
                open_or_build(indexes, entries, stamp, embeddings)
                wrong += not check(indexes, entries, stamp).good
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    report = (
        "# Builds of the index, killed\n\n"
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}. `make prove` runs it again.\n\n"
        f"| builds killed at a random moment | already complete | cut off and recognised | taken for good though not, or not mended |\n"
        f"|---|---|---|---|\n| {KILLS} | {finished} | {unfinished} | {wrong} |\n\n"
        "Each build writes the whole corpus with a small model and is killed with SIGKILL up to 4.5 s after it began; every\n"
        "tenth is then opened again, which must build a good index.\n"
    )
    (PROJECT / "docs" / "proofs" / "index_kills.md").write_text(report, encoding="utf-8")
    print(report)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
