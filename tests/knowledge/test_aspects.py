"""Grade, band, cycle and bag decide which passages can answer; a passage on another grade never can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.aspects import agreement, aspects_of, aspects_of_passage, compatible, names_band
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("grade 4 CRS", {4}),
        ("gr3 ICANS", {3}),
        ("G2 infusion reaction", {2}),
        ("grade III", {3}),
        ("grade two", {2}),
        ("grade 1 or 2", {1, 2}),
        ("grade 1-3", {1, 2, 3}),
        ("hold until recovery to ≤ Grade 1", set()),
        ("until grade 1", set()),
        ("day 3", set()),
        ("grade 9", set()),
    ],
)
def test_grades(text: str, grades: set[int], vocabulary: Vocabulary) -> None:
    assert aspects_of(text, vocabulary).grades == grades


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("under 45 kg", {"bsa"}),
        ("< 45 kg", {"bsa"}),
        ("44.9 kg", {"bsa"}),
        ("45 kg", {"fixed"}),
        ("45.1 kg", {"fixed"}),
        ("≥ 45 kg", {"fixed"}),
        ("45 kg and upwards", {"fixed"}),
        ("45 kilos or heavier", {"fixed"}),
        ("45kg+", {"fixed"}),
        ("heavier patients", {"fixed"}),
        ("smaller patients", {"bsa"}),
        ("m²-based dosing", {"bsa"}),
        ("over 45 kg", {"fixed"}),
        ("BSA dosing", {"bsa"}),
        ("what is the dose", set()),
    ],
)
def test_weight_bands(text: str, bands: set[str], vocabulary: Vocabulary) -> None:
    assert aspects_of(text, vocabulary).bands == bands


@pytest.mark.parametrize(
    ("text", "cycles"),
    [
        ("cycle 1", {1}),
        ("second cycle", {2}),
        ("cycles 2 to 5", {2, 3, 4, 5}),
        ("C3", {3}),
        ("subsequent cycles", {2, 3, 4, 5}),
        ("cycles 1, 2 and 3", {1, 2, 3}),
        ("cycle", set()),
    ],
)
def test_cycles(text: str, cycles: set[int], vocabulary: Vocabulary) -> None:
    assert aspects_of(text, vocabulary).cycles == cycles


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24h bag", {24}),
        ("7-day bag", {168}),
        ("bags of one to four days", {24, 48, 72, 96}),
        ("a cassette lasting two days", {48}),
        ("and the 7 day one?", {168}),
        ("4 day infusion bag", {96}),
        ("weekly bag", {168}),
        ("day 7", set()),
        ("10 hours", set()),
    ],
)
def test_bag_duration(text: str, hours: set[int], vocabulary: Vocabulary) -> None:
    assert aspects_of(text, vocabulary).bag_hours == hours


def test_a_row_of_grade_3_cannot_answer_a_question_on_grade_4(corpus: Corpus, vocabulary: Vocabulary) -> None:
    question = aspects_of("grade 4 neurotoxicity", vocabulary)
    for passage in corpus.passages.values():
        if "Grade 3" in passage.heading_path or passage.quote.startswith("Grade 3"):
            assert not compatible(question, aspects_of_passage(passage, vocabulary)), passage.section


def test_a_row_for_the_other_weight_band_cannot_answer(corpus: Corpus, vocabulary: Vocabulary) -> None:
    question = aspects_of("grade 3 CRS, 44 kg", vocabulary)
    for passage in corpus.passages.values():
        if passage.heading_path[-1:] == ("Patients >= 45 kg",):
            assert not compatible(question, aspects_of_passage(passage, vocabulary))


def test_a_question_that_says_nothing_excludes_nothing(corpus: Corpus, vocabulary: Vocabulary) -> None:
    question = aspects_of("what now", vocabulary)
    assert all(compatible(question, aspects_of_passage(p, vocabulary)) for p in corpus.passages.values())


def test_agreement_counts_what_is_stated_as_asked(vocabulary: Vocabulary) -> None:
    question = aspects_of("grade 4 CRS in cycle 1", vocabulary)
    assert agreement(question, aspects_of("Grade 4 cytokine release syndrome", vocabulary)) == 2
    assert agreement(question, aspects_of("nothing of it", vocabulary)) == 0


@given(text=st.text())
def test_any_text_can_be_read(text: str, vocabulary: Vocabulary) -> None:
    assert aspects_of(text, vocabulary).grades <= {1, 2, 3, 4, 5}


def test_a_row_of_the_rates_is_about_its_bag(corpus: Corpus, vocabulary: Vocabulary) -> None:
    rows = [passage for passage in corpus.passages.values() if "(hour)" in passage.section and passage.kind == "row"]
    hours = {frozenset(aspects_of_passage(row, vocabulary).bag_hours) for row in rows}
    assert hours == {frozenset({hour}) for hour in (24, 48, 72, 96, 168)}


def test_a_band_is_named_and_not_a_weight_in_it() -> None:
    assert names_band("patients of 45 kg and upwards")
    assert names_band("below 45 kg")
    assert not names_band("he weighs 52 kg")


def test_a_band_with_a_hyphen_is_the_band_that_it_names(vocabulary: Vocabulary) -> None:
    assert aspects_of("ceiling for under-45 kg patients", vocabulary).bands == {"bsa"}


def test_after_the_first_cycle_means_the_later_ones(vocabulary: Vocabulary) -> None:
    assert aspects_of("after cycle 1 do they start low", vocabulary).cycles == {2, 3, 4, 5}
    assert aspects_of("after cycle 1 day 3", vocabulary).cycles == {1}
