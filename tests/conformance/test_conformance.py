"""The conformance cases, through Python, the command line and JSON lines alike."""

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from real_rules import real_rules

from assistant.calculators import CalculationError, calculate, error_form, result_form
from assistant.cli import main
from assistant.cli.calculate import answer_line
from assistant.cli.jsonl import answer_lines

HERE = Path(__file__).resolve().parent
CASES: list[dict[str, Any]] = [
    case for path in sorted((HERE / "calculators").glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))
]
LINES: list[dict[str, Any]] = yaml.safe_load((HERE / "lines.yaml").read_text("utf-8"))
GOOD_LINE = b'{"id": "next", "calculator": "prephase", "inputs": {"marrow_blasts_percent": 60}}\n'

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


def check(case: dict[str, Any], found: dict[str, Any]) -> None:
    if "error" in case:
        assert {name: found["error"][name] for name in ("code", "field")} == case["error"]
        assert set(found["error"]) == {"code", "field", "message"}
        return
    result = found["result"]
    for name, value in case.get("result", {}).items():
        assert result[name] == value, name
    for name, value in case.get("about", {}).items():
        assert result[name] == pytest.approx(value, rel=1e-12), name
    for words in case.get("warns", ()):
        assert any(words in warning for warning in result["warnings"]), words
    assert result["calculator"] == case["calculator"]


def answered(lines: bytes) -> tuple[list[dict[str, Any]], int]:
    out = io.BytesIO()
    status = answer_lines(io.BytesIO(lines), out, lambda line: answer_line(line, real_rules()), inputs_at="inputs")
    return [json.loads(line) for line in out.getvalue().splitlines()], status


def test_the_cases_have_their_form_and_each_its_own_id() -> None:
    allowed = {"id", "name", "calculator", "inputs", "result", "about", "warns", "error", "not_by_flags"}
    assert len({case["id"] for case in CASES}) == len(CASES) >= 120
    for case in CASES:
        assert set(case) <= allowed
        assert {"id", "name", "calculator", "inputs"} <= set(case)
        assert ("error" in case) != bool({"result", "about"} & set(case))


@every_case
def test_through_python(case: dict[str, Any]) -> None:
    try:
        found = {"result": result_form(calculate(case["calculator"], case["inputs"], real_rules()))}
    except CalculationError as error:
        found = {"error": error_form(error)}
    check(case, json.loads(json.dumps(found)))


@every_case
def test_through_json_lines(case: dict[str, Any]) -> None:
    line = json.dumps({"id": case["id"], "calculator": case["calculator"], "inputs": case["inputs"]})
    (found,), status = answered(line.encode() + b"\n")
    assert found["id"] == case["id"]
    assert status == 0
    check(case, found)


def flag(name: str, value: Any) -> list[str]:
    words = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    if isinstance(value, float):
        words = format(Decimal(repr(value)), "f")
    return [f"--{name.replace('_', '-')}={words}"]


@pytest.mark.parametrize("case", [case for case in CASES if not case.get("not_by_flags")], ids=lambda case: case["id"])
def test_through_the_command_line(case: dict[str, Any], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    flags = [part for name, value in case["inputs"].items() for part in flag(name, value)]
    status = main(["calculate", case["calculator"], *flags, "--json"])
    printed = capfdbinary.readouterr()
    assert printed.err == b""
    assert status == (1 if "error" in case else 0)
    (line,) = printed.out.splitlines()
    check(case, json.loads(line))


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["name"])
def test_a_raw_line_gives_its_answer_or_its_error_and_the_next_line_is_answered(case: dict[str, Any]) -> None:
    (found, after), status = answered(case["line"].encode() + b"\n" + GOOD_LINE)
    assert after["id"] == "next"
    assert after["result"]["indicated"] is True
    assert status == (1 if case.get("code") == "bad_line" else 0)
    if case.get("ok"):
        assert "result" in found
        return
    assert found["error"]["code"] == case["code"]
    if case["code"] == "bad_line":
        assert found["id"] is None
        assert set(found["error"]) == {"code", "message"}
    else:
        assert found["id"] == 1
        assert found["error"]["field"] == case["field"]
