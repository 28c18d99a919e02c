"""What a question asks nearly word for word is shown, whatever other thing its words name."""

import pytest

from assistant.answering.pipeline import Assistant, ask


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            "Can I run normal saline through the set first to get the air out, then connect the bag?",
            "Prime the IV tubing only with the solution in the bag",
        ),
        ("Does being in your seventies change how the body handles it?", "Age does not appear to change"),
    ],
)
def test_the_nearest_statement_is_shown(words: str, says: str, assistant: Assistant) -> None:
    assert says in ask(assistant, words).text


def test_what_speaks_against_flushing_stays_beside_the_priming(assistant: Assistant) -> None:
    text = ask(
        assistant, "Can I run normal saline through the set first to get the air out, then connect the bag?"
    ).text
    assert "DO NOT flush" in text
