"""Passages are single statements with their meaning: the right row, the right band, the footnotes that belong to them."""

import re
from pathlib import Path

import pytest

from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.documents import FOOTNOTE_MARKS
from assistant.knowledge.errors import DocumentError
from assistant.knowledge.passages import Passage, sentences

TABLE = "Dose Modifications > Dosage with toxicity > "
BANDS = ("Patients >= 45 kg", "Patients < 45 kg")


def _at(corpus: Corpus, section: str) -> Passage:
    found = [
        passage for passage in corpus.passages.values() if passage.section == section and passage.kind != "footnote"
    ]
    assert len(found) == 1, [passage.quote for passage in found]
    return found[0]


def test_every_quote_is_the_text_of_its_span(corpus: Corpus) -> None:
    for passage in corpus.passages.values():
        assert corpus.documents[passage.source].text[passage.start : passage.end] == passage.quote
        assert passage.quote == passage.quote.strip() != ""


def test_ids_are_distinct_and_do_not_depend_on_the_order_of_loading(corpus: Corpus, corpus_folder: Path) -> None:
    assert list(load_corpus(corpus_folder).passages) == list(corpus.passages)


@pytest.mark.parametrize("document", ["monograph", "summary"])
def test_every_word_but_headings_and_row_labels_lies_in_a_passage(document: str, corpus: Corpus) -> None:
    text = corpus.documents[document].text
    covered = bytearray(len(text))
    for passage in corpus.passages.values():
        if passage.source == document:
            covered[passage.start : passage.end] = b"\x01" * (passage.end - passage.start)
    left = "".join(character if not seen else " " for character, seen in zip(text, covered, strict=True))
    left = re.sub(r"^#{1,6} .*$", "", left, flags=re.MULTILINE)
    left = re.sub(r"^[|\s:-]+$", "", left, flags=re.MULTILINE)
    table_heads_and_labels = [line for line in left.splitlines() if line.startswith("|")]
    left = "\n".join(line for line in left.splitlines() if not line.startswith("|"))
    assert re.findall(r"\w+", left) == []
    labels = {cell.strip() for line in table_heads_and_labels for cell in line.split("|") if cell.strip()}
    named = " ".join(
        [label for p in corpus.passages.values() for label in p.heading_path]
        + [cell.column for p in corpus.passages.values() for cell in p.cells]
    )
    for label_text in labels:
        plain = "".join(c for c in label_text if c not in FOOTNOTE_MARKS).replace("≥", ">=").rpartition(": ")[2]
        assert plain in named or label_text in named, label_text


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize(
    ("row", "begins"),
    [
        ("Neurotoxicity (including ICANS) > Grade 1 or 2 ICANS", "Manage and treat symptoms as appropriate.ᶜ"),
        ("Neurotoxicity (including ICANS) > Grade 3", "Hold until recovery to ≤ Grade 1 for at least 3 days."),
        ("Neurotoxicity (including ICANS) > Grade 4", "Discontinue."),
        ("Neurotoxicity (including ICANS) > Seizure", "If > 1 seizure occurs, discontinue."),
        ("Cytokine Release Syndrome > Grade 1 or 2", "Manage and treat symptoms as appropriate. Refer"),
        ("Cytokine Release Syndrome > Grade 3", "Hold until recovery to ≤ Grade 1. Manage"),
        ("Cytokine Release Syndrome > Grade 4", "Discontinue."),
        ("LFTs > 5 x ULN or bilirubin > 3 x ULN", "Hold until recovery to ≤ Grade 1. Consider restarting"),
        ("Other clinically relevant toxicity > Grade 3", "Hold until recovery to ≤ Grade 1. Restart"),
        ("Other clinically relevant toxicity > Grade 4", "Consider discontinuing."),
        ("Suspected Pancreatitis", "Hold and investigate."),
        ("Suspected leukoencephalopathy", "Hold and consider neurologist consultation"),
        ("Capillary leak syndrome, Disseminated intravascular coagulation", "Hold until recovery."),
    ],
)
def test_each_row_of_the_dose_modification_table_stands_under_its_true_label(
    row: str, begins: str, band: str, corpus: Corpus
) -> None:
    assert _at(corpus, f"{TABLE}{row} > {band}").quote.startswith(begins)


def test_the_table_has_no_other_rows(corpus: Corpus) -> None:
    cells = [p for p in corpus.passages.values() if p.section.startswith(TABLE) and p.kind == "cell"]
    assert len(cells) == 13 * len(BANDS)


def test_below_45_kg_no_row_names_a_fixed_dose_and_from_45_kg_none_names_a_dose_per_area(corpus: Corpus) -> None:
    for passage in corpus.passages.values():
        if passage.section.startswith(TABLE) and passage.kind == "cell":
            per_area = "mcg/m²/day" in passage.quote
            fixed = "mcg/day" in passage.quote
            assert not (per_area and fixed)
            assert not (per_area and passage.section.endswith(">= 45 kg"))
            assert not (fixed and passage.section.endswith("< 45 kg"))


