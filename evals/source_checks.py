"""Who notices a changed fact: the ledger of repairs, the rules, the registers, or the reference questions."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assistant.calculators.calculating import calculate
from assistant.calculators.calculation import CalculationError, plain_form
from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.errors import CorpusError
from assistant.knowledge.repairs import first_difference, load_repairs
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.rules import rules_of
from evals.cases import Case, unquoted
from evals.expectation import ExpectedCalculation
from evals.matching import holds
from evals.source_mutants import Mutant, mutants, rule_mutants

REPAIRS, RULES, REGISTERS, QUESTIONS, LOADING = "repairs", "rules", "registers", "questions", "loading"
_NOT_RULES = {"inputs.yaml", "sign_off.yaml"}
"""Rule files whose numbers are ours, or none: no document states them."""


@dataclass(frozen=True)
class Noticed:
    """A mutant with those who notice it. edition: those who still do when the original says the same, as in a new edition."""

    mutant: Mutant
    by: frozenset[str]

    @property
    def edition(self) -> frozenset[str]:
        """All but the comparison with the original."""
        return self.by - {REPAIRS}


@dataclass(frozen=True)
class Bench:
    """A copy of the corpus in which one file at a time is changed, and what held before any change."""

    folder: Path
    cases: tuple[Case, ...]
    calculations: tuple[ExpectedCalculation, ...]
    quotes_wrong_before: frozenset[str]
    alarms_before: int


def open_bench(corpus: Path, folder: Path, cases: Iterable[Case]) -> Bench:
    """Copy the corpus, without the questions that passages answer, which state no fact, into a folder."""
    copy = Path(shutil.copytree(corpus, folder / "corpus", ignore=shutil.ignore_patterns("asked")))
    loaded, every = load_corpus(copy), tuple(cases)
    rules = rules_of(loaded)
    expected = {
        repr(calculation): calculation
        for case in every
        for expects in case.expectations
        for calculation in expects.calculations
        if calculation.result and _gives(calculation, rules)
    }
    return Bench(copy, every, tuple(expected.values()), frozenset(unquoted(every, loaded)), len(loaded.alarms))


def all_mutants(bench: Bench) -> list[Mutant]:
    """Return every mutant of every document and rule file, in the order of the files."""
    corpus = load_corpus(bench.folder)
    found = [
        mutant for document in corpus.documents.values() for mutant in mutants(document.source.document, document.text)
    ]
    for path in sorted((bench.folder / "rules").glob("*.yaml")):
        if path.name not in _NOT_RULES:
            found += rule_mutants(f"rules/{path.name}", path.read_text(encoding="utf-8"))
    return found


def notice(mutant: Mutant, bench: Bench) -> Noticed:
    """Put a mutant in the place of its file, see who notices, and put the file back."""
    path = bench.folder / mutant.file
    kept = path.read_text(encoding="utf-8")
    path.write_text(mutant.text, encoding="utf-8")
    try:
        return Noticed(mutant, frozenset(_noticing(bench)))
    finally:
        path.write_text(kept, encoding="utf-8")


def _noticing(bench: Bench) -> Iterable[str]:
    try:
        corpus = load_corpus(bench.folder)
        rules = rules_of(corpus)
    except CorpusError:
        return {LOADING}
    checks: Mapping[str, bool] = {
        REPAIRS: _differs_from_original(corpus),
        RULES: bool(rules.stopped),
        REGISTERS: len(corpus.alarms) > bench.alarms_before,
        QUESTIONS: not bench.quotes_wrong_before.issuperset(unquoted(bench.cases, corpus))
        or not all(_gives(calculation, rules) for calculation in bench.calculations),
    }
    return [name for name, noticed in checks.items() if noticed]


def _differs_from_original(corpus: Corpus) -> bool:
    repairs = load_repairs(corpus.folder / "repairs.yaml")
    return any(
        first_difference(
            document.source.id,
            (corpus.folder / document.source.original).read_text(encoding="utf-8"),
            document.text,
            repairs.get(document.source.id, ()),
        )
        for document in corpus.documents.values()
        if document.source.original is not None
    )


def _gives(expected: ExpectedCalculation, rules: Rules) -> bool:
    inputs = {name: Decimal(str(v)) if isinstance(v, float) else v for name, v in expected.inputs.items()}
    try:
        result = calculate(expected.calculator, inputs, rules).result
    except CalculationError:
        return False
    return holds(expected.result, plain_form(result))


def by_operator(noticed: Sequence[Noticed]) -> dict[str, list[Noticed]]:
    """Return the mutants by operator, in the order in which operators first appear."""
    found: dict[str, list[Noticed]] = {}
    for one in noticed:
        found.setdefault(one.mutant.operator, []).append(one)
    return found
