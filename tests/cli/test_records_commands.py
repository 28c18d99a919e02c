"""The commands record before they print, obey the kill switch, and keep and bring back the records."""

import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.records.audit import Wanted, content_of, search, verify_chain
from assistant.records.store import open_store


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'data' / 'records.sqlite'}"
    monkeypatch.setenv("BLIN_DATABASE", url)
    return url


def asked(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], *lines: object) -> list[dict]:  # type: ignore[type-arg]
    typed = "\n".join(json.dumps(line) for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    assert main(["ask", "--jsonl"]) == 0
    return [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]


def test_every_answer_of_the_command_line_is_recorded(
    database: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = [
        {"id": 1, "turns": ["two seizures", "Mr Quackenbush, 70 kg, cycle 1 day 3: dose?"]},
        {"id": 2, "turns": ["x"]},
    ]
    out = asked(monkeypatch, capsysbinary, *lines)
    store = open_store(database)
    entries = [content_of(entry) for entry in reversed(search(store, Wanted()))]
    assert [entry["answer"]["text"] for entry in entries] == [
        answer["text"] for line in out for answer in line["answers"]
    ]
    assert [entry["question"] for entry in entries] == ["two seizures", "Mr [name], 70 kg, cycle 1 day 3: dose?", "x"]
    assert all(entry["timings_ms"]["answer"] > 0 for entry in entries)
    assert verify_chain(store).holds
    store.close()


def test_an_answer_that_cannot_be_recorded_is_not_printed(
    database: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    store = open_store(database)
    assert store.file is not None
    other = sqlite3.connect(store.file, isolation_level=None)
    monkeypatch.setattr("assistant.records.store.open_store.__kwdefaults__", {"patience_seconds": 0.1})
    other.execute("BEGIN IMMEDIATE")
    (line,) = asked(monkeypatch, capsysbinary, {"id": 1, "turns": ["two seizures", "and three?"]})
    other.execute("ROLLBACK")
    other.close()
    for answer in line["answers"]:
        assert (answer["kind"], answer["citations"]) == ("abstain", [])
        assert "could not be recorded, so it is not shown" in answer["text"]
        assert "busy with another program" in answer["text"]
    assert verify_chain(store).entries == 0
    store.close()


def test_a_calculator_is_switched_off_listed_obeyed_and_switched_on_again(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dose = ["calculate", "dose", "--weight-kg", "70", "--cycle", "1", "--day", "3"]
    assert main(dose) == 0
    assert main(["disable", "calculator", "dose", "--reason", "Recall under way", "--by", "Kim"]) == 0
    assert main(["disable", "--list"]) == 0
    assert "calculator dose: Recall under way (Kim," in capsys.readouterr().out
    assert main(dose) == 1
    assert "switched off here: Recall under way." in capsys.readouterr().err
    assert main(["ask", "dose at 70 kg in cycle 1 on day 3"]) == 0
    assert "Recall under way" in capsys.readouterr().out
    assert main(["check"]) == 0
    assert "switched off: calculator dose, Recall under way" in capsys.readouterr().out
    assert main(["enable", "calculator", "dose", "--reason", "ended", "--by", "Lee"]) == 0
    assert main(dose) == 0
    assert main(["disable", "--list"]) == 0
    assert "Nothing is switched off." in capsys.readouterr().out


def test_a_calculation_line_obeys_the_switch(
    database: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    main(["disable", "row", "crs_grade_3", "--reason", "misread"])
    capsysbinary.readouterr()
    typed = b'{"id": 1, "calculator": "modification", "inputs": {"toxicity": "crs", "grade": 3}}'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    assert main(["calculate", "--jsonl"]) == 0
    error = json.loads(capsysbinary.readouterr().out)["error"]
    assert (error["code"], error["field"]) == ("not_covered", "grade")


def test_a_passage_is_switched_off_by_words_that_it_alone_holds(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["disable", "passage", "If > 1 seizure occurs, discontinue.", "--reason", "x"]) in (0, 2)
    listed = capsys.readouterr()
    if "passages hold these words" in listed.err:
        known = next(word for word in listed.err.split() if word.startswith("monograph:"))
        assert main(["disable", "passage", known, "--reason", "x"]) == 0
        listed = capsys.readouterr()
    assert "The passage monograph:" in listed.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["disable"], "name what to switch off"),
        (["disable", "calculator", "doze", "--reason", "x"], "there are bsa, dose"),
        (["disable", "row", "crs", "--reason", "x"], "crs_grade_3"),
        (["disable", "passage", "no such words anywhere", "--reason", "x"], "0 passages"),
        (["disable", "calculator", "dose"], "Give a reason"),
        (["disable", "calculator", "dose", "--reason", "28 mcg is wrong"], "looks like a dose"),
        (["enable"], "name the kind"),
        (["enable", "calculator", "dose"], "not switched off"),
    ],
)
def test_a_wrong_switch_is_told(
    database: str, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


def test_records_are_backed_up_and_brought_back(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "copy.sqlite")
    main(["disable", "calculator", "bsa", "--reason", "x"])
    assert main(["backup", file]) == 0
    assert "Backed up" in capsys.readouterr().out
    assert main(["backup", file]) == 2
    assert "--force" in capsys.readouterr().err
    main(["enable", "calculator", "bsa"])
    assert main(["restore", file]) == 2
    assert main(["restore", file, "--force"]) == 0
    assert "is kept in" in capsys.readouterr().out
    main(["disable", "--list"])
    assert "calculator bsa" in capsys.readouterr().out


def test_check_raises_the_alarm_on_a_changed_audit(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["disable", "calculator", "bsa", "--reason", "x"])
    assert main(["check"]) == 0
    assert "records: 1 audit entries" in capsys.readouterr().out
    store = open_store(database)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET kind = 'enable'")
    store.close()
    assert main(["check"]) == 1
    assert "ALARM, Entry 1 was changed" in capsys.readouterr().out


def test_check_raises_the_alarm_on_a_switch_whose_passage_is_gone(
    database: str, copied_corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = copied_corpus / "documents" / "monograph.md"
    assert main(["disable", "passage", "DO NOT flush", "--reason", "x"]) == 0
    document.write_text(document.read_text().replace("DO NOT flush", "DO flush"))
    monkeypatch.setenv("BLIN_CORPUS", str(copied_corpus))
    assert main(["check"]) == 1
    assert "is switched off but no longer in the documents" in capsys.readouterr().out


def test_purge_says_what_went(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BLIN_AUDIT_RETENTION_DAYS", "30")
    assert main(["purge"]) == 0
    assert "0 conversations removed, 0 audit entries blanked" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "value"), [("BLIN_RETENTION_DAYS", "soon"), ("BLIN_AUDIT_RETENTION_DAYS", "0")])
def test_a_wrong_setting_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["check"]) == 2
    assert f"{name} must be a number of days" in capsys.readouterr().err


def test_a_database_that_cannot_be_opened_is_told_before_any_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "records.sqlite").write_bytes(b"no database" * 1000)
    monkeypatch.setenv("BLIN_DATABASE", f"sqlite:///{tmp_path / 'records.sqlite'}")
    assert main(["ask", "two seizures"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "blin restore" in printed.err


def test_help_waits_for_no_database() -> None:
    code = (
        "import sys\nfrom assistant.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'alembic', 'psycopg'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
