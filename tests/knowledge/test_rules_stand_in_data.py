"""No number of a rule stands in Python: every number in calculators and rule loading is one, zero, or named here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "assistant"
FILES = sorted(
    [
        *(PACKAGE / "calculators").glob("*.py"),
        *(PACKAGE / "knowledge").glob("rule*.py"),
        PACKAGE / "knowledge" / "modification_table.py",
        PACKAGE / "knowledge" / "sign_off.py",
        PACKAGE / "knowledge" / "numbers.py",
    ]
)
# what is no rule of the monograph, by file
OURS = {
    "rule_forms.py": {100},  # a share in percent
    "rules.py": {12},  # digits of a hash
    "sign_off.py": {2},  # signatures
}
NO_RULE = {0, 1, -1}
# digits in a text that belong to a name: of a field, a pattern, a unit
_NAMES = re.compile(r"mcg_per_m2_per_day|\\d|peripheral_blasts_e9_per_l|bsa_m2|sha256|utf-8", re.IGNORECASE)


def constants(path: Path) -> Iterator[tuple[int, object]]:
    """Yield line and value of every constant that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in said:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_number_of_a_rule_stands_in_python(path: Path) -> None:
    allowed = NO_RULE | OURS.get(path.name, set())
    for line, value in constants(path):
        if isinstance(value, int | float | complex) and not isinstance(value, bool):
            assert value in allowed, f"{path.name}:{line}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_number_of_a_rule_stands_in_a_text_of_python(path: Path) -> None:
    for line, value in constants(path):
        if isinstance(value, str) and value != "0":
            assert not re.search(r"\d", _NAMES.sub("", value)), f"{path.name}:{line}: {value!r}"


def test_the_walk_sees_numbers_wherever_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "rule.py"
    path.write_text(
        '"""Says 45."""\nLIMIT = 45\n\n\ndef f(x: int = 7) -> str:\n    """9."""\n    return f"after {x + 28} days of 5"\n'
    )
    found = [value for _, value in constants(path)]
    assert sorted(value for value in found if isinstance(value, int)) == [7, 28, 45]
    assert " days of 5" in found
    assert not any("Says" in str(value) or value == "9." for value in found)


def test_the_files_that_are_walked_are_all_there_are() -> None:
    names = {path.name for path in FILES}
    assert {"dose.py", "modification.py", "rules.py", "rule_files.py", "modification_table.py", "sign_off.py"} <= names
    assert len(names) >= 24
