import re
from html import unescape

import pytest
from page_running import run_page, shown, start_page
from real_rules import real_rules

from assistant.knowledge.beside import beside_passages
from assistant.knowledge.repairs import load_repairs
from assistant.knowledge.repairs import words as words_of
from assistant.settings import Settings
from assistant.ui import page_words as words
from assistant.ui.finding import find
from assistant.ui.ledger import ledger_html
from assistant.ui.reading import contents_html, document_html


@pytest.fixture(scope="module")
def beside(corpus):
    return beside_passages(corpus, real_rules())


def passage_with(corpus, text, source="monograph"):
    return next(p for p in corpus.passages.values() if text in p.quote and p.source == source)


def text_of(html):
    inline = re.sub(r"</?(?:span|mark)[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def without_notes(html):
    html = re.sub(r'&#8288;<a class="kinds".*?</a>', "", html)
    return re.sub(r'<strong class="correction">.*?</strong>', "", html)


def test_every_word_of_both_documents_is_there_in_order(corpus, beside):
    for document in corpus.documents.values():
        html = without_notes(document_html(document, corpus, beside, None))
        headings = re.findall(r"<h\d id[^>]*>(.*?)</h\d>", html)
        assert [unescape(h) for h in headings] == [s.heading for s in document.sections if s.heading]
        body = re.sub(r"<h\d id.*?</h\d>", "", html)
        expected = [word for s in document.sections for word in words_of(document.text[s.start : s.end])]
        assert text_of(body).split() == expected


def test_every_passage_has_one_anchor(corpus, beside):
    for document in corpus.documents.values():
        html = document_html(document, corpus, beside, None)
        anchors = re.findall(r'id="p-([^"]+)"', html)
        assert sorted(anchors) == sorted(p.id for p in corpus.passages.values() if p.source == document.source.id)


def test_the_opened_passage_is_marked_whole_and_alone(corpus, beside):
    document = corpus.documents["monograph"]
    for passage in list(corpus.passages.values())[:120]:
        if passage.source != "monograph":
            continue
        marks = re.findall(
            r"<mark>(.*?)</mark>", without_notes(document_html(document, corpus, beside, passage)), re.DOTALL
        )
        cells = [cell for cell in re.split(r"\s*\|\s*", " ".join(passage.quote.split())) if cell]
        assert " ".join(text_of(mark) for mark in marks) == " ".join(cells)


def test_beside_a_row_stand_the_rules_that_rest_on_it(corpus, beside):
    passage = passage_with(corpus, "If > 1 seizure occurs")
    html = document_html(corpus.documents["monograph"], corpus, beside, passage)
    aside = re.search(r'<aside class="beside".*?</aside>', html, re.DOTALL)[0]
    assert words.RULES_RESTING in aside
    assert "Seizure" in text_of(aside)
    assert f"?passage={passage.id}" in aside
    assert html.count("<aside") == 1


def test_a_passage_that_nothing_rests_on_says_so(corpus, beside):
    passage = passage_with(corpus, "Fertility effects")
    html = document_html(corpus.documents["monograph"], corpus, beside, passage)
    assert words.NOTHING_BESIDE in html


def test_the_unit_error_never_stands_without_its_correction(corpus, beside):
    summary = corpus.documents["summary"]
    wrong = passage_with(corpus, "5 mg/m²/day for first 7 days", "summary")
    for opened in (None, wrong, passage_with(corpus, "Subsequent cycles", "summary")):
        html = document_html(summary, corpus, beside, opened)
        after = html[html.index(f'id="p-{wrong.id}"') :]
        assert '<strong class="correction">' in after[:1500]
        assert "1,000-fold unit error" in after[:2000]


def test_the_contents_name_every_section_of_the_first_two_levels(corpus):
    document = corpus.documents["monograph"]
    contents = contents_html(document)
    assert contents.count("<li") == sum(0 < len(s.heading_path) <= 2 for s in document.sections)
    targets = re.findall(r'href="#(s-\d+)"', contents)
    html = document_html(document, corpus, {}, None)
    assert all(f'id="{target}"' in html for target in targets)


@pytest.mark.parametrize(
    ("sought", "words_found"),
    [
        ("7-day bag", "benzyl alcohol"),
        ("SEIZURE discontinue", "If > 1 seizure occurs"),
        (">= 45 kg 9 mcg", "Restart at 9 mcg/day"),
    ],
)
def test_words_are_found_in_any_case_and_in_headings(corpus, sought, words_found):
    assert any(words_found in passage.quote for passage in find(corpus.passages.values(), sought))


def test_nothing_is_found_for_nothing(corpus):
    assert find(corpus.passages.values(), " ") == ()
    assert find(corpus.passages.values(), "zzz") == ()


def test_the_ledger_shows_every_repair_with_both_sides(corpus):
    for repairs in load_repairs(Settings().corpus / "repairs.yaml").values():
        html = ledger_html(repairs)
        assert html.count("<tr>") == len(repairs) + 1
        for repair in repairs:
            assert repair.reason in unescape(html)
            assert " ".join(repair.before.split()) in text_of(re.sub(r"</?(?:del|ins)>", "", html))


def test_the_page_opens_the_monograph_with_its_badge():
    html = shown(run_page("regimen"))
    assert 'class="standing authority"' in html
    assert "September 2025" in html
    assert '<article class="document authority">' in html


def test_an_address_opens_its_passage_in_its_document(corpus):
    passage = passage_with(corpus, "5 mg/m²/day for first 7 days", "summary")
    app = start_page("regimen")
    app.query_params["passage"] = passage.id
    app.run()
    assert not app.exception
    assert '<article class="document background">' in shown(app)
    assert "<mark>" in shown(app)
    assert "Unreviewed background" in shown(app)


def test_an_address_of_no_passage_opens_the_document():
    app = start_page("regimen")
    app.query_params["passage"] = "<script>"
    app.run()
    assert not app.exception
    assert "<mark>" not in shown(app)
    assert "<script>" not in shown(app)


def test_a_search_lists_what_it_finds():
    app = run_page("regimen")
    app.text_input(key="find").set_value("benzyl alcohol").run()
    assert 'class="found"' in shown(app)
    assert "1 passage" in shown(app)


def test_the_repairs_can_be_narrowed_to_a_kind():
    app = run_page("regimen", view="repairs")
    assert 'class="ledger"' in shown(app)
    before = shown(app).count("<tr>")
    app.session_state["kinds-monograph"] = ["displaced"]
    app.run()
    assert 0 < shown(app).count("<tr>") < before
