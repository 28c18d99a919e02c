"""Conversations of the chat: recorded before they are shown, kept for their owner alone, found again, and let go."""

from datetime import UTC, datetime

import pytest
from chatting import address_of, again, ask, keys, press, shown, start

from assistant.answering import replies
from assistant.records import audit
from assistant.records.conversations import conversations, new_browser_key, owner_of
from assistant.records.errors import FULL, told
from assistant.records.feedback import feedback_queue
from assistant.records.store import moment_of, open_store
from assistant.records.switches import Switch, disable
from assistant.ui import words
from assistant.ui.engine import Engine

pytestmark = pytest.mark.usefixtures("ready")

KEY = new_browser_key()
OTHER_KEY = new_browser_key()
DOSE = "What dose for a 70 kg patient, cycle 1 day 3?"


@pytest.fixture
def store(database):
    opened = open_store(database)
    yield opened
    opened.close()


def kept(store, key=KEY):
    return conversations(store, owner_of("browser", key))


def answers(store):
    """The contents of the answers in the audit, the newest first."""
    return [audit.content_of(entry) for entry in audit.search(store, audit.Wanted(kind="answer"))]


def choose(app, conversation, what):
    app.menu_button(key=f"menu-{conversation.id}").click(what)
    return again(app)


def forbid_recording(monkeypatch):
    def refuse(*_):
        raise told(FULL)

    monkeypatch.setattr("assistant.ui.asking.record_answer", refuse)


def test_an_answer_is_in_the_audit_with_question_engine_versions_and_timings(store):
    ask(start(key=KEY), DOSE)
    (content,) = answers(store)
    assert content["question"] == DOSE
    assert content["channel"] == "page"
    assert content["answer"]["engine"] == "calculator"
    assert set(content["answer"]["versions"]) == {"program", "corpus", "rules", "index"}
    assert content["timings_ms"]["answer"] > 0


def test_an_answer_that_cannot_be_recorded_is_not_shown_and_the_question_is_kept(monkeypatch, store):
    with monkeypatch.context() as full:
        forbid_recording(full)
        app = ask(start(key=KEY), DOSE)
        assert "9 mcg/day" not in shown(app)
        assert str(FULL) in shown(app)
        assert DOSE in shown(app)
        assert "9 mcg/day" not in shown(again(app))
    app = press(app, "ask-again")
    assert "9 mcg/day" in shown(app)
    assert len(answers(store)) == 1


def test_a_question_that_could_not_be_answered_can_be_dropped(monkeypatch):
    forbid_recording(monkeypatch)
    app = press(ask(start(key=KEY), DOSE), "drop")
    assert DOSE not in shown(app)
    assert words.WELCOME in shown(app)


def test_another_question_takes_the_place_of_one_that_could_not_be_answered(monkeypatch, store):
    with monkeypatch.context() as full:
        forbid_recording(full)
        app = ask(start(key=KEY), DOSE)
    app = ask(app, "Can the patient drive?")
    assert [content["question"] for content in answers(store)] == ["Can the patient drive?"]
    assert DOSE not in shown(app)


def test_running_the_page_again_records_nothing_twice(store):
    again(again(ask(start(key=KEY), DOSE)))
    assert len(answers(store)) == 1


def test_a_calculator_that_is_switched_off_refuses_from_the_next_question_on(store):
    app = ask(start(key=KEY), DOSE)
    assert "9 mcg/day" in shown(app)
    disable(store, Switch("calculator", "dose", "Under review", "Ward pharmacist", datetime.now(UTC)))
    app = ask(app, "Dose for an 80 kg patient, cycle 1 day 3?")
    assert "Under review" in shown(app)
    assert words.SINCE_SWITCHED_OFF.format(reason="Under review") in shown(app)


def test_a_passage_that_is_switched_off_is_not_shown_in_old_answers_either(store, corpus):
    app = ask(start(key=KEY), "seizure occurs, discontinue?")
    assert "seizure occurs, discontinue.”" in shown(app)
    (passage, *_) = [p.id for p in corpus.passages.values() if p.words == "If > 1 seizure occurs, discontinue."]
    disable(store, Switch("passage", passage, "Withdrawn", "Ward pharmacist", datetime.now(UTC)))
    app = again(app)
    assert "seizure occurs, discontinue.”" not in shown(app)
    assert "Withdrawn" in shown(app)


def answers_at(store):
    return moment_of(next(iter(audit.entries(store))).at)


def test_the_address_carries_the_conversation_and_a_reload_brings_it_back(store):
    first = ask(ask(start(key=KEY), DOSE), "weight 80 kg")
    (conversation,) = kept(store)
    assert address_of(first) == conversation.id
    second = start(conversation.id, KEY)
    assert len(second.chat_message) == 4
    assert DOSE in shown(second)
    assert "fact-weight_kg" in keys(second)
    recorded = len(answers(store))
    third = ask(second, "day 8")
    assert "28 mcg/day" in shown(third)
    assert len(answers(store)) == recorded + 1


def test_a_reload_records_nothing(store):
    ask(start(key=KEY), DOSE)
    (conversation,) = kept(store)
    start(conversation.id, KEY)
    assert len(answers(store)) == 1


def test_what_an_answer_no_longer_had_in_use_stays_forgotten_after_a_reload(store):
    app = press(ask(start(key=KEY), DOSE), "fact-cycle")
    ask(app, "Can the patient drive?")
    (conversation,) = kept(store)
    reopened = start(conversation.id, KEY)
    assert "fact-weight_kg" in keys(reopened)
    assert "fact-cycle" not in keys(reopened)


