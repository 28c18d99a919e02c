"""Questions lead to the statements that answer them; too few, or one for two statements without a reason, is found."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.knowledge.asked import Asked, passages_at
from assistant.knowledge.asked_lint import asked_findings, normalised
from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.errors import DataError

TABLE = "Dose Modifications > Dosage with toxicity > "


def _findings(corpus: Corpus) -> tuple[str, ...]:
    return asked_findings(corpus.folder / "asked", tuple(corpus.passages.values()), corpus.asked)


def test_enough_questions_lead_to_every_statement_of_the_delivered_corpus(corpus: Corpus) -> None:
    assert _findings(corpus) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Grade 3 CRS?", "grade 3 crs"),
        ("How many cycles are given", "how many cycle are given?"),
        ("patient's dose", "Patient’s dose"),
        ("LFTs - when", "lft when"),
    ],
)
def test_case_punctuation_and_plural_do_not_make_another_question(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ph+ relapse", "Ph- relapse"),
        ("dose < 45 kg", "dose > 45 kg"),
        ("grade 3 CRS", "grade 4 CRS"),
        ("3.3 mL/h", "33 mL/h"),
        ("the mas", "the ma"),
    ],
)
def test_a_sign_a_comparator_or_a_number_makes_another_question(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def test_an_opening_that_is_a_whole_statement_means_it_alone(corpus: Corpus) -> None:
    column = [p for p in corpus.passages.values() if p.section == "Adverse Effects > Less common (10-24%)"]
    assert [p.quote for p in passages_at(column[0].section, "Edema", column)] == ["Edema"]
    assert [p.kind for p in passages_at(column[0].section, "Edema; ", column)] == ["cell"]


def test_a_section_without_opening_means_all_below_it_and_no_section_of_a_like_name(corpus: Corpus) -> None:
    every = tuple(corpus.passages.values())
    cells = passages_at(TABLE + "Cytokine Release Syndrome > Grade 3", None, every)
    assert [p.heading_path[-1] for p in cells] == ["Patients >= 45 kg", "Patients < 45 kg"]
    assert passages_at("Drug Reg", None, every) == []


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("gr 4 ICANS", "Neurotoxicity (including ICANS) > Grade 4"),
        (">1 seizure", "Neurotoxicity (including ICANS) > Seizure"),
        ("gr 1 CRS", "Cytokine Release Syndrome > Grade 1 or 2"),
        ("gr 3 CRS", "Cytokine Release Syndrome > Grade 3"),
        ("gr 4 CRS", "Cytokine Release Syndrome > Grade 4"),
        ("ALT >5x ULN", "LFTs > 5 x ULN or bilirubin > 3 x ULN"),
    ],
)
def test_questions_on_displaced_labels_lead_to_the_true_rows(question: str, row: str, corpus: Corpus) -> None:
    led = {passage for item in corpus.asked if item.question == question for passage in item.passages}
    assert {corpus.passages[passage].section for passage in led} == {
        f"{TABLE}{row} > Patients >= 45 kg",
        f"{TABLE}{row} > Patients < 45 kg",
    }


def test_questions_that_name_a_band_lead_to_its_cell_alone(corpus: Corpus) -> None:
    named = {item.question: item.passages for item in corpus.asked}
    for question, band in (
        ("CRS grade 3 below 45 kg, restart dose", "Patients < 45 kg"),
        ("CRS grade 3 in a patient of 45 kg or more, restart dose", "Patients >= 45 kg"),
    ):
        assert [corpus.passages[passage].heading_path[-1] for passage in named[question]] == [band]


def test_a_question_for_a_whole_list_does_not_count_for_its_items(corpus: Corpus) -> None:
    section = "Recommended Clinical Monitoring > Recommended Clinical Monitoring"
    items = tuple(p for p in corpus.passages.values() if p.section == section)
    lists = [Asked(f"list {number}", tuple(p.id for p in items)) for number in range(25)]
    findings = asked_findings(corpus.folder / "asked", items, lists)
    assert len([finding for finding in findings if "0 questions lead to" in finding]) == len(items)


def test_one_question_too_few_is_found_and_the_statement_named(corpus: Corpus) -> None:
    (flush,) = [p for p in corpus.passages.values() if "DO NOT flush" in p.quote]
    leading = [item for item in corpus.asked if item.passages == (flush.id,)]
    without = [item for item in corpus.asked if item not in leading[24:]]
    (finding,) = asked_findings(corpus.folder / "asked", tuple(corpus.passages.values()), without)
    assert "24 questions lead to 'Infuse through a dedicated lumen" in finding
    assert flush.id in finding
    assert finding.endswith("Write 1 more.")


def test_one_question_for_two_statements_is_found_unless_both_say_why(
    copied_corpus: Path, change: Callable[[Path, str, str], None]
) -> None:
    path = copied_corpus / "asked" / "monograph.yaml"
    change(path, "  - is driving allowed during the infusion\n", "  - Fever!\n")
    (finding,) = [found for found in _findings(load_corpus(copied_corpus)) if "stands more than once" in found]
    assert "Very common" in finding
    assert "Warnings / Precautions" in finding


def test_an_exception_that_is_none_any_more_is_found(
    copied_corpus: Path, change: Callable[[Path, str, str], None]
) -> None:
    change(copied_corpus / "asked" / "few.yaml", "    opening: Submitted\n", "    opening: Intent Palliative\n")
    findings = _findings(load_corpus(copied_corpus))
    assert any("'Intent Palliative'" in found and "Remove it" in found for found in findings)
    assert any("'Submitted'" in found and "Write" in found for found in findings)


def test_a_document_without_questions_is_not_judged(corpus: Corpus) -> None:
    summary = [item for item in corpus.asked if item.passages[0].startswith("summary:")]
    of_both = asked_findings(corpus.folder / "asked", tuple(corpus.passages.values()), summary)
    assert not [finding for finding in of_both if finding.startswith("asked/monograph.yaml")]


def test_exceptions_without_their_form_are_refused(copied_corpus: Path) -> None:
    (copied_corpus / "asked" / "few.yaml").write_text("fewest: many\nexceptions: []\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"asked/few\.yaml: fewest"):
        _findings(load_corpus(copied_corpus))
