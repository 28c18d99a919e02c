"""Doses that a question names: in mg they are a thousand times too much, unless they are another drug's."""

import pytest
from real_rules import real_rules

from assistant.conversation.doses_said import dose_step_said, hourly, thousandfold
from assistant.conversation.stated import Stated
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.rule_sets import DoseRules
from assistant.knowledge.vocabulary import Vocabulary


def found(words: str, vocabulary: Vocabulary) -> bool:
    return thousandfold(words, aspects_of(words, vocabulary), real_rules()) is not None


@pytest.mark.parametrize(
    "words",
    [
        "how long on 9 mcg before 28 after grade 3",
        "how many days on 9 before going up?",
        "does he need the low dose first?",
        "length of the low dose lead-in?",
        "do we go in with the full dose",
        "is the starting dose given again",
        "is it lower dose or full dose now",
        "registrar wrote full dose on the chart",
        "skip the low step and have the full dose",
    ],
)
def test_a_dose_that_is_to_come_is_no_step_of_a_toxicity(words: str) -> None:
    rules = real_rules().dose
    assert isinstance(rules, DoseRules)
    assert dose_step_said(words, rules) is None


@pytest.mark.parametrize(
    "words",
    [
        "grade 3 after 4 days on 9 mcg",
        "it came on 9, was confused",
        "grade 3, low dose, 70 kg",
        "it hit in the lead-in dose week",
    ],
)
def test_a_dose_that_was_running_is_the_step(words: str) -> None:
    rules = real_rules().dose
    assert isinstance(rules, DoseRules)
    said = dose_step_said(words, rules)
    assert isinstance(said, Stated)
    assert said.value == "initial"


@pytest.mark.parametrize(
    "words",
    [
        "order says blina 9 mg/day, ok?",
        "28 mg/day of blinatumomab on C1D8",
        "5 mg/m2/day for a 40 kg pt",
        "start at 9 mg?",
        "blincyto 30 mg per day",
    ],
)
def test_a_dose_of_blinatumomab_in_mg_is_noticed(words: str, vocabulary: Vocabulary) -> None:
    assert found(words, vocabulary)


@pytest.mark.parametrize(
    "words",
    [
        "blina 9 mcg/day",
        "dex 20 mg before blina",
        "dexamethasone 15 mg/day with blina",
        "paracetamol 9 mg",
        "bili 5 mg/dl on blina",
        "blina is 0.028 mg",
    ],
)
def test_mcg_and_other_drugs_in_mg_are_not(words: str, vocabulary: Vocabulary) -> None:
    assert not found(words, vocabulary)


@pytest.mark.parametrize(
    "words", ["pump says 28 mcg/hr", "9 mcg per hour?", "5 mcg/m2/h?", "15 micrograms/m² an hour", "28mcg hourly"]
)
def test_a_dose_per_hour_is_noticed(words: str) -> None:
    assert hourly(words, real_rules()) is not None


@pytest.mark.parametrize(
    "words",
    [
        "28 mcg/day",
        "28 mcg over 24 hours",
        "1.17 mcg/h",
        "10 mL/h",
        "fentanyl 28 mcg/h beside blina",
        "9 mcg after 4 hours",
    ],
)
def test_other_rates_and_other_drugs_per_hour_are_not(words: str) -> None:
    assert hourly(words, real_rules()) is None
