"""The proof of the check of prose: no wrong sentence passes, and how many true ones fall. Writes docs/proofs/verifier.md.

References: what a faithful model writes of every passage, of every answer to the reference questions with all that it cites, and
the paraphrases; each that passes is made wrong in every way of tests/mutants.py. With --without-answers the questions are not asked
and the report says so: a few minutes instead of an hour on a busy machine.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests"), str(PROJECT / "tools")]

from answering.test_verifying import is_dose_critical
from measuring import commit
from mutants import OPERATORS, mutants
from reference_prose import (
    COPIED,
    FIRST,
    FOURTH,
    FREE,
    OBEDIENT,
    PROMPTED,
    SECOND,
    THIRD,
    UNTOUCHED,
    paraphrased,
    paraphrases,
    written_of,
)
from row_mutants import OF_SEVERAL, Mutant, Reference

from assistant.answering.assistant import Assistant
from assistant.answering.pipeline import converse, load_assistant
from assistant.answering.splitting import split_sentences
from assistant.answering.verifying import holding, is_borne_out
from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.passages import Passage
from assistant.settings import from_environment
from evals.cases import load_cases

REPORT = PROJECT / "docs" / "proofs" / "verifier.md"
SEED = 20261126
FEWEST = 30_000
_ROWS_A_SENTENCE = 3
_PROCESSES = 2
_WORK: list[tuple[Mapping[str, Passage], Reference, tuple[Reference, ...]]] = []


def main() -> int:
    """Run the proof and return the exit status: 1 where a mutant passes or there are too few."""
    begun = time.monotonic()
    settings = replace(from_environment(), model=None)
    asks = "--without-answers" not in sys.argv[1:]
    corpus = load_corpus(settings.corpus)
    passages = corpus.passages
    references = [*_references(corpus), *(_of_answers(load_assistant(settings)) if asks else ())]
    true = {(r.text, tuple(p.id for p in r.cited.values())): r for r in references if is_dose_critical(r)}
    passing = [r for r in true.values() if is_borne_out(r.text, r.cited, passages)]
    rows = [r for r in passing if r.text.startswith("For ")]
    chance = random.Random(SEED)  # noqa: S311 - a seeded draw
    work = [(passages, reference, tuple(chance.sample(rows, _ROWS_A_SENTENCE))) for reference in passing]
    made, passed = Counter[str](), list[Mutant]()
    # Each process inherits the work, so that nothing is sent to it but numbers.
    _WORK.extend(work)
    with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("fork")) as pool:
        for counted, through in pool.map(_mutated, range(len(work)), chunksize=10):
            made += counted
            passed += through
    # An untouched set is only tried on a check that stands: one that has still to be changed would use it up.
    names = (FIRST, SECOND, THIRD, FREE, FOURTH, PROMPTED, *(() if passed else (OBEDIENT, COPIED, UNTOUCHED)))
    sets = {name: _tried(name, passages) for name in names}
    REPORT.write_text(_report(len(true), len(passing), made, passed, sets, asks=asks), encoding="utf-8")
    print(f"{made.total()} mutants, {len(passed)} passed; {time.monotonic() - begun:.0f} s")
    print(*(f"{name}: {len(fallen)} of {count} fell" for name, (count, fallen) in sets.items()), sep="\n")
    for mutant in passed[:20]:
        print(f"PASSED  {mutant.operator}: {mutant.text}")
    return 1 if passed or made.total() < FEWEST else 0


def _mutated(number: int) -> tuple[Counter[str], list[Mutant]]:
    """Return how many mutants of one sentence there are by operator, and those that pass."""
    passages, reference, others = _WORK[number]
    every = list(mutants(reference, others))
    return Counter(mutant.operator for mutant in every), [
        mutant for mutant in every if is_borne_out(mutant.text, mutant.cited, passages)
    ]


def _tried(name: str, passages: Mapping[str, Passage]) -> tuple[int, list[str]]:
    """Return how many paraphrases a set has, and those that fall."""
    every = list(paraphrases(passages, name))
    return len(every), [t for t, cited in every if not all(holding(split_sentences(t), cited, passages))]


def _references(corpus: Corpus) -> Iterator[Reference]:
    """Yield what a faithful model writes of every passage, and the paraphrases."""
    every = list(corpus.passages.values())
    for n, passage in enumerate(every):
        near = [q for q in every[max(0, n - 3) : n + 4] if q is not passage]
        yield from (r for r in written_of([passage, *near]) if "[1]" in r.text)
    yield from paraphrased(corpus.passages)


def _of_answers(assistant: Assistant) -> Iterator[Reference]:
    """Yield what a faithful model writes of all that an answer cites."""
    places = {(p.source, p.start, p.end): p for p in assistant.corpus.passages.values()}
    for members in load_cases().values():
        for case in members:
            for answer in converse(assistant, [turn.say for turn in case.script]):
                cited = [
                    places[c.source, c.start, c.end] for c in answer.citations if (c.source, c.start, c.end) in places
                ]
                if answer.kind == "answer" and cited:
                    yield from written_of(cited)


def _report(
    true: int,
    passing: int,
    made: Counter[str],
    passed: Sequence[object],
    sets: Mapping[str, tuple[int, list[str]]],
    *,
    asks: bool,
) -> str:
    of_what = "passages and paraphrases" + (" and of the answers to the reference questions" if asks else " alone")
    lines = [
        "# The check of prose",
        "",
        f"Measured by `tools/prove_verifier.py` on {datetime.now(UTC):%Y-%m-%d}, commit {commit()}, seed {SEED}.",
        "",
        f"- {made.total():,} dose-critical mutants of {passing:,} true sentences (of {true:,}; the others fall to the quote by themselves), of {of_what}: {len(passed)} passed.",
        *(
            f"- {count} true paraphrases, {_HISTORY[name]}: {len(fallen)} fell to the quote ({100 * len(fallen) / count:.1f} %)."
            for name, (count, fallen) in sets.items()
        ),
        "",
        "| operator | mutants |",
        "|---|---|",
        *(f"| {operator.replace('|', '/')} | {made[operator]} |" for operator in [*OPERATORS, *OF_SEVERAL]),
        "",
        *(line for name, (_, fallen) in sets.items() for line in _listed(_HISTORY[name], fallen)),
    ]
    return "\n".join(lines).rstrip() + "\n"


_HISTORY = {
    FIRST: "written before the check, then used to find what it lacked",
    SECOND: "written later, then used too",
    THIRD: "written after those had been used, then used too",
    FREE: "in free words, then used too (at their first trial 34.1 % fell)",
    FOURTH: "in free words by other hands, then used too (at their first trial 82.9 % fell, 71.3 % after mends made without them)",
    PROMPTED: "of models that follow the prompt, by other hands, then used too (at their first trial 18.0 % of the true ones fell)",
    OBEDIENT: "whole replies of models that follow the instructions of before, never used to change the check",
    COPIED: "whole replies of models that follow the instructions of now, which ask to copy, never used to change the check",
    UNTOUCHED: "in free words, never used to change the check",
}


def _listed(history: str, fallen: list[str]) -> list[str]:
    return [f"Of those {history}, these fell:", "", *(f"- {text.replace('<', '&lt;')}" for text in fallen), ""]


if __name__ == "__main__":
    sys.exit(main())
