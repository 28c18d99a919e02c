"""A confirmation is read where it is told: what is waited for, asked or denied is none."""

import pytest

from assistant.conversation.confirming import confirmation
from assistant.conversation.stated import Stated, Unclear


@pytest.mark.parametrize(
    "told",
    [
        "suspected PRES, MRI now confirms it",
        "suspected pancreatitis on Tuesday, today confirmed by CT",
        "leukoencephalopathy. suspected Monday; MRI and CSF back, confirmed",
        "how do we manage confirmed pancreatitis?",
        "can we restart with confirmed PRES?",
        "CT proves pancreatitis",
        "is pancreatitis confirmed on CT a reason to stop?",
    ],
)
def test_what_is_told_to_be_confirmed_is(told: str) -> None:
    item = confirmation(told)
    assert isinstance(item, Stated)
    assert item.value is True


@pytest.mark.parametrize(
    "told",
    [
        "suspected pancreatitis, waiting for CT to confirm",
        "suspected pancreatitis, to be confirmed by CT tomorrow",
        "pancreatitis has not yet been confirmed",
        "what if pancreatitis is confirmed?",
        "suspected PRES, how is it confirmed?",
        "who confirms pancreatitis?",
        "MRI shows possible PML",
        "unconfirmed pancreatitis",
        "it hasn't been confirmed",
        "suspected, the MRI didn't confirm it",
        "suspected pancreatitis, has it been confirmed yet?",
        "pancreatitis: confirmed not, sorry",
        "the CT shows no pancreatitis",
        "CT confirms it's not pancreatitis",
    ],
)
def test_what_is_waited_for_asked_or_denied_is_not_confirmed(told: str) -> None:
    assert confirmation(told) is None


def test_a_suspicion_after_a_confirmation_may_be_of_something_else_and_is_doubted() -> None:
    assert isinstance(confirmation("confirmed CRS grade 2 and suspected pancreatitis"), Unclear)
