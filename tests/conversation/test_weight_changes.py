"""A dose put as its next whole number, and weights on both sides of the limit that are told without their unit."""

import pytest

from assistant.conversation.ward import Ward
from assistant.conversation.weight_changes import crosses_weight_limit, rounds_dose


@pytest.mark.parametrize(
    ("words", "is_rounded"),
    [
        ("the sum is 7.24 mcg a day, shall I write 7", True),
        ("comes to 19.6, can we give 20?", True),
        ("bsa 1.34 m2, give 7 mcg?", False),
        ("43.6 kg, make it 44 kg", False),
        ("the rate is 0.6, use 7 day bags", False),
    ],
)
def test_a_dose_put_as_the_next_whole_number_is_rounded(words: str, is_rounded: bool) -> None:
    assert rounds_dose(words) is is_rounded


@pytest.mark.parametrize(
    ("words", "crosses"),
    [
        ("was 46.1 on the scales in cycle 1, now 44.3", True),
        ("was 46.1 on the scales in cycle 1, now 45.3", False),
        ("started at 47.2 kg, the scales show 43.9 today", True),
        ("she was 44 years old, weighs 52 kg now", False),
    ],
)
def test_weights_on_both_sides_of_the_limit_need_no_unit(words: str, crosses: bool, ward: Ward) -> None:
    assert crosses_weight_limit(words, ward.rules) is crosses