def test_the_ban_on_tocilizumab_is_bound_to_neurotoxicity_and_never_to_cytokine_release(corpus: Corpus) -> None:
    note = next(p for p in corpus.passages.values() if p.quote.startswith("ᶜ Tocilizumab"))
    carriers = {p.section for p in corpus.passages.values() if note.id in (*p.footnotes, *p.head_footnotes)}
    assert note.section == f"{TABLE}Neurotoxicity (including ICANS)"
    assert carriers
    assert all(section.startswith(note.section) for section in carriers)
    assert not any("Seizure" in section for section in carriers)


def test_the_dexamethasone_of_a_restart_is_bound_to_grade_3_neurotoxicity_alone(corpus: Corpus) -> None:
    note = next(p for p in corpus.passages.values() if p.quote.startswith("ᵈ For patients"))
    carriers = {p.section for p in corpus.passages.values() if note.id in p.footnotes}
    assert carriers == {f"{TABLE}Neurotoxicity (including ICANS) > Grade 3 > {band}" for band in BANDS}


def test_maximum_doses_are_bound_to_the_doses_they_limit(corpus: Corpus) -> None:
    first_week = next(p for p in corpus.passages.values() if "5 mcg/m²/day‡" in p.quote)
    later = [p for p in corpus.passages.values() if p.kind == "row" and "15 mcg/m²/day§" in p.quote]
    assert "‡ Maximum dose 9 mcg/day" in [corpus.passages[note].quote for note in first_week.footnotes]
    assert len(later) == 2
    for passage in later:
        assert "§ Maximum dose 28 mcg/day" in [corpus.passages[note].quote for note in passage.footnotes]


def test_an_infusion_reaction_row_keeps_management_and_rechallenge_together(corpus: Corpus) -> None:
    row = _at(
        corpus,
        "Dose Modifications > Management of Infusion-related reactions (including Cytokine Release Syndrome (CRS)) > Grade 4",
    )
    assert row.words == (
        "Management: Stop treatment. Aggressively manage symptoms. · Re-challenge: Permanently discontinue (do not re-challenge)."
    )


@pytest.mark.parametrize(
    ("duration", "rate", "volume", "overfill"),
    [
        ("24", "10", "240", "~35-45 mL"),
        ("48", "5", "240", "~35-45 mL"),
        ("72", "3.3", "237.6", "~35-45 mL"),
        ("96", "2.5", "240", "~35-45 mL"),
        ("168 (7 days)", "0.6", "100.8", "~10 mL"),
    ],
)
def test_each_infusion_rate_row_is_whole(duration: str, rate: str, volume: str, overfill: str, corpus: Corpus) -> None:
    section = "Drug Administration and Special Precautions > Infusion rates for fixed dose"
    row = _at(corpus, f"{section} > Duration of infusion (hour) {duration}")
    assert f"Infusion rate (mL/h): {rate} ·" in row.words
    assert f"Total dose volume (mL): {volume} ·" in row.words
    assert f"Overfill in bag (mL)†: {overfill}" in row.words


@pytest.mark.parametrize(
    ("effect", "band"),
    [
        ("Fever", "Very common (>= 50%)"),
        ("Headache", "Common (25-49%)"),
        ("Tremor", "Less common (10-24%)"),
        ("Cytokine release syndrome", "Less common (10-24%)"),
        ("Pancreatitis", "Uncommon (< 10%), but may be severe or life-threatening"),
    ],
)
def test_each_adverse_effect_stands_under_its_frequency(effect: str, band: str, corpus: Corpus) -> None:
    found = [p.section for p in corpus.passages.values() if p.quote == effect]
    assert found == [f"Adverse Effects > {band}"]


def test_negations_are_never_cut_off(corpus: Corpus) -> None:
    filter_rule = next(p for p in corpus.passages.values() if "filter is NOT required" in p.quote)
    flush_rule = next(p for p in corpus.passages.values() if "DO NOT flush" in p.quote)
    assert filter_rule.quote.startswith("An in-line filter is NOT required for a 7-day bag")
    assert "overfill" in flush_rule.quote


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Give e.g. warfarin. Lee et al. agree (see Fig. 2). See J. Clin. Done!"
    spans = [text[start:end].strip() for start, end in sentences(text, 0, len(text))]
    assert spans == ["Give e.g. warfarin.", "Lee et al. agree (see Fig. 2).", "See J. Clin.", "Done!"]


def test_a_row_with_a_missing_cell_is_refused(tiny_corpus: Path) -> None:
    document = tiny_corpus / "documents" / "tiny.md"
    document.write_text(document.read_text().replace("| Fever | Grade 4 | Discontinue. |", "| Fever | Grade 4 |"))
    with pytest.raises(DocumentError, match="has 2 cells, its head 3"):
        load_corpus(tiny_corpus)


def test_a_mark_without_a_footnote_is_refused(tiny_corpus: Path) -> None:
    document = tiny_corpus / "documents" / "tiny.md"
    document.write_text(document.read_text().replace("Protect from light.", "Protect from light.†"))
    with pytest.raises(DocumentError, match="The mark '†' under 'Storage' has no footnote"):
        load_corpus(tiny_corpus)
