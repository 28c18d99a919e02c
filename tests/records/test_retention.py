"""What is older than it may be kept goes, and the chain can still be followed."""

from pathlib import Path

import pytest
from recorded_answers import answer, asking, later
from sqlalchemy import text

from assistant.records.audit import Wanted, content_of, entry, search, verify_chain
from assistant.records.conversations import (
    conversations,
    delete_conversation,
    owner_of,
    restore_conversation,
    start_conversation,
)
from assistant.records.errors import NotKeptError
from assistant.records.feedback import Opinion, feedback_queue, give_feedback
from assistant.records.recording import Kept, record_answer
from assistant.records.retention import Purged, purge
from assistant.records.store import Store
from assistant.records.switches import Switch, disable

ADA = owner_of("browser", "ada")
DAY = 24 * 60


def test_old_words_go_and_the_chain_holds(store: Store) -> None:
    for day in (0, 1, 2, 10):
        record_answer(store, asking(f"question {day}", later(day * DAY)), answer())
    assert purge(store, later(11 * DAY), None, 5) == Purged(0, 3)
    report = verify_chain(store)
    assert (report.holds, report.blanked, report.entries) == (True, 3, 5)
    assert [content_of(found).get("question") for found in search(store, Wanted(kind="answer"))] == [
        "question 10", None, None, None,
    ]  # fmt: skip
    assert content_of(search(store, Wanted(kind="purge"))[0])["entries"] == [[1, 3]]


def test_a_chain_goes_on_after_purges_and_a_second_purge_blanks_only_what_is_new(store: Store) -> None:
    record_answer(store, asking("one", later(0)), answer())
    purge(store, later(10 * DAY), None, 5)
    record_answer(store, asking("two", later(10 * DAY)), answer())
    assert purge(store, later(20 * DAY), None, 5) == Purged(0, 1)
    assert purge(store, later(20 * DAY), None, 5) == Purged(0, 0)
    assert verify_chain(store).holds


def test_an_entry_blanked_without_a_purge_is_found_even_after_one(store: Store) -> None:
    record_answer(store, asking("one", later(0)), answer())
    record_answer(store, asking("two", later(9 * DAY)), answer())
    purge(store, later(10 * DAY), None, 5)
    with store.writing() as connection:
        connection.execute(text("UPDATE audit SET payload = NULL WHERE seq = 2"))
    assert verify_chain(store).problems == ("Entry 2: its content was blanked, and no purge says so.",)


def test_what_was_switched_off_stays_readable(store: Store) -> None:
    disable(store, Switch("calculator", "dose", "review", "Kim", later(0)))
    purge(store, later(1000 * DAY), 1, 1)
    found = entry(store, 1)
    assert found is not None
    assert content_of(found)["name"] == "dose"


def test_words_of_feedback_go_with_the_audit(store: Store) -> None:
    seq = record_answer(store, asking(at=later(0)), answer()).seq
    give_feedback(store, ADA, seq, Opinion(helpful=False, reason="other", comment="words"), later(1))
    purge(store, later(10 * DAY), None, 5)
    assert [given.opinion.comment for given in feedback_queue(store)] == [""]
    assert verify_chain(store).holds


def test_conversations_go_some_days_after_their_last_turn_and_the_audit_stays(store: Store) -> None:
    for day in (0, 8):
        conversation = start_conversation(store, ADA, later(day * DAY)).id
        record_answer(store, asking(f"day {day}", later(day * DAY)), answer(), Kept(ADA, conversation))
    assert purge(store, later(10 * DAY), 5, None) == Purged(1, 0)
    assert [found.title for found in conversations(store, ADA)] == ["day 8"]
    report = verify_chain(store)
    assert (report.entries, report.blanked) == (2, 0)


def test_a_deleted_conversation_can_be_restored_for_a_day_then_it_is_gone(store: Store) -> None:
    conversation = start_conversation(store, ADA, later(0), "mine").id
    delete_conversation(store, ADA, conversation, later(1))
    purge(store, later(60), None, None)
    restore_conversation(store, ADA, conversation)
    delete_conversation(store, ADA, conversation, later(1))
    purge(store, later(2 * DAY), None, None)
    with pytest.raises(NotKeptError):
        restore_conversation(store, ADA, conversation)


def test_nothing_of_purged_words_is_left_in_the_files(sqlite_store: Store) -> None:
    record_answer(sqlite_store, asking("zanzibar", later(0)), answer("zanzibar"))
    purge(sqlite_store, later(10 * DAY), 5, 5)
    assert sqlite_store.file is not None
    files = list(Path(sqlite_store.file).parent.iterdir())
    assert [path.name for path in files if b"zanzibar" in path.read_bytes()] == []
