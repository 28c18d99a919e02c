"""Which of the two ways of dosing holds is decided by the weight alone, and the other band's doses never stand first."""

import pytest

from assistant.answering.pipeline import Assistant, ask, converse
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.dosing_basis import asks_dosing_basis

_MUST = "In patients < 45 kg, blinatumomab must be dosed based on body surface area"


@pytest.mark.parametrize(
    "question",
    [
        "44 kg lady, can I just use the fixed dose?",
        "is a 46 kg adult dosed flat or by BSA?",
        "from what weight on is it the flat dose?",
        "who gets the fixed dose and who is dosed per m2?",
        "she's 44.9, so fixed dosing ok?",
    ],
)
def test_a_question_for_the_way_of_dosing_is_known(question: str) -> None:
    assert asks_dosing_basis(question)


@pytest.mark.parametrize(
    "question",
    [
        "44 kg lady, fixed dose or BSA? C1D1, surface 1.4",
        "dropped from 46 to 44 kg, flat dose or BSA now?",
        "which formula for the BSA or is it a fixed dose?",
        "what is the fixed dose in cycle 2?",
        "flat 9 mcg or per m2 after the restart?",
        "are all adults on a fixed dose",
        "is dexamethasone a fixed dose or per m2?",
        "baby of 4 kg, fixed or BSA?",
        "44 kg, fixed or BSA and what dose is that?",
        "does the fixed dose switch mid course?",
    ],
)
def test_what_asks_for_more_is_another_question(question: str) -> None:
    assert not asks_dosing_basis(question)


@pytest.mark.parametrize("weight", ["44.9 kg", "44 kg", "30 kg", "44,9 kilos"])
def test_below_the_limit_the_surface_is_told_and_no_fixed_dose(weight: str, assistant: Assistant) -> None:
    answer = ask(assistant, f"{weight}, adult. Can she have the fixed dose?")
    assert _MUST in answer.text.replace("\\", "")
    assert "9 mcg/day" not in answer.text


@pytest.mark.parametrize("weight", ["45 kg", "45.0 kg", "45.1 kg", "80 kg"])
def test_from_the_limit_on_the_fixed_dose_is_told(weight: str, assistant: Assistant) -> None:
    answer = ask(assistant, f"{weight}, adult. Fixed dose or per m2?")
    assert answer.text.startswith("**Patients ≥ 45 kg (fixed dose)")
    assert "mcg/m²" not in answer.text


@pytest.mark.parametrize("question", ["she's 44.9, basically 45 - fixed dosing ok?", "from what weight on is it flat?"])
def test_without_a_weight_in_kg_the_limit_stands_first(question: str, assistant: Assistant) -> None:
    text = ask(assistant, question).text.replace("\\", "")
    assert 0 <= text.find(_MUST) < text.find("Patients ≥ 45 kg (fixed dose)")


def test_a_weight_decides_the_band_where_a_way_of_dosing_is_named(assistant: Assistant) -> None:
    assert aspects_of("44 kg on the fixed dose", assistant.vocabulary).bands == {"bsa"}
    assert aspects_of("on the fixed dose", assistant.vocabulary).bands == {"fixed"}
    assert aspects_of("46 kg: what do those below 45 kg get?", assistant.vocabulary).bands == {"bsa"}


def test_a_weight_that_changes_stays_open(assistant: Assistant) -> None:
    answer = ask(assistant, "dropped from 46 to 44 kg in cycle 2, flat dose or bsa from now on?")
    assert (answer.kind, answer.reason) == ("abstain", "not_in_sources")


@pytest.mark.parametrize(
    "question",
    [
        "Is the flat dose allowed for patients under 45 kg?",
        "98 pounds: is the fixed dose right?",
        "7 stone, flat dose ok?",
    ],
)
def test_a_band_or_another_unit_decides_as_well(question: str, assistant: Assistant) -> None:
    assert ask(assistant, question).text.replace("\\", "").find(_MUST) > 0
    assert "9 mcg/day" not in ask(assistant, question).text


@pytest.mark.parametrize("weight", ["about 45 kg", "~45 kg", "between 44 and 46 kg", "44-46 kg"])
def test_a_rough_weight_is_in_neither_band(weight: str, assistant: Assistant) -> None:
    text = ask(assistant, f"{weight}: fixed or BSA?").text.replace("\\", "")
    assert text.find(_MUST) >= 0


@pytest.mark.parametrize("question", ["can I still use the fixed dose?", "Fixed dose?", "does she get the fixed dose"])
def test_the_weight_that_is_known_decides_a_follow_up(question: str, assistant: Assistant) -> None:
    text = converse(assistant, ["Patient 43 kg, 155 cm, cycle 1 day 3. Dose?", question])[-1].text
    assert "Patients ≥ 45 kg" not in text
