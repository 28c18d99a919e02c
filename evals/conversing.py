"""Hold one conversation from its first turn to its last."""

from collections.abc import Sequence

from assistant.answering.answer import Answer
from assistant.answering.pipeline import Assistant, ask


def converse(assistant: Assistant, turns: Sequence[str]) -> list[Answer]:
    """Answer the turns of a fresh conversation in order."""
    return [ask(assistant, words) for words in turns]
