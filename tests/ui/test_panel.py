import re
from html import unescape

import pytest

from assistant.answering.answer import Citation
from assistant.knowledge.repairs import load_repairs
from assistant.knowledge.repairs import words as words_of
from assistant.settings import Settings
from assistant.ui.excerpt import draw_sections, surrounding
from assistant.ui.panel import body_html, head_html
from assistant.ui.repaired import repairs_shown
from assistant.ui.sources import place


def citation_of(passage):
    return Citation(1, passage.source, passage.section, passage.quote, passage.start, passage.end)


def find(corpus, words, **where):
    return next(
        passage
        for passage in corpus.passages.values()
        if words in passage.quote and all(getattr(passage, name) == value for name, value in where.items())
    )


def text_of(html):
    inline = re.sub(r"</?(?:span|mark|strong)[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def marked(html):
    return [text_of(mark) for mark in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)]


@pytest.fixture(scope="module")
def repairs():
    return load_repairs(Settings().corpus / "repairs.yaml")


def test_exactly_the_cited_words_of_every_passage_are_marked(corpus):
    for passage in corpus.passages.values():
        document = corpus.documents[passage.source]
        sections = surrounding(document, passage.start)
        html = draw_sections(document, sections, (passage.start, passage.end))
        assert sections[0].start <= passage.start
        assert passage.end <= sections[-1].end
        wanted = [cell for cell in re.split(r"\s*\|\s*", " ".join(passage.quote.split())) if cell]
        assert " ".join(marked(html)) == " ".join(wanted), passage.id


def test_every_word_of_the_sections_is_shown_in_order(corpus):
    for document in corpus.documents.values():
        for section in document.sections:
            shown = text_of(re.sub(r"<h\d>.*?</h\d>", "", draw_sections(document, [section], (0, 0)))).split()
            assert shown == words_of(document.text[section.start : section.end]), section.heading_path


def test_a_short_section_is_shown_with_its_neighbours_and_footnotes(corpus):
    passage = find(corpus, "9 mcg/day", heading_path=("Drug Regimen", "Patients >= 45 kg (fixed dose)", "Cycle 1"))
    body = text_of(body_html(citation_of(passage), corpus, ()))
    assert "Cycles 2 to 5†" in body
    assert "† Each cycle is separated by a 2-week treatment-free interval." in body


def test_the_head_says_document_standing_revision_publisher_and_place(corpus):
    passage = find(corpus, "If > 1 seizure occurs")
    head = text_of(head_html(citation_of(passage), corpus))
    assert "Regimen monograph" in head
    assert "Authority" in head
    assert "September 2025" in head
    assert "Ontario Health (Cancer Care Ontario)" in head
    assert "Dose Modifications › Dosage with toxicity › Neurotoxicity (including ICANS) › Seizure" in head


def test_a_comparator_inside_a_label_is_no_step_of_the_path(corpus):
    passage = find(corpus, "Consider restarting at 9 mcg/day")
    assert place(citation_of(passage), corpus).endswith("› LFTs > 5 x ULN or bilirubin > 3 x ULN › Patients ≥ 45 kg")


def test_the_reason_of_the_passages_own_repair_stands_first(corpus, repairs):
    passage = find(corpus, "If > 1 seizure occurs")
    body = text_of(body_html(citation_of(passage), corpus, repairs["monograph"]))
    assert "Labels of this table were reconstructed" in body
    assert "A seizure is neurotoxicity" in body.partition("Elsewhere in this section")[0]
    assert "CRS has no other Grade 4" in body.partition("Elsewhere in this section")[2]


def test_each_displaced_label_of_the_ledger_is_found_on_its_row(corpus, repairs):
    document = corpus.documents["monograph"]
    displaced = {repair.id for repair in repairs["monograph"] if repair.kind == "displaced"}
    found = set()
    for passage in corpus.passages.values():
        if passage.heading_path[:2] == ("Dose Modifications", "Dosage with toxicity") and passage.kind == "cell":
            shown = repairs_shown(
                document, surrounding(document, passage.start), (passage.start, passage.end), repairs["monograph"]
            )
            found |= {repair.id for repair in shown.here}
    assert displaced <= found


def test_a_section_that_was_not_repaired_carries_no_note(corpus, repairs):
    passage = find(corpus, "Vaccination with live viral vaccines")
    assert "reconstructed" not in body_html(citation_of(passage), corpus, repairs["monograph"])


def test_a_known_error_in_what_is_shown_is_told_whichever_passage_was_opened(corpus):
    passage = find(corpus, "Subsequent cycles: 15 μg/m²/day", source="summary")
    assert "1,000-fold unit error" in head_html(citation_of(passage), corpus)
    assert "1,000-fold" not in head_html(citation_of(find(corpus, "If > 1 seizure occurs")), corpus)
