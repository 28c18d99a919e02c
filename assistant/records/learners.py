"""What learners have studied: a profile by its name, no account; their cards with the state that fsrs needs, and every review.

The records know no rule of learning: the page schedules with fsrs and hands its card over as JSON.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from assistant.records.errors import NotKeptError
from assistant.records.store import Store, moment_of, text_of
from assistant.records.tables import CARD, LEARNER, REVIEW
from assistant.records.written import readable

MAXIMUM_NAME_CHARACTERS = 60


@dataclass(frozen=True)
class Learner:
    """A profile. name: as it was first written; another spelling with the same letters is the same profile."""

    id: str
    name: str
    created_at: datetime


@dataclass(frozen=True)
class StudyCard:
    """A card of a learner. fsrs: the JSON of fsrs's card; source_version: of what the card is made from; due: when to show it."""

    card: str
    topic: str
    source_version: str
    fsrs: str
    due: datetime
    retired_at: datetime | None = None


@dataclass(frozen=True)
class Review:
    """One answer of a learner to a card or a case. rating: fsrs's 1 to 4, of cards alone."""

    at: datetime
    kind: Literal["card", "case"]
    item: str
    topic: str
    correct: bool
    rating: int | None = None


def learner(store: Store, name: str, at: datetime) -> Learner:
    """Return the profile of a name, made where there is none. Raises ValueError for an empty or very long name, RecordsError."""
    spelled = " ".join(readable(name).split())
    if not spelled or len(spelled) > MAXIMUM_NAME_CHARACTERS:
        raise ValueError(f"a profile's name has 1 to {MAXIMUM_NAME_CHARACTERS} characters")
    known = select(LEARNER).where(LEARNER.c.folded_name == spelled.casefold())
    with store.reading() as connection:
        row = connection.execute(known).mappings().one_or_none()
    if row is not None:
        return _learner(row)
    new = {
        "id": secrets.token_hex(16),
        "name": spelled,
        "folded_name": spelled.casefold(),
        "created_at": text_of(at),
    }
    with store.writing() as connection:
        _hold(connection)
        row = connection.execute(known).mappings().one_or_none()
        if row is None:
            connection.execute(insert(LEARNER), new)
            row = connection.execute(known).mappings().one()
        return _learner(row)


def learners(store: Store) -> list[Learner]:
    """Return all profiles by name."""
    with store.reading() as connection:
        return [_learner(row) for row in connection.execute(select(LEARNER).order_by(LEARNER.c.folded_name)).mappings()]


def forget_learner(store: Store, learner_id: str) -> None:
    """Remove a profile with its cards and reviews. Raises NotKeptError where there is none, and RecordsError."""
    with store.writing() as connection:
        if connection.execute(delete(LEARNER).where(LEARNER.c.id == learner_id)).rowcount == 0:
            raise NotKeptError("There is no such profile.")


def cards(store: Store, learner_id: str, *, retired: bool = False) -> list[StudyCard]:
    """Return the learner's cards, those due first at the front; retired: those out of use instead."""
    state = CARD.c.retired_at.is_not(None) if retired else CARD.c.retired_at.is_(None)
    statement = select(CARD).where(CARD.c.learner == learner_id, state).order_by(CARD.c.due, CARD.c.card)
    with store.reading() as connection:
        return [_card(row) for row in connection.execute(statement).mappings()]


def due_cards(store: Store, learner_id: str, at: datetime) -> list[StudyCard]:
    """Return the learner's cards that are due at a moment, the longest due first."""
    return [card for card in cards(store, learner_id) if card.due <= at]


def keep_card(store: Store, learner_id: str, card: StudyCard, review: Review | None = None) -> None:
    """Keep the state of a card, new or reviewed, together with its review. Raises NotKeptError for an unknown learner."""
    row = {
        "learner": learner_id,
        "card": card.card,
        "topic": card.topic,
        "source_version": card.source_version,
        "fsrs": card.fsrs,
        "due": text_of(card.due),
        "retired_at": text_of(card.retired_at) if card.retired_at else None,
    }
    with store.writing() as connection:
        _known(connection, learner_id)
        connection.execute(delete(CARD).where(CARD.c.learner == learner_id, CARD.c.card == card.card))
        connection.execute(insert(CARD), row)
        if review is not None:
            _insert_review(connection, learner_id, review)


def keep_review(store: Store, learner_id: str, review: Review) -> None:
    """Keep a review that belongs to no card, such as a case. Raises NotKeptError for an unknown learner, RecordsError."""
    with store.writing() as connection:
        _known(connection, learner_id)
        _insert_review(connection, learner_id, review)


def reviews(store: Store, learner_id: str, since: datetime | None = None) -> list[Review]:
    """Return the learner's reviews, the oldest first; progress and weak topics are counted from these."""
    statement = select(REVIEW).where(REVIEW.c.learner == learner_id).order_by(REVIEW.c.at, REVIEW.c.id)
    if since is not None:
        statement = statement.where(REVIEW.c.at >= text_of(since))
    with store.reading() as connection:
        return [_review(row) for row in connection.execute(statement).mappings()]


def retire_cards(store: Store, learner_id: str, versions: Mapping[str, str], at: datetime) -> list[str]:
    """Take out of use the cards that no longer exist or whose source has changed, and return their ids.

    versions: the source version of every card that there is now, by card id. Raises RecordsError.
    """
    outdated = [card.card for card in cards(store, learner_id) if versions.get(card.card) != card.source_version]
    with store.writing() as connection:
        for card in outdated:
            own = update(CARD).where(CARD.c.learner == learner_id, CARD.c.card == card)
            connection.execute(own, {"retired_at": text_of(at)})
    return outdated


def _hold(connection: Connection) -> None:
    """Let one writer at a time make a profile: SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE learner IN SHARE ROW EXCLUSIVE MODE")


def _known(connection: Connection, learner_id: str) -> None:
    statement = select(LEARNER.c.id).where(LEARNER.c.id == learner_id).with_for_update()
    if connection.execute(statement).scalar_one_or_none() is None:
        raise NotKeptError("There is no such profile.")


def _insert_review(connection: Connection, learner_id: str, review: Review) -> None:
    row = {
        "id": secrets.token_hex(16),
        "learner": learner_id,
        "at": text_of(review.at),
        "kind": review.kind,
        "item": review.item,
        "topic": review.topic,
        "correct": review.correct,
        "rating": review.rating,
    }
    connection.execute(insert(REVIEW), row)


def _learner(row: RowMapping) -> Learner:
    return Learner(row["id"], row["name"], moment_of(row["created_at"]))


def _card(row: RowMapping) -> StudyCard:
    retired_at = row["retired_at"]
    return StudyCard(
        row["card"],
        row["topic"],
        row["source_version"],
        row["fsrs"],
        moment_of(row["due"]),
        moment_of(retired_at) if retired_at else None,
    )


def _review(row: RowMapping) -> Review:
    return Review(moment_of(row["at"]), row["kind"], row["item"], row["topic"], row["correct"], row["rating"])
