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


@pytest.mark.parametrize(
    "turns",
    [
        ["Grade 4 ICANS, 70 kg", "how many days at grade 1 before restart?", "dose cycle 2 day 1"],
        ["Grade 4 ICANS, 70 kg", "What would you do for grade 2?", "dose cycle 2 day 1"],
        ["Grade 4 CRS 70 kg", "ok and grade 1?", "48 h rate?"],
        ["Grade 4 CRS 70 kg", "now it's grade 2", "dose cycle 2 day 1?"],
        ["Grade 4 ICANS, 70 kg", "and for grade 3?", "dose cycle 2 day 1"],
        ["70 kg, grade 4 ICANS since last night. If he recovers, can I restart?", "dose C2D1"],
        ["70 kg with grade 4 CRS; what if it recurs?", "dose C1D10"],
        ["Grade 3 CRS 70 kg, resolved in 2 days", "grade 4 CRS again today", "dose cycle 1 day 20?"],
        ["Grade 4 CRS last cycle, 70 kg, dose for cycle 2 day 1?"],
        ["70 kg, had two fits last cycle. Dose cycle 2 day 1?"],
        ["Grade 4 CRS in cycle 1.", "What's the dose in cycle 2?"],
        ["two seizures 70 kg", "what's the dosing in cycle 2?"],
    ],
)
def test_what_ended_treatment_is_not_forgotten_on_the_way(turns: list[str], assistant: Assistant) -> None:
    answer = converse(assistant, turns)[-1]
    assert answer.warnings[0].startswith("Discontinue")
    assert answer.text.startswith(f"**{answer.warnings[0]}")


@pytest.mark.parametrize(
    "turns",
    [
        ["What happens with grade 4 CRS?", _DOSE],
        ["80 kg grade 4 CRS?", "no, he had no CRS at all", _DOSE],
        ["My patient doesn't have grade 4 CRS, 70 kg", "dose c2d1"],
        ["Pancreatitis suspected, 80kg. hold?", "Lipase normal, pancreatitis ruled out.", "dose c2d1"],
    ],
)
def test_a_rule_and_what_is_taken_back_tell_of_no_patient(turns: list[str], assistant: Assistant) -> None:
    answer = converse(assistant, turns)[-1]
    assert not any("as told earlier" in warning for warning in answer.warnings)


def test_a_toxicity_of_another_therapy_ended_no_treatment_with_this_drug(assistant: Assistant) -> None:
    answer = ask(assistant, "Grade 4 CRS was with CAR-T last year, now grade 2 ICANS on blin, what do I do?")
    assert not any("as told earlier" in warning for warning in answer.warnings)


def test_the_warning_says_what_made_of_a_hold_the_end(assistant: Assistant) -> None:
    answer = converse(assistant, ["ICANS grade 3 at 9 mcg, 70 kg", "dose cycle 2 day 1?"])[-1]
    assert answer.warnings[0].startswith("Discontinue — Neurotoxicity, including ICANS, Grade 3, initial step")


@pytest.mark.parametrize(
    "turns",
    [
        ["Grade 4 CRS", "forget the toxicity", "70 kg cycle 2 day 1 dose"],
        ["Grade 4 CRS 70 kg", "Correction: grade 2", "cycle 2 day 1 dose"],
        ["two seizures 70 kg", "Correction: 1 seizures", "cycle 2 day 1 dose"],
    ],
)
def test_what_is_forgotten_or_changed_warns_no_longer(turns: list[str], assistant: Assistant) -> None:
    answer = converse(assistant, turns)[-1]
    assert answer.calculation is not None
    assert not any("as told earlier" in warning for warning in answer.warnings)


def test_a_forgotten_weight_forgets_no_toxicity(assistant: Assistant) -> None:
    answer = converse(assistant, ["Grade 4 CRS 70 kg", "forget the weight", "80 kg cycle 2 day 1 dose"])[-1]
    assert answer.warnings[0].startswith("Discontinue")
