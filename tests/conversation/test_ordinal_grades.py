"""A grade told by its place is its number, shown as the user wrote it."""

import pytest

from assistant.conversation.ordinal_grades import with_numbered_grades


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ICANS of the third grade", "ICANS grade 3"),
        ("a fourth-grade reaction", "grade 4 reaction"),
        ("CRS, grades one, two", "CRS, grades one or two"),
        ("a second grade teacher", "a second grade teacher"),
        ("worst grade of CRS", "grade 4 CRS"),
        ("her worst grade of CRS was 2", "her worst grade of CRS was 2"),
        ("her second grade 4 ICANS", "her second grade 4 ICANS"),
        ("first grade three event", "first grade three event"),
        ("2nd grade IV neurotoxicity", "2nd grade IV neurotoxicity"),
    ],
)
def test_a_grade_told_by_its_place_is_a_number(typed: str, read: str) -> None:
    assert with_numbered_grades(typed, {}) == read


def test_what_was_typed_is_noted() -> None:
    changes: dict[str, str] = {}
    with_numbered_grades("ICANS of the third grade", changes)
    assert changes == {"grade 3": "of the third grade"}
