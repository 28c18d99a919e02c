from datetime import UTC, datetime

import pytest
from page_running import again, choose, run_page, shown, type_in

from assistant.answering.pipeline import ask
from assistant.knowledge.disabling import Disabled
from assistant.records.audit import Wanted, search
from assistant.records.feedback import Opinion, feedback_queue, give_feedback
from assistant.records.recording import Asking, record_answer
from assistant.records.switches import Switch, disable, switches
from assistant.ui import operator_words as words
from assistant.ui.records import records, switched_off

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def store():
    return records()


def switch(kind, name, reason="under review"):
    return Switch(kind, name, reason, "An Operator", NOW)


def dose_page():
    return type_in(choose(run_page("calculators", calculator="dose"), cycle="1"), weight_kg="70", day="8")


def test_without_records_nothing_is_switched_off():
    assert switched_off() == Disabled()


def test_a_calculator_that_is_switched_off_refuses_at_once_and_says_why(store):
    app = dose_page()
    assert "28 mcg/day" in shown(app)
    disable(store, switch("calculator", "dose", "the pharmacy reviews it"))
    app = again(app)
    assert "the pharmacy reviews it" in shown(app)
    assert "28 mcg/day" not in shown(app)


def test_a_row_that_is_switched_off_says_so_in_the_grid_and_the_others_stand(store):
    disable(store, switch("row", "crs_grade_3", "the guideline changed"))
    html = shown(run_page("calculators", calculator="modification"))
    assert "Switched off here: the guideline changed" in html
    assert "If <span" in html


def test_a_passage_that_is_switched_off_is_not_read_anywhere(store, corpus):
    passage = next(p for p in corpus.passages.values() if "refrain from driving" in p.quote)
    disable(store, switch("passage", passage.id, "a mistake was found"))
    app = run_page("regimen")
    assert "refrain from driving" not in shown(app)
    assert "Switched off here: a mistake was found" in shown(app)
    app.text_input(key="find").set_value("driving").run()
    assert "refrain from driving" not in shown(app)


def test_an_operator_switches_off_and_on_again_with_a_reason_and_it_is_audited(store):
    app = run_page("safety", **{"safety-view": "switches", "operator-name": "Dr. Reviewer"})
    assert "Nothing is switched off." in shown(app)
    app.selectbox(key="switch-name-calculator").select("infusion").run()
    app.text_input(key="switch-reason").set_value("pump library is being changed").run()
    app.button(key="switch-off").click().run()
    assert not app.exception
    (found,) = switches(store)
    assert (found.kind, found.name, found.by) == ("calculator", "infusion", "Dr. Reviewer")
    assert "pump library is being changed" in shown(app)
    app.button(key="switch-on-0").click().run()
    assert switches(store) == []
    assert [entry.kind for entry in search(store, Wanted())] == ["enable", "disable"]


def test_a_reason_that_looks_like_a_dose_is_refused(store):
    app = run_page("safety", **{"safety-view": "switches"})
    app.selectbox(key="switch-name-calculator").select("dose").run()
    app.text_input(key="switch-reason").set_value("give 28 mcg/day instead").run()
    app.button(key="switch-off").click().run()
    assert "looks like a dose" in shown(app)
    assert switches(store) == []


@pytest.fixture
def recorded(store, loaded):
    question = "<b>two seizures</b>"
    answer = ask(loaded.assistant, question)
    return record_answer(store, Asking(question, NOW, "page"), answer)


def test_feedback_is_reviewed_by_name_and_leaves_the_queue(store, recorded):
    give_feedback(store, "owner", recorded.seq, Opinion(helpful=False, reason="unsafe", comment="<i>look</i>"), NOW)
    app = run_page("safety", **{"safety-view": "feedback", "operator-name": "Dr. Reviewer"})
    assert "Not helpful: unsafe" in shown(app)
    assert "<i>look" not in "".join(part.proto.body for part in app.get("html"))
    (one,) = feedback_queue(store)
    app.text_input(key=f"note-{one.id}").set_value("row is right").run()
    app.button(key=f"to-approved-{one.id}").click().run()
    (after,) = feedback_queue(store)
    assert (after.status, after.reviewed_by, after.review_note) == ("approved", "Dr. Reviewer", "row is right")
    assert "0 entries" in shown(app)


def test_the_audit_is_searched_verified_and_taken_as_files(store, recorded):
    app = run_page("safety", **{"safety-view": "audit"})
    assert "two seizures" in shown(app)
    assert "<b>two" not in "".join(part.proto.body for part in app.get("html"))
    assert len(app.get("download_button")) == 2
    app.button(key="verify-chain").click().run()
    assert "The chain holds: 1 entries" in shown(app)
    app.text_input(key="audit-words").set_value("zzzz").run()
    assert "0 entries" in shown(app)


def test_records_that_cannot_be_read_stop_the_calculators(monkeypatch, tmp_path):
    (tmp_path / "broken.sqlite").write_bytes(b"no database" * 200)
    monkeypatch.setenv("BLIN_DATABASE", f"sqlite:///{tmp_path / 'broken.sqlite'}")
    html = shown(run_page("calculators", calculator="dose"))
    assert "Nothing can be shown now" in html
    assert words.ALARM not in html
