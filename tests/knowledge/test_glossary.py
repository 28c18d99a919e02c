"""The glossary explains words of the documents, each from a named source, and says nothing that only the documents may say."""

import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.errors import DataError
from assistant.knowledge.glossary import Glossary

Change = Callable[[Path, str, str], None]

TAPER = "    means: To lower the dose of a drug step by step instead of stopping at once.\n"
OVERFILL = "Inadvertent excess dosage may be given as the infusion bag contains overfill"


@pytest.fixture
def glossary(corpus: Corpus) -> Glossary:
    return corpus.glossary


def names(glossary: Glossary, text: str) -> list[str]:
    return [term.term for term in glossary.terms_in(text)]


def refusal(folder: Path) -> str:
    with pytest.raises(DataError) as refused:
        load_corpus(folder)
    assert refused.value.file == "glossary.yaml"
    assert refused.value.remedy
    return str(refused.value)


# ---- what is in it


def test_every_term_occurs_in_the_documents(corpus: Corpus, glossary: Glossary) -> None:
    read = [term for document in corpus.documents.values() for term in glossary.terms_in(document.text)]
    read += [term for passage in corpus.passages.values() for term in glossary.terms_in(passage.section)]
    assert {term.term for term in glossary.terms} - {term.term for term in read} == set()
    assert len(glossary.terms) >= 100


def test_every_term_has_one_source_and_never_unreviewed_background(corpus: Corpus, glossary: Glossary) -> None:
    for term in glossary.terms:
        assert (term.standard is None) != (term.quote is None), term.term
        if term.quote is not None:
            source = corpus.documents[term.quote.source]
            assert source.source.standing == "authority"
            assert source.text[term.quote.start : term.quote.end] == term.quote.text


def test_no_definition_holds_a_number_or_a_unit_of_a_dose(glossary: Glossary) -> None:
    for term in glossary.terms:
        assert not re.search(r"(?<![A-Za-z\d])\d", term.means), term.term
        assert not re.search(r"\d\s*(?:mc?g|mL|kg|%)|mcg/|mg/", term.means), term.term


def test_every_section_of_both_documents_has_its_kind(corpus: Corpus, glossary: Glossary) -> None:
    without = {passage.section for passage in corpus.passages.values() if glossary.kind_of(passage) is None}
    assert without == set()


def test_the_kind_is_that_of_the_innermost_section(corpus: Corpus, glossary: Glossary) -> None:
    grade_4 = next(p for p in corpus.passages.values() if p.section.endswith("Seizure > Patients >= 45 kg"))
    general = next(p for p in corpus.passages.values() if p.section == "Dose Modifications")
    assert (glossary.kind_of(grade_4) or "").startswith("Toxicity table")
    assert (glossary.kind_of(general) or "").startswith("Dose modifications: general rules")


def test_a_term_cannot_be_changed(glossary: Glossary) -> None:
    with pytest.raises(FrozenInstanceError):
        glossary.terms[0].means = "something else"  # type: ignore[misc]


# ---- reading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("B-cell precursor ALL", ["B-cell precursor ALL"]),
        ("relapsed ALL", ["Relapsed", "ALL"]),
        ("all patients", []),
        ("ICANS, then CRS, then ICANS", ["ICANS", "CRS"]),
        ("cytokine release syndrome", ["CRS"]),
        ("Cytokines are released", ["Cytokine"]),
        ("Ph- disease, not Ph+", ["Philadelphia chromosome"]),
        ("T\u2011cell engaging antibodies", ["T-cell engaging antibody"]),
        ("Seizures", ["Seizure"]),
        ("upgraded", []),
        ("inr, pt", []),
        ("", []),
    ],
)
def test_terms_are_read_once_each_as_they_are_spelt(glossary: Glossary, text: str, found: list[str]) -> None:
    assert names(glossary, text) == found


@given(st.text(alphabet="ALLCRSmcgBSA -+/\n•é0123456789", max_size=200))
def test_any_text_can_be_read(corpus: Corpus, text: str) -> None:
    found = corpus.glossary.terms_in(text)
    assert len(set(found)) == len(found)
    assert set(found) <= set(corpus.glossary.terms)


# ---- what is refused


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (TAPER, TAPER + "    meaning: twice\n", "Entry 'Taper' of terms, key 'meaning'"),
        (TAPER + "    standard: mesh\n", TAPER, "needs exactly one source"),
        (TAPER + "    standard: mesh\n", TAPER + "    standard: mehs\n", "there is no standard 'mehs'"),
        (TAPER, "", "Entry 'Taper' of terms, key 'means'"),
        (TAPER, "    means: To lower the dose to 9 mcg step by step.\n", "holds a number"),
        (TAPER, "    means: The drug should be lowered.\n", "gives advice ('should')"),
        ("  - term: Taper\n", "  - term: Antipyretic\n", "'antipyretic' stands twice"),
        ("    words: [taper]\n", "    words: [antipyretic]\n", "'antipyretic' stands twice"),
        ("    words: [taper]\n", "", "has no spelling"),
        ("standards:\n", "note: x\nstandards:\n", "Key 'note'"),
        ("  nci: NCI Dictionary of Cancer Terms\n", "", "there is no standard 'nci'"),
    ],
)  # fmt: skip
def test_a_wrong_form_is_refused_with_file_key_and_remedy(
    copied_corpus: Path, change: Change, before: str, after: str, told: str
) -> None:
    change(copied_corpus / "glossary.yaml", before, after)
    assert told in refusal(copied_corpus)


def test_unreviewed_background_explains_no_term(copied_corpus: Path, change: Change) -> None:
    change(
        copied_corpus / "glossary.yaml",
        TAPER + "    standard: mesh\n",
        TAPER + "    document: {source: summary, section: CRS Management, quote: x}\n",
    )
    assert "'summary' is unreviewed background" in refusal(copied_corpus)


def test_a_quote_that_is_not_verbatim_is_an_alarm_and_its_term_is_left_out(copied_corpus: Path, change: Change) -> None:
    change(copied_corpus / "glossary.yaml", OVERFILL, "Inadvertent excess dosage will be given as the bag has overfill")
    changed = load_corpus(copied_corpus)
    [alarm] = changed.alarms
    assert alarm.file == "glossary.yaml"
    assert "not found verbatim" in alarm.problem
    assert names(changed.glossary, "the overfill") == []
    assert names(changed.glossary, "the taper") == ["Taper"]


def test_a_section_that_is_gone_is_an_alarm(copied_corpus: Path, change: Change) -> None:
    change(copied_corpus / "glossary.yaml", "section: Cycle Frequency", "section: Cycle Frequencies")
    [alarm] = load_corpus(copied_corpus).alarms
    assert "'Cycle Frequencies'" in alarm.problem


def test_a_missing_glossary_is_named(copied_corpus: Path) -> None:
    (copied_corpus / "glossary.yaml").unlink()
    assert refusal(copied_corpus).startswith("glossary.yaml: The file is missing.")
