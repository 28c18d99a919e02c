"""Ask every reference question in other words; it counts only where all its rewrites are answered right.

Writes docs/proofs/rewrites.md. `prove_rewrites.py 60` tries sixty of the reporting half, chosen by a fixed seed.
"""

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from assistant.knowledge.corpus import load_corpus
from assistant.settings import from_environment
from evals.cases import load_cases
from evals.engines import EXTRACTIVE
from evals.gates import WORST_OF_REWRITES, load_gates
from evals.generate import generate, read_results
from evals.ground import ground_of
from evals.judge import Verdict, half_of, judge
from evals.report.content import HALVES
from evals.robustness import REWRITES_EACH, SEED, Robustness, rewrites, robustness, sample
from evals.sharing import shared

PROJECT = Path(__file__).resolve().parent.parent
REPORT = PROJECT / "docs" / "proofs" / "rewrites.md"
LISTED = 100
PROCESSES = 2


def main() -> int:
    """Return 0 where the reporting half keeps its gate."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else None
    cases = sample(load_cases(), count)
    others = rewrites(cases)
    settings = from_environment()
    ground = ground_of(load_corpus(settings.corpus))
    with (
        tempfile.TemporaryDirectory() as temporary,
        Progress(console=Console(stderr=True)) as progress,
        shared(settings, EXTRACTIVE, PROCESSES) as each,
    ):
        task = progress.add_task("Asking", total=sum(len(group) for part in (cases, others) for group in part.values()))
        for name, part in (("written", cases), ("rewritten", others)):
            generate(part, each, Path(temporary) / name, {}, progress=lambda: progress.advance(task))
        written, rewritten = (judge(read_results(Path(temporary) / name), ground) for name in ("written", "rewritten"))
    found = {half: robustness(half_of(written, half), half_of(rewritten, half)) for half in HALVES}
    if count is None:
        REPORT.write_text(_report(found), encoding="utf-8")
    for half, one in found.items():
        print(f"{half}: worst of {REWRITES_EACH} right {one.worst}; of those right as written {one.kept}")
    gate, share = load_gates()[WORST_OF_REWRITES].at_least, found["reporting"].worst.share
    return 0 if gate is None or (share is not None and share >= gate) else 1


def _report(found: dict[str, Robustness]) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    lines = [
        "# The same questions in other words",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit.stdout.strip()}, seed {SEED}. `make prove` runs it again.",
        "",
        f"Every reference question was asked in up to {REWRITES_EACH} other wordings: slips in words that carry no decision, small or capital",
        "letters, abbreviations, synonyms, another order of clauses, filler (`evals/rewriting.py`, `evals/rewrites.yaml`). A question counts",
        "where it and all its rewrites are fully right. Counts with Wilson bounds at 95 %.",
        "",
        "| | " + " | ".join(found) + " |",
        "|---|" + "---|" * len(found),
    ]
    rows = {
        "all rewrites right, of all questions": [one.worst for one in found.values()],
        "all rewrites right, of those right as written": [one.kept for one in found.values()],
        "inputs taken silently and wrong": [one.silent_inputs for one in found.values()],
    }
    for kind in sorted({kind for one in found.values() for kind in one.by_rewriter}):
        rows[f"right after: {kind}"] = [one.by_rewriter[kind] for one in found.values() if kind in one.by_rewriter]
    lines += [f"| {name} | {' | '.join(map(str, rates))} |" for name, rates in rows.items()]
    broken = found["tuning"].broken
    lines += ["", f"## Rewrites that broke a right answer, tuning half: {len(broken)}", ""]
    lines += [_line(verdict) for verdict in broken[:LISTED]] or ["None."]
    return "\n".join(lines) + "\n"


def _line(verdict: Verdict) -> str:
    said = " / ".join(verdict.result.turns[-1].said)
    return f"- {verdict.result.case.id}: “{said}” ({verdict.faults[0].partition(':')[0]})"


if __name__ == "__main__":
    sys.exit(main())
