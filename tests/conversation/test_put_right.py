"""A number that its own sentence takes back, and what is told of others: neither is the patient's."""

import time
from collections.abc import Callable

import pytest

from assistant.conversation.put_right import put_right

Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("wt 54 kg.. no wait thats wrong, 44.1 kg", "wt 44.1 kg"),
        ("weight 70 no sorry 80 kg", "weight 80 kg"),
        ("cycle 2, sorry, I mean cycle 1, day 5", "cycle 1, day 5"),
        ("c1d3, i mean c2d3", "c2d3"),
        ("day 6, correction: day 7", "day 7"),
        ("160 cm, typo, 150 cm tall", "150 cm tall"),
    ],
)
def test_what_a_sentence_takes_back_is_not_told(words: str, left: str) -> None:
    assert put_right(words) == left


@pytest.mark.parametrize(
    "words",
    [
        "54 kg, last month 44.1 kg",
        "was 54 kg, now 44 kg",
        "grade 2 CRS, no grade 3 yet",
        "cycle 1 day 5, and cycle 2 day 1",
        "sorry to ask: 54 kg or 44 kg?",
        "44.9 kg, sorry, 150 cm",
        "Grade 3 CRS hold on, grade 1 needed before restart?",
        "Grade 3 CRS, wait, grade 2 ICANS. What do I do?",
        "weight 44 kg. Sorry, 50 kg is her ideal weight",
        "day 1 hold on day 3 seizure",
        "Grade 3 CRS, sorry, grade 2 ICANS",
    ],
)
def test_two_numbers_of_which_none_is_taken_back_both_stay(words: str) -> None:
    assert put_right(words) == words


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("grade 2 CRS, sorry, grade 3, 70 kg, what now", {"grade": 3}),
        ("54 kg no wait, 44.1 kg, 160 cm, cycle 1 day 12 what dose", {"weight_kg": "44.1"}),
        ("Her husband, who is 88 kg, carried the bags. She is 43.5 kg and 174 cm, c3d1. Dose?", {"weight_kg": "43.5"}),
        ("Next door has grade 2 CRS but that's my colleague's patient. Mine has grade 4 CRS. What now?", {"grade": 4}),
        ("C1 day 5, so still 9 mcg/day, now grade 3 neurotoxicity. No step up on day 8?", {"dose_step": "initial"}),
        ("Starting tomorrow: 55 kg, cycle 1 day 1. Daily dose?", {"day": 1}),
        ("AST 200 with ULN 40, so bang on 5 times. hold?", {"ast": 200, "ast_uln": 40}),
    ],
)
def test_only_what_holds_of_the_patient_now_is_calculated_with(
    calculations: Calculations, words: str, stated: dict[str, object]
) -> None:
    (found,) = calculations(words)
    assert {name: str(found[1][name]) for name in stated} == {name: str(value) for name, value in stated.items()}


def test_a_long_run_of_corrections_is_read_at_once() -> None:
    began = time.monotonic()
    put_right("54 kg " + "no wait, sorry it's " * 100 + "x")
    assert time.monotonic() - began < 1
