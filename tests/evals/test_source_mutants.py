"""A changed fact is noticed: by the comparison with the original, the rules, the registers or the reference questions."""

import random
from pathlib import Path

import pytest

from evals.cases import load_cases
from evals.source_checks import QUESTIONS, REPAIRS, RULES, Bench, all_mutants, notice, open_bench
from evals.source_mutants import Mutant, mutants, rule_mutants

TWENTY = 20


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    cases = [case for group in load_cases().values() for case in group]
    corpus = Path(__file__).resolve().parents[2] / "corpus"
    return open_bench(corpus, tmp_path_factory.mktemp("mutants"), cases)


def _texts(text: str) -> set[str]:
    return {mutant.text for mutant in mutants("a.md", text)}


def test_a_mutant_changes_one_fact() -> None:
    assert _texts("9 mcg/day") == {"8 mcg/day", "9 mg/day"}
    assert _texts("Patients ≥ 45 kg") == {"Patients ≥ 40 kg", "Patients > 45 kg"}
    assert _texts("DO NOT flush") == {"DO flush"}
    assert _texts("after 7 days") == {"after 8 days"}
    assert "| b | x |\n| a | y |" not in _texts("| a | x |\n| b | y |")
    assert _texts("| a | x |\n| b | y |") == {"| a | y |\n| b | x |"}


def test_a_mutant_says_where_it_is() -> None:
    [mutant] = mutants("a.md", "one\ntwo\nDO NOT flush")
    assert (mutant.file, mutant.operator, mutant.line, mutant.after) == (
        "a.md",
        "negation dropped",
        3,
        "one two DO flush",
    )


def test_a_rule_file_is_changed_in_its_whole_numbers_and_ranges() -> None:
    assert [mutant.text for mutant in rule_mutants("r.yaml", "a:\n  value: 9\n  cycles: [1, 5]\n")] == [
        "a:\n  value: 10\n  cycles: [1, 5]\n",
        "a:\n  value: 9\n  cycles: [2, 5]\n",
        "a:\n  value: 9\n  cycles: [1, 6]\n",
    ]


def _first(bench: Bench, file: str, operator: str) -> Mutant:
    return next(m for m in all_mutants(bench) if m.file.endswith(file) and m.operator == operator)


def test_nothing_is_noticed_where_nothing_changed(bench: Bench) -> None:
    document = bench.folder / "documents" / "monograph.md"
    same = Mutant("documents/monograph.md", "none", 1, "", "", document.read_text(encoding="utf-8"))
    assert notice(same, bench).by == frozenset()


def test_a_changed_dose_stops_the_rules_and_fails_questions(bench: Bench) -> None:
    assert notice(_first(bench, "monograph.md", "dose in mcg"), bench).by >= {REPAIRS, RULES, QUESTIONS}


def test_a_changed_rule_value_stops_its_calculator(bench: Bench) -> None:
    assert RULES in notice(_first(bench, "dose.yaml", "rule value"), bench).by


def test_the_file_is_as_it_was_afterwards(bench: Bench) -> None:
    mutant = _first(bench, "summary.md", "dose in mcg")
    before = (bench.folder / mutant.file).read_bytes()
    notice(mutant, bench)
    assert (bench.folder / mutant.file).read_bytes() == before


@pytest.mark.slow
def test_twenty_changed_facts_are_all_noticed(bench: Bench) -> None:
    chosen = random.Random(11).sample(all_mutants(bench), TWENTY)
    missed = [one.mutant.after for one in (notice(mutant, bench) for mutant in chosen) if not one.by]
    assert missed == []
