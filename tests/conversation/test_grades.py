"""How many seizures a text counts, and which grade it gives."""

import pytest

from assistant.conversation.grades import grades, seizures


@pytest.mark.parametrize("text", ["pt seized twice", "the patient convulsed twice today"])
def test_two_fits_of_a_patient_are_two(text: str) -> None:
    counted = seizures(text)
    assert counted is not None
    assert counted.value == 2


def test_the_number_of_a_bed_counts_no_fits() -> None:
    assert seizures("bed 9 fits") is None


def test_a_reaction_that_was_graded_has_its_grade() -> None:
    assert [str(grade.item.value) for grade in grades("infusion reaction, they graded it 4")] == ["4"]  # type: ignore[union-attr]
