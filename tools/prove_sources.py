"""Change every fact of the documents and of the rules, one at a time; somebody must notice, or the change is listed.

Writes docs/proofs/source_mutants.md. `prove_sources.py 50` tries fifty, chosen by a fixed seed.
"""

import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track

from evals.cases import load_cases
from evals.source_checks import (
    LOADING,
    QUESTIONS,
    REGISTERS,
    REPAIRS,
    RULES,
    Noticed,
    all_mutants,
    by_operator,
    notice,
    open_bench,
)

PROJECT = Path(__file__).resolve().parent.parent
REPORT = PROJECT / "docs" / "proofs" / "source_mutants.md"
NOTICING = (REPAIRS, LOADING, RULES, REGISTERS, QUESTIONS)


def main() -> int:
    """Return 0 where every mutant is noticed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else None
    cases = [case for group in load_cases().values() for case in group]
    with tempfile.TemporaryDirectory() as folder:
        bench = open_bench(PROJECT / "corpus", Path(folder), cases)
        every = all_mutants(bench)
        if count is not None:
            every = random.Random(11).sample(every, count)  # noqa: S311 - repeatable
        noticed = [notice(mutant, bench) for mutant in track(every, "Mutants", console=Console(stderr=True))]
    missed = [one for one in noticed if not one.by]
    if count is None:
        REPORT.write_text(_report(noticed), encoding="utf-8")
    print(f"{len(noticed)} mutants: {len(noticed) - len(missed)} noticed, {len(missed)} not")
    for one in missed:
        print(f"  {one.mutant.file}:{one.mutant.line}  {one.mutant.operator}: {one.mutant.after}")
    return 1 if missed else 0


def _report(noticed: Sequence[Noticed]) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    lines = [
        "# Changed facts",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit.stdout.strip()}. `make prove` runs it again.",
        "",
        "Every number, comparator, negation, modal and condition of both documents was changed, one at a time, every two neighbouring",
        "table rows were swapped, and every whole number of the rule files was changed. *Noticed* by any: the comparison with the original",
        "through the ledger of repairs, the loading of the corpus, the rules (a quote or a value no longer stands in its document), the",
        "registers, the reference questions (expected words, expected results). *Edition*: noticed although the original says the same, as",
        "when a publisher changes it; what is not noticed then is on no rule, in no register and in no reference question.",
        "",
        "| change | mutants | noticed | " + " | ".join(NOTICING) + " | edition |",
        "|---|---|---|" + "---|" * (len(NOTICING) + 1),
    ]
    groups = {**by_operator(noticed), "**all**": list(noticed)}
    for operator, group in groups.items():
        counts = [sum(name in one.by for one in group) for name in NOTICING]
        lines.append(
            f"| {operator} | {len(group)} | {sum(bool(one.by) for one in group)} | {' | '.join(map(str, counts))} "
            f"| {sum(bool(one.edition) for one in group)} |"
        )
    for title, missed in (
        ("Noticed by nobody", [one for one in noticed if not one.by]),
        ("Noticed by the comparison with the original alone", [one for one in noticed if one.by == {REPAIRS}]),
    ):
        lines += ["", f"## {title}: {len(missed)}", ""]
        lines += [f"- {o.mutant.file}:{o.mutant.line}, {o.mutant.operator}: `{o.mutant.after}`" for o in missed] or [
            "None."
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
