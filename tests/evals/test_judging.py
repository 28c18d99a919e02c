"""Verdicts, rates with their bounds, measures, gates and what is not tested."""

from typing import Any

import pytest
from judging import ALPHA, BETA, answer, calculation, case, ground, result

from assistant.calculators.catalogue import CATALOGUE
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.rules import rules_of
from evals.cases import load_cases
from evals.coverage import untested
from evals.gates import MEDIAN_WORDS, WORST_OF_REWRITES, Gate, below, load_gates
from evals.ground import ground_of
from evals.judge import Verdict, judge
from evals.measures import FAULT_RATES, LABELS, mean_precision, measures, median_words
from evals.rates import Rate


def _verdict(given: dict[str, Any], **expects: Any) -> Verdict:
    return judge([result(case(expects={"kind": "answer", **expects}), given)], ground())[0]


def test_an_answer_is_right_where_every_scorer_that_applies_says_so() -> None:
    assert _verdict(answer(), passages=[[ALPHA]], mentions=["5 mcg"]).right
    assert not _verdict(answer(), passages=[[ALPHA]], mentions=["6 mcg"]).right


def test_the_faults_name_the_scorer_and_its_reason() -> None:
    assert _verdict(answer(), passages=[[BETA]]).faults == ("citation: not cited: Beta.",)


def test_a_conversation_is_right_in_every_turn_or_not_at_all() -> None:
    turns = [
        {"say": "a"},
        {"say": "b", "expects": {"kind": "answer"}},
        {"say": "c", "expects": {"kind": "abstain"}},
    ]
    [verdict] = judge([result(case(turns=turns), answer("clarify"), answer(), answer())], ground())
    assert [turn.number for turn in verdict.turns] == [2, 3]
    assert [turn.right for turn in verdict.turns] == [True, False]
    assert verdict.faults[0].startswith("turn 3, kind")
    assert measures([verdict])["conversations_right"] == Rate(0, 1)


def test_to_ask_is_no_fault_of_understanding(corpus: Corpus) -> None:
    expects = {"kind": "calculation", "calculator": "dose", "inputs": {"weight_kg": 62}}
    asked = _verdict(answer("clarify", missing=["cycle"]), **expects)
    given = answer("calculation", calculation=calculation("dose", weight_kg=54))
    [taken] = judge([result(case(expects=expects), given)], ground(rules_of(corpus)))
    assert measures([asked])["right_or_asks"] == Rate(1, 1)
    assert measures([asked])["refused_or_questioned"] == Rate(1, 1)
    assert measures([taken])["right_or_asks"] == Rate(0, 1)
    assert measures([taken])["wrong_silent_inputs"] == Rate(1, 1)


def test_a_kind_that_is_right_too_is_no_refusal() -> None:
    verdict = _verdict(answer("abstain", reason="not_in_sources"), or_kinds=["abstain"])
    assert measures([verdict])["answerable_refused"] == Rate(0, 1)


def test_the_median_length_is_that_of_single_facts() -> None:
    one = _verdict(answer(text="one two three"), passages=[[ALPHA]])
    two = _verdict(answer(text="one " * 50), passages=[[ALPHA], [BETA]])
    assert median_words([one, two]) == 3
    assert median_words([two]) is None
    assert mean_precision([one]) == 1.0


def test_every_measure_has_a_label_and_every_fault_is_a_measure() -> None:
    assert set(measures([])) == set(LABELS)
    assert set(LABELS) >= FAULT_RATES


def test_wilson_bounds() -> None:
    low, high = Rate(0, 300).bounds
    assert low == pytest.approx(0.0)
    assert high == pytest.approx(0.0126, abs=1e-3)
    assert Rate(50, 100).bounds == pytest.approx((0.4038, 0.5962), abs=1e-3)
    assert Rate(0, 0).share is None
    assert str(Rate(1, 2)).startswith("1/2 = 50.0%")


def test_a_gate_fails_below_its_bound_and_where_nothing_was_measured() -> None:
    gates = {"a": Gate(at_least=0.9), "b": Gate(at_most=0.1), "c": Gate(at_least=0.1), MEDIAN_WORDS: Gate(at_most=90)}
    assert below(gates, {"a": Rate(9, 10), "b": Rate(1, 10), "c": Rate(1, 10)}, 90) == ()
    missed = below(gates, {"a": Rate(8, 10), "b": Rate(2, 10), "c": Rate(0, 0)}, 91)
    assert [line.partition(":")[0] for line in missed] == ["a", "b", "c", MEDIAN_WORDS]


def test_each_gate_names_a_measure() -> None:
    assert set(load_gates()) <= {*LABELS, MEDIAN_WORDS, WORST_OF_REWRITES}


def test_each_gate_of_a_fault_is_an_upper_bound() -> None:
    assert all(
        (gate.at_most is not None) == (name in {*FAULT_RATES, MEDIAN_WORDS}) for name, gate in load_gates().items()
    )


def test_every_calculator_and_every_gap_has_a_reference_question(corpus: Corpus) -> None:
    cases = [case for group in load_cases().values() for case in group]
    left = untested(cases, ground_of(corpus))
    assert left["Calculators without a calculation"] == ()
    assert left["Gaps without a question"] == ()


def test_what_no_case_expects_is_not_tested(corpus: Corpus) -> None:
    left = untested([case()], ground_of(corpus))
    assert left["Calculators without a calculation"] == tuple(sorted(CATALOGUE))
    assert any("Cytokine Release Syndrome > Grade 3" in section for section in left["Sections without a question"])
