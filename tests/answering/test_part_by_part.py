"""A question that asks for two things is looked up in its parts too; one that names its things together is not."""

import pytest

from assistant.answering.part_by_part import asked_in_parts
from assistant.knowledge.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("which pump is needed and which filter goes in the line", 2),
        ("may she breastfeed, and can she drive?", 2),
        ("what is the pore size of the filter", 0),
        ("dexamethasone and more dexamethasone before the cycle", 0),
    ],
)
def test_a_question_has_as_many_parts_as_it_asks_for(vocabulary: Vocabulary, question: str, parts: int) -> None:
    assert len(asked_in_parts(question, vocabulary)) == parts
