from datetime import timedelta

from assistant.study.progress import (
    LearnerState,
    answered,
    by_topic,
    due_of,
    next_card,
    next_kind,
    review,
)


def test_a_card_that_was_recalled_well_comes_back_later_than_one_that_was_forgotten(deck, moment):
    first, second = deck[:2]
    state = review(review(LearnerState(), first, "easy", moment), second, "again", moment)
    assert due_of(state, first) > due_of(state, second) > moment
    assert state.cards[second.id].lapses == 1


def test_reviews_are_scheduled_the_same_each_time(deck, moment):
    once = review(LearnerState(), deck[0], "good", moment)
    again = review(LearnerState(), deck[0], "good", moment)
    assert once == again


def test_a_due_card_comes_before_an_unseen_one(deck, moment):
    state = review(LearnerState(), deck[5], "again", moment)
    assert next_card(state, deck, due_of(state, deck[5])) == deck[5]
    assert next_card(state, deck, moment) != deck[5]


def test_when_all_is_learnt_for_now_no_card_is_next(deck, moment):
    few, state = deck[:3], LearnerState()
    for card in few:
        state = review(state, card, "easy", moment)
    assert next_card(state, few, moment) is None
    assert next_card(state, few, moment + timedelta(days=60)) in few


def test_the_topic_with_wrong_cases_stands_first(deck, moment):
    state = answered(LearnerState(), "Drug Regimen", right=True)
    state = answered(answered(state, "Dose Modifications", right=False), "Dose Modifications", right=True)
    topics = [progress.topic for progress in by_topic(state, deck, moment)]
    assert topics[:2] == ["Dose Modifications", "Drug Regimen"]


def test_an_unseen_card_of_the_weakest_topic_is_learnt_first(deck, moment):
    state = answered(LearnerState(), "Cycle Frequency", right=False)
    assert next_card(state, deck, moment).topic == "Cycle Frequency"


def test_each_case_moves_to_a_new_seed(moment):
    state = answered(answered(LearnerState(), "A", right=True), "A", right=False)
    assert state.next_seed == LearnerState().next_seed + 2
    assert (state.cases["A"].answered, state.cases["A"].right) == (2, 1)


def test_every_second_case_is_of_the_weakest_topic():
    topics = {"dose": "Drug Regimen", "action": "Dose Modifications", "resume": "Dose Modifications"}
    state = answered(LearnerState(next_seed=1), "Dose Modifications", right=False)
    state = answered(state, "Drug Regimen", right=True)
    state = answered(state, "Drug Regimen", right=True)
    kinds = [next_kind(LearnerState(cases=state.cases, next_seed=seed), topics) for seed in range(2, 12, 2)]
    assert set(kinds) <= {"action", "resume"}
    assert len(set(kinds)) == 2
