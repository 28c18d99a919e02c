"""A run's report on the console, as JSON, as JUnit XML and as a page; and two runs compared."""

import io
import json
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from judging import ALPHA, BETA, answer, case, ground, result
from rich.console import Console

from evals.comparing import compare
from evals.gates import Gate
from evals.judge import Verdict, judge
from evals.rates import Rate
from evals.report.as_json import as_json
from evals.report.console import print_report
from evals.report.content import Content, content_of
from evals.report.junit import as_junit
from evals.report.page import as_page, percent
from evals.robustness import Robustness

GATES = {"fully_right": Gate(at_least=0.95)}


def _verdicts(*quotes: dict[str, str], text: str = "“Alpha 5 mcg/day.” [1]") -> list[Verdict]:
    """One case a quote: that of ALPHA is right, any other is wrong."""
    return judge(
        [
            result(case(f"x{n}", expects={"kind": "answer", "passages": [[quote]]}), answer(text=text))
            for n, quote in enumerate(quotes)
        ],
        ground(),
    )


def _content(verdicts: list[Verdict], **more: Any) -> Content:
    return content_of(verdicts, verdicts, {"corpus": "h"}, GATES, {"Gaps without a question": ("G07",)}, **more)


def test_the_page_shows_what_was_asked_as_text() -> None:
    page = as_page(_content(_verdicts(BETA, text="<img src=x>")), GATES)
    assert "<b>q</b>" not in page
    assert "&lt;b&gt;q" in page
    assert "<img" not in page


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = as_page(_content(_verdicts(ALPHA, BETA)), GATES)
    assert "http://" not in page
    assert "https://" not in page
    assert "@import" not in page


def test_the_page_has_what_a_safety_officer_signs() -> None:
    page = as_page(_content(_verdicts(ALPHA, BETA)), GATES)
    for words in (
        "1 of 1 bounds are not kept",
        "not cited: Beta.",
        "G07",
        "signature, date",
        "Baseline",
        "50 %",
        "1 of 2",
    ):
        assert words in page
    assert "All 1 bounds are kept" in as_page(_content(_verdicts(ALPHA)), GATES)


def test_the_page_of_a_hospitals_own_questions_has_no_gates() -> None:
    verdicts = _verdicts(BETA)
    page = as_page(content_of(verdicts, [], {}, {}, {}), {})
    assert "bounds are" not in page


def test_rewrites_stand_in_the_report_where_they_were_asked() -> None:
    found = Robustness(Rate(1, 2), Rate(1, 1), {"typos": Rate(3, 4)}, Rate(0, 4), ())
    content = _content(_verdicts(ALPHA), robustness=found)
    assert {line.name: line.reporting for line in content.lines}["worst_of_rewrites"] == Rate(1, 2)
    assert "typos" in as_page(content, GATES)


@pytest.mark.parametrize(
    ("share", "shown"),
    [(1.0, "100 %"), (0.9999, "> 99.9 %"), (0.0, "0 %"), (0.0001, "< 0.1 %"), (0.976, "97.6 %"), (None, "–")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float | None, shown: str) -> None:
    assert percent(share) == shown


def test_the_console_shows_gates_and_the_failures_of_the_tuning_half_alone() -> None:
    def printed(verdicts: list[Verdict]) -> str:
        out = io.StringIO()
        print_report(_content(verdicts), Console(file=out, width=200), failures=True)
        return out.getvalue()

    assert "missed" in printed(_verdicts(ALPHA, BETA))
    assert "not cited" not in printed(_verdicts(BETA))
    tuning = case("t", half="tuning", expects={"kind": "answer", "passages": [[BETA]]})
    assert "not cited: Beta." in printed(judge([result(tuning, answer())], ground()))


def test_the_verdicts_are_json_with_their_reasons() -> None:
    data = json.loads(as_json(_content(_verdicts(BETA))))
    assert data["cases"][0]["turns"][0]["scores"]["citation"] == [False, "not cited: Beta."]
    assert data["measures"]["fully_right"]["reporting"]["of"] == 1
    assert data["gates_missed"][0].startswith("fully_right")


def test_a_build_server_reads_the_cases_as_tests() -> None:
    root = fromstring(as_junit(_content(_verdicts(ALPHA, BETA, text="a\x00b"))))
    suites = {suite.get("name"): suite for suite in root}
    assert (suites["g"].get("tests"), suites["g"].get("failures")) == ("2", "1")
    assert len(suites["gates"].findall("testcase/failure")) == 1


def test_clusters_name_their_worst_wording() -> None:
    [first, second] = _content(_verdicts(ALPHA, BETA)).clusters
    assert first.worst is not None
    assert (first.worst.result.case.id, first.right, second.worst) == ("x1", Rate(0, 1), None)


def test_two_runs_are_compared_case_by_case() -> None:
    before = _verdicts(BETA, ALPHA, ALPHA, ALPHA)
    after = _verdicts(ALPHA, BETA, ALPHA)
    found = compare(before, after)
    assert [(c.case_id, c.better, c.worse) for c in found.changes] == [("x0", True, False), ("x1", False, True)]
    assert found.changes[1].broken == ("citation",)
    assert (found.only_before, found.only_after, found.compared) == (("x3",), (), 3)


def test_a_changed_text_is_seen_where_the_judgement_is_the_same() -> None:
    assert compare(_verdicts(ALPHA), _verdicts(ALPHA, text="Alpha [1]")).reworded == ("x0",)
