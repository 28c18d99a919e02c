"""Who asks for themselves or a relative is sent to the treating team, also in the turns that go on from there."""

import pytest

from assistant.answering.assistant import Assistant
from assistant.answering.pipeline import converse

_MY_HUSBAND = "my husband is on blincyto at home and seems confused tonight, what should I do?"


@pytest.mark.parametrize(
    "asked",
    [
        _MY_HUSBAND,
        "dad weighs 50 kilos and they gave him 9 of blinatumomab, is that too little?",
        "mum's temp is 39 on the pump, do i disconnect?",
        "i weigh 70 kg what's my dose",
        "husband has had blina and is shaking badly now what do i do",
    ],
)
def test_a_relative_or_a_patient_gets_no_dose_and_no_action(assistant: Assistant, asked: str) -> None:
    (answer,) = converse(assistant, [asked])
    assert (answer.kind, answer.reason) == ("abstain", "out_of_scope")
    assert "treating team" in answer.text


@pytest.mark.parametrize("goes_on", ["can he just stop the pump himself?", "and if he is 43 kg?", "is it dangerous?"])
def test_what_goes_on_from_it_is_still_theirs(assistant: Assistant, goes_on: str) -> None:
    assert converse(assistant, [_MY_HUSBAND, goes_on])[-1].reason == "out_of_scope"


@pytest.mark.parametrize(
    "ward",
    [
        "This is his nurse now, he's 77 kg, cycle 1 day 15, assessed as grade 3 neurotoxicity",
        "thanks. Now a clinical question: my pt is 60 kg, c1d3, dose?",
    ],
)
def test_a_professional_who_takes_over_is_answered(assistant: Assistant, ward: str) -> None:
    assert converse(assistant, [_MY_HUSBAND, ward])[-1].kind == "calculation"


def test_a_mother_on_the_ward_is_a_patient(assistant: Assistant) -> None:
    (answer,) = converse(assistant, ["postpartum, baby 3.9 kg doing fine. Mum is 68 kg, C1D1. Blina dose for mum?"])
    assert answer.kind != "abstain"


def test_a_baby_without_a_mother_is_the_patient_and_a_child(assistant: Assistant) -> None:
    (answer,) = converse(assistant, ["baby of 9 kg with relapsed ALL needs blina, dose?"])
    assert (answer.kind, answer.reason) == ("abstain", "not_covered")


def test_a_husband_who_asks_on_the_ward_makes_no_lay_person_of_the_nurse(assistant: Assistant) -> None:
    (answer,) = converse(assistant, ["husband had covid, patient on blina c1d3 65 kg, dose?"])
    assert answer.kind == "calculation"
