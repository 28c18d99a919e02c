"""What a relative had is theirs; what a relative saw, said or reported is the patient's."""

import pytest

from assistant.answering.pipeline import Assistant, ask


@pytest.mark.parametrize(
    "words",
    [
        "Her husband had witnessed two seizures overnight, 70 kg, dose cycle 1 day 10?",
        "Daughter had to call us for grade 4 confusion, 70 kg, C1D10 dose?",
        "His mother had him brought in with grade 4 CRS, 70 kg, C1D5, rate of 48h bag?",
        "Her sister had breast cancer and she had two seizures on blin, 70 kg, C1D10 dose?",
        "son has had grade 4 ICANS on blin, he is 30 years old and 70 kg, dose cycle 2 day 1?",
        "Her husband had noticed two fits last night, 70 kg, what now?",
    ],
)
def test_what_a_relative_reports_stops_the_patients_infusion(words: str, assistant: Assistant) -> None:
    assert ask(assistant, words).text.startswith("**Discontinue**")


@pytest.mark.parametrize(
    "words",
    [
        "his cousin had grade 4 CRS on this. He is 70 kg R/R, cycle 2 day 1, dose?",
        "I have a 70 kg patient whose brother, a previous blinatumomab patient, had grade 4 neurotoxicity. Dose cycle 1 day 3?",
    ],
)
def test_what_a_relative_had_stops_nothing(words: str, assistant: Assistant) -> None:
    answer = ask(assistant, words)
    assert answer.calculation is not None
    assert answer.calculation["calculator"] == "dose"
    assert not any("as told earlier" in warning for warning in answer.warnings)


def test_a_donors_seizures_do_not_hide_the_patients_toxicity(assistant: Assistant) -> None:
    answer = ask(assistant, "Her brother (donor) had two seizures, now she has CRS grade 3, what to do?")
    assert answer.calculation is not None
    assert answer.calculation["inputs"]["toxicity"] == "crs"
    assert not answer.also
