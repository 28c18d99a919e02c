"""A register that does not hold is refused, naming file, key and remedy; a quote that has drifted leaves its entry out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.errors import DataError

Change = Callable[[Path, str, str], None]


def test_every_quote_of_every_register_stands_verbatim_in_its_document(corpus: Corpus) -> None:
    registers = corpus.registers
    quotes = [
        *(q for c in registers.conflicts for q in (*c.monograph, *c.other)),
        *(q for g in registers.gaps for q in g.nearest),
        *(q for e in registers.errata for q in (*e.quotes, *e.right)),
        *(q for a in registers.agreements for q in (*a.monograph, *a.other)),
        *(q for a in registers.about_documents for q in a.quotes),
    ]
    assert len(quotes) > 200
    for quote in quotes:
        assert corpus.documents[quote.source].text[quote.start : quote.end] == quote.text
        assert quote.text in corpus.passages[quote.passage].quote


def test_the_registers_are_complete(corpus: Corpus) -> None:
    registers = corpus.registers
    assert [c.id for c in registers.conflicts] == [f"C{n:02}" for n in range(1, 51)]
    assert [g.id for g in registers.gaps] == [f"G{n:02}" for n in range(1, 26)]
    assert {e.id for e in registers.errata} == {f"M{n:02}" for n in range(1, 44)} | {f"S{n:02}" for n in range(1, 31)}
    assert [a.id for a in registers.agreements] == [f"A{n}" for n in range(1, 13)]


def test_each_side_of_a_conflict_comes_from_its_own_document(corpus: Corpus) -> None:
    for conflict in corpus.registers.conflicts:
        assert {quote.source for quote in conflict.monograph} <= {"monograph"}
        assert {quote.source for quote in conflict.other} <= {"summary"}
        assert conflict.kind == "one_sided" or (conflict.monograph and conflict.other)


def test_what_we_say_of_a_conflict_holds_no_dose_of_its_own(corpus: Corpus) -> None:
    for conflict in corpus.registers.conflicts:
        assert "mcg/" not in conflict.summary
        assert "μg" not in conflict.summary


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("conflicts.yaml", "kind: contradiction", "kind: quarrel", r"conflicts\.yaml: Entry 0\.kind \(C01\)"),
        ("conflicts.yaml", "  topic: Seizure\n", "", r"conflicts\.yaml: Entry 0\.topic \(C01\): Field required"),
        ("conflicts.yaml", "- id: C02", "- id: C01", r"conflicts\.yaml: The id 'C01' stands twice"),
        (
            "conflicts.yaml",
            "topics: [seizure]",
            "topics: [seizures_]",
            r"Entry C01 names 'seizures_', which does not exist",
        ),
        (
            "conflicts.yaml",
            "asking: [end_of_hold, three_days]",
            "asking: [end_of_days]",
            r"Entry C02 names 'end_of_days'",
        ),
        ("conflicts.yaml", "    - about: [ph_positive]\n", "    - grades: [3]\n", r"would hold for every question"),
        (
            "conflicts.yaml",
            "  kind: scope\n",
            "  kind: scope\n  extra: 1\n",
            r"\(C10\): Extra inputs are not permitted",
        ),
        ("gaps.yaml", "conflicts: [C01]", "conflicts: [C99]", r"gaps\.yaml: Entry G01 names 'C99'"),
        ("gaps.yaml", "answered: answer", "answered: perhaps", r"gaps\.yaml: Entry 1\.answered \(G02\)"),
        ("errata.yaml", "said_by: [C23]", "said_by: [C230]", r"errata\.yaml: Entry S01 names 'C230'"),
        ("errata.yaml", "  shown: asked\n", "  shown: listed\n", r"`when` belongs to `shown: asked`"),
        ("agreements.yaml", "- id: A2", "- id: A1", r"agreements\.yaml: The id 'A1' stands twice"),
        ("about_documents.yaml", "asking: [documents_newer]", "asking: [newest]", r"Entry newer names 'newest'"),
        ("facets.yaml", "who: [who,", "who: [[who],", r"facets\.yaml: Entry who"),
        ("facets.yaml", "who: [who,", "seizure: [who,", r"'seizure' is a concept and a facet"),
        ("facets.yaml", "who: [who,", "who: [who *,", r"has no words at its ends"),
    ],
)
def test_a_register_that_does_not_hold_is_refused_with_its_place(
    file: str, before: str, after: str, told: str, copied_corpus: Path, change: Change
) -> None:
    change(copied_corpus / file, before, after)
    with pytest.raises(DataError, match=told) as refused:
        load_corpus(copied_corpus)
    assert refused.value.remedy


@pytest.mark.parametrize("file", ["conflicts", "gaps", "errata", "agreements", "about_documents", "facets"])
def test_a_missing_register_is_refused(file: str, copied_corpus: Path) -> None:
    (copied_corpus / f"{file}.yaml").unlink()
    with pytest.raises(DataError, match=rf"{file}\.yaml: The file is missing"):
        load_corpus(copied_corpus)


def test_a_scope_conflict_cannot_call_the_summary_silent(copied_corpus: Path, change: Change) -> None:
    change(
        copied_corpus / "conflicts.yaml",
        "  kind: one_sided\n  summary: Only the monograph says what to do",
        "  kind: scope\n  summary: Only the monograph says what to do",
    )
    with pytest.raises(DataError, match=r"\(C08\): .*only a one_sided conflict"):
        load_corpus(copied_corpus)


def test_a_drifted_quote_raises_an_alarm_and_leaves_its_entry_out(copied_corpus: Path, change: Change) -> None:
    change(copied_corpus / "documents" / "summary.md", "Grade 4 events or seizures", "Grade 4 events and seizures")
    corpus = load_corpus(copied_corpus)
    assert "conflicts.yaml" in {alarm.file for alarm in corpus.alarms}
    assert "C01" not in {conflict.id for conflict in corpus.registers.conflicts}
    assert "C02" in {conflict.id for conflict in corpus.registers.conflicts}


def test_a_gap_whose_nearest_statement_has_drifted_is_left_out(copied_corpus: Path, change: Change) -> None:
    change(
        copied_corpus / "documents" / "monograph.md",
        "If > 1 seizure occurs, discontinue.",
        "After a seizure discontinue.",
    )
    corpus = load_corpus(copied_corpus)
    assert "gaps.yaml" in {alarm.file for alarm in corpus.alarms}
    assert "G01" not in {gap.id for gap in corpus.registers.gaps}


def test_the_correction_of_the_unit_stays_even_where_the_right_dose_has_drifted(
    copied_corpus: Path, change: Change
) -> None:
    change(copied_corpus / "documents" / "monograph.md", "5 mcg/m²/day‡", "6 mcg/m²/day‡")
    corpus = load_corpus(copied_corpus)
    assert "S01" in {erratum.id for erratum in corpus.registers.errata}
    assert "C23" not in {conflict.id for conflict in corpus.registers.conflicts}
