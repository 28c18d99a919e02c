"""`blin eval` judges, writes and compares runs, and says in words what it cannot do."""

import json
from pathlib import Path

import pytest
from judging import answer, case

from assistant.cli.main import main
from evals.generate import Answerer, generate, in_turn


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    """A run of one look-up over the real corpus, made without a model."""
    asked = case("a", half="tuning", expects={"kind": "abstain", "reason": "out_of_scope"})
    answerer = Answerer(lambda _: [answer("abstain", "No.", reason="not_covered")], lambda _: [])
    generate({"g": [asked]}, in_turn(answerer), tmp_path / "run", {"started": "now", "questions_file": "ward.yaml"})
    return tmp_path / "run"


def test_a_run_is_written_in_every_form(run_folder: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("page.html", "verdicts.json", "tests.xml")]
    flags = [
        word for flag, path in zip(("--html", "--json", "--junit"), files, strict=True) for word in (flag, str(path))
    ]
    assert main(["eval", "report", str(run_folder), *flags]) == 0
    assert all(path.stat().st_size > 100 for path in files)
    assert json.loads((run_folder / "verdicts.json").read_text())["cases"][0]["id"] == "a"


def test_the_failures_of_the_tuning_half_are_listed(run_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "report", str(run_folder), "--failures"]) == 0
    assert "reason: not_covered, expected out_of_scope" in capsys.readouterr().out


def test_a_run_is_the_same_as_itself(run_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "compare", str(run_folder), str(run_folder)]) == 0
    assert capsys.readouterr().out == "1 cases compared: 0 better, 0 worse, 0 with another text\n"


def test_a_run_that_is_not_there_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "report", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_an_engine_that_is_not_there_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "run", "--engine", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err


def test_a_question_file_that_breaks_its_form_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ward.yaml").write_text("- id: x\n")
    assert main(["eval", "run", "--questions", str(tmp_path / "ward.yaml")]) == 2
    assert "ward.yaml" in capsys.readouterr().err
