"""What a browser's session holds: the turns of its conversation, what waits, and the source that stands open."""

import secrets
from dataclasses import dataclass, field, replace
from typing import cast

import streamlit as st

from assistant.answering.answer import Answer, Citation
from assistant.answering.audience import Audience
from assistant.conversation.memory import EMPTY, without
from assistant.conversation.memory import Conversation as Memory
from assistant.knowledge.identifiers import Identifier
from assistant.records.feedback import Feedback
from assistant.ui import words
from assistant.ui.blocks import Block

_KEY = "conversation"
_BEGUN = "conversation-begun"


@dataclass(frozen=True)
class Turn:
    """A question without identifiers and its answer; number counts from 1 within the conversation.

    audit_seq: of its entry in the audit; had_identifiers: the question as typed held some.
    """

    number: int
    question: str
    answer: Answer
    audit_seq: int
    had_identifiers: bool = False


@dataclass(frozen=True)
class Waiting:
    """A question that was asked and not yet answered. key: the same however often the page runs with it."""

    question: str
    key: str = field(default_factory=lambda: secrets.token_hex(16))


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
    """One conversation.

    id: in the records, None while it is not there; is_kept: it is to be listed; with_model: a language model may help, if there is one; audience: for whom it is shown; memory: what it has established; waiting: a
    question not yet answered; problem: why it could not be answered; identifiers: what was typed and is shown nowhere;
    opinions: by turn; reporting: the turn whose problem is being reported; drawn: by turn, the answer that was shown last and its
    blocks, so that a run of the page need not make them again.
    """

    id: str | None = None
    is_kept: bool = True
    with_model: bool = True
    audience: Audience = "clinician"
    turns: tuple[Turn, ...] = ()
    opened: Opened | None = None
    waiting: Waiting | None = None
    problem: str | None = None
    notice: str | None = None
    memory: Memory = EMPTY
    identifiers: tuple[Identifier, ...] = ()
    opinions: dict[int, Feedback] = field(default_factory=dict)
    reporting: int | None = None
    drawn: dict[int, tuple[Answer, tuple[Block, ...]]] = field(default_factory=dict)

    def ask(self, question: str) -> None:
        """Ask a question at the next drawing of the page."""
        self.waiting, self.problem, self.notice = Waiting(question), None, None

    def add(self, question: str, answer: Answer, memory: Memory, audit_seq: int, *, had_identifiers: bool) -> None:
        """Add an answered question; what stood open belongs to another answer and closes."""
        turn = Turn(len(self.turns) + 1, question, answer, audit_seq, had_identifiers)
        self.turns, self.memory = (*self.turns, turn), memory
        self.opened, self.waiting, self.problem, self.reporting = None, None, None, None

    def ask_again(self) -> None:
        """Try once more what could not be answered."""
        self.problem = None

    def drop(self) -> None:
        """Give up the question that could not be answered."""
        self.waiting, self.problem = None, None

    def new_patient(self) -> None:
        """Say that another patient follows, as a turn: what is told is forgotten, and it stays so after a reload."""
        self.ask(words.NEW_PATIENT)

    def forget(self, name: str) -> None:
        """Forget one fact of the patient."""
        self.memory = without(self.memory, name)

    def open(self, name: str) -> None:
        """Open the citation `TURN-N`; what does not exist opens nothing."""
        turn, _, n = name.partition("-")
        if turn.isdecimal() and n.isdecimal():
            opened = Opened(int(turn), int(n))
            self.opened = opened if self.citation(opened) else None

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


def begin(conversation: Conversation) -> None:
    """Put another conversation into this session; its address follows it, not the other way round."""
    st.session_state[_KEY] = conversation
    st.session_state[_BEGUN] = True


def start_anew() -> None:
    """Leave the conversation of this session for a new one, kept or not, and for whom, as the one before."""
    before = current()
    begin(Conversation(is_kept=before.is_kept, with_model=before.with_model, audience=before.audience))


def was_just_begun() -> bool:
    """Tell, once, whether this run has put another conversation into the session."""
    return bool(st.session_state.pop(_BEGUN, False))


def with_answer(turn: Turn, answer: Answer) -> Turn:
    """Return a turn with another answer."""
    return replace(turn, answer=answer)
