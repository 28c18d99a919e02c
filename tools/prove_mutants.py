"""Change the calculators and the loading of rules in one small place at a time; a test must notice each change.

    prove_mutants.py [--minutes 40] [--only PART] [--seed 11]

Every mutant runs in a process of its own, forked from one that has the libraries loaded: first the tests that mirror the changed
file, and later, if it survived them, all others of its part. Where there are more mutants than minutes, a seeded sample is taken.
Writes docs/proofs/mutants.md. Mutants that change nothing that can be seen are named in docs/proofs/mutants_named.yaml.
"""

import argparse
import importlib
import importlib.abc
import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import UTC, datetime
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests"), str(PROJECT / "tools")]

from mutants import Mutant, count_of, mutant_of

PROOFS = PROJECT / "docs" / "proofs"
CALCULATORS = PROJECT / "assistant" / "calculators"
KNOWLEDGE = PROJECT / "assistant" / "knowledge"
LONGEST_SECONDS = 300
OF_RULES = ["knowledge/test_rule_loading.py", "knowledge/test_sign_off.py", "knowledge/test_numbers.py"]
MIRRORS = {
    "calculation.py": ["calculators/test_calculating.py"],
    "modification_wording.py": ["calculators/test_modification.py"],
    "scope.py": ["calculators/test_dose.py", "calculators/test_infusion.py"],
    "wording.py": ["knowledge/test_numbers.py", "calculators/test_dose.py"],
    "rule_sets.py": [
        "calculators/test_catalogue.py",
        "calculators/test_calculating.py",
        "knowledge/test_rule_loading.py",
    ],
    "sign_off.py": ["knowledge/test_sign_off.py"],
    "numbers.py": ["knowledge/test_numbers.py"],
    "catalogue.py": ["calculators/test_catalogue.py", "cli/test_calculate_help.py"],
}
OTHERS_OF_CALCULATORS = ["knowledge/test_disabling.py", "calculators", "conformance"]
OTHERS_OF_RULES = [
    *OF_RULES,
    "calculators/test_catalogue.py",
    "knowledge/test_rule_drift.py",
    "calculators/test_calculating.py",
    "conformance",
]
# Each state of the dose modification is looked up again by `make test`; a mutant that only this would notice is too rare to wait for.
LEAVE_OUT = ["-k", "not test_every_state_agrees and not command_line and not json_lines"]
_ONE_OF_EACH = ((CALCULATORS, "dose.py"), (KNOWLEDGE, "rules.py"))


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Gives one module its changed source."""

    def __init__(self, mutant: Mutant) -> None:
        self._module = ".".join(mutant.file.relative_to(PROJECT).with_suffix("").parts)
        self._mutant = mutant

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        if fullname != self._module:
            return None
        return importlib.util.spec_from_file_location(fullname, self._mutant.file, loader=self)

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002
        return str(self._mutant.file)

    def get_data(self, path: str) -> bytes:  # noqa: ARG002
        return self._mutant.source.encode()

    def path_stats(self, path: str) -> dict[str, float]:
        raise OSError(path)  # never read or write a compiled copy


def files() -> list[Path]:
    """Return the files that are changed: all calculators, and all that loads rules."""
    loading = [
        *KNOWLEDGE.glob("rule*.py"),
        *(KNOWLEDGE / f"{name}.py" for name in ("modification_table", "sign_off", "numbers")),
    ]
    return sorted(path for path in [*CALCULATORS.glob("*.py"), *loading] if path.name != "__init__.py")


def _tests_of(file: Path) -> list[list[str]]:
    of_calculators = file.parent == CALCULATORS
    own = MIRRORS.get(file.name, [f"calculators/test_{file.name}"] if of_calculators else OF_RULES[:1])
    others = OTHERS_OF_CALCULATORS if of_calculators else OTHERS_OF_RULES
    return [[str(PROJECT / "tests" / test) for test in stage] for stage in (own, others)]


def _run_tests(tests: Sequence[str]) -> int:
    # A folder for the temporary files of this process alone: the processes must not tidy up after each other.
    folder = tempfile.mkdtemp()
    arguments = [
        f"--basetemp={folder}/pytest",
        "-x",
        "-q",
        "--assert=plain",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:cov",
        "--no-header",
        *LEAVE_OUT,
        *tests,
    ]
    status = int(pytest.main([f"--rootdir={PROJECT}", "-c", str(PROJECT / "pyproject.toml"), *arguments]))
    shutil.rmtree(folder, ignore_errors=True)
    return status


def killed(mutant: Mutant | None, tests: Sequence[str]) -> str:
    """Run the tests against the mutant in a forked process. Returns "killed", "survived" or "endless"."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST_SECONDS)
        if mutant is not None:
            _silence()
            sys.meta_path.insert(0, _Changed(mutant))
        try:
            status = _run_tests(tests)
            sys.stdout.flush()
            os._exit(0 if status == 0 else 1)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "endless"
    return "survived" if os.WEXITSTATUS(status) == 0 else "killed"


