"""How many seizures a text counts, and which grade it gives."""

import pytest

from assistant.conversation.grades import grades, seizures


@pytest.mark.parametrize("text", ["pt seized twice", "the patient convulsed twice today"])
def test_two_fits_of_a_patient_are_two(text: str) -> None:
    counted = seizures(text)
    assert counted is not None
    assert counted.value == 2


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("one 40 sec fit on night 5", 1),
        ("a 40 second seizure", 1),
        ("two 30-second fits", 2),
        ("fitted at noon and once more at 4 pm", 2),
        ("seized at 3 am and at 5 am", 2),
        ("a seizure at 14:00", 1),
    ],
)
def test_how_long_a_fit_lasted_and_when_it_came_are_no_count(words: str, count: int) -> None:
    stated = seizures(words)
    assert stated is not None
    assert stated.value == count


def test_the_number_of_a_bed_counts_no_fits() -> None:
    assert seizures("bed 9 fits") is None


def test_a_reaction_that_was_graded_has_its_grade() -> None:
    assert [str(grade.item.value) for grade in grades("infusion reaction, they graded it 4")] == ["4"]  # type: ignore[union-attr]  # none is unclear


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("CRS four, stop or hold", "4"),
        ("ICANS three now", "3"),
        ("crs iii?", "3"),
        ("CRS grade 2 yesterday, 4 today", "4"),
        ("ICANS 4 overnight, 2 this morning", "4"),
    ],
)
def test_a_number_in_words_behind_a_toxicity_is_its_grade(words: str, grade: str) -> None:
    assert [str(found.item.value) for found in grades(words)] == [grade]  # type: ignore[union-attr]  # none is unclear


def test_a_grade_that_came_down_from_a_higher_one_is_asked_for() -> None:
    assert len(grades("CRS was grade 4 yesterday, grade 2 today")) == 2


def test_a_number_of_hours_or_people_behind_a_toxicity_is_no_grade() -> None:
    assert [*grades("CRS two hours after the start"), *grades("CRS, two of them were on nights")] == []
