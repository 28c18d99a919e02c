"""A document that cannot be trusted is refused by name, with what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.documents import label
from assistant.knowledge.errors import CorpusError, DataError, DocumentError


def test_headings_stand_without_their_letter_and_below_their_section(corpus: Corpus) -> None:
    paths = {section.heading_path for section in corpus.documents["monograph"].sections}
    assert ("Drug Regimen", "Patients >= 45 kg (fixed dose)", "Cycle 1") in paths
    assert ("Drug Administration and Special Precautions", "Storage / Stability") in paths
    assert ("Regimen Name", "Additional Information") in paths
    assert not any(path and path[0][1:4] == " - " for path in paths)


def test_labels_lose_their_footnote_marks_and_keep_comparators_in_ascii() -> None:
    assert label("Cycle 1†") == "Cycle 1"
    assert label("Patients ≥ 45 kg") == "Patients >= 45 kg"


def test_a_missing_document_is_named(copied_corpus: Path) -> None:
    (copied_corpus / "documents" / "summary.md").unlink()
    with pytest.raises(DocumentError, match=r"documents/summary\.md: The file is missing\. Restore it"):
        load_corpus(copied_corpus)


def test_a_document_that_is_not_utf8_is_named(copied_corpus: Path) -> None:
    (copied_corpus / "documents" / "summary.md").write_bytes(b"# Title\n\xff\xfe")
    with pytest.raises(DocumentError, match="not UTF-8"):
        load_corpus(copied_corpus)


def test_nul_characters_are_refused(copied_corpus: Path) -> None:
    (copied_corpus / "documents" / "summary.md").write_bytes(b"# Title\n\x00")
    with pytest.raises(DocumentError, match="NUL"):
        load_corpus(copied_corpus)


def test_an_unreadable_document_is_named(copied_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError, match="cannot be read"):
        load_corpus(copied_corpus)


def test_a_folder_in_place_of_a_document_is_refused(copied_corpus: Path) -> None:
    (copied_corpus / "documents" / "summary.md").unlink()
    (copied_corpus / "documents" / "summary.md").mkdir()
    with pytest.raises(DocumentError, match="not a plain file"):
        load_corpus(copied_corpus)


def test_a_link_out_of_the_corpus_is_refused(copied_corpus: Path) -> None:
    document = copied_corpus / "documents" / "summary.md"
    document.unlink()
    document.symlink_to("/etc/hostname")
    with pytest.raises(DocumentError, match="leaves the corpus folder"):
        load_corpus(copied_corpus)


def test_a_path_out_of_the_corpus_is_refused(copied_corpus: Path, change: Callable[[Path, str, str], None]) -> None:
    change(copied_corpus / "sources.yaml", "document: documents/summary.md", "document: ../summary.md")
    with pytest.raises(DocumentError, match="leaves the corpus folder"):
        load_corpus(copied_corpus)


def test_a_very_large_document_is_refused(copied_corpus: Path) -> None:
    (copied_corpus / "documents" / "summary.md").write_text("word " * 1_100_000, encoding="utf-8")
    with pytest.raises(DocumentError, match="larger than 5 MB"):
        load_corpus(copied_corpus)


def test_two_equal_headings_are_refused(copied_corpus: Path, change: Callable[[Path, str, str], None]) -> None:
    change(copied_corpus / "documents" / "monograph.md", "### Renal Impairment", "### Hepatic Impairment")
    with pytest.raises(DocumentError, match="Two headings read 'Dose Modifications > Hepatic Impairment'"):
        load_corpus(copied_corpus)


def test_a_changed_original_is_refused(copied_corpus: Path) -> None:
    with (copied_corpus / "originals" / "monograph.txt").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(DocumentError, match=r"originals/monograph\.txt: .* not the one that was transcribed"):
        load_corpus(copied_corpus)


def test_a_changed_transcription_loads_with_an_alarm_and_another_hash(
    copied_corpus: Path, corpus: Corpus, change: Callable[[Path, str, str], None]
) -> None:
    change(copied_corpus / "documents" / "monograph.md", "5 mcg/m²/day‡", "6 mcg/m²/day‡")
    changed = load_corpus(copied_corpus)
    assert changed.hash != corpus.hash
    assert any("5 mcg/m²/day‡" in str(alarm) for alarm in changed.alarms)


def test_windows_line_ends_and_a_byte_order_mark_change_no_words(copied_corpus: Path, corpus: Corpus) -> None:
    document = copied_corpus / "documents" / "monograph.md"
    document.write_bytes(b"\xef\xbb\xbf" + document.read_bytes().replace(b"\n", b"\r\n"))
    assert load_corpus(copied_corpus).documents["monograph"].text == corpus.documents["monograph"].text


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("standing: authority", "standing: boss", "standing"),
        ("  revision: September 2025\n", "", "revision"),
        ("id: summary", "id: monograph", "stands twice"),
        ("  publisher: Dr.Oracle\n", "  publisher: Dr.Oracle\n  publisher: other\n", "stands twice"),
        ("  jurisdiction: Ontario, Canada\n", "  jurisdiction: Ontario, Canada\n  mood: good\n", "mood"),
    ],
)
def test_a_wrong_declaration_names_its_field(
    before: str, after: str, problem: str, copied_corpus: Path, change: Callable[[Path, str, str], None]
) -> None:
    change(copied_corpus / "sources.yaml", before, after)
    with pytest.raises(DataError, match=problem):
        load_corpus(copied_corpus)


def test_broken_yaml_is_named(copied_corpus: Path) -> None:
    (copied_corpus / "sources.yaml").write_text("- id: [", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"sources\.yaml: The file is not valid YAML"):
        load_corpus(copied_corpus)


def test_a_site_document_with_front_matter_is_read(copied_corpus: Path) -> None:
    site = copied_corpus / "documents" / "ward.md"
    site.write_text(
        "---\ntitle: Ward guide\n---\n# Ward guide\n\n## Pumps\n\n- Pumps are in room 4.\n", encoding="utf-8"
    )
    with (copied_corpus / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\n- {id: ward, title: Ward guide, label: Ward guide, publisher: Us, revision: '1', standing: site, "
            "jurisdiction: here, document: documents/ward.md, notice: ours}\n"
        )
    corpus = load_corpus(copied_corpus)
    assert [p.quote for p in corpus.passages.values() if p.source == "ward"] == ["Pumps are in room 4."]
    assert list(corpus.documents) == ["monograph", "ward", "summary"]
