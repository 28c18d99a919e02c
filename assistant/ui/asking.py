"""Answer what waits: without what is switched off, recorded before it is shown, and without anyone's name."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Protocol

from pydantic import TypeAdapter

from assistant.answering.answer import Answer
from assistant.answering.reply import Reply
from assistant.conversation.memory import Conversation as Memory
from assistant.knowledge.disabling import Disabled
from assistant.knowledge.identifiers import Identifier, cut, identifiers_in
from assistant.records.conversations import start_conversation
from assistant.records.errors import NotKeptError, RecordsError
from assistant.records.recording import Asking, Kept, record_answer, record_sentence, without_words
from assistant.records.store import Store
from assistant.records.switches import disabled
from assistant.ui.conversation import Conversation, Waiting

_LOG = logging.getLogger("assistant")
_ANSWER = TypeAdapter(Answer)


class Answering(Protocol):
    """What answers one turn of a conversation."""

    def respond(
        self,
        question: str,
        memory: Memory,
        off: Disabled,
        *,
        with_model: bool,
        show: Callable[[Answer], None] | None = None,
    ) -> Reply:
        """Answer without what is switched off. show: called with the answer so far while a language model writes."""
        ...


@dataclass(frozen=True)
class Records:
    """Where answers are recorded, for whom, and the clock."""

    store: Store
    owner: str
    now: Callable[[], datetime]


def answer_waiting(
    held: Conversation,
    waiting: Waiting,
    answering: Answering,
    records: Records,
    show: Callable[[Answer], None] | None = None,
) -> None:
    """Answer the waiting question, record it, then add it to the turns.

    show: called with the answer so far, recorded before, each time that a sentence of a language model has passed. Raises RecordsError: then nothing is shown or recorded, the question still waits, and it can be asked again.
    """
    off = disabled(records.store)
    began = perf_counter()
    showing = _recorded_first(held, waiting, records, show) if show is not None else None
    reply = answering.respond(waiting.question, held.memory, off, with_model=held.with_model, show=showing)
    milliseconds = round((perf_counter() - began) * 1000, 3)
    found = identifiers_in(waiting.question)
    typed = (*held.identifiers, *found)
    answer = without_identifiers(reply.answer, typed)
    asking = Asking(waiting.question, records.now(), "page", {"answer": milliseconds}, waiting.key, held.audience)
    try:
        recorded = record_answer(records.store, asking, answer, _kept(held, records))
    except NotKeptError:
        # It was deleted in another window: asked again, the question begins a conversation of its own.
        held.id = None
        raise
    held.identifiers = typed
    question = cut(waiting.question, found)
    held.add(question, answer, reply.conversation, recorded.seq, had_identifiers=bool(found))


def _recorded_first(
    held: Conversation, waiting: Waiting, records: Records, show: Callable[[Answer], None]
) -> Callable[[Answer], None]:
    """Return what shows an answer so far once it is recorded; what cannot be recorded is not shown, and nothing after it."""
    typed = (*held.identifiers, *identifiers_in(waiting.question))
    stopped = False

    def show_recorded(so_far: Answer) -> None:
        nonlocal stopped
        if stopped:
            return
        answer = without_identifiers(so_far, typed)
        try:
            record_sentence(records.store, Asking(waiting.question, records.now(), "page", {}, waiting.key), answer)
        except RecordsError as error:
            _LOG.warning("A sentence is not shown before the answer is whole: %s", error)
            stopped = True
            return
        show(answer)

    return show_recorded


def without_identifiers(answer: Answer, found: Sequence[Identifier]) -> Answer:
    """Return an answer that repeats nothing of what identifies a person."""
    return _ANSWER.validate_python(without_words(answer.as_json(), found)) if found else answer


def _kept(held: Conversation, records: Records) -> Kept | None:
    if not held.is_kept:
        return None
    if held.id is None:
        held.id = start_conversation(records.store, records.owner, records.now(), audience=held.audience).id
    return Kept(records.owner, held.id)
