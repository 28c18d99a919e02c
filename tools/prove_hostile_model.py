"""Every reference question with a model that lies in every job: no answer may differ from the one without a model.

Writes docs/proofs/hostile_model.md.
"""

import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests"), str(PROJECT / "tools")]

from hostile import changed_by, hostile_model
from measuring import commit

from assistant.answering.pipeline import converse, load_assistant
from assistant.settings import from_environment
from evals.cases import load_cases

REPORT = PROJECT / "docs" / "proofs" / "hostile_model.md"


def main() -> int:
    """Run the proof and return the exit status: 1 where an answer differs."""
    assistant = load_assistant(replace(from_environment(), model=None))
    hostile = replace(assistant, model=hostile_model())
    begun = time.monotonic()
    count, worded, dropped = 0, 0, 0
    changed: list[str] = []
    for members in load_cases().values():
        for case in members:
            turns = [turn.say for turn in case.script]
            for answer, alone in zip(converse(hostile, turns), converse(assistant, turns), strict=True):
                count += 1
                worded += bool(answer.dropped)
                dropped += len(answer.dropped)
                fields = changed_by(answer, alone)
                changed += [f"{case.id}: {', '.join(fields)}"] if fields else []
    print(f"{count} answers with a hostile model, {len(changed)} differ from those without")
    print(*changed[:20], sep="\n")
    REPORT.write_text(_report(count, worded, dropped, changed, time.monotonic() - begun), encoding="utf-8")
    return 1 if changed else 0


def _report(count: int, worded: int, dropped: int, changed: list[str], seconds: float) -> str:
    lines = [
        "# A model that lies",
        "",
        f"Measured by `tools/prove_hostile_model.py` on {datetime.now(UTC):%Y-%m-%d}, commit {commit()}, in {seconds:.0f} s.",
        "",
        "Every reference question was answered twice: without a model, and with one that gives wrong ids, inputs that nobody stated, another",
        "question, and false sentences (`tests/hostile.py`). Each field of the two answers was compared, but for the quiet lines and what was",
        "dropped. So no figure of the evaluation can fall below that of the run without a model.",
        "",
        f"- {count:,} answers; {len(changed)} differ from those without a model.",
        f"- {dropped:,} sentences of the model were dropped, in {worded:,} answers; the others it was not given to word.",
        *(f"- {line}" for line in changed),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
