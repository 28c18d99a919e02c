"""What a learner knows: the schedule of each card, the cases of each topic, and what is to be learnt next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, Protocol

from fsrs import Card as Schedule
from fsrs import Rating, Scheduler

from assistant.study.cards import Card
from assistant.study.cases import CaseKind

Recalled = Literal["again", "hard", "good", "easy"]

_RATINGS: Mapping[Recalled, Rating] = {
    "again": Rating.Again,
    "hard": Rating.Hard,
    "good": Rating.Good,
    "easy": Rating.Easy,
}
_SCHEDULER = Scheduler(enable_fuzzing=False)


@dataclass(frozen=True)
class CardState:
    """A card as a learner has met it.

    schedule: of the scheduler, as JSON; version: of the sources when it was last seen; rating: of the last review, 1 to 4.
    """

    topic: str
    version: str
    schedule: str
    reviews: int = 0
    lapses: int = 0
    rating: int = 0


@dataclass(frozen=True)
class Tally:
    """How many cases of a topic were answered, and how many rightly."""

    answered: int = 0
    right: int = 0


@dataclass(frozen=True)
class LearnerState:
    """All that is kept of one learner: cards by id, those retired with their sources, cases by topic, the next case's seed."""

    cards: Mapping[str, CardState] = field(default_factory=dict)
    retired: Mapping[str, CardState] = field(default_factory=dict)
    cases: Mapping[str, Tally] = field(default_factory=dict)
    next_seed: int = 1


class LearnerStore(Protocol):
    """Where the states of named profiles are kept."""

    def profiles(self) -> Sequence[str]:
        """Return the names of all profiles."""

    def load(self, profile: str) -> LearnerState:
        """Return the state of a profile, an empty one where there is none."""

    def save(self, profile: str, state: LearnerState) -> None:
        """Keep the state of a profile."""


@dataclass(frozen=True)
class TopicProgress:
    """A topic's cards and cases. known: the mean chance of recalling its cards now, unseen ones counted as nothing."""

    topic: str
    cards: int
    seen: int
    known: float
    cases: Tally


def with_deck(state: LearnerState, deck: Iterable[Card]) -> LearnerState:
    """Return the state for a deck: cards that the sources no longer make are retired, the others carry the deck's version."""
    present = {card.id: card for card in deck}
    kept = {name: replace(s, version=present[name].version) for name, s in state.cards.items() if name in present}
    gone = {name: s for name, s in state.cards.items() if name not in present}
    return replace(state, cards=kept, retired={**state.retired, **gone})


def review(state: LearnerState, card: Card, recalled: Recalled, now: datetime) -> LearnerState:
    """Return the state after a card was reviewed. now: in UTC."""
    before = state.cards.get(card.id)
    schedule = Schedule.from_json(before.schedule) if before else Schedule(card_id=_number(card), due=now)
    schedule, _ = _SCHEDULER.review_card(schedule, _RATINGS[recalled], now)
    after = CardState(
        topic=card.topic,
        version=card.version,
        schedule=schedule.to_json(),
        reviews=(before.reviews if before else 0) + 1,
        lapses=(before.lapses if before else 0) + (recalled == "again"),
        rating=int(_RATINGS[recalled]),
    )
    return replace(state, cards={**state.cards, card.id: after})


def answered(state: LearnerState, topic: str, *, right: bool) -> LearnerState:
    """Return the state after a case; the next one has a seed of its own."""
    tally = state.cases.get(topic, Tally())
    cases = {**state.cases, topic: Tally(tally.answered + 1, tally.right + right)}
    return replace(state, cases=cases, next_seed=state.next_seed + 1)


def next_card(state: LearnerState, deck: Sequence[Card], now: datetime) -> Card | None:
    """Return the card to learn next: the one longest due, else an unseen one of the weakest topic; None when all is learnt for now."""
    due = [(due_at, card) for card in deck if (due_at := due_of(state, card)) is not None and due_at <= now]
    if due:
        return min(due, key=lambda pair: pair[0])[1]
    unseen = [card for card in deck if card.id not in state.cards]
    weakness = {progress.topic: rank for rank, progress in enumerate(by_topic(state, deck, now))}
    return min(unseen, key=lambda card: weakness[card.topic], default=None)


def due_of(state: LearnerState, card: Card) -> datetime | None:
    """Return when a card is due, None where it was never seen."""
    held = state.cards.get(card.id)
    return Schedule.from_json(held.schedule).due if held else None


def due_at(card: CardState) -> datetime:
    """Return when a card is due that a learner has met."""
    return Schedule.from_json(card.schedule).due


def by_topic(state: LearnerState, deck: Sequence[Card], now: datetime) -> tuple[TopicProgress, ...]:
    """Return the progress of each topic, weak ones first: wrong cases and forgotten cards count before what was never seen."""
    topics = dict.fromkeys([*(card.topic for card in deck), *state.cases])
    found = [_progress(topic, state, [card for card in deck if card.topic == topic], now) for topic in topics]
    return tuple(sorted(found, key=_strength))


def _strength(progress: TopicProgress) -> tuple[bool, float]:
    is_untouched = not progress.seen and not progress.cases.answered
    shares = []
    if progress.seen:
        shares.append(progress.known * progress.cards / progress.seen)
    if progress.cases.answered:
        shares.append(progress.cases.right / progress.cases.answered)
    return is_untouched, sum(shares) / len(shares) if shares else 0.0


def _progress(topic: str, state: LearnerState, cards: Sequence[Card], now: datetime) -> TopicProgress:
    held = [state.cards[card.id] for card in cards if card.id in state.cards]
    recall = sum(_SCHEDULER.get_card_retrievability(Schedule.from_json(one.schedule), now) for one in held)
    known = recall / len(cards) if cards else 0.0
    return TopicProgress(topic, len(cards), len(held), known, state.cases.get(topic, Tally()))


def _number(card: Card) -> int:
    return int(card.id[:12], 16)


def next_kind(state: LearnerState, topics: Mapping[CaseKind, str]) -> CaseKind:
    """Return the kind of the next case: in turn, but every second one of the topic with the smallest share of right answers."""
    kinds = list(topics)
    in_turn = kinds[state.next_seed % len(kinds)]
    tried = {topic: tally for topic, tally in state.cases.items() if tally.answered and topic in topics.values()}
    if state.next_seed % 2 or not tried:
        return in_turn
    weakest = min(tried, key=lambda topic: tried[topic].right / tried[topic].answered)
    of_weakest = [kind for kind in kinds if topics[kind] == weakest]
    return of_weakest[state.next_seed // 2 % len(of_weakest)]
