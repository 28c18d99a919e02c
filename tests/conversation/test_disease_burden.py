"""How much of the leukemia is there, in words or as a share of blasts."""

import pytest

from assistant.answering.pipeline import Assistant
from assistant.conversation.disease_burden import tells_low_burden


@pytest.mark.parametrize(
    "text",
    [
        "hardly any leukemia left in the marrow",
        "no bulky disease on the scan",
        "the marrow is nearly clear",
        "her burden is low",
        "marrow 49.9% blasts",
    ],
)
def test_little_leukemia_is_understood(text: str, assistant: Assistant) -> None:
    assert tells_low_burden(text, assistant.rules)


@pytest.mark.parametrize(
    "text",
    [
        "marrow 50% blasts",
        "no disease progression",
        "no tumour lysis",
        "no liver disease",
        "a few blasts",
        "low platelets and high blasts",
        "no blood blasts but marrow 80%, dexamethasone?",
        "marrow 20% blasts, blood blasts 20 x10^9/L",
    ],
)
def test_what_is_no_little_leukemia_is_not_taken_for_it(text: str, assistant: Assistant) -> None:
    assert not tells_low_burden(text, assistant.rules)
