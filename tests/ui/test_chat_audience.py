"""Clinician or trainee: chosen for a conversation, remembered with it, and never a change of the answer."""

import re
from datetime import UTC, datetime
from html import unescape
from itertools import groupby

import pytest
from chatting import again, ask, press, shown, start
from streamlit.testing.v1 import AppTest

from assistant.answering.audience import additions
from assistant.answering.pipeline import ask as ask_assistant
from assistant.knowledge.disabling import Disabled
from assistant.records import audit
from assistant.records.conversations import conversations, new_browser_key, owner_of
from assistant.records.errors import LOCKED, told
from assistant.records.store import open_store
from assistant.ui import words
from assistant.ui.audience import terms_html
from assistant.ui.conversation import Turn
from assistant.ui.copying import copy_text
from assistant.ui.exporting import export_html
from assistant.ui.sources import place, sources_html

KEY = new_browser_key()
QUESTION = "Which premedication is recommended?"
ANTIPYRETIC = "A drug that lowers fever."


@pytest.fixture
def store(database):
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def opened(ready):
    return start(key=KEY)


def choose(app: AppTest, audience: str) -> AppTest:
    app.segmented_control(key="audience").set_value(audience)
    return again(app)


def chosen(app: AppTest) -> object:
    return app.segmented_control(key="audience").value


def without_additions(app: AppTest) -> str:
    """All that the page shows, what stands beside answers for a trainee taken out."""
    text = re.sub(r'<section class="terms".*?</section>', "", shown(app), flags=re.DOTALL)
    return re.sub(r'<p class="section-kind">.*?</p>| <span class="section-form">.*?</span>', "", text)


def kept(store):
    return conversations(store, owner_of("browser", KEY))


# ---- the choice


def test_a_conversation_is_a_clinicians_unless_someone_chooses(opened: AppTest) -> None:
    assert chosen(opened) == "clinician"
    assert ANTIPYRETIC not in shown(ask(opened, QUESTION))


def test_a_trainee_sees_the_terms_and_the_kind_of_each_section(opened: AppTest) -> None:
    app = ask(choose(opened, "trainee"), QUESTION)
    assert ANTIPYRETIC in shown(app)
    assert "Premedication: what is given before the drug" in shown(app)
    assert "· list item" in shown(app)
    assert words.more_terms(5) in shown(app)


def test_the_choice_changes_nothing_of_the_answers_that_stand_there(opened: AppTest) -> None:
    app = ask(ask(opened, QUESTION), "grade 3 CRS")
    for_a_clinician = shown(app)
    for_a_trainee = choose(app, "trainee")
    assert ANTIPYRETIC in shown(for_a_trainee)
    assert without_additions(for_a_trainee) == for_a_clinician
    assert shown(choose(app, "clinician")) == for_a_clinician


def test_a_new_conversation_of_the_same_browser_session_keeps_the_choice(opened: AppTest) -> None:
    app = press(ask(choose(opened, "trainee"), QUESTION), "new")
    assert chosen(app) == "trainee"


def test_an_answer_that_declines_has_nothing_beside_it(opened: AppTest) -> None:
    app = ask(choose(opened, "trainee"), "what is the weather")
    assert 'class="terms"' not in shown(app)


# ---- remembered


def test_the_choice_is_remembered_with_its_conversation_and_no_other(opened: AppTest, store) -> None:
    ask(choose(opened, "trainee"), QUESTION)
    [one] = kept(store)
    assert one.audience == "trainee"
    app = start(one.id, KEY)
    assert chosen(app) == "trainee"
    assert ANTIPYRETIC in shown(app)
    assert chosen(start(key=KEY)) == "clinician"


def test_a_choice_during_the_conversation_is_remembered_too(opened: AppTest, store) -> None:
    app = choose(ask(opened, QUESTION), "trainee")
    assert [one.audience for one in kept(store)] == ["trainee"]
    choose(app, "clinician")
    assert [one.audience for one in kept(store)] == ["clinician"]


def test_the_audit_says_for_whom_an_answer_was_shown(opened: AppTest, store) -> None:
    ask(choose(ask(opened, QUESTION), "trainee"), "grade 3 CRS")
    found = [audit.content_of(entry)["audience"] for entry in audit.search(store, audit.Wanted(kind="answer"))]
    assert found == ["trainee", "clinician"]


def test_a_choice_that_cannot_be_kept_is_told_and_holds_for_now(
    opened: AppTest, store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise told(LOCKED)

    app = ask(opened, QUESTION)
    monkeypatch.setattr("assistant.ui.audience.set_audience", refuse)
    app = choose(app, "trainee")
    assert str(LOCKED) in shown(app)
    assert ANTIPYRETIC in shown(app)


# ---- what is drawn, copied and saved


@pytest.fixture
def answer(loaded):
    return ask_assistant(loaded.assistant, QUESTION)


@pytest.fixture
def beside(answer, corpus):
    return additions(answer, "trainee", corpus, Disabled())


def test_the_kind_of_a_section_stands_once_above_the_places_that_share_it(answer, beside, corpus) -> None:
    html = sources_html(Turn(1, QUESTION, answer, 1), corpus, beside)
    assert html.count('class="section-kind"') == len({note.kind for note in beside.sections})
    assert html.count('class="section-form"') == html.count("<li>")


def test_citations_of_one_place_share_a_line_and_keep_a_link_each(answer, corpus) -> None:
    html = sources_html(Turn(1, QUESTION, answer, 1), corpus)
    places = [place(citation, corpus) for citation in answer.citations]
    assert len(set(places)) < len(places)
    assert html.count("<li>") == len([name for name, _ in groupby(places)])
    assert [f'href="#cite-1-{citation.n}"' in html for citation in answer.citations] == [True] * len(places)


def test_every_term_is_drawn_with_its_source(beside) -> None:
    html = unescape(terms_html(beside))
    assert beside.terms
    assert all(f"<dt>{note.term}</dt>" in html and note.source in html for note in beside.terms)


def test_a_copied_answer_holds_the_terms_for_a_trainee_alone(answer, beside, corpus) -> None:
    clinicians, trainees = copy_text("q", answer, corpus), copy_text("q", answer, corpus, beside)
    assert f"{words.TERMS}:\n" in trainees
    assert f"Antipyretic: {ANTIPYRETIC} (MeSH (NLM))" in trainees
    assert "(Premedication: what is given before the drug, against infusion reactions; list item)" in trainees
    assert words.TERMS not in clinicians
    assert "list item" not in clinicians


def test_a_saved_conversation_holds_the_terms_for_a_trainee_alone(answer, corpus) -> None:
    def saved(audience) -> str:
        turns = [Turn(1, QUESTION, answer, 1)]
        return unescape(export_html("BLIN", turns, corpus, Disabled(), datetime(2026, 11, 26, tzinfo=UTC), audience))

    assert ANTIPYRETIC in saved("trainee")
    assert "<details open>" in saved("trainee")
    assert "· list item" in saved("trainee")
    assert ANTIPYRETIC not in saved("clinician")
    assert "· list item" not in saved("clinician")
