"""Which calculations a question asks for, and when it is looked up or declined instead."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.conversation.requests import Calculate, Decline, LookUp, Request

Understand = Callable[[str], Request]
Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]


def holds(inputs: dict[str, object], expected: dict[str, object]) -> bool:
    return all(inputs.get(name) == value for name, value in expected.items())


@pytest.mark.parametrize(
    ("words", "calculator", "inputs"),
    [
        ("What should a 70 kg patient be on, cycle 1 day 10?", "dose", {"weight_kg": 70, "cycle": 1, "day": 10}),
        ("mcg/24h for 70 kg on c2d4", "dose", {"weight_kg": 70, "cycle": 2, "day": 4}),
        ("chart of 4 March: scale says 70 kg. C1D3 dose?", "dose", {"weight_kg": 70, "cycle": 1, "day": 3}),
        ("case study, 55 kg, C4D28 dose", "dose", {"weight_kg": 55, "cycle": 4, "day": 28}),
        ("oedema of both legs, 47 kg, c1d3 dose", "dose", {"weight_kg": 47, "cycle": 1, "day": 3}),
        ("he is 16, 63 kg, c1d3 dose", "dose", {"age_years": 16}),
        ("suspected pancreatitis, blina?", "modification", {"toxicity": "pancreatitis"}),
        ("DIC on blina - what now", "modification", {"toxicity": "dic"}),
        ("ICANS 4, blina?", "modification", {"toxicity": "neurotoxicity", "grade": 4}),
        ("CRS, graded 1, keep running?", "modification", {"toxicity": "crs", "grade": 1}),
        ("CRSgr3 what do we do", "modification", {"toxicity": "crs", "grade": 3}),
        ("ICANS G3 @ 28 µg/day", "modification", {"dose_step": "full"}),
        ("G3 neurotoxicity at the 9 mcg step", "modification", {"dose_step": "initial"}),
        ("ICANS grade 3 in cycle 2", "modification", {"dose_step": "full"}),
        ("ICANS grade 3, on dex 9 mg", "modification", {"toxicity": "neurotoxicity", "grade": 3}),
        ("her third seizure, keep going?", "modification", {"toxicity": "seizure", "seizures": 3}),
        ("had a seizure yesterday and another now", "modification", {"toxicity": "seizure", "seizures": 2}),
        ("seizures x2 today", "modification", {"toxicity": "seizure", "seizures": 2}),
        (
            "bili was 4x ULN, took 6 days to resolve, restart?",
            "modification",
            {"toxicity": "liver", "days_to_resolve": 6},
        ),
        ("ALT over 5 x ULN, what do we do", "modification", {"toxicity": "liver"}),
        ("ALT 8x and AST 5x ULN, hold?", "liver", {"alt_x_uln": 8, "ast_x_uln": 5}),
        ("ALT 250, hold?", "liver", {"alt": 250}),
        ("marrow blasts 82%, dexamethasone first?", "prephase", {"marrow_blasts_percent": 82}),
        ("70 kg, start 2026-03-02, two cycles: dates", "schedule", {"cycles": 2}),
    ],
)
def test_a_question_gets_its_calculation(
    calculations: Calculations, words: str, calculator: str, inputs: dict[str, object]
) -> None:
    found = calculations(words)
    assert found
    assert found[0][0] == calculator
    assert holds(found[0][1], inputs)


def test_a_step_is_not_taken_from_another_drugs_dose(calculations: Calculations) -> None:
    assert "dose_step" not in calculations("ICANS grade 3, on dex 9 mg")[0][1]


def test_a_cycle_of_two_steps_gives_no_step(calculations: Calculations) -> None:
    assert "dose_step" not in calculations("ICANS grade 3 in cycle 1")[0][1]


def test_dose_and_rate_stand_in_the_order_of_asking(calculations: Calculations) -> None:
    assert [name for name, _ in calculations("70 kg C1D9: dose, and what rate for a 48h bag")] == ["dose", "infusion"]
    assert [name for name, _ in calculations("48h bag: rate? and the dose, 70 kg C1D9")] == ["infusion", "dose"]


def test_two_toxicities_with_their_grades_give_two_rows(calculations: Calculations) -> None:
    rows = [(inputs["toxicity"], inputs["grade"]) for _, inputs in calculations("gr 4 CRS and gr 3 rash")]
    assert rows == [("crs", 4), ("other", 3)]
    rows = [(inputs["toxicity"], inputs["grade"]) for _, inputs in calculations("CRS gr 3, neurotox gr 2")]
    assert rows == [("crs", 3), ("neurotoxicity", 2)]


def test_a_toxicity_and_liver_values_give_both(calculations: Calculations) -> None:
    assert [name for name, _ in calculations("70 kg: CRS gr 3 and ALT 8x ULN")] == ["modification", "liver"]


def test_a_fever_beside_a_cytokine_release_syndrome_is_its_sign(calculations: Calculations) -> None:
    assert len(calculations("grade 3 CRS with fever and hypotension, now?")) == 1


@pytest.mark.parametrize(
    "words", ["her LFTs are up, hold?", "ALT raised on day 12, what should we do for this patient"]
)
def test_raised_liver_tests_without_numbers_are_asked_for_never_taken_as_exceeded(
    calculations: Calculations, words: str
) -> None:
    assert [(name, set(inputs) & {"toxicity", "alt"}) for name, inputs in calculations(words)] == [("liver", set())]


def test_a_comparison_below_the_threshold_is_not_the_row(calculations: Calculations) -> None:
    assert all(name != "modification" for name, _ in calculations("her ALT is over 3 x ULN, hold?"))


@pytest.mark.parametrize(
    "words",
    [
        "confused on blina, hold?",
        "encephalopathic on day 6, action for him?",
        "word finding trouble, ?ICANS, what do we do",
    ],
)
def test_neurotoxicity_without_grade_is_a_patients_and_asked_about(understood: Understand, words: str) -> None:
    request = understood(words)
    assert isinstance(request, Calculate)
    assert request.patient
    assert request.wanted[0].inputs["toxicity"].value == "neurotoxicity"
    assert "grade" not in request.wanted[0].inputs


@pytest.mark.parametrize(
    "words",
    [
        "how common is grade 3 CRS",
        "what makes CRS grade 3",
        "symptoms of grade 2 ICANS",
        "how do you monitor for capillary leak",
        "what dex goes with restarting after grade 3 neurotoxicity",
        "which steroid for grade 3 ICANS",
        "does blina cause pancreatitis? how often",
    ],
)
def test_a_question_on_how_things_are_is_looked_up(understood: Understand, words: str) -> None:
    assert isinstance(understood(words), LookUp)


@pytest.mark.parametrize(
    "words",
    [
        "vanc dose for 70 kg, CrCl 40",
        "inotuzumab dose 70 kg cycle 1 day 8",
        "grade 3 CRS after yescarta, what do we do",
        "blinatumomab dose for lymphoma, 70 kg c1d1",
        "blina in T-ALL, 70 kg c1d1 dose",
        "vancomycin dose, pt on blina 70 kg c1d4",
        "pain 8/10, morphine dose for pt on blina day 3",
        "does teclistamab need the same premed as blina",
        "epcoritamab: does it need hospitalization too like blinatumomab",
    ],
)
def test_another_drug_or_disease_is_declined(understood: Understand, words: str) -> None:
    request = understood(words)
    assert isinstance(request, Decline)
    assert request.why == "elsewhere"


@pytest.mark.parametrize(
    "words",
    [
        "70 kg C1D3 dose, on fluconazole",
        "70 kg c1d3 blina dose, history of lymphoma",
        "gr 3 CRS, 70 kg, taking amlodipine, now?",
        "she is on fentanyl 25 mcg/h and blina, dose for 70 kg C2D3?",
    ],
)
def test_a_drug_or_disease_beside_the_patient_changes_nothing(calculations: Calculations, words: str) -> None:
    assert calculations(words)[0][1]["weight_kg"] == Decimal(70)
