"""A run is one folder that can be gone on with, and that can be judged again."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from judging import answer, case

from assistant.knowledge.errors import DataError
from assistant.settings import Settings
from evals.cases import Case
from evals.engines import UnknownEngineError, open_assistant
from evals.generate import Answerer, Each, generate, in_turn, read_results, run_folder
from evals.places import Place


def _answerer(asked: list[str], words: Sequence[str] = ()) -> Each:
    """Answer every turn, and note whose; the text is the next of the words, where there are any."""

    def answers(given: Case) -> Sequence[Mapping[str, Any]]:
        asked.append(given.id)
        text = words[len(asked) % len(words)] if words else "words"
        return [answer(text=text) for _ in given.script]

    return in_turn(Answerer(answers, lambda _: [Place("m", "S > T", 0, 5)]))


CASES = {"g": [case(name) for name in ("a", "b", "c")]}


def test_the_folder_of_a_run_is_named_by_its_moment(tmp_path: Path) -> None:
    folder = run_folder(tmp_path, "x", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert folder.name == "20260102T030405Z-x"


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    asked: list[str] = []
    generate(CASES, _answerer(asked), tmp_path, {"corpus": "h", "started": "now"})
    lines = (tmp_path / "answers.jsonl").read_text().splitlines()
    (tmp_path / "answers.jsonl").write_text(lines[0] + "\n" + lines[1][:40])
    generate(CASES, _answerer(asked), tmp_path, {"corpus": "h", "started": "later"})
    assert asked == ["a", "b", "c", "b", "c"]
    assert [result.case.id for result in read_results(tmp_path)] == ["a", "b", "c"]


def test_a_run_over_other_documents_is_not_gone_on_with(tmp_path: Path) -> None:
    generate(CASES, _answerer([]), tmp_path, {"corpus": "h"})
    with pytest.raises(DataError, match="other settings"):
        generate(CASES, _answerer([]), tmp_path, {"corpus": "changed"})


def test_a_conversation_keeps_each_turn_with_all_that_was_said(tmp_path: Path) -> None:
    talk = case(turns=[{"say": "62 kg"}, {"say": "c1 d3", "expects": {"kind": "answer"}}])
    generate({"g": [talk]}, _answerer([]), tmp_path, {})
    [result] = read_results(tmp_path)
    assert [turn.said for turn in result.turns] == [("62 kg",), ("62 kg", "c1 d3")]
    assert [turn.expects is None for turn in result.turns] == [True, False]
    assert result.case == talk


def test_retrieval_is_ranked_for_single_questions_that_expect_a_statement(tmp_path: Path) -> None:
    passages = [[{"source": "m", "quote": "Beta."}]]
    single = case("a", expects={"kind": "answer", "passages": passages})
    talk = case("b", turns=[{"say": "x"}, {"say": "y", "expects": {"kind": "answer", "passages": passages}}])
    generate({"g": [single, talk, case("c")]}, _answerer([]), tmp_path, {})
    assert [bool(result.turns[0].hits) for result in read_results(tmp_path)] == [True, False, False]


def test_a_case_can_be_asked_several_times(tmp_path: Path) -> None:
    asked: list[str] = []
    generate(CASES, _answerer(asked, ("one", "two")), tmp_path, {}, runs=lambda given: 2 if given.id == "b" else 1)
    assert asked == ["a", "b", "b", "c"]
    repeats = {result.case.id: result.turns[0].repeats for result in read_results(tmp_path)}
    assert len(repeats["a"]) == 1
    assert len(set(repeats["b"])) == 2


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(UnknownEngineError, match="nobody"):
        open_assistant(Settings(), "nobody")
