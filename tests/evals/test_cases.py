"""Reference questions have their form, their quotes are verbatim, and they reach the documents."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.errors import DataError
from evals.cases import QUESTIONS, SCHEMA, Case, load_cases, load_own_cases, schema, unquoted
from evals.expectation import Expectation


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case for group in load_cases().values() for case in group]


def test_there_are_enough_of_them_in_both_halves(cases: list[Case]) -> None:
    halves = [case.half for case in cases]
    assert len(cases) >= 600
    assert min(halves.count("tuning"), halves.count("reporting")) >= 600


def test_there_are_enough_conversations(cases: list[Case]) -> None:
    assert sum(len(case.script) > 1 for case in cases) >= 100


def test_every_expected_quote_is_verbatim_in_its_section(cases: list[Case], corpus: Corpus) -> None:
    assert unquoted(cases, corpus) == ()


def test_no_reference_question_stands_among_the_retrieval_data(cases: list[Case], corpus: Corpus) -> None:
    banks = (
        corpus.asked,
        corpus.asked_of_gaps,
        corpus.asked_of_conflicts,
        corpus.asked_beside_conflicts,
        corpus.asked_elsewhere,
    )
    asked = {_bare(item.question) for bank in banks for item in bank}
    copied = {turn.say for case in cases for turn in case.script if _bare(turn.say) in asked}
    assert copied == set()


def _bare(question: str) -> str:
    return " ".join(question.lower().split()).strip(" ?.!")


def test_the_schema_file_is_that_of_the_form() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema(), (
        "write it anew: blin eval schema > evals/questions.schema.json"
    )


@pytest.mark.parametrize("path", sorted(QUESTIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_question_file_holds_to_the_schema(path: Path) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    errors = list(validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert [f"{error.json_path}: {error.message}" for error in errors[:3]] == []


_CASE = """
- id: {id}
  name: n
  cluster: {cluster}
  half: {half}
  role: nurse
  question: q
  severity: minor
  expects: {{kind: answer}}
"""


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(_CASE.format(id="x", cluster="c", half="tuning"))
    (tmp_path / "b.yaml").write_text(_CASE.format(id="x", cluster="c", half="tuning"))
    with pytest.raises(DataError, match="stands twice"):
        load_cases(tmp_path)


def test_a_cluster_in_both_halves_is_refused(tmp_path: Path) -> None:
    text = _CASE.format(id="x", cluster="c", half="tuning") + _CASE.format(id="y", cluster="c", half="reporting")
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(DataError, match="both halves"):
        load_cases(tmp_path)


def test_an_unknown_field_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(_CASE.format(id="x", cluster="c", half="tuning") + "  mood: good\n")
    with pytest.raises(DataError, match="mood"):
        load_cases(tmp_path)


def test_a_hospital_can_read_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "ward.yaml").write_text(_CASE.format(id="x", cluster="c", half="tuning"))
    assert [case.id for case in load_own_cases(tmp_path / "ward.yaml")["ward"]] == ["x"]


_FIELDS = {"id": "x", "name": "n", "cluster": "c", "half": "tuning", "role": "nurse", "severity": "minor"}
_TURNS = [{"say": "62 kg"}, {"say": "dose?", "expects": {"kind": "clarify", "missing": ["cycle"]}}]


def test_a_conversation_may_set_the_scene_before_it_expects_something() -> None:
    case = Case.model_validate({**_FIELDS, "turns": _TURNS})
    assert [turn.say for turn in case.script] == ["62 kg", "dose?"]
    assert [expects.kind for expects in case.expectations] == ["clarify"]


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"question": "q"},
        {"question": "q", "expects": {"kind": "answer"}, "turns": _TURNS},
        {"turns": _TURNS[:1]},
    ],
)
def test_a_case_is_either_a_question_or_a_conversation_and_expects_something(shape: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Case.model_validate({**_FIELDS, **shape})


@pytest.mark.parametrize(
    "expects",
    [
        {"kind": "answer", "reason": "out_of_scope"},
        {"kind": "answer", "missing": ["grade"]},
        {"kind": "abstain", "calculator": "dose"},
        {"kind": "calculation", "inputs": {"grade": 3}},
        {"kind": "clarify", "missing": ["blood_pressure"]},
        {"kind": "answer", "conflicts": ["C01"], "no_conflicts": True},
    ],
)
def test_an_expectation_that_contradicts_itself_is_refused(expects: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Expectation.model_validate(expects)


def test_what_is_right_too_may_bring_its_own_details() -> None:
    expects = Expectation.model_validate({"kind": "answer", "or_kinds": ["clarify"], "missing": ["grade"]})
    assert expects.kinds == {"answer", "clarify"}
