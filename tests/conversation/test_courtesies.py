"""Politeness around a question asks nothing: it goes before the question is read."""

import pytest

from assistant.conversation.courtesies import without_courtesies


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("hello there, and if it is grade 4?", "and if it is grade 4?"),
        ("Good evening all, sorry to bother you so late: dose for 70 kg?", "dose for 70 kg?"),
        ("quick question what is the dose", "what is the dose"),
        ("just checking, is a filter needed?", "is a filter needed?"),
        ("asking for a colleague in clinic - dose in cycle 2?", "dose in cycle 2?"),
        ("is a filter needed, thanks in advance?", "is a filter needed?"),
        ("is a filter needed? many thanks!", "is a filter needed?"),
        ("grade 3 crs, hold (just to be sure)?", "grade 3 crs, hold?"),
        ("twice, thank you", "twice"),
        ("yes please", "yes"),
    ],
)
def test_what_is_said_out_of_politeness_goes(said: str, asked: str) -> None:
    assert without_courtesies(said) == asked


@pytest.mark.parametrize(
    "said",
    [
        "sorry, 44 not 54",
        "sorry meant gr 2",
        "thanks",
        "hello",
        "ok thank you",
        "asking for my mother, should she stop it",
        "checking the height again: 154 cm",
        "hiccups on blina",
        "next pt 80 kg",
        "please double the rate",
        "to be sure the line is flushed, how",
    ],
)
def test_a_correction_a_relative_and_thanks_alone_stay(said: str) -> None:
    assert without_courtesies(said).rstrip("?") in (said, "ok")
