"""What a turn was understood as."""

from dataclasses import dataclass

from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Request


@dataclass(frozen=True)
class Understood:
    """What a turn asks for, and the conversation with what it states."""

    request: Request
    conversation: Conversation
