"""What a long message asks stands in one sentence of it; the rest tells a case, and names much that is not asked."""

from collections.abc import Callable

import pytest

from assistant.conversation.long_messages import asking_of, parts_told, without_asides
from assistant.conversation.requests import Calculate, Decline, Request

Understand = Callable[[str], Request]
Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]

_CASE = (
    "Handover from nights, she is 61 and came back from theatre at two, husband is in the corridor and wants the chaplain, "
    "platelets 40, on tazocin and a statin, temp 37.4."
)


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        (f"{_CASE} Is an in-line filter needed?", "Is an in-line filter needed?"),
        (f"Is an in-line filter needed? {_CASE}", "Is an in-line filter needed?"),
        (f"{_CASE} R: What does the regimen want?", "R: What does the regimen want?"),
        (f"{_CASE[:-1]} please tell me whether it needs a filter", "please tell me whether it needs a filter"),
        (
            f"{_CASE} What is the dose of each part, and on which date does it change?",
            "What is the dose of each part, and on which date does it change?",
        ),
        (f"{_CASE} what's done: echo, dental. does it need hepatitis b", "does it need hepatitis b"),
    ],
)
def test_the_sentence_that_asks_is_found(message: str, asks: str) -> None:
    assert asking_of(message) == asks


@pytest.mark.parametrize(
    "message",
    [
        "66 kg, cycle 1 day 3, which dose?",
        "Is an in-line filter needed on the line of a bag for 96 hours?",
        _CASE,
        "Which of the bags for one day, two days, three days, four days and a whole week needs an in-line filter, and what must its pore size be for each one of them please?",
    ],
)
def test_a_short_message_and_one_that_only_tells_or_only_asks_are_left_whole(message: str) -> None:
    assert asking_of(message) is None


def test_sentences_that_tell_no_input_are_left_out() -> None:
    message = "Bag is the 96 hour one, patient 88 kilos. Her daughter is visiting. Pump beeps. What rate?"
    assert without_asides(message, "What rate?") == "Bag is the 96 hour one, patient 88 kilos. What rate?"


def test_parts_end_at_commas_and_stops() -> None:
    assert parts_told("one, two - three. four") == ["one", "two", "three", "four"]


@pytest.mark.parametrize(
    ("message", "calculator"),
    [
        (f"{_CASE} 84 kg, cycle 1 day 2 of blina, grade 3 CRS. What should be done with the infusion?", "modification"),
        (f"Marrow 30% blasts, blood clear. {_CASE} 84 kg, cycle 1 day 1. What daily dose do I write?", "dose"),
        (f"{_CASE} Blina, 75 kg, 28 a day, and the pump has lost its programme. What ml/h do I type in?", "infusion"),
    ],
)
def test_what_is_calculated_is_what_the_sentence_that_asks_is_for(
    message: str, calculator: str, calculations: Calculations
) -> None:
    assert [name for name, _ in calculations(message)] == [calculator]


@pytest.mark.parametrize(
    "told",
    [
        "She is on warfarin for an old DVT, 57 kg, cycle 2 day 15",
        "He had a rash to augmentin in 2019, sleeps badly, 57 kg, cycle 2 day 15",
        "Sleep apnoea, brings his own mask, 57 kg, cycle 2 day 15",
    ],
)
def test_a_drug_or_a_disease_that_a_long_message_names_in_passing_is_not_asked_for(
    told: str, calculations: Calculations
) -> None:
    message = f"Checking an order overnight, nobody to ask, the pharmacist went home at nine. {told}. Which daily dose would be right?"
    assert [name for name, _ in calculations(message)] == ["dose"]


@pytest.mark.parametrize(
    "message",
    [
        "Covering two wards tonight and a bit lost, sorry. 66 kg man, second dose of pegaspargase tomorrow morning, liver tests fine, slept well. How much do I give?",
        "Covering two wards tonight and a bit lost, sorry. 66 kg man with DLBCL on cycle 1 day 3 of his treatment, slept well, tests fine. How much do I give?",
    ],
)
def test_a_long_message_on_another_treatment_is_never_calculated(message: str, understood: Understand) -> None:
    request = understood(message)
    assert isinstance(request, Decline) or not isinstance(request, Calculate) or not request.patient
