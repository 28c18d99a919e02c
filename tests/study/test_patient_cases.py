from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.knowledge.rule_sets import Stopped
from assistant.study.cases import Case, kinds_of, make_case
from assistant.study.grading import UnreadableAnswerError, choices_of, grade

MANY = range(300)


def case_of(kind, calculator, form, unit="", start_of=None, **inputs):
    return Case(1, kind, calculator, inputs, (), "?", form, unit, start_of)


def dose_case(**inputs):
    return case_of("dose", "dose", "number", "mcg/day", **inputs)


def test_a_seed_gives_the_same_case_each_time(rules):
    assert all(make_case(seed, rules) == make_case(seed, rules) for seed in MANY)


def test_every_kind_comes_up_and_every_case_can_be_graded(rules):
    kinds = Counter()
    for seed in MANY:
        case = make_case(seed, rules)
        kinds[case.kind] += 1
        answer = next(iter(choices_of(case)), {"number": "1", "date": "2027-01-01"}.get(case.form))
        assert grade(case, answer, rules).expected
    assert set(kinds) == set(kinds_of(rules))


def test_the_expected_answer_of_every_case_is_graded_right(rules):
    for seed in MANY:
        case = make_case(seed, rules)
        choices = choices_of(case)
        if choices:
            assert sum(grade(case, choice, rules).right for choice in choices) == 1
        elif case.form == "date":
            assert grade(case, grade(case, "2000-01-01", rules).expected, rules).right
        else:
            assert grade(case, grade(case, "1", rules).expected, rules).right


def test_each_threshold_is_asked_on_both_its_sides(rules):
    weights = {case.inputs["weight_kg"] for seed in MANY if (case := make_case(seed, rules, "dose"))}
    assert {Decimal("44.9"), Decimal(45), Decimal("45.1")} <= weights


def test_the_dose_of_another_day_is_said_to_be_of_that_day(rules):
    case = dose_case(weight_kg=Decimal(70), cycle=Decimal(1), day=Decimal(7))
    verdict = grade(case, "28", rules)
    assert not verdict.right
    assert verdict.expected == "9 mcg/day"
    assert verdict.why == "That would be right for: cycle 2. Here it is 1."
    assert grade(case, "9 mcg/day", rules).right


def test_the_other_weight_band_is_named(rules):
    case = dose_case(weight_kg=Decimal("44.9"), height_cm=Decimal(150), cycle=Decimal(2), day=Decimal(3))
    assert grade(case, "28", rules).why == "That would be right for: weight 45 kg. Here it is 44.9 kg."


def test_a_dose_per_square_metre_is_told_to_be_multiplied(rules):
    case = dose_case(weight_kg=Decimal(42), height_cm=Decimal(150), cycle=Decimal(1), day=Decimal(8))
    assert "square metre" in grade(case, "15", rules).why


def test_a_rounded_dose_is_right_and_a_cut_one_is_not(rules):
    case = dose_case(weight_kg=Decimal("44.9"), height_cm=Decimal(150), cycle=Decimal(1), day=Decimal(1))
    assert grade(case, "6.84", rules).right
    assert grade(case, "6.8", rules).right
    assert not grade(case, "7", rules).right
    assert not grade(case, "6.83", rules).right


def test_a_hold_of_exactly_seven_days_is_not_stated(rules):
    case = case_of("resume", "modification", "choice", toxicity="crs", grade=Decimal(3), days_held=Decimal(7))
    assert grade(case, "not_specified", rules).right
    assert "days held 6 days" in grade(case, "same_cycle", rules).why


def test_a_date_that_is_off_is_told_by_how_many_days(rules):
    case = case_of("cycle_start", "schedule", "date", start_of=2, weight_kg=Decimal(70), start_date="2027-01-04")
    assert grade(case, "2027-02-15", rules).right
    assert grade(case, "2027-02-14", rules).why == "That is 1 days earlier."


@pytest.mark.parametrize("answer", ["", "about 9", "9-28", "1e3", "NaN", "９"])
def test_an_answer_that_is_no_number_is_asked_for_again(rules, answer):
    case = dose_case(weight_kg=Decimal(70), cycle=Decimal(1), day=Decimal(7))
    with pytest.raises(UnreadableAnswerError, match="number in mcg/day"):
        grade(case, answer, rules)


def test_no_case_is_made_about_a_calculator_that_is_stopped(rules):
    stopped = replace(rules, infusion=Stopped("infusion", (), ()))
    assert "infusion" not in kinds_of(stopped)
    assert all(make_case(seed, stopped).kind != "infusion" for seed in MANY)
