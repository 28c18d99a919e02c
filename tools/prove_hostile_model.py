"""Every reference question with a model that lies in every job: no answer may differ from the one without a model."""

import sys
from dataclasses import replace
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from hostile import changed_by, hostile_model  # noqa: E402

from assistant.answering.pipeline import converse, load_assistant  # noqa: E402
from assistant.settings import from_environment  # noqa: E402
from evals.cases import load_cases  # noqa: E402


def main() -> int:
    """Run the proof and return the exit status: 1 where an answer differs."""
    assistant = load_assistant(replace(from_environment(), model=None))
    hostile = replace(assistant, model=hostile_model())
    count, changed = 0, []
    for members in load_cases().values():
        for case in members:
            turns = [turn.say for turn in case.script]
            for answer, alone in zip(converse(hostile, turns), converse(assistant, turns), strict=True):
                count += 1
                fields = changed_by(answer, alone)
                changed += [f"{case.id}: {', '.join(fields)}"] if fields else []
    print(f"{count} answers with a hostile model, {len(changed)} differ from those without")
    print(*changed[:20], sep="\n")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
