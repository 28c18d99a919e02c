"""An answer never quotes what is switched off, and says why it is not given."""

from dataclasses import fields

from assistant.answering.pipeline import Assistant, ask
from assistant.answering.switched_off import converse_without, respond_without
from assistant.conversation.memory import EMPTY
from assistant.knowledge.disabling import Disabled

QUESTION = "Premedication before the first dose?"


def passages_of(assistant: Assistant, question: str) -> list[str]:
    return [
        passage.id
        for citation in ask(assistant, question).citations
        for passage in assistant.corpus.passages.values()
        if passage.source == citation.source and passage.start <= citation.start and citation.end <= passage.end
    ]


def test_without_switches_the_answer_is_the_same(assistant: Assistant) -> None:
    assert respond_without(assistant, QUESTION, EMPTY, Disabled()).answer == ask(assistant, QUESTION)


def test_a_passage_that_is_switched_off_is_not_shown_and_the_reason_is(assistant: Assistant) -> None:
    for passage in passages_of(assistant, QUESTION):
        disabled = Disabled(passages={passage: "superseded *notice*."})
        found = respond_without(assistant, QUESTION, EMPTY, disabled).answer
        assert (found.kind, found.citations) == ("abstain", ())
        assert "is switched off here: superseded \\*notice\\*. Nothing is answered from it." in found.text
        assert assistant.corpus.passages[passage].words not in found.text


def test_other_answers_go_on(assistant: Assistant) -> None:
    (passage, *_) = passages_of(assistant, QUESTION)
    other = "How are the vials stored?"
    assert respond_without(assistant, other, EMPTY, Disabled(passages={passage: "x"})).answer == ask(assistant, other)


def test_a_calculator_that_is_switched_off_refuses_in_the_conversation(assistant: Assistant) -> None:
    disabled = Disabled(calculators={"dose": "Recall under way."})
    found = respond_without(assistant, "dose for a patient of 70 kg, cycle 1 day 3?", EMPTY, disabled).answer
    assert (found.kind, found.reason) == ("abstain", "not_covered")
    assert "switched off here: Recall under way." in found.text


def test_a_row_that_is_switched_off_refuses_in_the_conversation(assistant: Assistant) -> None:
    disabled = Disabled(rows={"crs_grade_3": "misread"})
    found = respond_without(assistant, "My patient of 70 kg has grade 3 CRS, what now?", EMPTY, disabled).answer
    assert (found.kind, found.reason) == ("abstain", "not_covered")
    assert "misread" in found.text


def test_every_calculator_can_be_switched_off_without_breaking_an_answer(assistant: Assistant) -> None:
    names = [rule.name for rule in fields(assistant.rules) if rule.name not in ("hash", "signatures")]
    disabled = Disabled(calculators=dict.fromkeys(names, "closed"))
    for question in (
        "dose at 70 kg, cycle 1 day 3",
        "rate of a 24 hour bag",
        "bsa 70 kg 170 cm",
        "two seizures",
        "80 kg",
    ):
        assert "Something went wrong" not in respond_without(assistant, question, EMPTY, disabled).answer.text


def test_a_switch_is_noticed_between_two_turns(assistant: Assistant) -> None:
    states = iter([Disabled(), Disabled(calculators={"dose": "closed"})])
    turns = ["dose at 70 kg, cycle 1 day 3?", "dose at 80 kg, cycle 1 day 3?"]
    first, second = converse_without(assistant, turns, lambda: next(states))
    assert (first.kind, second.reason) == ("calculation", "not_covered")
