"""Learners in the records: a state is put together from the cards and the reviews, and only what changed is written."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from assistant.records import learners
from assistant.records.learners import Learner, Review, StudyCard
from assistant.records.store import Store
from assistant.study.progress import CardState, LearnerState, Tally, due_at

_FORGOTTEN = 1


class RecordedLearners:
    """Keeps learner states in the records. now: the clock."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def profiles(self) -> Sequence[str]:
        """Return the names of all profiles."""
        return tuple(learner.name for learner in learners.learners(self._store))

    def load(self, profile: str) -> LearnerState:
        """Return the state of a profile, an empty one where there is none. Raises RecordsError."""
        found = self._find(profile)
        if found is None:
            return LearnerState()
        reviews = learners.reviews(self._store, found.id)
        return LearnerState(
            cards=_cards(learners.cards(self._store, found.id), reviews),
            retired=_cards(learners.cards(self._store, found.id, retired=True), reviews),
            cases=_tallies(reviews),
            next_seed=1 + sum(review.kind == "case" for review in reviews),
        )

    def save(self, profile: str, state: LearnerState) -> None:
        """Write what changed since the state was loaded. Raises RecordsError."""
        now = self._now()
        learner = learners.learner(self._store, profile, now)
        before = self.load(profile)
        for name, card in state.cards.items():
            if before.cards.get(name) != card:
                is_reviewed = card.reviews > (before.cards[name].reviews if name in before.cards else 0)
                learners.keep_card(
                    self._store, learner.id, _row(name, card), _card_review(name, card, now) if is_reviewed else None
                )
        for name, card in state.retired.items():
            if name not in before.retired:
                learners.keep_card(self._store, learner.id, _row(name, card, retired_at=now))
        for topic, tally in state.cases.items():
            for is_right in _new_answers(before.cases.get(topic, Tally()), tally):
                review = Review(now, "case", str(before.next_seed), topic, is_right)
                learners.keep_review(self._store, learner.id, review)

    def _find(self, profile: str) -> Learner | None:
        spelled = " ".join(profile.split()).casefold()
        return next((one for one in learners.learners(self._store) if one.name.casefold() == spelled), None)


def _cards(rows: Sequence[StudyCard], reviews: Sequence[Review]) -> dict[str, CardState]:
    seen = Counter(review.item for review in reviews if review.kind == "card")
    lapses = Counter(review.item for review in reviews if review.kind == "card" and not review.correct)
    ratings = {review.item: review.rating or 0 for review in reviews if review.kind == "card"}
    return {
        row.card: CardState(
            row.topic, row.source_version, row.fsrs, seen[row.card], lapses[row.card], ratings.get(row.card, 0)
        )
        for row in rows
    }


def _tallies(reviews: Sequence[Review]) -> dict[str, Tally]:
    cases = [review for review in reviews if review.kind == "case"]
    topics = dict.fromkeys(review.topic for review in cases)
    return {
        topic: Tally(sum(r.topic == topic for r in cases), sum(r.topic == topic and r.correct for r in cases))
        for topic in topics
    }


def _row(name: str, card: CardState, retired_at: datetime | None = None) -> StudyCard:
    return StudyCard(name, card.topic, card.version, card.schedule, due_at(card), retired_at)


def _card_review(name: str, card: CardState, now: datetime) -> Review:
    return Review(now, "card", name, card.topic, card.rating > _FORGOTTEN, card.rating)


def _new_answers(before: Tally, after: Tally) -> list[bool]:
    right = after.right - before.right
    return [True] * right + [False] * (after.answered - before.answered - right)
