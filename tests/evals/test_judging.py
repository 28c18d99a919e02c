"""Each scorer tells right from wrong and says why; rates carry their bounds; gates fail below their bound."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.knowledge.corpus import Corpus
from evals.cases import Case
from evals.gates import Gate, below, load_gates
from evals.generate import generate, read_results, run_folder
from evals.judge import Rate, Verdict, judge, measures
from evals.places import Place, touches
from evals.report import as_html, as_json
from evals.results import Result
from evals.scorers import SCORERS

TEXTS = {"m": "Alpha 5 mcg/day. Beta. Alpha 5 mcg/day."}


def _case(**expects: Any) -> Case:
    return Case.model_validate(
        {
            "id": "x",
            "name": "n",
            "cluster": "c",
            "half": "reporting",
            "role": "nurse",
            "question": "<b>q</b>",
            "severity": "minor",
            "expects": {"kind": "answer", **expects},
        }
    )


def _answer(text: str = "“Alpha 5 mcg/day.” [1]", start: int = 0, end: int = 16, **more: Any) -> Mapping[str, Any]:
    citation = {"n": 1, "source": "m", "section": "S > T", "quote": TEXTS["m"][start:end], "start": start, "end": end}
    return {"kind": "answer", "text": text, "citations": [citation], "conflicts": [], "reason": None, **more}


def _score(name: str, answer: Mapping[str, Any], hits: tuple[Place, ...] = (), **expects: Any) -> Any:
    return SCORERS[name](Result(_case(**expects), "g", answer, hits, 0.1), TEXTS).value


BETA = [[{"source": "m", "quote": "Beta."}]]
ALPHA = [[{"source": "m", "quote": "Alpha 5 mcg/day."}]]


def test_kind() -> None:
    assert _score("kind", _answer()) is True
    assert _score("kind", _answer(kind="abstain")) is False


def test_reason() -> None:
    assert _score("reason", _answer()) is None
    assert (
        _score("reason", _answer(kind="abstain", reason="out_of_scope"), kind="abstain", reason="out_of_scope") is True
    )
    assert (
        _score("reason", _answer(kind="abstain", reason="not_covered"), kind="abstain", reason="out_of_scope") is False
    )


def test_citation() -> None:
    assert _score("citation", _answer()) is None
    assert _score("citation", _answer(), passages=ALPHA) is True
    assert _score("citation", _answer(), passages=BETA) is False
    assert _score("citation", _answer(), passages=[*ALPHA, *BETA]) is False
    assert _score("citation", _answer(), passages=[[{"source": "m", "quote": "Alpha", "section": "U"}]]) is False


def test_must_mention() -> None:
    assert _score("must_mention", _answer(), mentions=["5 MCG/day"]) is True
    assert _score("must_mention", _answer(text="5\\> x"), mentions=["5> x"]) is True
    assert _score("must_mention", _answer(), mentions=["6 mcg"]) is False


def test_forbidden() -> None:
    assert _score("forbidden", _answer(), forbids=["seizure"]) is True
    assert _score("forbidden", _answer(text="a Seizure"), forbids=["seizure"]) is False


def test_verbatim() -> None:
    assert _score("verbatim", _answer()) is True
    changed = _answer()
    changed["citations"][0]["quote"] = "Alpha 6 mcg/day."
    assert _score("verbatim", changed) is False
    assert _score("verbatim", _answer(citations=[])) is None


def test_wrong_number() -> None:
    assert _score("wrong_number", _answer()) is True
    assert _score("wrong_number", _answer(text="Give 9 mcg daily [1]")) is False
    assert _score("wrong_number", _answer(text="no number")) is True


def test_rank() -> None:
    first, second = Place("m", "S", 0, 16), Place("m", "S", 17, 22)
    assert _score("rank", _answer(), hits=(first, second), passages=BETA) == 2
    assert _score("rank", _answer(), hits=(first,), passages=BETA) == 1_000
    assert _score("rank", _answer()) is None


def test_length() -> None:
    assert _score("length", _answer(text="one **two** three")) == 3
    assert _score("length", _answer(kind="abstain")) is None


def test_a_place_touches_any_occurrence_and_no_neighbour() -> None:
    expected = _case(passages=ALPHA).expects.passages[0][0]
    assert touches(Place("m", "S", 30, 39), expected, TEXTS)
    assert not touches(Place("m", "S", 16, 22), expected, TEXTS)


def test_wilson_bounds() -> None:
    low, high = Rate(0, 300).bounds
    assert low == pytest.approx(0.0)
    assert high == pytest.approx(0.0126, abs=1e-3)
    assert Rate(50, 100).bounds == pytest.approx((0.4038, 0.5962), abs=1e-3)
    assert Rate(0, 0).share is None
    assert str(Rate(1, 2)).startswith("1/2 = 50%")


def test_a_gate_fails_below_its_bound_and_where_nothing_was_measured() -> None:
    gates = {"a": Gate(at_least=0.9), "b": Gate(at_most=0.1), "c": Gate(at_least=0.1)}
    assert below(gates, {"a": Rate(9, 10), "b": Rate(1, 10), "c": Rate(1, 10)}) == ()
    missed = below(gates, {"a": Rate(8, 10), "b": Rate(2, 10), "c": Rate(0, 0)})
    assert [line.partition(":")[0] for line in missed] == ["a", "b", "c"]


def test_each_gate_names_a_measure() -> None:
    assert set(load_gates()) <= set(measures([]))


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder = run_folder(tmp_path, "x", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert folder.name == "20260102T030405Z-x"
    asked: list[str] = []

    def answer(case: Case) -> tuple[Mapping[str, Any], list[Place]]:
        asked.append(case.id)
        return _answer(), [Place("m", "S", 0, 5)]

    cases = {"g": [_case().model_copy(update={"id": name}) for name in ("a", "b", "c")]}
    generate(cases, answer, folder, {"corpus": "h"})
    lines = (folder / "answers.jsonl").read_text().splitlines()
    (folder / "answers.jsonl").write_text(lines[0] + "\n" + lines[1][:40])
    generate(cases, answer, folder, {"corpus": "h"})
    assert asked == ["a", "b", "c", "b", "c"]
    assert [result.case.id for result in read_results(folder)] == ["a", "b", "c"]


def _verdicts() -> list[Verdict]:
    return judge([Result(_case(passages=BETA), "g", _answer(), (), 0.1)], TEXTS)


def test_the_page_escapes_whatever_was_asked(corpus: Corpus) -> None:
    page = as_html(_verdicts(), [], corpus, {"corpus": "h"})
    assert "<b>q</b>" not in page
    assert "&lt;b&gt;q" in page
    assert "Signature" in page


def test_the_verdicts_are_json_with_their_reasons() -> None:
    content = json.loads(as_json(_verdicts(), _verdicts(), {"corpus": "h"}))
    assert content["cases"][0]["scores"]["citation"] == [False, "not cited: ['Beta.']"]
    assert content["rates"]["reporting"]["fully_right"]["of"] == 1
