import re

from page_running import run_page, shown
from real_rules import real_rules

from assistant.knowledge.disabling import Disabled
from assistant.study.grading import choices_of, grade
from assistant.ui import page_words as words


def answer(app, *, rightly):
    """Answer the case that stands on the page."""
    case = app.session_state["case"].case
    choices = choices_of(case)
    if choices:
        wanted = next(c for c in choices if grade(case, c, real_rules()).right == rightly)
        app.radio(key=f"answer-{case.kind}-{case.seed}").set_value(wanted)
    else:
        wrong = {"number": "12345", "date": "2020-01-01"}[case.form]
        right = grade(case, wrong, real_rules()).expected.split(" ")[0]
        app.text_input(key=f"answer-{case.kind}-{case.seed}").set_value(right if rightly else wrong)
    app.button[0].click().run()
    assert not app.exception
    return app


def test_a_right_answer_is_graded_and_the_next_case_is_another():
    app = answer(run_page("study"), rightly=True)
    assert f'<p class="grade">{words.RIGHT}</p>' in shown(app)
    assert "Case 1" in shown(app)
    app.button(key="next-case").click().run()
    assert "Case 2" in shown(app)
    assert "verdict" not in shown(app)


def test_a_wrong_answer_is_told_with_the_rule_the_steps_and_the_quote():
    app = answer(run_page("study"), rightly=False)
    html = shown(app)
    assert words.WRONG in html
    assert words.STEPS in html
    assert "<blockquote>" in html
    assert "Regimen monograph: " in html


def test_an_answer_that_cannot_be_read_is_not_graded():
    app = run_page("study")
    app.button[0].click().run()
    assert 'class="field-problem" role="alert"' in shown(app)
    assert "verdict" not in shown(app)
    app.session_state["study-view"] = "progress"
    app.run()
    assert "1 of 1" not in shown(app)


def test_a_case_counts_once_for_the_profile_that_answered_it():
    app = answer(run_page("study"), rightly=True)
    app.session_state["study-view"] = "progress"
    app.run()
    assert len(re.findall(r"<td>1 of 1</td>", shown(app))) == 1
    other = run_page("study", **{"study-view": "progress"}, profile="Somebody else")
    assert "<td>1 of 1</td>" not in shown(other)


def test_a_card_shows_its_answer_when_asked_and_then_the_next_card():
    app = run_page("study", **{"study-view": "cards"})
    first = re.search(r'<h2 class="asked">(.*?)</h2>', shown(app))[1]
    assert "<blockquote>" not in shown(app)
    app.button(key="show-answer").click().run()
    assert "<blockquote>" in shown(app)
    assert {button.label for button in app.button} == set(words.RECALLED.values())
    app.button(key="rate-good").click().run()
    assert re.search(r'<h2 class="asked">(.*?)</h2>', shown(app))[1] != first
    app.session_state["study-view"] = "progress"
    app.run()
    assert "<td>1 of " in shown(app)


def test_progress_offers_the_cards_for_anki_and_as_a_table():
    app = run_page("study", **{"study-view": "progress"})
    assert len(app.get("download_button")) == 2
    assert "corpus " in shown(app)
    assert words.WEAK_FIRST in shown(app)


def test_what_was_learnt_outlives_the_browser_session():
    app = answer(run_page("study"), rightly=True)
    app.button(key="next-case").click().run()
    assert "Case 2" in shown(run_page("study"))
    progress = shown(run_page("study", **{"study-view": "progress"}))
    assert "<td>1 of 1</td>" in progress


def test_records_that_cannot_be_opened_leave_the_session_alone(monkeypatch, tmp_path):
    (tmp_path / "broken.sqlite").write_bytes(b"no database" * 200)
    monkeypatch.setattr("assistant.ui.library.switched_off", Disabled)
    monkeypatch.setenv("BLIN_DATABASE", f"sqlite:///{tmp_path / 'broken.sqlite'}")
    app = run_page("study")
    assert words.NOT_KEPT in shown(app)
    assert "Case 1" in shown(app)
