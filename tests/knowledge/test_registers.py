"""Registers hold only quotes that the documents hold; a drifted quote is an alarm, and look-ups go on."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.errors import DataError, QuoteError
from assistant.knowledge.quotes import locate, quote_passage
from assistant.knowledge.registers import annotated


def test_the_unit_error_never_stands_without_its_correction(corpus: Corpus) -> None:
    wrong = [passage for passage in corpus.passages.values() if re.search(r"\d mg/m²", passage.quote)]
    assert wrong
    for passage in wrong:
        erratum = annotated(passage, corpus.registers.errata)
        assert erratum is not None
        assert "1,000-fold" in erratum.note
        assert [quote.text for quote in erratum.right] == ["5 mcg/m²/day‡", "15 mcg/m²/day§"]


def test_a_plain_statement_has_no_correction(corpus: Corpus) -> None:
    passage = next(p for p in corpus.passages.values() if p.quote.startswith("Dexamethasone 20 mg IV"))
    assert annotated(passage, corpus.registers.errata) is None


def test_no_alarm_stands_in_the_delivered_corpus(corpus: Corpus) -> None:
    assert corpus.alarms == ()


@pytest.mark.parametrize(
    ("document", "before", "after", "file"),
    [
        ("monograph", "DO NOT flush", "DO flush", "companions.yaml"),
        ("summary", "5 mg/m²/day for first", "5 g/m²/day for first", "errata.yaml"),
        ("summary", "no dose adjustment needed", "no change needed", "withheld.yaml"),
        ("monograph", "An antipyretic is recommended", "Paracetamol is recommended", "asked/monograph.yaml"),
    ],
)
def test_a_changed_statement_is_an_alarm_that_names_the_file(
    document: str, before: str, after: str, file: str, copied_corpus: Path, change: Callable[[Path, str, str], None]
) -> None:
    change(copied_corpus / "documents" / f"{document}.md", before, after)
    corpus = load_corpus(copied_corpus)
    assert file in {alarm.file for alarm in corpus.alarms}


def test_a_register_without_its_form_is_refused(copied_corpus: Path) -> None:
    (copied_corpus / "errata.yaml").write_text("- {id: x, summary: y}", encoding="utf-8")
    with pytest.raises(DataError, match=r"errata\.yaml: Entry 0\.topic \(x\): Field required"):
        load_corpus(copied_corpus)


def test_a_quote_is_located_in_its_section_only(corpus: Corpus) -> None:
    passages = list(corpus.passages.values())
    quote = locate(passages, "monograph", "Interactions", "Monitor and adjust the dose", file="x.yaml")
    assert corpus.documents["monograph"].text[quote.start : quote.end] == "Monitor and adjust the dose"
    with pytest.raises(QuoteError, match="not found verbatim"):
        locate(passages, "monograph", "Contraindications", "Monitor and adjust the dose", file="x.yaml")


@pytest.mark.parametrize("words", ["", " ", "monitor and adjust the dose", "Monitor  and adjust"])
def test_a_quote_that_is_not_verbatim_is_refused(words: str, corpus: Corpus) -> None:
    with pytest.raises(QuoteError):
        locate(list(corpus.passages.values()), "monograph", "Interactions", words, file="x.yaml")


def test_a_quote_that_stands_twice_in_a_section_is_refused(corpus: Corpus) -> None:
    passages = list(corpus.passages.values())
    with pytest.raises(QuoteError, match="more than once"):
        locate(
            passages,
            "monograph",
            "Drug Administration and Special Precautions > Warnings / Precautions",
            "There is limited",
            file="x",
        )


def test_a_whole_passage_is_a_quote(corpus: Corpus) -> None:
    passage = next(iter(corpus.passages.values()))
    assert quote_passage(passage).text == passage.quote


def test_every_statement_has_questions_that_it_answers(corpus: Corpus) -> None:
    asked = {passage for item in corpus.asked for passage in item.passages}
    without = [p.words for p in corpus.passages.values() if p.id not in asked and p.words != "OR"]
    assert without == []


def test_a_document_without_questions_still_loads(tiny_corpus: Path) -> None:
    corpus = load_corpus(tiny_corpus)
    assert corpus.asked == ()
    assert len(corpus.passages) == 4


def test_questions_without_their_form_are_refused(copied_corpus: Path) -> None:
    (copied_corpus / "asked" / "monograph.yaml").write_text("- {section: Interactions}", encoding="utf-8")
    with pytest.raises(DataError, match=r"asked/monograph\.yaml"):
        load_corpus(copied_corpus)
