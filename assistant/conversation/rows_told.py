"""The rows of the dose-modification table that a conversation has told of its patient, earlier cycles included."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.conversation import following
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate, Request, Wanted
from assistant.conversation.signals import Text

_LIVER = "liver"
_DECIDING = {"grade", "seizures"}
"""Without one of these, a toxicity that is only mentioned of the past ("last cycle's ALT was 71") tells of no row."""


def with_rows_told(conversation: Conversation, request: Request, text: Text) -> Conversation:
    """Return the conversation with the rows that a turn tells of; a mere supposition tells of none.

    A row that is put right takes the place of what was told of its toxicity; a toxicity that is named anew stands beside it.
    """
    if following.supposes(text.question):
        return conversation
    told = conversation.told
    for row in _rows_of(request):
        if not _is_named(row, text) or following.is_correction(text.question):
            told = tuple(known for known in told if subject_of(known) != subject_of(row))
        told = (*(known for known in told if known.values != row.values), row)
    before = (Wanted("modification", {item.name: item for item in toxicity.inputs}) for toxicity in text.before)
    certain = (row for row in before if "toxicity" in row.inputs and row.inputs.keys() & _DECIDING)
    return replace(conversation, told=(*told, *certain))


def subject_of(row: Wanted) -> object:
    """Return the toxicity of a row; the liver's, where values of it were told."""
    return _LIVER if row.calculator == _LIVER else row.inputs["toxicity"].value


def _rows_of(request: Request) -> Iterator[Wanted]:
    if isinstance(request, Calculate):
        yield from (w for w in request.wanted if w.calculator == _LIVER or "toxicity" in w.inputs)


def _is_named(row: Wanted, text: Text) -> bool:
    return any(toxicity.name == subject_of(row) for toxicity in text.toxicities)
