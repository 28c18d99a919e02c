import threading
from concurrent.futures import Future

import pytest
from chatting import again, ask, press, shown, start

from assistant.answering import replies
from assistant.knowledge.errors import DocumentError
from assistant.ui import words
from assistant.ui.conversation import Conversation
from assistant.ui.engine import Engine
from assistant.ui.turn import question_html

SEIZURES = "seizure occurs, discontinue?"
"""A question that lexical search alone can answer."""

pytestmark = pytest.mark.usefixtures("ready")


def engine_of(loading):
    """An engine whose loading a test holds in its hand."""
    return Engine(loading.result)


def open_source(app, name):
    """Open a citation as the page's script does."""
    app.session_state["conversation"].open(name)
    return again(app)


def test_the_first_page_offers_starters_and_names_the_documents():
    app = start()
    starters = {starter for group in words.STARTERS.values() for starter in group}
    assert starters <= {button.label for button in app.button}
    assert "Regimen monograph" in shown(app)
    assert words.STANDING["background"] in shown(app)
    assert replies.NOT_A_SUBSTITUTE in shown(app)


def test_a_question_is_answered_in_the_documents_words_with_its_sources():
    app = ask(start(), SEIZURES)
    assert "seizure occurs, discontinue." in shown(app)
    assert "Seizure › Patients ≥ 45 kg" in shown(app)
    assert 'href="#cite-1-1"' in shown(app)
    assert [message.name for message in app.chat_message] == ["user", "assistant"]


def test_a_starter_asks_its_question():
    starter = words.STARTERS["Calculate"][0]
    app = press(start(), f"starter-{starter}")
    assert starter in shown(app)
    assert "mcg/day" in shown(app)
    assert len(app.chat_message) == 2


def test_a_source_opens_with_the_passage_marked_and_closes():
    app = open_source(ask(start(), SEIZURES), "1-1")
    assert "<mark>If" in shown(app)
    assert "Labels of this table were reconstructed" in shown(app)
    app = press(app, "close-panel")
    assert "<mark>" not in shown(app)


def test_the_next_question_closes_the_source():
    app = open_source(ask(start(), SEIZURES), "1-1")
    assert "<mark>" not in shown(ask(app, "Can the patient drive?"))


def test_a_new_conversation_holds_nothing_of_the_old_one():
    app = open_source(ask(start(), SEIZURES), "1-1")
    app = press(app, "new")
    assert len(app.chat_message) == 0
    assert "seizure" not in shown(app)


def test_an_abstention_is_calm_and_names_the_nearest_sections():
    app = ask(start(), "Which hotel has vacancies tonight?")
    assert replies.NOT_IN_SOURCES in shown(app) or replies.OUT_OF_SCOPE in shown(app)
    assert "#cite-" not in shown(app)


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "[link](http://example.com) ![x](http://example.com/a.png)",
        "$math$ :material/home: :red[x] `code`",
        "> quote\n# heading\n- item",
    ],
)
def test_a_question_is_shown_as_typed(question):
    app = ask(start(), question)
    drawn = next(part.proto.body for part in app.get("html") if 'class="question"' in part.proto.body)
    inside = drawn.removeprefix('<div class="question">').removesuffix("</div>")
    assert "<" not in inside
    assert all(question not in part.value for part in app.markdown)


@pytest.mark.parametrize("question", ["   ", "x" * 100_000, "\x00\x07 dose"])
def test_an_unreadable_question_has_a_reply_and_no_error(question):
    app = ask(start(), question)
    assert len(app.chat_message) == 2


def test_a_lone_surrogate_is_drawn_as_a_question_mark():
    assert question_html("\ud800 dose") == '<div class="question">? dose</div>'


def test_documents_that_cannot_be_used_are_named_and_nothing_is_answered(monkeypatch):
    loading = Future()
    loading.set_exception(DocumentError("documents/monograph.md", "The file is missing.", "Restore it."))
    broken = engine_of(loading)
    broken.wait(5)
    monkeypatch.setattr("assistant.ui.chat.engine", lambda: broken)
    app = start()
    assert "documents/monograph.md: The file is missing. Restore it." in shown(app)
    assert not app.chat_input
    assert [button.label for button in app.button] == [words.AGAIN]


def test_the_page_waits_quietly_and_shows_itself_when_everything_is_loaded(monkeypatch, loaded):
    loading = Future()
    waiting = engine_of(loading)
    monkeypatch.setattr("assistant.ui.chat.engine", lambda: waiting)
    threading.Timer(0.6, loading.set_result, [loaded]).start()
    assert not waiting.wait(0)
    app = start()
    assert "Regimen monograph" in shown(app)
    assert words.GETTING_READY not in shown(app)


def test_any_other_failure_to_load_says_no_detail(monkeypatch, caplog):
    loading = Future()
    loading.set_exception(RuntimeError("secret path"))
    broken = engine_of(loading)
    broken.wait(5)
    monkeypatch.setattr("assistant.ui.chat.engine", lambda: broken)
    app = start()
    assert words.NOT_LOADED in shown(app)
    assert "secret" not in shown(app)
    assert "secret" in caplog.text


def test_a_citation_that_does_not_exist_opens_nothing():
    held = Conversation()
    for name in ("", "1-1", "x", "1-", "9-9", "-1--1", "١-١"):
        held.open(name)
        assert held.opened is None
