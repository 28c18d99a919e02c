"""What a browser's session holds: the turns of its conversation and the source that stands open."""

from dataclasses import dataclass
from typing import cast

import streamlit as st

from assistant.answering.answer import Answer, Citation
from assistant.answering.reply import Reply
from assistant.conversation.memory import EMPTY, forgotten, without
from assistant.conversation.memory import Conversation as Memory

_KEY = "conversation"


@dataclass(frozen=True)
class Turn:
    """A question and its answer; number counts from 1 within the conversation."""

    number: int
    question: str
    answer: Answer


@dataclass(frozen=True)
class Opened:
    """The citation that a person opened."""

    turn: int
    n: int

    @property
    def name(self) -> str:
        """The name by which links and the page's script speak of it."""
        return f"{self.turn}-{self.n}"


@dataclass
class Conversation:
    """One conversation. memory: what it has established; waiting: a question that was asked and not yet answered."""

    turns: tuple[Turn, ...] = ()
    opened: Opened | None = None
    waiting: str | None = None
    memory: Memory = EMPTY

    def add(self, question: str, reply: Reply) -> None:
        """Add an answered question; what stood open belongs to another answer and closes."""
        self.turns = (*self.turns, Turn(len(self.turns) + 1, question, reply.answer))
        self.memory = reply.conversation
        self.opened, self.waiting = None, None

    def open(self, name: str) -> None:
        """Open the citation `TURN-N`; what does not exist opens nothing."""
        turn, _, n = name.partition("-")
        if turn.isdecimal() and n.isdecimal():
            opened = Opened(int(turn), int(n))
            self.opened = opened if self.citation(opened) else None

    def ask(self, question: str) -> None:
        """Ask a question at the next drawing of the page."""
        self.waiting = question

    def forget(self, name: str) -> None:
        """Forget one fact of the patient."""
        self.memory = without(self.memory, name)

    def new_patient(self) -> None:
        """Forget all that is known of the patient; the turns stay to be read."""
        self.memory = forgotten(self.memory)

    def close(self) -> None:
        """Close the source."""
        self.opened = None

    def citation(self, opened: Opened | None) -> Citation | None:
        """Return the citation that is opened, None where there is none."""
        citations = [
            citation
            for turn in self.turns
            if opened and turn.number == opened.turn
            for citation in turn.answer.citations
            if citation.n == opened.n
        ]
        return citations[0] if citations else None


def current() -> Conversation:
    """Return the conversation of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Conversation()
    return cast(Conversation, st.session_state[_KEY])


def start_anew() -> None:
    """Forget the conversation of this session."""
    st.session_state[_KEY] = Conversation()
