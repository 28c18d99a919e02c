"""What is switched off refuses by name and reason; everything else goes on."""

from dataclasses import replace

import pytest
from real_rules import real_rules

from assistant.calculators import CalculationError, calculate
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.disabling import (
    CALCULATORS,
    Disabled,
    ReasonError,
    check_reason,
    passages_without,
    quotes_disabled,
    rules_without,
)
from assistant.knowledge.rule_sets import DoseRules, ModificationRules, Stopped

INPUTS: dict[str, dict[str, object]] = {
    "bsa": {"weight_kg": 70, "height_cm": 170},
    "dose": {"weight_kg": 70, "cycle": 1, "day": 3},
    "schedule": {"weight_kg": 70, "start_date": "2026-01-05"},
    "infusion": {"bag_hours": 24},
    "modification": {"toxicity": "crs", "grade": 3},
    "liver": {"alt_x_uln": 6},
    "prephase": {"marrow_blasts_percent": 60},
}


def refusal(name: str, disabled: Disabled, inputs: dict[str, object] | None = None) -> CalculationError | None:
    try:
        calculate(name, inputs or INPUTS[name], rules_without(real_rules(), disabled))
    except CalculationError as error:
        return error
    return None


def test_there_are_inputs_for_every_calculator() -> None:
    assert set(INPUTS) == set(CALCULATORS)


@pytest.mark.parametrize("off", CALCULATORS)
def test_a_calculator_that_is_switched_off_refuses_with_the_reason_and_the_others_go_on(off: str) -> None:
    disabled = Disabled(calculators={off: "A recall is under way."})
    refused = {name: refusal(name, disabled) for name in CALCULATORS}
    assert [name for name, error in refused.items() if error is not None] == [off]
    error = refused[off]
    assert error is not None
    assert (error.code, error.field) == ("not_covered", "calculator")
    assert f"The calculator {off} is switched off here: A recall is under way. Use the monograph" in error.message


def test_nothing_switched_off_leaves_the_rules_as_they_are() -> None:
    assert rules_without(real_rules(), Disabled()) is real_rules()


def test_a_row_that_is_switched_off_refuses_and_the_next_row_goes_on() -> None:
    disabled = Disabled(rows={"crs_grade_3": "misread"})
    error = refusal("modification", disabled)
    assert error is not None
    assert (error.code, error.field) == ("not_covered", "grade")
    assert 'The row "Cytokine Release Syndrome, Grade 3" is switched off here: misread.' in error.message
    assert refusal("modification", disabled, {"toxicity": "crs", "grade": 4}) is None


def test_a_row_without_grades_refuses_on_the_toxicity() -> None:
    error = refusal("modification", Disabled(rows={"pancreatitis": "x"}), {"toxicity": "pancreatitis"})
    assert error is not None
    assert (error.code, error.field) == ("not_covered", "toxicity")


def test_an_earlier_problem_is_still_told_first() -> None:
    error = refusal(
        "modification", Disabled(rows={"crs_grade_3": "x"}), {"toxicity": "crs", "grade": 3, "weight_kg": -1}
    )
    assert error is not None
    assert error.code == "invalid_input"


def test_a_missing_grade_is_asked_for_while_a_row_is_switched_off() -> None:
    error = refusal("modification", Disabled(rows={"crs_grade_3": "x"}), {"toxicity": "crs"})
    assert error is not None
    assert error.code == "missing_input"


def test_the_liver_row_takes_the_liver_calculator_along() -> None:
    disabled = Disabled(rows={"liver": "x"})
    assert refusal("liver", disabled) is not None
    assert refusal("modification", disabled, {"toxicity": "liver"}) is not None
    assert refusal("modification", disabled) is None


def rules_of_dose() -> DoseRules:
    dose = real_rules().dose
    assert isinstance(dose, DoseRules)
    return dose


def test_a_passage_that_is_switched_off_stops_the_calculators_that_quote_it() -> None:
    passage = rules_of_dose().scope.adults_only.says.passage
    disabled = Disabled(passages={passage: "wrong"})
    for name in ("dose", "schedule", "infusion", "modification", "liver", "prephase"):
        error = refusal(name, disabled)
        assert error is not None, name
        assert "wrong" in error.message
    assert refusal("bsa", disabled) is None


def test_a_passage_of_one_row_stops_that_row_alone() -> None:
    modification = real_rules().modification
    assert isinstance(modification, ModificationRules)
    band = next(case.row.fixed for case in modification.cases if case.row.id == "crs_grade_4")
    assert band is not None
    disabled = Disabled(passages={band.says.passage: "wrong"})
    assert refusal("modification", disabled) is None
    assert refusal("modification", disabled, {"toxicity": "crs", "grade": 4}) is not None


def test_what_is_already_stopped_keeps_its_own_reason() -> None:
    stopped = replace(real_rules(), dose=Stopped("dose", (), ("A",)))
    left = rules_without(stopped, Disabled(calculators={"dose": "x"}))
    assert left.dose == stopped.dose


def test_passages_that_are_switched_off_are_no_candidates(corpus: Corpus) -> None:
    passages = list(corpus.passages.values())[:4]
    assert passages_without(passages, Disabled(passages={passages[1].id: "x"})) == [passages[0], *passages[2:]]


def test_a_quote_of_any_part_of_a_passage_that_is_switched_off_is_found(corpus: Corpus) -> None:
    first, second = list(corpus.passages.values())[3:5]
    disabled = Disabled(passages={first.id: "why"})
    every = corpus.passages.values()
    assert quotes_disabled([(first.source, first.end - 2, first.end + 5)], every, disabled) == "why"
    assert quotes_disabled([(second.source, second.start, second.end)], every, disabled) is None
    assert quotes_disabled([("another", first.start, first.end)], every, disabled) is None


@pytest.mark.parametrize("reason", ["", "  ", "two\nlines", "x" * 301, "gives 28 mcg", "5 mg too much", "9µg", "10 mL"])
def test_a_reason_must_be_fit_to_stand_in_place_of_an_answer(reason: str) -> None:
    with pytest.raises(ReasonError):
        check_reason(reason)


def test_a_reason_in_plain_words_is_taken() -> None:
    check_reason("Recall of lot 7: see notice 2026/3, days 1 to 4 only.")
