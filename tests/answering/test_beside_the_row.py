"""What treats a toxicity, and what makes its grade, no row tells; what becomes of the infusion is asked with the same words beside it."""

import pytest

from assistant.answering.pipeline import Assistant, ask


@pytest.mark.parametrize(
    "words",
    [
        "Which pressor is preferred in capillary leak from aldesleukin for kidney cancer?",
        "Placental abruption with DIC, fibrinogen 0.8. Cryo or concentrate first?",
        "what separates ICANS grade 2 from grade 3",
    ],
)
def test_a_treatment_or_a_definition_is_no_row(words: str, assistant: Assistant) -> None:
    assert ask(assistant, words).kind == "abstain"


@pytest.mark.parametrize(
    "words",
    [
        "DIC on blina, 70 kg, cryo given. hold the pump?",
        "capillary leak on blinatumomab, 60 kg, on noradrenaline. what now?",
        "grade 3 CRS, on two pressors, 70 kg. next step",
    ],
)
def test_the_row_is_told_where_the_infusion_is_asked_about(words: str, assistant: Assistant) -> None:
    assert ask(assistant, words).kind == "calculation"
