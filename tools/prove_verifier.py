"""The proof of the check of prose: no wrong sentence passes, and how many true ones fall. Writes docs/proofs/verifier.md.

References: what a faithful model writes of every passage, of every answer to the reference questions with all that it cites, and
the paraphrases; each that passes is made wrong in every way of tests/mutants.py.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from answering.test_verifying import is_dose_critical  # noqa: E402
from mutants import OPERATORS, Reference, mutants  # noqa: E402
from reference_prose import paraphrased, paraphrases, written_of  # noqa: E402

from assistant.answering.pipeline import converse, load_assistant  # noqa: E402
from assistant.answering.splitting import split_sentences  # noqa: E402
from assistant.answering.verifying import is_borne_out  # noqa: E402
from assistant.settings import from_environment  # noqa: E402
from evals.cases import load_cases  # noqa: E402

REPORT = PROJECT / "docs" / "proofs" / "verifier.md"
SEED = 20261126
FEWEST = 30_000
_ROWS_A_SENTENCE = 3


def main() -> int:
    """Run the proof and return the exit status: 1 where a mutant passes or there are too few."""
    begun = time.monotonic()
    assistant = load_assistant(replace(from_environment(), model=None))
    passages = assistant.corpus.passages
    true = {(r.text, tuple(p.id for p in r.cited.values())): r for r in _references(assistant) if is_dose_critical(r)}
    passing = [r for r in true.values() if is_borne_out(r.text, r.cited, passages)]
    rows = [r for r in passing if r.text.startswith("For ")]
    chance = random.Random(SEED)  # noqa: S311 - a seeded draw
    made, passed = Counter[str](), []
    for reference in passing:
        for mutant in mutants(reference, tuple(chance.sample(rows, _ROWS_A_SENTENCE))):
            made[mutant.operator] += 1
            if is_borne_out(mutant.text, mutant.cited, passages):
                passed.append(mutant)
    every = list(paraphrases(passages))
    fallen = [t for t, cited in every if not all(is_borne_out(s, cited, passages) for s in split_sentences(t))]
    REPORT.write_text(_report(len(true), len(passing), made, passed, len(every), fallen), encoding="utf-8")
    print(
        f"{made.total()} mutants, {len(passed)} passed; {len(fallen)} of {len(every)} paraphrases fell; {time.monotonic() - begun:.0f} s"
    )
    for mutant in passed[:20]:
        print(f"PASSED  {mutant.operator}: {mutant.text}")
    return 1 if passed or made.total() < FEWEST else 0


def _references(assistant: object) -> Iterator[Reference]:
    corpus = assistant.corpus  # type: ignore[attr-defined]
    every = list(corpus.passages.values())
    for n, passage in enumerate(every):
        near = [q for q in every[max(0, n - 3) : n + 4] if q is not passage]
        yield from (r for r in written_of([passage, *near]) if "[1]" in r.text)
    yield from paraphrased(corpus.passages)
    places = {(p.source, p.start, p.end): p for p in every}
    for members in load_cases().values():
        for case in members:
            for answer in converse(assistant, [turn.say for turn in case.script]):  # type: ignore[arg-type]
                cited = [
                    places[c.source, c.start, c.end] for c in answer.citations if (c.source, c.start, c.end) in places
                ]
                if answer.kind == "answer" and cited:
                    yield from written_of(cited)


def _report(
    true: int, passing: int, made: Counter[str], passed: list[object], paraphrase_count: int, fallen: list[str]
) -> str:
    share = 100 * len(fallen) / paraphrase_count
    lines = [
        "# The check of prose",
        "",
        f"Measured by `tools/prove_verifier.py`, seed {SEED}.",
        "",
        f"- {made.total():,} dose-critical mutants of {passing:,} true sentences (of {true:,}; the others fall to the quote by themselves): {len(passed)} passed.",
        f"- {paraphrase_count} true paraphrases, written before the check: {len(fallen)} fell to the quote ({share:.1f} %).",
        "",
        "| operator | mutants |",
        "|---|---|",
        *(
            f"| {operator.replace('|', '/')} | {made[operator]} |"
            for operator in [*OPERATORS, "citation dropped", "citation swapped", "rows merged"]
        ),
        "",
        "Paraphrases that fell:",
        "",
        *(f"- {text.replace('<', '&lt;')}" for text in fallen),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
