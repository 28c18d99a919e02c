"""Two grades of one toxicity: the lower one is where it has come down to, unless it came again."""

import pytest

from assistant.conversation.stated import Stated
from assistant.conversation.toxicities import toxicities
from assistant.knowledge.vocabulary import Vocabulary


@pytest.mark.parametrize(
    "words",
    [
        "neurotoxicity grade 3 on 28 mcg, now grade 1 for a day. ok to resume?",
        "how many days must grade 3 ICANS stay at grade 1 before resuming",
        "does CRS G3 have to be fully gone, or is grade 1 enough to start the bag again",
    ],
)
def test_the_grade_that_a_hold_waits_for_is_not_the_grade_of_the_toxicity(words: str, vocabulary: Vocabulary) -> None:
    (found,) = toxicities(words, vocabulary)
    assert [item.value for item in found.inputs if isinstance(item, Stated) and item.name == "grade"] == [3]
    assert found.unclear == ()


@pytest.mark.parametrize(
    "words", ["grade 2 CRS and grade 3 CRS both charted", "CRS grade 3 today, another CRS grade 1 today"]
)
def test_two_events_or_two_gradings_are_asked_back(words: str, vocabulary: Vocabulary) -> None:
    (found,) = toxicities(words, vocabulary)
    assert [item.why for item in found.unclear] == ["two_values"]


@pytest.mark.parametrize(
    "words", ["non-CRS non-neuro grade 4 tox", "grade 4 tox (non-neuro)", "non neuro grade 4 toxicity: stop?"]
)
def test_what_a_toxicity_is_not_is_not_its_name(words: str, vocabulary: Vocabulary) -> None:
    assert [found.name for found in toxicities(words, vocabulary)] == ["other"]


def test_a_grade_apart_is_that_of_the_row_and_not_of_its_sign(vocabulary: Vocabulary) -> None:
    (found,) = toxicities("grade 1. went red and itchy ten minutes in. infusion related reaction", vocabulary)
    assert found.name == "infusion_reaction"
    assert [item.value for item in found.inputs if isinstance(item, Stated) and item.name == "grade"] == [1]
