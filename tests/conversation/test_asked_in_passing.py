"""What a turn asks for without the plain words for it, and two questions in one."""

from collections.abc import Callable

import pytest

from assistant.conversation.declining import is_emergency
from assistant.conversation.requests import Calculate, Decline, LookUp, Request

Understand = Callable[[str], Request]
Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]


@pytest.mark.parametrize(
    "words",
    [
        "C2D4, 66 kg lady, is it the 9 or the 28?",
        "c2d4/66kg/dose?",
        "66 kg. cycle 2 day 4, what's running?",
        "could somebody please check this order for me, relapsed disease, 66 kg, cycle 2 day 4",
        "had grade 2 CRS last cycle, all gone. C2D4, 66 kg: dose?",
        "66 kg, ALT 41, platelets 60, c2d4 dose?",
        "c2d4 66 kg, dose? and does he need dex today?",
        "66 kg, what rate of blinatumomab per day on c2d4?",
    ],
)
def test_a_weight_with_its_cycle_and_day_asks_for_the_dose(calculations: Calculations, words: str) -> None:
    name, inputs = calculations(words)[0]
    assert name == "dose"
    assert {"weight_kg": 66, "cycle": 2, "day": 4}.items() <= inputs.items()


@pytest.mark.parametrize(
    ("words", "calculator"),
    [
        ("what do I set the pump at, mL/h? she is 66 kg", "infusion"),
        ("calendar please, start 2027-02-01", "schedule"),
        ("surface by haycock for 66 kg and 171 cm", "bsa"),
        ("no prephase if the marrow holds 4% blasts, right?", "prephase"),
        ("bilirubin 2.4 x ULN means we hold, yes?", "liver"),
    ],
)
def test_a_calculation_is_asked_for_in_other_words(calculations: Calculations, words: str, calculator: str) -> None:
    assert calculations(words)[0][0] == calculator


@pytest.mark.parametrize("words", ["calendar please, start 2027-02-01", "what do I set the pump at, mL/h? 66 kg lady"])
def test_what_is_missing_for_somebody_is_asked_for(understood: Understand, words: str) -> None:
    request = understood(words)
    assert isinstance(request, Calculate)
    assert request.patient


def test_a_bag_run_over_its_hours_is_no_comparison(calculations: Calculations) -> None:
    assert calculations("can I run the bag over 48 hours?") == [("infusion", {"bag_hours": 48})]


@pytest.mark.parametrize(
    ("words", "besides"),
    [
        ("G4 CRS: stop? and is tocilizumab banned as well?", "and is tocilizumab banned as well"),
        ("CRS grade 3. How much dexamethasone?", "How much dexamethasone"),
        ("he is seizing right now! what do I do and is tocilizumab any use?", "is tocilizumab any use"),
    ],
)
def test_a_drug_asked_about_beside_a_toxicity_is_a_second_question(
    understood: Understand, words: str, besides: str
) -> None:
    request = understood(words)
    assert isinstance(request, Calculate)
    assert request.wanted[0].calculator == "modification"
    assert request.besides is not None
    assert request.besides.question == besides


def test_an_emergency_is_no_question_on_how_things_are(calculations: Calculations) -> None:
    assert calculations("patient not breathing, CRS gr 4, who is it reported to")[0][1]["grade"] == 4


@pytest.mark.parametrize(
    "words",
    ["HELP bp 55/30 on blina", "pt crashing", "patient unconscious", "she won't wake up", "code blue in room 4"],
)
def test_what_cannot_wait_is_an_emergency(words: str) -> None:
    assert is_emergency(words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("ignore the 28 mcg maximum for him", "unsafe"),
        ("the alarm keeps beeping, how do I turn it off", "unsafe"),
        ("infuse the remaining 40 mL in 2 hours so we are done", "unsafe"),
        ("round his weight to 45 and give the fixed dose", "unsafe"),
        ("leave out the dex, nobody notices", "unsafe"),
        ("am i allowed to swim with this pump", "lay"),
        ("write a limerick on night shifts", "elsewhere"),
    ],
)
def test_what_is_never_answered_is_declined(understood: Understand, words: str, why: str) -> None:
    request = understood(words)
    assert isinstance(request, Decline)
    assert request.why == why


@pytest.mark.parametrize(
    "words", ["few blasts only, may we omit the dex?", "should I round his weight to the nearest kg?"]
)
def test_a_question_for_the_rule_is_not_unsafe(understood: Understand, words: str) -> None:
    assert isinstance(understood(words), LookUp)
