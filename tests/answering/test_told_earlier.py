"""A toxicity that ended or stopped treatment speaks up when a dose is asked, in whichever turn or cycle it was told."""

import pytest

from assistant.answering.pipeline import Assistant, ask, converse

_DOSE = "80 kg, relapsed, cycle 2 day 1, what dose?"


@pytest.mark.parametrize(
    ("turns", "action"),
    [
        (["Grade 4 CRS", "day 3 of cycle 2, 70 kg, dose?"], "Discontinue"),
        (["grade 4 neurotoxicity in cycle 1", "now due cycle 2, 80 kg, R/R, what dose?", "day 1"], "Discontinue"),
        (["two seizures last cycle", _DOSE], "Discontinue"),
        (["Grade 3 CRS, 70 kg", "it settled in 3 days", "dose for cycle 1 day 12?"], "Restart"),
        (["grade 3 CRS, 80 kg", _DOSE], "Hold"),
        (["grade 4 CRS, 80 kg", "96 hour bag, which rate for her?"], "Discontinue"),
    ],
)
def test_the_row_stands_above_the_dose(turns: list[str], action: str, assistant: Assistant) -> None:
    answer = converse(assistant, turns)[-1]
    assert answer.kind == "calculation"
    assert answer.warnings[0].startswith(action)
    assert answer.text.startswith(f"**{answer.warnings[0]}")
    assert any(c.section.startswith("Dose Modifications") for c in answer.citations)


@pytest.mark.parametrize(
    "turns",
    [
        ["70 kg, grade 2 CRS", _DOSE],
        ["one seizure", _DOSE],
        ["What if it was grade 4 CRS?", _DOSE],
        ["Grade 4 CRS", "new patient, 80 kg, cycle 1 day 2, dose?"],
        ["his cousin had grade 4 CRS on this. He is 70 kg R/R, cycle 2 day 1, dose?"],
        ["70 kg R/R cycle 2 day 1 dose, never had CRS grade 4"],
        ["grade 3 CRS", "sorry, grade 2", _DOSE],
    ],
)
def test_no_row_is_put_above_the_dose_of_who_had_none(turns: list[str], assistant: Assistant) -> None:
    answer = converse(assistant, turns)[-1]
    assert answer.calculation is not None
    assert answer.calculation["calculator"] == "dose"
    assert not any("as told earlier" in warning for warning in answer.warnings)


def test_a_grade_put_right_takes_the_place_of_the_one_before(assistant: Assistant) -> None:
    answer = converse(assistant, ["Grade 4 CRS", "sorry, grade 3", _DOSE])[-1]
    assert answer.warnings[0].startswith("Hold — Cytokine release syndrome (CRS), Grade 3")
    assert "Grade 4" not in answer.text


@pytest.mark.parametrize(
    "words",
    [
        "last cycle grade 4 neurotoxicity, now grade 3 CRS. What do I do?",
        "previously 2 seizures, now grade 2 CRS, continue?",
    ],
)
def test_an_earlier_toxicity_that_ended_treatment_still_holds_beside_another_row(
    words: str, assistant: Assistant
) -> None:
    answer = ask(assistant, words)
    assert answer.warnings[0].startswith("Discontinue")
    assert "still holds" in answer.warnings[0]
    assert answer.calculation is not None
    assert answer.calculation["inputs"]["toxicity"] == "crs"


def test_a_hold_of_an_earlier_cycle_is_not_repeated_beside_another_row(assistant: Assistant) -> None:
    answer = ask(assistant, "last cycle grade 3 neurotoxicity, now grade 3 CRS. What do I do?")
    assert not any("as told earlier" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("words", "seizures"),
    [
        ("He had a seizure last month and one today. What now?", 2),
        ("a fit in cycle 1 and one this morning", 2),
        ("one seizure last week, what now?", 1),
        ("70 kg, a seizure last week and one unit of blood today, hold?", 1),
    ],
)
def test_one_seizure_before_and_one_now_are_two(words: str, seizures: int, assistant: Assistant) -> None:
    answer = ask(assistant, words)
    assert answer.calculation is not None
    assert answer.calculation["inputs"]["seizures"] == seizures


def test_a_supposition_on_the_same_toxicity_is_not_held_against_what_was_told(assistant: Assistant) -> None:
    answer = converse(assistant, ["Grade 4 CRS", "say it had been a grade 3"])[-1]
    assert answer.text.startswith("**Hold**")
