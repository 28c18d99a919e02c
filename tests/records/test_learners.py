"""A learner is a name; cards keep the state that fsrs gave them until their source changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from recorded_answers import NOON, later

from assistant.records.errors import NotKeptError
from assistant.records.learners import (
    Review,
    StudyCard,
    cards,
    due_cards,
    forget_learner,
    keep_card,
    keep_review,
    learner,
    learners,
    retire_cards,
    reviews,
)
from assistant.records.store import Store


def card(name: str = "dose-1", version: str = "v1", due_minutes: float = 0) -> StudyCard:
    return StudyCard(name, "dose", version, "{}", later(due_minutes))


def review(item: str = "dose-1", *, correct: bool = True, minutes: float = 0) -> Review:
    return Review(later(minutes), "card", item, "dose", correct, 3 if correct else 1)


def test_the_same_name_is_the_same_profile_however_it_is_written(store: Store) -> None:
    first = learner(store, "Ada  Lovelace", later(0))
    assert learner(store, " ada lovelace ", later(5)) == first
    assert learners(store) == [first]


def test_many_who_make_the_same_profile_at_once_share_it(store: Store) -> None:
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: learner(store, "Ada", later(0)), range(6)))
    assert len(set(found)) == 1


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_must_be_one(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="1 to 60"):
        learner(store, name, later(0))


def test_a_card_keeps_what_fsrs_made_of_it(store: Store) -> None:
    ada = learner(store, "Ada", later(0))
    scheduled, _ = Scheduler(enable_fuzzing=False).review_card(Card(card_id=7), Rating.Good, NOON)
    keep_card(store, ada.id, StudyCard("dose-1", "dose", "v1", scheduled.to_json(), scheduled.due), review())
    (kept,) = cards(store, ada.id)
    assert Card.from_json(kept.fsrs) == scheduled
    assert kept.due == scheduled.due
    assert [(found.item, found.rating) for found in reviews(store, ada.id)] == [("dose-1", 3)]


def test_cards_that_are_due_come_first_the_longest_due_at_the_front(store: Store) -> None:
    ada = learner(store, "Ada", later(0))
    for name, minutes in (("c", 30), ("a", 10), ("b", 20)):
        keep_card(store, ada.id, card(name, due_minutes=minutes))
    assert [found.card for found in due_cards(store, ada.id, later(20))] == ["a", "b"]


def test_a_card_kept_again_takes_its_own_place(store: Store) -> None:
    ada = learner(store, "Ada", later(0))
    keep_card(store, ada.id, card(), review(correct=False))
    keep_card(store, ada.id, card(due_minutes=5), review(minutes=1))
    assert [found.due for found in cards(store, ada.id)] == [later(5)]
    assert [found.correct for found in reviews(store, ada.id)] == [False, True]
    assert [found.correct for found in reviews(store, ada.id, since=later(1))] == [True]


def test_cards_are_retired_when_their_source_changes_or_goes(store: Store) -> None:
    ada = learner(store, "Ada", later(0))
    for name in ("same", "changed", "gone"):
        keep_card(store, ada.id, card(name))
    assert sorted(retire_cards(store, ada.id, {"same": "v1", "changed": "v2"}, later(1))) == ["changed", "gone"]
    assert [found.card for found in cards(store, ada.id)] == ["same"]
    assert {found.card for found in cards(store, ada.id, retired=True)} == {"changed", "gone"}
    keep_card(store, ada.id, card("changed", "v2"))
    assert {found.card for found in cards(store, ada.id)} == {"same", "changed"}


def test_two_learners_never_see_each_others_state(store: Store) -> None:
    ada, bob = learner(store, "Ada", later(0)), learner(store, "Bob", later(0))
    keep_card(store, ada.id, card(), review())
    keep_review(store, bob.id, Review(later(0), "case", "case-9", "liver", correct=False))
    assert cards(store, bob.id) == []
    assert [found.item for found in reviews(store, bob.id)] == ["case-9"]
    assert due_cards(store, bob.id, later(0) + timedelta(days=1)) == []


def test_a_forgotten_learner_leaves_nothing(store: Store) -> None:
    ada = learner(store, "Ada", later(0))
    keep_card(store, ada.id, card(), review())
    forget_learner(store, ada.id)
    assert (learners(store), cards(store, ada.id), reviews(store, ada.id)) == ([], [], [])
    with pytest.raises(NotKeptError):
        forget_learner(store, ada.id)
    with pytest.raises(NotKeptError):
        keep_card(store, ada.id, card())
    with pytest.raises(NotKeptError):
        keep_review(store, ada.id, review())
