from page_running import run_page, shown

from assistant.ui import about_words as words
from assistant.ui.about import about_html


def test_the_page_says_for_whom_it_is_and_what_it_does_not_do():
    html = shown(run_page("about"))
    for text in (*words.INTENDED, *words.NOT_DONE):
        assert text in html


def test_every_source_stands_with_revision_and_notice(corpus):
    html = shown(run_page("about"))
    for document in corpus.documents.values():
        for text in (document.source.label, document.source.revision, document.source.notice):
            assert text in html


def test_unsigned_rules_are_the_first_limit():
    assert words.NOT_SIGNED in about_html([], None, "", signed=False)
    assert words.NOT_SIGNED not in about_html([], None, "", signed=True)
