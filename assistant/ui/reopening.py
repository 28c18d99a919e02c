"""Take up a conversation that was kept: its turns as they were shown, and what it had established.

What it had established is not stored. The stored questions are understood once more, recorded nowhere, and after each one
whatever its stored answer no longer lists as in use is forgotten again. A fact that was removed after the last question
is therefore back after a reload, in plain sight; a new patient is a turn of its own and stays one.
"""

from collections.abc import Callable, Sequence

from assistant.answering.inputs_shown import facts_of
from assistant.answering.reply import Reply
from assistant.conversation.memory import EMPTY, without
from assistant.conversation.memory import Conversation as Memory
from assistant.records.conversations import StoredTurn, open_conversation
from assistant.records.feedback import feedback_of
from assistant.records.store import Store
from assistant.ui.conversation import Conversation, Turn

Respond = Callable[[str, Memory], Reply]


def reopened(store: Store, owner: str, conversation: str, respond: Respond) -> Conversation:
    """Return a kept conversation of an owner. Raises NotKeptError where the owner has none of this id, and RecordsError."""
    found, stored = open_conversation(store, owner, conversation)
    turns = tuple(Turn(n, turn.question, turn.answer, turn.audit_seq) for n, turn in enumerate(stored, 1))
    opinions = {turn.number: feedback_of(store, owner, turn.audit_seq) for turn in turns}
    return Conversation(
        id=found.id,
        audience=found.audience,
        turns=turns,
        memory=recalled(stored, respond),
        opinions={number: opinion for number, opinion in opinions.items() if opinion is not None},
    )


def recalled(turns: Sequence[StoredTurn], respond: Respond) -> Memory:
    """Return what a conversation had established after its turns."""
    memory = EMPTY
    for turn in turns:
        memory = respond(turn.question, memory).conversation
        in_use = {fact.name for fact in turn.answer.facts}
        for fact in facts_of(memory):
            if fact.name not in in_use:
                memory = without(memory, fact.name)
    return memory
