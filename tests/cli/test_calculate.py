"""`blin calculate`: flags, pages for a person, JSON lines, and a quick start."""

import io
import json
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from real_rules import real_rules

from assistant.calculators import CATALOGUE
from assistant.cli import main
from assistant.cli.calculate import answer_line
from assistant.cli.jsonl import answer_lines

DOSE = ["calculate", "dose", "--weight-kg", "70", "--cycle", "1", "--day", "3"]
SECONDS_TO_START = 0.5
BARE_STARTS = 35
GOOD = b'{"id": 2, "calculator": "dose", "inputs": {"weight_kg": 70, "cycle": 1, "day": 3}}'


def answered(lines: bytes) -> tuple[list[dict[str, Any]], int]:
    out = io.BytesIO()
    status = answer_lines(io.BytesIO(lines), out, lambda line: answer_line(line, real_rules()), inputs_at="inputs")
    return [json.loads(line) for line in out.getvalue().splitlines()], status


def error_of(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> tuple[str, str]:
    assert main([*arguments, "--json"]) == 1
    printed = capfd.readouterr()
    assert printed.err == ""
    error = json.loads(printed.out)["error"]
    return error["code"], error["field"]


# ---- for a person


def test_a_person_reads_the_result_first_then_inputs_steps_warnings_and_sources(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(DOSE) == 0
    printed = capfd.readouterr()
    assert printed.err == ""
    headings = re.findall(r"^[A-Z]+$", printed.out, re.MULTILINE)
    assert headings == ["RESULT", "INPUTS", "STEPS", "WARNINGS", "SOURCES"]
    lines = printed.out.splitlines()
    assert lines[0] == "Dose (blin calculate dose)"
    assert lines[1] == f"Rules {real_rules().hash}, signed by nobody; not clinically validated"
    for line in (
        "  dose_mcg_per_day: 9",
        "  weight_kg: 70",
        "  2. Cycle 1, day 3: 9 mcg/day as a continuous infusion.",
        "  - Not clinically validated: no two pharmacists have signed these rules. Check the result against the monograph.",
        "  [1] monograph: Drug Regimen > Patients >= 45 kg (fixed dose) > Cycle 1",
        '      "blinatumomab | 9 mcg/day | IV continuous infusion Days 1 to 7 (total of 7 days)"',
    ):
        assert line in lines


def test_nested_values_stand_under_the_names_that_lead_to_them(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["calculate", "liver", "--alt-x-uln", "6", "--weight-kg", "40"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert "  threshold_exceeded: yes" in lines
    assert "  exceeded_by 1: alt" in lines
    assert "  modification restart bsa dose_mcg_per_m2_per_day: 5" in lines
    assert "  modification premedication: none" in lines
    assert main(["calculate", "liver", "--alt-x-uln", "5"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert "  exceeded_by: none" in lines
    assert "  threshold_exceeded: no" in lines


def test_an_error_is_one_line_on_stderr_and_exit_status_1(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["calculate", "dose", "--weight-kg", "70"]) == 1
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err == "missing_input, cycle: Cycle is needed.\n"


@pytest.mark.parametrize("name", CATALOGUE)
def test_help_lists_every_input_with_its_range_or_choices(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["calculate", name, "--help"]) == 0
    printed = capfd.readouterr().out
    assert printed.startswith(f"blin calculate {name}: {CATALOGUE[name].purpose}")
    for known in CATALOGUE[name].inputs:
        assert f"{known.flag} " in printed
        assert known.help in printed
        assert all(choice in printed for choice in known.choices)
    assert printed.count("(always needed)") == sum(known.required for known in CATALOGUE[name].inputs)
    if name != "prephase":
        assert "kg, 2 to 350" in printed
    if name == "dose":
        assert "--cycle                        Cycle (always needed): whole number, at least 1\n" in printed
        assert "Default: mosteller." in printed
    if name == "schedule":
        assert "First day (always needed): YYYY-MM-DD" in printed
    if name == "modification":
        assert "Confirmed: yes or no" in printed
        assert main(["calculate", name, "-h"]) == 0


# ---- flags


@pytest.mark.parametrize("flags", [["--weight-kg=70"], ["--weight-kg", "70"], ["--weight-kg", "70.0"]])
def test_a_flag_and_its_value_are_written_either_way(flags: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["calculate", "dose", *flags, "--cycle", "1", "--day", "3", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["result"]["inputs"]["weight_kg"] == 70


@pytest.mark.parametrize(
    ("words", "confirmed"), [("yes", True), ("YES", True), ("true", True), ("no", False), ("false", False), ("", True)]
)
def test_yes_and_no_are_said_in_words_and_a_bare_flag_is_a_yes(
    words: str, confirmed: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    flag = [f"--confirmed={words}"] if words else ["--confirmed"]
    assert main(["calculate", "modification", *flag, "--toxicity", "pancreatitis", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["result"]["inputs"]["confirmed"] is confirmed


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["calculate", "doze"], ("invalid_input", "calculator")),
        (["calculate", "doze", "--weight-kg", "70"], ("invalid_input", "calculator")),
        (["calculate", "dose", "70"], ("invalid_input", "inputs")),
        (["calculate", "dose", "--weight-kg", "70", "kg"], ("invalid_input", "inputs")),
        ([*DOSE, "--weight-kg", "70"], ("invalid_input", "weight_kg")),
        ([*DOSE, "--weight_kg", "70"], ("invalid_input", "weight_kg")),
        ([*DOSE, "--colour", "red"], ("invalid_input", "colour")),
        ([*DOSE, "--formula"], ("invalid_input", "formula")),
        ([*DOSE, "--age-years="], ("invalid_input", "age_years")),
        (["calculate", "dose", "--weight-kg", "-70", "--cycle", "1", "--day", "3"], ("invalid_input", "weight_kg")),
        (["calculate", "dose", "--weight-kg", "70kg", "--cycle", "1", "--day", "3"], ("invalid_input", "weight_kg")),
        (["calculate", "dose", "--weight-kg", "1e2", "--cycle", "1", "--day", "3"], ("invalid_input", "weight_kg")),
        (["calculate", "dose", "--weight-kg", ".5e2", "--cycle", "1", "--day", "3"], ("invalid_input", "weight_kg")),
        (["calculate", "dose", "--weight-kg", "70\n", "--cycle", "1", "--day", "3"], ("invalid_input", "weight_kg")),
        (
            ["calculate", "modification", "--toxicity", "pancreatitis", "--confirmed", "1"],
            ("invalid_input", "confirmed"),
        ),
        (["calculate", "modification", "--toxicity", "CRS", "--grade", "3"], ("invalid_input", "toxicity")),
    ],
)
def test_a_wrong_flag_is_the_contracts_error(
    arguments: list[str], error: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert error_of(arguments, capfd) == error


def test_json_may_stand_before_the_name(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["calculate", "--json", *DOSE[1:]]) == 0
    assert json.loads(capfd.readouterr().out)["result"]["dose_mcg_per_day"] == 9


def test_no_calculator_is_the_contracts_error(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["calculate", "--json"]) == 1
    assert json.loads(capfd.readouterr().out)["error"]["field"] == "calculator"


# ---- JSON lines


HUGE = "9" * 100_000
INVALID_LINES = [
    (b'{"id": 1, "calculator": "dose", "inputs": {"weight_kg": "' + HUGE.encode() + b'"}}', "invalid_input", "weight_kg"),
    (b'{"id": 1, "calculator": "dose", "inputs": {"weight_kg": ' + HUGE.encode() + b"}}", "implausible", "weight_kg"),
    (b'{"id": 1, "calculator": "dose", "inputs": {"weight_kg": 0.' + HUGE.encode() + b"}}", "invalid_input", "weight_kg"),
    (b'{"id": 1, "calculator": "dose", "inputs": {"' + b"a" * 100_000 + b'": 1}}', "invalid_input", "inputs"),
    (b'{"id": 1, "calculator": "' + b"d" * 100_000 + b'", "inputs": {}}', "invalid_input", "calculator"),
    (b'{"id": 1, "calculator": "schedule", "inputs": {"weight_kg": 70, "start_date": "' + HUGE.encode() + b'"}}', "invalid_input", "start_date"),
    (b'{"id": 1, "calculator": "dose", "inputs": {"weight_kg": [' + b"[" * 50_000 + b"]" * 50_000 + b"]}}", "bad_line", None),
    (b"{" * 100_000, "bad_line", None),
    (b"x" * 100_000, "bad_line", None),
    (b'{"id": 1, "calculator": "dose", "inputs": {"weight_kg": 70, "cycle": 1, "day": 3, "\xff": 1}}', "bad_line", None),
    (b"\xff\xfe\x00", "bad_line", None),
    ('{"id": 1, "calculator": "dose", "inputs": {}}'.encode("utf-16"), "bad_line", None),
    (b'{"id": 1, "calculator": "dose", "inputs": {"weight_kg": 70, "cycle": 1, "day": 3, "\\u0000": 1}}', "invalid_input", "inputs"),
    (b'{"id": 1, "calculator": "dose", "inputs": {"weight_kg": 70, "cycle": 1, "day": 3, "\\ud800": 1}}', "invalid_input", "inputs"),
    (b'{"id": 1, "calculator": "dose", "inputs": {"weight_kg": {"a": 1, "a": 2}}}', "bad_line", None),
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(INVALID_LINES)))
def test_whatever_a_line_holds_there_is_one_line_out_and_the_next_is_answered(place: int) -> None:
    line, code, field = INVALID_LINES[place]
    # a line in UTF-16 holds a zero byte after its end; JSON lines end at the byte of a newline
    (found, after), status = answered(line + b"\n" + GOOD + b"\n")
    assert found["error"]["code"] == code
    assert found["error"].get("field") == field
    assert found["id"] == (None if code == "bad_line" else 1)
    assert len(json.dumps(found)) < 600
    assert after["result"]["dose_mcg_per_day"] == 9
    assert status == (1 if code == "bad_line" else 0)


@pytest.mark.parametrize(
    "text", ['"r17"', "17", "0.5", "null", "true", '[1, {"a": [null]}]', '{"x": "é"}', '"\\ud800"']
)
def test_the_id_is_echoed_whatever_its_type(text: str) -> None:
    line = f'{{"id": {text}, "calculator": "dose", "inputs": {{}}}}\n'.encode()
    ((found,), status) = answered(line)
    assert found["id"] == json.loads(text)
    assert status == 0


def test_a_process_answers_every_line_in_order_and_says_where_one_was_bad() -> None:
    lines = (
        GOOD
        + b"\nnonsense\n\n"
        + GOOD.replace(b": 2,", b": 3,", 1)
        + b'\n{"id": 4, "calculator": "doze", "inputs": {}}'
    )
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "calculate", "--jsonl"], input=lines, capture_output=True, check=False
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in found] == [2, None, 3, 4]
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    good = subprocess.run(
        [sys.executable, "-m", "assistant", "calculate", "--jsonl"], input=GOOD, capture_output=True, check=True
    )
    assert good.stderr == b""
    assert json.loads(good.stdout) == found[0]


def test_lines_come_from_standard_input_and_go_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD + b'\n{"id": 1}\n')))
    assert main(["calculate", "--jsonl"]) == 1
    found = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert found[0]["result"]["dose_mcg_per_day"] == 9
    assert found[1] == {"id": None, "error": {"code": "bad_line", "message": "The line has no field 'calculator'."}}


# ---- start


def test_calculate_imports_no_model_no_index_and_no_page() -> None:
    code = (
        "import sys\nfrom assistant.cli import main\n"
        f"main({DOSE!r})\n"
        "heavy = {'torch', 'chromadb', 'streamlit', 'sentence_transformers', 'langchain_core', 'numpy', 'sqlalchemy'}\n"
        "found = heavy & set(sys.modules)\n"
        "sys.exit(f'imported {found}' if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def seconds_of(*arguments: str) -> float:
    """Return the processor time of the quickest of five processes."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


@pytest.mark.timed
def test_calculate_starts_and_answers_within_half_a_second() -> None:
    """Processor time; on a machine so busy that a bare start of Python takes longer, in proportion to it."""
    seconds = seconds_of("-m", "assistant", *DOSE)
    assert seconds < max(SECONDS_TO_START, BARE_STARTS * seconds_of("-c", "pass"))


def test_calculators_work_where_there_is_no_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BLIN_INDEXES", str(tmp_path / "none"))
    assert main(DOSE) == 0
    assert "dose_mcg_per_day: 9" in capfd.readouterr().out
    assert not (tmp_path / "none").exists()