def _silence() -> None:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)


def fates_of(mutants: Iterable[Mutant], named: Container[str], minutes: float) -> list[tuple[str, str]]:
    """Try one mutant after the other on the tests nearest to it, for two thirds of the time; what survives, on all others."""
    start = time.monotonic()
    fates: list[tuple[str, str]] = []
    survivors: list[Mutant] = []
    for mutant in mutants:
        if time.monotonic() > start + 40 * minutes:
            break
        fate = "named" if mutant.name in named else killed(mutant, _tests_of(mutant.file)[0])
        print(f"{fate}: {mutant.name}", flush=True)
        if fate == "survived":
            survivors.append(mutant)
        else:
            fates.append((mutant.name, fate))
    for mutant in survivors:
        late = time.monotonic() > start + 60 * minutes
        fate = "survived" if late else killed(mutant, _tests_of(mutant.file)[1])
        print(f"{fate} in the end: {mutant.name}", flush=True)
        fates.append((mutant.name, fate))
    return fates


def _load_libraries() -> None:
    """Import what the tests import, then forget the project's own modules: a fork imports only these anew."""
    importlib.import_module("conftest")
    importlib.import_module("hypothesis")
    importlib.import_module("hypothesis.strategies")
    for name in [
        name for name in sys.modules if name.partition(".")[0] in ("assistant", "conftest", "hash_embeddings")
    ]:
        del sys.modules[name]


def main() -> int:
    """Return 0 where every mutant that was tried is killed or named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    named = {
        entry["mutant"]: entry["reason"] for entry in yaml.safe_load((PROOFS / "mutants_named.yaml").read_text()) or ()
    }
    order = [(file, place) for file in files() if chosen.only in file.name for place in range(count_of(file))]
    random.Random(chosen.seed).shuffle(order)  # noqa: S311 - repeatable
    _load_libraries()
    if any(killed(None, _tests_of(folder / name)[1]) != "survived" for folder, name in _ONE_OF_EACH):
        print("The tests fail without any change.")
        return 1
    fates = fates_of((mutant_of(file, place, PROJECT) for file, place in order), named, chosen.minutes)
    if not chosen.only:
        (PROOFS / "mutants.md").write_text(_report(len(order), fates, named, chosen.seed), encoding="utf-8")
    print(Counter(fate for _, fate in fates), f"of {len(order)}")
    return 1 if any(fate == "survived" for _, fate in fates) else 0


def _report(count: int, fates: list[tuple[str, str]], named: dict[str, str], seed: int) -> str:
    tally = Counter(fate for _, fate in fates)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    survived = [name for name, fate in fates if fate == "survived"]
    tried = f"all {count}" if len(fates) == count else f"{len(fates)} of {count}, a sample with seed {seed}"
    lines = [
        "# Mutants of the calculators and of the loading of rules",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}. `make prove` runs it again.",
        "",
        "| tried | killed | ended by the clock | named below | survived |",
        "|---|---|---|---|---|",
        f"| {tried} | {tally['killed']} | {tally['endless']} | {tally['named']} | {tally['survived']} |",
        "",
        "Each mutant is one changed comparison, operator, constant, condition or statement; documentation, annotations and wordings",
        "(texts with a space in them) are left alone. The look-up of every state of the dose modification, which `make test` runs,",
        "is left out here.",
        "",
        "## Named: changes that no test can see, or that need not be seen",
        "",
        *(f"- `{name}`: {reason}" for name, reason in sorted(named.items())),
        *(["", "## Survived", "", *(f"- `{name}`" for name in sorted(survived))] if survived else []),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
