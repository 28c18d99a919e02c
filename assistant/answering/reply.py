"""What one turn gives back."""

from dataclasses import dataclass

from assistant.answering.answer import Answer
from assistant.conversation.memory import Conversation


@dataclass(frozen=True)
class Reply:
    """An answer, and the conversation with which the next turn begins."""

    answer: Answer
    conversation: Conversation
