"""A conversation belongs to one owner: nobody else finds, opens, changes or fills it."""

from collections.abc import Callable

import pytest
from recorded_answers import answer, asking, later
from sqlalchemy import text

from assistant.records.audit import verify_chain
from assistant.records.conversations import (
    MAXIMUM_TITLE_CHARACTERS,
    conversations,
    delete_conversation,
    deleted_conversations,
    forget_owner,
    new_browser_key,
    open_conversation,
    owner_of,
    rename_conversation,
    restore_conversation,
    set_audience,
    start_conversation,
)
from assistant.records.errors import NotKeptError, StoreDamagedError
from assistant.records.recording import Kept, record_answer
from assistant.records.store import Store

ADA, BOB = owner_of("browser", "ada"), owner_of("browser", "bob")


def started(store: Store, *questions: str, owner: str = ADA, minutes: float = 0) -> str:
    conversation = start_conversation(store, owner, later(minutes)).id
    for number, question in enumerate(questions):
        record_answer(store, asking(question, later(minutes + number)), answer(question), Kept(owner, conversation))
    return conversation


def test_a_conversation_comes_back_with_its_answers_as_they_were_shown(store: Store) -> None:
    conversation = started(store, "first", "second")
    found, turns = open_conversation(store, ADA, conversation)
    assert found.title == "first"
    assert [(turn.number, turn.question, turn.audit_seq) for turn in turns] == [(1, "first", 1), (2, "second", 2)]
    assert turns[0].answer == answer("first")


def test_a_turn_that_is_not_kept_is_in_the_audit_alone(store: Store) -> None:
    recorded = record_answer(store, asking(), answer())
    assert recorded.number is None
    assert conversations(store, ADA) == []
    assert verify_chain(store).entries == 1


def test_a_conversation_remembers_for_whom_it_is_shown(store: Store) -> None:
    conversation = started(store, "first")
    assert open_conversation(store, ADA, conversation)[0].audience == "clinician"
    set_audience(store, ADA, conversation, "trainee")
    assert open_conversation(store, ADA, conversation)[0].audience == "trainee"
    assert start_conversation(store, ADA, later(0), audience="trainee").audience == "trainee"


def test_nobody_else_chooses_for_whom_a_conversation_is_shown(store: Store) -> None:
    conversation = started(store, "first")
    with pytest.raises(NotKeptError):
        set_audience(store, BOB, conversation, "trainee")
    assert open_conversation(store, ADA, conversation)[0].audience == "clinician"


def test_an_audience_that_does_not_exist_is_damage(store: Store) -> None:
    conversation = started(store, "first")
    with store.writing() as connection:
        connection.execute(text("UPDATE conversation SET audience = 'anyone'"))
    with pytest.raises(StoreDamagedError):
        open_conversation(store, ADA, conversation)


def test_conversations_are_listed_the_last_changed_first(store: Store) -> None:
    old, new = started(store, "old", minutes=0), started(store, "new", minutes=5)
    record_answer(store, asking("again", later(60)), answer(), Kept(ADA, old))
    assert [found.id for found in conversations(store, ADA)] == [old, new]


def test_conversations_are_found_by_their_title_questions_and_answers(store: Store) -> None:
    one, two = started(store, "Fever?", "Seizure?"), started(store, "Liver?")
    rename_conversation(store, ADA, two, "Café round")
    assert [found.id for found in conversations(store, ADA, "seizure")] == [one]
    assert [found.id for found in conversations(store, ADA, "CAFÉ")] == [two]
    assert conversations(store, ADA, "%") == []
    assert conversations(store, BOB, "seizure") == []


def test_what_is_deleted_can_be_restored_by_its_owner(store: Store) -> None:
    conversation = started(store, "first")
    delete_conversation(store, ADA, conversation, later(1))
    assert conversations(store, ADA) == []
    with pytest.raises(NotKeptError):
        open_conversation(store, ADA, conversation)
    assert [found.id for found in deleted_conversations(store, ADA)] == [conversation]
    assert deleted_conversations(store, BOB) == []
    with pytest.raises(NotKeptError):
        restore_conversation(store, BOB, conversation)
    restore_conversation(store, ADA, conversation)
    assert len(open_conversation(store, ADA, conversation)[1]) == 1


@pytest.mark.parametrize(
    "attempt",
    [
        lambda store, found: open_conversation(store, BOB, found),
        lambda store, found: rename_conversation(store, BOB, found, "mine"),
        lambda store, found: delete_conversation(store, BOB, found, later(1)),
        lambda store, found: restore_conversation(store, BOB, found),
        lambda store, found: record_answer(store, asking("mine"), answer(), Kept(BOB, found)),
    ],
)
def test_another_owner_is_told_that_there_is_no_such_conversation(
    store: Store, attempt: Callable[[Store, str], object]
) -> None:
    conversation = started(store, "first")
    with pytest.raises(NotKeptError) as told:
        attempt(store, conversation)
    with pytest.raises(NotKeptError) as told_of_none:
        attempt(store, "0" * 32)
    assert str(told.value) == str(told_of_none.value)
    assert [found.title for found in conversations(store, ADA)] == ["first"]
    assert verify_chain(store).entries == 1, "an answer that could not be kept as asked must not be recorded as shown"


@pytest.mark.parametrize("strange", ["", "\x00", "\ud800", "' OR 1=1", "../x"])
def test_a_strange_id_opens_nothing(store: Store, strange: str) -> None:
    started(store, "first")
    with pytest.raises(NotKeptError):
        open_conversation(store, ADA, strange)


def test_a_browser_key_and_a_user_of_the_same_name_are_two_owners() -> None:
    assert owner_of("browser", "ada") != owner_of("user", "ada")


def test_the_records_do_not_hold_the_key_of_a_browser(store: Store) -> None:
    key = new_browser_key()
    started(store, "first", owner=owner_of("browser", key))
    with store.reading() as connection:
        assert connection.execute(text("SELECT owner FROM conversation")).scalar_one() != key
    assert len({new_browser_key() for _ in range(100)}) == 100
    assert len(key) >= 43


def test_titles_and_questions_hold_no_identifiers(store: Store) -> None:
    conversation = started(store, "Mrs Zelenka, 70 kg, day 3?")
    rename_conversation(store, ADA, conversation, "Mrs Zelenka")
    found, turns = open_conversation(store, ADA, conversation)
    assert (found.title, turns[0].question) == ("Mrs [name]", "Mrs [name], 70 kg, day 3?")


def test_a_long_first_question_becomes_a_short_title(store: Store) -> None:
    conversation = started(store, "word \n" * 100)
    title = open_conversation(store, ADA, conversation)[0].title
    assert len(title) <= MAXIMUM_TITLE_CHARACTERS
    assert title.endswith("…")


def test_an_owner_can_be_forgotten(store: Store) -> None:
    started(store, "first")
    started(store, "second")
    other = started(store, "third", owner=BOB)
    assert forget_owner(store, ADA) == 2
    assert conversations(store, ADA) == []
    assert len(open_conversation(store, BOB, other)[1]) == 1
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM turn")).scalar_one() == 1


def test_a_question_that_a_database_cannot_hold_is_kept_in_readable_form(store: Store) -> None:
    conversation = started(store, "lone \ud800 and nul \x00 here")
    assert open_conversation(store, ADA, conversation)[1][0].question == "lone ? and nul  here"
