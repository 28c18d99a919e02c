"""The words that answer first are the quote's own, and only where there is no doubt which."""

import pytest

from assistant.answering.leading import lead

FILTER = "An in-line filter is NOT required for a 7-day bag (based on preparation procedure in product monograph)."
FLUSH = "Infuse through a dedicated lumen; DO NOT flush infusion lines into the patient."
VACCINE = (
    "Vaccination with live viral vaccines is not recommended for at least 2 weeks prior to the start of treatment."
)
CYCLES = "For up to 5 cycles, involving up to 2 induction cycles followed by 3 additional consolidation cycles."
DEXAMETHASONE = "Dexamethasone 20 mg IV given 1 hour before the first dose of each cycle is recommended."
STAY = "Hospitalization is recommended for, at minimum, the first 9 days of cycle 1 and the first 2 days of cycle 2."


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("is a filter needed for the 7-day bag?", FILTER, "NOT required"),
        ("7-day bag: filter required?", FILTER, "NOT required"),
        ("can I flush the line", FLUSH, "DO NOT flush"),
        ("are live vaccines allowed?", VACCINE, "not recommended"),
        ("is premedication with dexamethasone recommended?", DEXAMETHASONE, "is recommended"),
    ],
)
def test_a_yes_no_question_is_led_by_the_polarity_of_the_quote(question: str, words: str, expected: str) -> None:
    assert lead(question, words) == expected
    assert expected in words


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("how long before treatment are live vaccines out?", VACCINE, "at least 2 weeks"),
        ("how many cycles at most?", CYCLES, "up to 5 cycles"),
        ("how much dexamethasone before the first dose?", DEXAMETHASONE, "20 mg"),
        ("how long before the first dose is it given?", DEXAMETHASONE, "1 hour"),
    ],
)
def test_a_question_for_a_number_is_led_by_the_number(question: str, words: str, expected: str) -> None:
    assert lead(question, words) == expected
    assert expected in words


def test_a_question_for_a_time_after_is_not_led_by_a_time_before() -> None:
    assert lead("how long after the last cycle are live vaccines out?", VACCINE) is None


def test_the_duration_of_a_bag_is_no_answer_to_how_long() -> None:
    assert lead("how long does the filter last?", FILTER) is None


def test_two_numbers_that_fit_are_no_lead() -> None:
    assert lead("how long does she stay in hospital?", STAY) is None


@pytest.mark.parametrize(
    "question",
    [
        "can I skip the dexamethasone?",
        "is dexamethasone only for high burden?",
        "is it 9 or 28?",
        "can't I leave out the dex?",
        "is it fine without dexamethasone?",
    ],
)
def test_a_question_turned_round_has_no_lead(question: str) -> None:
    assert lead(question, DEXAMETHASONE) is None


def test_a_quote_without_polarity_has_no_lead() -> None:
    assert lead("is headache common?", "Headache") is None


def test_a_time_before_something_does_not_answer_how_long_after_it() -> None:
    whole = VACCINE.rstrip(".") + " and until recovery following the last cycle."
    assert lead("how long to wait after the last cycle?", whole) is None
    assert lead("how long beforehand?", whole) == "at least 2 weeks"


@pytest.mark.parametrize(
    "question",
    [
        "dex 20 mg PO instead of IV ok?",
        "is dexamethasone by mouth allowed?",
        "is dex 16 mg IV recommended?",
        "is half the dex ok?",
    ],
)
def test_another_route_or_dose_than_the_quotes_is_not_led_by_its_yes(question: str) -> None:
    assert lead(question, DEXAMETHASONE) is None
