import json
import sys

import pytest
from page_running import run_page, shown
from real_rules import real_rules

from assistant.knowledge.corpus import load_corpus
from assistant.knowledge.repairs import load_repairs
from assistant.knowledge.rules import rules_of
from assistant.knowledge.status import status_of
from assistant.ui import operator_words as words
from assistant.ui.evaluation_runs import Runner
from assistant.ui.evaluations import before, compare, failures, judged, read_report
from assistant.ui.safety_evaluation import progress_words, report_html


def rate(hits, of):
    return {"hits": hits, "of": of, "bounds": [0.0, 1.0]}


def write_run(results, name, right, missed=()):
    """Write the folder of a judged run. right: by case id."""
    folder = results / name
    folder.mkdir(parents=True)
    (folder / "answers.jsonl").write_text("{}\n" * len(right), encoding="utf-8")
    hits = rate(sum(right.values()), len(right))
    report = {
        "settings": {"started": name, "corpus": "abc", "suite": None},
        "gates_missed": list(missed),
        "measures": {
            "fully_right": {"label": "Fully right", "tuning": hits, "reporting": hits, "baseline": None, "gate": None}
        },
        "cases": [
            {
                "id": case,
                "half": "reporting",
                "severity": "major",
                "right": is_right,
                "turns": [
                    {"turn": 1, "right": is_right, "scores": {"kind": [is_right, "<b>said</b>"], "rank": [2, "second"]}}
                ],
            }
            for case, is_right in right.items()
        ],
        "untested": {},
    }
    (folder / "verdicts.json").write_text(json.dumps(report), encoding="utf-8")
    return folder


@pytest.fixture
def results(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.ui.safety_evaluation.RESULTS", tmp_path / "results")
    return tmp_path / "results"


def test_the_state_of_the_delivered_corpus_holds_but_for_the_signatures(corpus):
    repairs = load_repairs(corpus.folder / "repairs.yaml")
    alarms = [check.what for check in status_of(corpus, real_rules(), repairs) if not check.holds]
    assert alarms == ["Sign-off"]


def test_a_changed_transcription_is_an_alarm_that_shows_the_place(copied_corpus, change):
    change(copied_corpus / "documents" / "monograph.md", "should refrain from driving", "may go on driving")
    corpus = load_corpus(copied_corpus)
    checks = status_of(corpus, rules_of(corpus), load_repairs(copied_corpus / "repairs.yaml"))
    (alarm,) = [c for c in checks if not c.holds and "transcription" in c.what]
    assert "may go on driving" in alarm.detail


def test_a_rule_whose_quote_is_gone_is_an_alarm_that_names_the_calculator(copied_corpus, change):
    change(copied_corpus / "documents" / "monograph.md", "REPEAT EVERY 42 DAYS", "REPEAT EVERY 41 DAYS")
    corpus = load_corpus(copied_corpus)
    checks = status_of(corpus, rules_of(corpus), load_repairs(copied_corpus / "repairs.yaml"))
    assert {"Calculator dose", "Calculator schedule"} <= {check.what for check in checks if not check.holds}


def test_the_page_names_every_alarm_and_the_versions(corpus):
    html = shown(run_page("safety"))
    assert words.ALARM in html
    assert "Two pharmacists must sign" in html
    assert corpus.hash in html
    assert real_rules().hash in html


def test_the_registers_show_every_entry_with_its_quotes_and_can_be_searched():
    app = run_page("safety", **{"safety-view": "registers"})
    assert "1,000-fold unit error" in shown(app)
    assert "5 mg/m²/day for first 7 days" in shown(app).replace('<span class="together">', "").replace("</span>", "")
    app.text_input(key="find-entry").set_value("zzzz").run()
    assert "0 entries" in shown(app)


def test_without_a_run_the_page_says_so(results):
    assert words.NO_RUN in shown(run_page("safety", **{"safety-view": "evaluation"}))


def test_the_latest_run_stands_beside_the_one_before(results):
    write_run(results, "20260101T000000Z-all", {"a": True, "b": False, "c": True})
    write_run(results, "20260201T000000Z-all", {"a": False, "b": True, "c": True, "d": True}, missed=["kind: below"])
    html = shown(run_page("safety", **{"safety-view": "evaluation"}))
    assert "3 of 4" in html
    assert "2 of 3" in html
    assert "+8.3 points" in html
    assert "3 cases compared, 1 became right, 1 became wrong" in html
    assert "kind: below" in html
    assert "&lt;b&gt;said" in report_html(*judged(results))


def test_a_run_is_compared_with_the_one_before_of_the_same_questions(results):
    write_run(results, "20260101T000000Z-all", {"a": True})
    write_run(results, "20260201T000000Z-our_ward", {"w": True})
    write_run(results, "20260301T000000Z-all", {"a": True})
    latest = next(judged(results))
    assert before(latest).folder.name == "20260101T000000Z-all"
    assert before(before(latest)) is None


def test_a_comparison_counts_only_cases_of_both_runs(tmp_path):
    older = read_report(write_run(tmp_path, "1", {"a": True, "b": False}))
    after = read_report(write_run(tmp_path, "2", {"b": True, "c": False}))
    found = compare(older, after)
    assert (found.better, found.worse, found.compared) == (("b",), (), 1)
    assert [case.id for case, _ in failures(after)] == ["c"]


def test_a_damaged_report_is_left_out(tmp_path):
    folder = write_run(tmp_path, "1", {"a": True})
    (folder / "verdicts.json").write_text("{", encoding="utf-8")
    assert list(judged(tmp_path)) == []


def test_one_run_at_a_time_is_started_and_watched_to_its_end(tmp_path):
    results = tmp_path / "results"
    program = (
        "import pathlib, sys\n"
        f"folder = pathlib.Path({str(results)!r}) / 'run'\n"
        "folder.mkdir(parents=True)\n"
        "(folder / 'answers.jsonl').write_text('{}\\n{}\\n')\n"
        "print(' '.join(sys.argv[1:]))\n"
        "sys.stdin.read()\n"
    )
    runner = Runner(results, tmp_path / "log", (sys.executable, "-c", program))
    assert runner.progress() is None
    assert runner.start("--suite", "dose")
    process = runner._process
    assert process.wait(timeout=30) == 0
    progress = runner.progress()
    assert (progress.answered, progress.ended, progress.said) == (2, 0, "--suite dose")
    assert progress_words(progress) == "The run has ended: 2 questions answered."


def test_a_second_run_does_not_start_while_one_goes_on(tmp_path):
    runner = Runner(tmp_path, tmp_path / "log", (sys.executable, "-c", "import time; time.sleep(60)"))
    try:
        assert runner.start()
        assert not runner.start()
        assert progress_words(runner.progress()) == "Running: loading the assistant."
    finally:
        runner._process.kill()
        runner._process.wait()


def test_a_run_that_fails_says_why(tmp_path):
    runner = Runner(tmp_path, tmp_path / "log", (sys.executable, "-c", "import sys; print('no model'); sys.exit(3)"))
    runner.start()
    runner._process.wait(timeout=30)
    assert progress_words(runner.progress()) == "The run has failed (exit status 3). no model"
