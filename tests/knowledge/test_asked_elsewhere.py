"""Questions of other matters are data: of one form, none twice, none that a statement or a gap answers."""

from pathlib import Path

import pytest

from assistant.knowledge.asked import Asked
from assistant.knowledge.asked_elsewhere import FOLDER, elsewhere_findings, load_asked_elsewhere
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.errors import DataError


def test_no_question_of_other_matters_is_answered_or_stands_twice(corpus: Corpus) -> None:
    of_registers = (*corpus.asked_of_gaps, *corpus.asked_of_conflicts, *corpus.asked_beside_conflicts)
    assert elsewhere_findings(corpus.asked_elsewhere, (*corpus.asked, *of_registers)) == ()


def test_every_field_has_questions_of_several_kinds(corpus: Corpus) -> None:
    fields = [item.passages[0] for item in corpus.asked_elsewhere]
    assert min(fields.count(field) for field in set(fields)) >= 20


@pytest.mark.parametrize(
    ("questions", "found"),
    [
        (("Which bin?", "which bins"), "stands twice"),
        (("Is a filter needed?",), "is answered, as 'is a filter needed'"),
    ],
)
def test_a_question_that_stands_twice_or_is_answered_is_found(questions: tuple[str, ...], found: str) -> None:
    (finding,) = elsewhere_findings(
        [Asked(question, ("waste",)) for question in questions], [Asked("is a filter needed", ("p",))]
    )
    assert found in finding


def test_questions_keep_their_field(tmp_path: Path) -> None:
    (tmp_path / "ward.yaml").write_text("- field: waste\n  questions: [Which bin?, Which bag?]\n", encoding="utf-8")
    assert load_asked_elsewhere(tmp_path) == (Asked("Which bin?", ("waste",)), Asked("Which bag?", ("waste",)))


def test_a_corpus_without_the_folder_has_none(tmp_path: Path) -> None:
    assert load_asked_elsewhere(tmp_path / FOLDER) == ()


@pytest.mark.parametrize("written", ["- field: waste\n", "- field: waste\n  questions: []\n", "waste: [a]\n"])
def test_a_file_without_its_form_is_named(tmp_path: Path, written: str) -> None:
    (tmp_path / "ward.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(DataError, match=f"{FOLDER}/ward.yaml"):
        load_asked_elsewhere(tmp_path)
