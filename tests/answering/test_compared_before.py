"""A follow-up that compares the documents on "this" compares them on what was asked before, and not on everything."""

import pytest

from assistant.answering.pipeline import Assistant, ask, converse

_TWO_FITS = "what's the rule on the drug when somebody has more than one fit"


def _shown(turns: list[str], assistant: Assistant) -> list[str]:
    return [conflict.id for conflict in converse(assistant, turns)[-1].conflicts]


@pytest.mark.parametrize(
    ("turns", "conflict"),
    [
        ([_TWO_FITS, "where do the two papers differ on this"], "C01"),
        (
            ["One seizure, may blinatumomab be restarted?", "does either document tell you to stop after just the one"],
            "C01",
        ),
        (["List the contraindications please", "does the other paper name any?"], "C29"),
        (["how long is the hospital stay in cycle 1?", "does the summary agree?"], "C12"),
        (["does everybody get dex before the first blina dose?", "the other doc says only high burden"], "C14"),
    ],
)
def test_the_documents_are_compared_on_what_was_asked(turns: list[str], conflict: str, assistant: Assistant) -> None:
    assert conflict in _shown(turns, assistant)


def test_a_comparison_with_a_topic_of_its_own_is_on_that_alone(assistant: Assistant) -> None:
    shown = _shown([_TWO_FITS, "do both documents say the same about the contraindications?"], assistant)
    assert "C29" in shown
    assert "C01" not in shown


def test_where_nothing_was_asked_before_all_is_compared(assistant: Assistant) -> None:
    assert "registered places" in ask(assistant, "where do the two papers differ").text


def test_what_the_summary_leaves_out_is_told_beside_the_statement(assistant: Assistant) -> None:
    answer = ask(assistant, "does the summary say anything on same vs new cycle after a hold, like the monograph does?")
    assert [conflict.id for conflict in answer.conflicts] == ["C45"]


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        ("78 kg, grade 4 CRS in cycle 1", "same in the other paper?", "Grade 4 CRS: Permanently discontinue"),
        ("How long is the gap without drug between two cycles?", "does the other document say so too?", "2-week"),
        ("My patient seized once this morning, on Blincyto 28.", "does the other paper say the same", "any seizure"),
        (
            "LP today shows blasts. can we still give blinatumomab w active CNS disease",
            "pretty sure the second document flatly says no?",
            "without prior treatment",
        ),
    ],
)
def test_what_the_other_document_says_is_told_with_its_words(
    first: str, then: str, says: str, assistant: Assistant
) -> None:
    answer = converse(assistant, [first, then])[-1]
    assert answer.kind == "answer"
    assert says in answer.text