def test_another_browser_with_the_same_address_sees_nothing_of_it(store):
    ask(start(key=KEY), "Dose for a 71 kg patient, cycle 1 day 3?")
    (conversation,) = kept(store)
    other = start(conversation.id, OTHER_KEY)
    assert "71 kg" not in shown(other)
    assert words.NO_SUCH_CONVERSATION in shown(other)
    assert address_of(other) is None
    assert not kept(store, OTHER_KEY)


def test_an_address_of_no_conversation_opens_a_new_one_and_says_so():
    app = start("0" * 32, KEY)
    assert words.NO_SUCH_CONVERSATION in shown(app)
    assert words.WELCOME in shown(app)


def test_a_new_conversation_has_an_address_of_its_own(store):
    app = press(ask(start(key=KEY), DOSE), "new")
    assert address_of(app) is None
    app = ask(app, "Can the patient drive?")
    assert len(kept(store)) == 2
    assert DOSE not in shown(app)


def test_a_conversation_that_is_not_kept_is_audited_without_an_owner_and_not_listed(store):
    app = start(key=KEY)
    app.toggle(key="keep").set_value(False)
    app = ask(again(app), DOSE)
    assert "9 mcg/day" in shown(app)
    assert words.NOT_KEPT in shown(app)
    assert address_of(app) is None
    assert not kept(store)
    assert [content["kept"] for content in answers(store)] == [False]


def test_conversations_are_listed_found_renamed_deleted_and_brought_back(store):
    app = press(ask(press(ask(start(key=KEY), DOSE), "new"), "Can the patient drive?"), "conversations")
    driving, dosing = kept(store)
    assert {f"open-{driving.id}", f"open-{dosing.id}"} <= set(keys(app))
    app.text_input(key="find-conversation").set_value("MCG/day")
    app = again(app)
    assert f"open-{driving.id}" not in keys(app)
    app = press(app, f"open-{dosing.id}")
    assert "9 mcg/day" in shown(app)
    app.text_input(key="find-conversation").set_value("nothing such")
    assert words.NONE_FOUND in shown(again(app))


def test_a_conversation_is_renamed(store):
    app = press(ask(start(key=KEY), DOSE), "conversations")
    (conversation,) = kept(store)
    app = choose(app, conversation, words.RENAME)
    app.text_input(key=f"title-{conversation.id}").set_value("Morning round")
    next(button for button in app.button if button.label == words.SAVE).click()
    app = again(app)
    assert [one.title for one in kept(store)] == ["Morning round"]
    assert "Morning round" in [button.label for button in app.button]


def test_a_deleted_conversation_leaves_the_page_and_can_be_brought_back(store):
    app = press(ask(start(key=KEY), DOSE), "conversations")
    (conversation,) = kept(store)
    app = choose(app, conversation, words.DELETE)
    assert "9 mcg/day" not in shown(app)
    assert not kept(store)
    app = press(app, "undo")
    assert [one.id for one in kept(store)] == [conversation.id]


def test_names_are_neither_shown_nor_kept_and_a_hint_says_so(store, database):
    app = ask(start(key=KEY), "Mr Zyxkowalski weighs 70 kg, dose on cycle 1 day 3?")
    assert "Zyxkowalski" not in shown(app)
    assert replies.IDENTIFIERS in shown(app)
    assert "9 mcg/day" in shown(app)
    app = press(ask(app, "and day 8?"), "conversations")
    assert "Zyxkowalski" not in shown(app) + "".join(button.label for button in app.button)
    assert "Zyxkowalski" not in str(answers(store))


def test_a_thumb_up_is_kept_and_its_report_named(store):
    app = press(ask(start(key=KEY), DOSE), "helpful-1")
    (given,) = feedback_queue(store)
    assert given.opinion.helpful
    assert given.id[:8] in shown(app)


def test_a_problem_is_reported_with_its_reason_and_note(store):
    app = press(ask(start(key=KEY), DOSE), "not-right-1")
    app.text_area(key="note-1").set_value("Two lines. Call 416-555-0199")
    app.session_state["reason-1"] = "wrong_dose"
    next(button for button in app.button if button.label == words.SEND).click()
    app = again(app)
    (given,) = feedback_queue(store)
    assert given.opinion.reason == "wrong_dose"
    assert given.opinion.comment == "Two lines. Call [phone]"
    assert given.id[:8] in shown(app)


def test_an_opinion_that_cannot_be_kept_says_why(monkeypatch):
    def refuse(*_):
        raise told(FULL)

    monkeypatch.setattr("assistant.ui.opinion.give_feedback", refuse)
    assert str(FULL) in shown(press(ask(start(key=KEY), DOSE), "helpful-1"))


def test_an_opinion_is_still_there_after_a_reload(store):
    press(ask(start(key=KEY), DOSE), "helpful-1")
    (conversation,) = kept(store)
    assert "Report " in shown(start(conversation.id, KEY))


def test_nothing_is_shown_while_it_cannot_be_told_what_is_switched_off(monkeypatch):
    app = ask(start(key=KEY), DOSE)

    def refuse(*_):
        raise told(FULL)

    monkeypatch.setattr("assistant.ui.chat.disabled", refuse)
    assert "9 mcg/day" not in shown(again(app))
    assert str(FULL) in shown(app)


def test_a_language_model_is_offered_only_where_there_is_one(monkeypatch):
    assert "with-model" not in [toggle.key for toggle in start(key=KEY).toggle]
    monkeypatch.setattr(Engine, "has_model", True)
    app = start(key=KEY)
    app.toggle(key="with-model").set_value(False)
    assert not again(app).session_state["conversation"].with_model
