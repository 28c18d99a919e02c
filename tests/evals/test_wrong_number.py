"""A number with a unit in the answer's own voice must be cited, calculated or said by the user."""

import pytest
from judging import answer, calculation, score, turn

from assistant.knowledge.corpus import Corpus
from evals.expectation import Expectation
from evals.ground import ground_of
from evals.quantities import Quantity, bare_numbers, quantities, quantities_of
from evals.scorers import SCORERS


def test_a_number_of_a_cited_quote_may_be_said() -> None:
    assert score("wrong_number", answer(text="5 mcg a day, see [1]")).value is True


def test_a_number_that_nothing_bears_out_is_wrong() -> None:
    assert score("wrong_number", answer(text="Give 9 mcg daily [1]")).value is False
    assert score("wrong_number", answer("abstain", "Give 9 mcg daily")).value is False


@pytest.mark.parametrize("slip", ["5 mg/day", "5 mcg/m²/day", "15 mcg/day", "5 days", "Grade 5", "0.5 mcg/day"])
def test_the_same_digits_with_another_unit_are_another_number(slip: str) -> None:
    assert score("wrong_number", answer(text=f"{slip} [1]")).value is False


def test_numbers_inside_quotes_are_the_documents() -> None:
    assert score("wrong_number", answer(text="“Take 77 mcg.” [1]")).value is True


def test_a_conflict_block_is_not_the_answers_own_voice() -> None:
    conflict = {"id": "C", "summary": "One says 77 days.", "sides": []}
    assert score("wrong_number", answer(text="A.\n\nOne says 77 days.", conflicts=[conflict])).value is True
    assert score("wrong_number", answer(text="A, 76 days.\n\nOne says 77 days.", conflicts=[conflict])).value is False


def test_the_registers_fixed_words_are_not_the_answers_own_voice() -> None:
    assert score("wrong_number", answer(text="What to do after 1 seizure stands nowhere.")).value is True


def test_a_refusal_may_name_what_the_rules_cover(corpus: Corpus) -> None:
    ground = ground_of(corpus)
    expects = Expectation(kind="abstain", reason="not_covered")
    refused = answer("abstain", "Only from 18 years on, in 5 cycles, from 2 kg to 350 kg.", reason="not_covered")
    assert SCORERS["wrong_number"](turn(refused), expects, ground).value is True
    assert SCORERS["wrong_number"](turn({**refused, "text": "Give 9 mcg/day."}), expects, ground).value is False
    assert SCORERS["wrong_number"](turn({**refused, "kind": "answer"}), expects, ground).value is False


def test_a_fact_in_use_may_be_repeated_as_it_was_converted() -> None:
    fact = {"value": "14 days", "words": "two weeks", "conversion": "2 weeks x 7 days"}
    assert score("wrong_number", answer(text="14 days, from 2 weeks", facts=[fact])).value is True
    assert score("wrong_number", answer(text="9 mcg", facts=[{"value": "9 mcg"}])).value is False


def test_the_users_own_number_may_be_repeated_with_its_unit() -> None:
    assert score("wrong_number", turn(answer(text="For 62 kg"), "wt 62 kg")).value is True
    assert score("wrong_number", turn(answer(text="For 62 kg"), "weight?", "62")).value is True
    assert score("wrong_number", turn(answer(text="For grade 3"), "grade three")).value is True


def test_a_bare_number_of_the_users_never_becomes_a_dose() -> None:
    assert score("wrong_number", turn(answer(text="Give 62 mcg/day"), "62")).value is False


def test_a_calculation_bears_out_its_inputs_results_and_steps() -> None:
    given = calculation("dose", {"dose_mcg_per_day": 6.84, "bsa_m2": 1.3678}, weight_kg=44.90564463)
    shown = answer("calculation", "44.906 kg, 1.37 m²: 6.84 mcg/day", calculation=given)
    assert score("wrong_number", shown).value is True
    assert score("wrong_number", {**shown, "text": "44.91 kg: 6.9 mcg/day"}).value is False


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("days 8 to 28", {"8 day", "28 day"}),
        ("a 7-day bag", {"7 day"}),
        ("15 mcg/m²/day", {"15 mcg/m2"}),
        ("44,9 kg", {"44.9 kg"}),
        ("1,000 mcg", {"1000 mcg"}),
        ("more than 5 x ULN", {"5 uln"}),
        ("C1D9, gr3", {"1 cycle", "9 day", "3 grade"}),
        ("28 μg", {"28 mcg"}),
        ("section 4, 2025", set()),
    ],
)
def test_numbers_are_read_with_their_units(text: str, found: set[str]) -> None:
    assert {str(quantity) for quantity in quantities(text)} == found


def test_the_unit_of_a_field_is_in_its_name() -> None:
    restart = {"fixed": {"dose_mcg_per_day": 9, "after_days": 7}, "bsa": {"dose_mcg_per_m2_per_day": 5}}
    assert {str(quantity) for quantity in quantities_of("restart", restart)} == {"9 mcg", "7 day", "5 mcg/m2"}


def test_numbers_without_a_unit_are_bare() -> None:
    assert bare_numbers("62, twice, 9 mcg") == {62, 2}


def test_a_rounded_number_is_the_one_it_rounds() -> None:
    exact = Quantity(next(iter(bare_numbers("6.836"))), "mcg", 3)
    assert Quantity(next(iter(bare_numbers("6.84"))), "mcg", 2).rounds(exact)
    assert not Quantity(next(iter(bare_numbers("6.83"))), "mcg", 2).rounds(exact)
