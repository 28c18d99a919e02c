"""Opinions on answers wait for review, and every step of the review is audited."""

import pytest
from recorded_answers import answer, asking, later

from assistant.records.audit import Wanted, content_of, search, verify_chain
from assistant.records.conversations import owner_of
from assistant.records.errors import NotKeptError
from assistant.records.feedback import Opinion, feedback_of, feedback_queue, give_feedback, review
from assistant.records.recording import record_answer
from assistant.records.store import Store

ADA, BOB = owner_of("browser", "ada"), owner_of("browser", "bob")


def test_feedback_waits_for_review_from_the_start(store: Store) -> None:
    seq = record_answer(store, asking(), answer()).seq
    given = give_feedback(store, ADA, seq, Opinion(helpful=False, reason="wrong_dose", comment="9, not 28"), later(1))
    assert (given.status, given.opinion.reason, given.reviewed_by) == ("submitted", "wrong_dose", None)
    assert feedback_queue(store, "submitted") == [given]
    assert feedback_of(store, ADA, seq) == given
    assert feedback_of(store, BOB, seq) is None


def test_a_second_opinion_of_the_same_owner_takes_the_place_of_the_first(store: Store) -> None:
    seq = record_answer(store, asking(), answer()).seq
    give_feedback(store, ADA, seq, Opinion(helpful=False, reason="missing"), later(1))
    give_feedback(store, ADA, seq, Opinion(helpful=True), later(2))
    give_feedback(store, BOB, seq, Opinion(helpful=False, reason="unsafe"), later(3))
    assert [given.opinion.helpful for given in feedback_queue(store)] == [True, False]


def test_a_review_names_who_and_when_and_is_audited(store: Store) -> None:
    seq = record_answer(store, asking(), answer()).seq
    given = give_feedback(store, ADA, seq, Opinion(helpful=False, reason="unsafe"), later(1))
    review(store, given.id, "under_review", "Kim", later(2))
    done = review(store, given.id, "approved", " Lee ", later(3), "corrected")
    assert (done.status, done.reviewed_by, done.reviewed_at, done.review_note) == (
        "approved",
        "Lee",
        later(3),
        "corrected",
    )
    steps = [content_of(found) for found in search(store, Wanted(kind="review"))]
    assert [(step["before"], step["status"], step["reviewed_by"]) for step in steps] == [
        ("under_review", "approved", "Lee"),
        ("submitted", "under_review", "Kim"),
    ]
    assert verify_chain(store).holds


def test_a_comment_holds_no_identifiers(store: Store) -> None:
    seq = record_answer(store, asking(), answer()).seq
    given = give_feedback(
        store, ADA, seq, Opinion(helpful=False, reason="other", comment="Mr Novak got 28 mcg"), later(1)
    )
    assert given.opinion.comment == "Mr [name] got 28 mcg"


def test_feedback_is_for_answers_that_were_recorded(store: Store) -> None:
    with pytest.raises(NotKeptError):
        give_feedback(store, ADA, 1, Opinion(helpful=True), later(1))
    seq = record_answer(store, asking(), answer()).seq
    give_feedback(store, ADA, seq, Opinion(helpful=True), later(1))
    with pytest.raises(NotKeptError):
        give_feedback(store, ADA, seq + 1, Opinion(helpful=True), later(1))


def test_a_review_of_nothing_and_by_nobody_is_refused(store: Store) -> None:
    with pytest.raises(NotKeptError):
        review(store, "none", "approved", "Kim", later(1))
    with pytest.raises(ValueError, match="names who"):
        review(store, "none", "approved", " ", later(1))
