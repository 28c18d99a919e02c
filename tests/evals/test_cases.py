"""Reference questions have their form, their quotes are verbatim, and they reach the documents."""

from pathlib import Path

import pytest

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.errors import DataError
from evals.cases import Case, load_cases, unquoted


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case for group in load_cases().values() for case in group]


def test_there_are_enough_of_them_in_both_halves(cases: list[Case]) -> None:
    halves = [case.half for case in cases]
    assert len(cases) >= 80
    assert abs(halves.count("tuning") - halves.count("reporting")) <= 0.1 * len(cases)


def test_every_expected_quote_is_verbatim(cases: list[Case], corpus: Corpus) -> None:
    assert unquoted(cases, corpus) == ()


def test_no_reference_question_stands_among_the_retrieval_data(cases: list[Case], corpus: Corpus) -> None:
    asked = {" ".join(item.question.lower().split()).strip(" ?.!") for item in corpus.asked}
    copied = [case.question for case in cases if " ".join(case.question.lower().split()).strip(" ?.!") in asked]
    assert set(copied) <= GIVEN_BY_THE_HOSPITAL


GIVEN_BY_THE_HOSPITAL = {"grade 4 CRS", "contraindications?"}
"""Questions so short that anyone asks them in these very words."""


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
    (tmp_path / "a.yaml").write_text(_CASE.format(id="x", cluster="c", half="tuning") * 2)
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
