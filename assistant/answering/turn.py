"""A turn on its way through the steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.answer import Answer
from assistant.answering.calculating import Outcome
from assistant.answering.extracting import Extract
from assistant.conversation.memory import EMPTY, Conversation
from assistant.conversation.requests import LookUp, Request
from assistant.knowledge.facets import NEAR_NOTHING, Nearness
from assistant.retrieval.search import Hit


@dataclass(frozen=True)
class Turn:
    """The words, and the conversation before them; each step fills what it finds.

    vector: that of what is looked up or asked, None without an embedding; is_beyond: it is of another matter than the regimen;
    near: to which questions of the registers it lies nearest; beside: the second part of the question, looked up by itself; before: the conversation as the turn found it; chosen: passages that a language model chose to word; deadline: of its work, on
    its clock; model_fault: why it is no longer asked.
    """

    words: str
    conversation: Conversation = EMPTY
    request: Request | None = None
    outcome: Outcome | None = None
    looked_up: LookUp | None = None
    hits: tuple[Hit, ...] = ()
    near: Nearness = NEAR_NOTHING
    vector: Sequence[float] | None = None
    is_beyond: bool = False
    extract: Extract | None = None
    beside: "Turn | None" = None
    answer: Answer | None = None
    warnings: tuple[str, ...] = ()
    before: Conversation = EMPTY
    chosen: tuple[str, ...] = ()
    deadline: float | None = None
    model_fault: str | None = None

    @property
    def composed(self) -> Answer:
        """The answer. Raises ValueError before one has been composed."""
        if self.answer is None:
            raise ValueError("No step has composed an answer.")
        return self.answer
