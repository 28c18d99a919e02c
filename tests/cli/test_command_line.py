"""The commands keep the contract: one line out for each line in, nothing heavy before it is needed."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.cli.jsonl import BadLineError, answer_lines, dump, parse_line

FIELDS = {
    "kind",
    "text",
    "citations",
    "calculation",
    "also",
    "missing",
    "conflicts",
    "warnings",
    "reason",
    "engine",
    "versions",
}


def test_help_imports_no_model_no_index_and_no_page() -> None:
    code = (
        "import sys\nfrom assistant.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'torch', 'chromadb', 'streamlit', 'sentence_transformers', 'langchain_core'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b'{"a": 1, "a": 2}',
        b'{"a": {"b": 1, "b": 2}}',
        b'{"a": "\xff"}',
        b"[" * 100_000,
        b'{"a": 1} {"b": 2}',
    ],
)
def test_a_bad_line_is_refused(line: bytes) -> None:
    with pytest.raises(BadLineError):
        parse_line(line)


def test_a_good_line_keeps_its_numbers_exact() -> None:
    line = parse_line(b'{"id": 1, "weight": 44.999999999999999999}')
    assert str(line["weight"]) == "44.999999999999999999"


def test_lone_surrogates_leave_as_json_escapes() -> None:
    assert json.loads(dump({"id": "\ud800"})) == {"id": "\ud800"}


def test_a_bad_line_does_not_stop_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    out = io.BytesIO()
    status = answer_lines(io.BytesIO(b'{"id": 1}\nnonsense\n\n{"id": 2}\n'), out, lambda line: {"id": line["id"]})
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["id"] for line in lines] == [1, None, 2]
    assert lines[1]["error"]["code"] == "bad_line"
    assert status == 1
    assert capsys.readouterr().out == ""


def test_conversations_are_answered_line_by_line_with_every_field() -> None:
    lines = b'{"id": {"a": [1]}, "turns": ["grade 4 CRS", ""]}\n{"id": 2}\n{"turns": []}\n{"id": 3, "turns": [1]}\n{"id": null, "turns": []}\n'
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "--jsonl"], input=lines, capture_output=True, check=False
    )
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert answered[0]["id"] == {"a": [1]}
    assert [answer["kind"] for answer in answered[0]["answers"]] == ["calculation", "abstain"]
    assert all(set(answer) >= FIELDS for answer in answered[0]["answers"])
    assert [line.get("error", {}).get("code") for line in answered[1:]] == ["bad_line", "bad_line", "bad_line", None]
    assert answered[4] == {"id": None, "answers": []}


def test_one_question_is_printed_for_a_person_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "two seizures"]) == 0
    printed = capsys.readouterr().out
    assert "“If > 1 seizure occurs, discontinue.”" in printed
    assert "[1] Regimen monograph: Dose Modifications > Dosage with toxicity" in printed


def test_a_trainees_answer_in_json_is_the_clinicians_with_one_field_more(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["ask", "--json", "two seizures"]) == 0
    clinicians = json.loads(capfdbinary.readouterr().out)
    assert main(["ask", "--json", "--audience", "trainee", "two seizures"]) == 0
    trainees = json.loads(capfdbinary.readouterr().out)
    beside = trainees.pop("trainee")
    assert trainees == clinicians
    assert [note["n"] for note in beside["sections"]] == [citation["n"] for citation in clinicians["citations"]]
    assert "Seizure" in [note["term"] for note in beside["terms"]]


def test_a_trainees_answer_is_printed_with_its_sections_and_terms(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "two seizures", "--audience", "trainee"]) == 0
    printed = capsys.readouterr().out
    assert "    Toxicity table: what is done with the infusion at each side effect and grade (table cell)\n" in printed
    assert "\nSeizure: Sudden, uncontrolled movements" in printed


def test_an_audience_that_does_not_exist_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ask", "--audience", "child", "two seizures"])
    assert "invalid choice: 'child'" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "x", "--jsonl"]])
def test_a_wrong_call_is_told(arguments: list[str]) -> None:
    assert main(arguments) == 2


def test_the_index_can_be_verified(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--check"]) == 0
    assert "good" in capsys.readouterr().out


def test_a_missing_index_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BLIN_INDEXES", str(tmp_path / "none"))
    assert main(["index", "--check"]) == 1
    printed = capsys.readouterr().out
    assert "NOT USABLE. There is no index." in printed
    assert "Run `blin index`" in printed


def test_check_says_what_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "repairs give the transcription word by word" in capsys.readouterr().out


def test_check_raises_the_alarm_on_a_changed_transcription(
    copied_corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = copied_corpus / "documents" / "monograph.md"
    document.write_text(document.read_text().replace("DO NOT flush", "DO flush"))
    monkeypatch.setenv("BLIN_CORPUS", str(copied_corpus))
    assert main(["check"]) == 1
    printed = capsys.readouterr().out
    assert "ALARM, the transcription differs" in printed
    assert "companions.yaml" in printed


def test_a_corpus_that_cannot_be_used_is_named_not_traced(
    copied_corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (copied_corpus / "documents" / "monograph.md").unlink()
    monkeypatch.setenv("BLIN_CORPUS", str(copied_corpus))
    assert main(["ask", "two seizures"]) == 2
    assert "documents/monograph.md: The file is missing." in capsys.readouterr().err
