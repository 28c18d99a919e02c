from datetime import UTC, datetime, timedelta

import pytest
from real_rules import real_rules

from assistant.records.store import Store, open_store
from assistant.study.cards import cards_of
from assistant.study.progress import LearnerState, answered, review, with_deck
from assistant.ui.learner_records import RecordedLearners

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened: Store = open_store(f"sqlite:///{tmp_path / 'learners.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def deck(corpus):
    return cards_of(corpus, real_rules())


def test_a_state_is_read_back_as_it_was_written(store, deck):
    kept = RecordedLearners(store, lambda: NOW)
    state = review(LearnerState(), deck[0], "again", NOW)
    kept.save("Ana", state)
    state = review(kept.load("Ana"), deck[0], "good", NOW + timedelta(minutes=2))
    kept.save("Ana", state)
    state = answered(kept.load("Ana"), "Drug Regimen", right=True)
    kept.save("Ana", state)
    state = answered(kept.load("ana "), "Drug Regimen", right=False)
    kept.save("Ana", state)
    assert kept.load("Ana") == state
    assert state.cards[deck[0].id].reviews == 2
    assert state.cards[deck[0].id].lapses == 1
    assert state.next_seed == 3
    assert list(kept.profiles()) == ["Ana"]


def test_a_profile_that_nobody_saved_is_empty_and_is_not_made(store):
    kept = RecordedLearners(store, lambda: NOW)
    assert kept.load("Nobody") == LearnerState()
    assert kept.profiles() == ()


def test_two_profiles_never_share_what_they_learnt(store, deck):
    kept = RecordedLearners(store, lambda: NOW)
    kept.save("Ana", review(LearnerState(), deck[0], "good", NOW))
    kept.save("Ben", LearnerState())
    assert kept.load("Ben") == LearnerState()


def test_a_retired_card_stays_retired_and_keeps_its_history(store, deck):
    kept = RecordedLearners(store, lambda: NOW)
    kept.save("Ana", review(LearnerState(), deck[0], "good", NOW))
    kept.save("Ana", with_deck(kept.load("Ana"), deck[1:]))
    assert set(kept.load("Ana").retired) == {deck[0].id}
    assert kept.load("Ana").cards == {}
