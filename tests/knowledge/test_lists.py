"""A question for the whole of something is answered with the whole of it, one on a part of it with that part."""

import pytest

from assistant.answering.pipeline import Assistant
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.lists import list_asked


def _asked(question: str, assistant: Assistant) -> str | None:
    found = list_asked(question, aspects_of(question, assistant.vocabulary), assistant.corpus.lists)
    return found.id if found else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("print the infusion rate table", "infusion-rates"),
        ("fixed dose: list the infusion rates for the different bag sizes", "infusion-rates"),
        ("which supportive measures go with it?", "supportive-care"),
        ("what is blinatumomab indicated for?", "indications"),
        ("what other options are there in relapsed disease?", "alternatives"),
        ("maximum doses when dosed by BSA", "maximum-doses"),
        ("side effects that mean discontinuing", "discontinue"),
        ("what blood work is due before cycle 1", "monitoring"),
        ("labs for cycle 2", "monitoring"),
        ("which toxicities carry the 14-day limit, and is CRS among them?", "limit-of-14-days"),
        ("the two-week cutoff, where does it apply?", "limit-of-14-days"),
    ],
)
def test_a_question_for_the_whole_asks_for_the_list(question: str, expected: str, assistant: Assistant) -> None:
    assert _asked(question, assistant) == expected


@pytest.mark.parametrize(
    "question",
    [
        "infusion rate of the 48 hour bag",
        "infusion rate table below 45 kg",
        "which supportive care document should I refer to?",
        "maximum dose of dexamethasone",
        "where do I find the supportive measures",
        "which infections have a 14-day limit",
    ],
)
def test_a_question_on_a_part_or_on_something_else_does_not(question: str, assistant: Assistant) -> None:
    assert _asked(question, assistant) is None


def test_what_ends_treatment_outright_stands_before_what_ends_it_under_a_condition(assistant: Assistant) -> None:
    stops = next(found for found in assistant.corpus.lists if found.id == "discontinue")
    assert stops.passages[0].quote.startswith("Discontinue.")
