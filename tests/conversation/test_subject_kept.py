"""A question that names nothing is asked of the subject before it, in words: what is newly asked decides the answer."""

import pytest

from assistant.conversation.memory import EMPTY
from assistant.conversation.requests import LookUp
from assistant.conversation.subject_kept import without_lead
from assistant.conversation.understanding import understand
from assistant.conversation.ward import Ward


def _after(ward: Ward, *turns: str) -> LookUp:
    conversation = EMPTY
    request = None
    for words in turns:
        found = understand(words, conversation, ward)
        request, conversation = found.request, found.conversation
    assert isinstance(request, LookUp)
    return request


@pytest.mark.parametrize(
    ("before", "words", "question"),
    [
        ("may she have the MMR?", "how long beforehand would be fine", "MMR: how long beforehand would be fine"),
        ("is contraception needed?", "and for how long after the last dose?", "contraception: for how long after"),
        ("who gets TLS?", "when do we check the labs?", "TLS: when do we check the labs?"),
        ("premedication before the start?", "do we repeat it on day 8?", "premedication: do we repeat it on day 8?"),
    ],
)
def test_what_is_newly_asked_stands_behind_the_subject_before(
    ward: Ward, before: str, words: str, question: str
) -> None:
    assert _after(ward, before, words).question.startswith(question)


def test_the_subject_stays_over_several_turns_and_does_not_grow(ward: Ward) -> None:
    request = _after(ward, "may she have the MMR?", "how long beforehand would be fine", "and for how long?")
    assert request.question == "MMR: for how long?"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("how are the vials stored?", "which filter do we use?"),
        ("who gets TLS?", "is fever common?"),
        ("may she have the MMR?", "where do I park?"),
        ("how long is the break between cycles?", "how many days is a whole cycle"),
    ],
)
def test_a_question_with_a_thing_of_its_own_keeps_no_subject(ward: Ward, before: str, words: str) -> None:
    conversation = understand(before, EMPTY, ward).conversation
    request = understand(words, conversation, ward).request
    assert getattr(request, "subject", None) is None


def test_dexamethasone_alone_is_no_subject_because_its_dose_differs_by_situation(ward: Ward) -> None:
    assert _after(ward, "who gets dex before each cycle?", "how much").subject is None


def test_how_often_a_test_is_done_is_asked_of_monitoring_after_a_question_on_monitoring(ward: Ward) -> None:
    assert _after(ward, "what monitoring is listed?", "how often the LFTs").question == "monitoring: how often the LFTs"


def test_another_drug_too_is_asked_for_by_itself(ward: Ward) -> None:
    assert _after(ward, "is dex given before the start?", "paracetamol too?").question.strip() == "paracetamol"


def test_the_words_that_lead_on_are_left_out_of_a_whole_question_alone() -> None:
    assert without_lead("so how many days is a cycle?") == "how many days is a cycle?"
    assert without_lead("so why?") == "so why?"
