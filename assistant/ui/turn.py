"""One turn of the conversation: the question, then its answer from top to bottom, then what can be done with it."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from assistant.answering import replies
from assistant.answering.audience import Additions, additions
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.disabling import Disabled
from assistant.knowledge.sources import Standing
from assistant.records.store import Store
from assistant.ui import words
from assistant.ui.audience import terms_html
from assistant.ui.blocks import Block, blocks
from assistant.ui.card import inputs_html
from assistant.ui.conversation import Conversation, Turn, with_answer
from assistant.ui.copying import draw_copy
from assistant.ui.facts import draw_inputs
from assistant.ui.opinion import draw_opinion, draw_opinion_buttons
from assistant.ui.since_then import shown_now
from assistant.ui.sources import sources_html

_SHOWN_CHARACTERS = 600


@dataclass(frozen=True)
class Desk:
    """What turns are drawn with: the conversation, the documents, what is switched off now, and the records."""

    held: Conversation
    corpus: Corpus
    off: Disabled
    store: Store
    owner: str


def draw_turn(turn: Turn, desk: Desk) -> None:
    """Draw a question and its answer. The inputs of the last one's calculation can be changed."""
    shown = shown_now(turn.answer, desk.corpus, desk.off)
    turn = with_answer(turn, shown.answer)
    beside = additions(turn.answer, desk.held.audience, desk.corpus, desk.off)
    is_last = turn.number == len(desk.held.turns)
    with st.container(key=f"turn-{turn.number}", gap="small"):
        draw_question(turn.question)
        with st.chat_message("assistant"):
            _draw_notes(turn, shown.note)
            _draw_answer(turn, desk, beside, changeable=is_last)
            _draw_doing(turn, desk, beside)


def draw_question(question: str) -> None:
    """Draw a question exactly as typed: nothing in it has a meaning for the page."""
    with st.chat_message("user"):
        st.html(question_html(question))


def question_html(question: str) -> str:
    """Return a question as escaped HTML, cut where it is very long."""
    readable = question.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    cut = readable if len(readable) <= _SHOWN_CHARACTERS else f"{readable[:_SHOWN_CHARACTERS]} …"
    kind = "question another" if readable == words.NEW_PATIENT else "question"
    return f'<div class="{kind}">{escape(cut)}</div>'


def standings_of(corpus: Corpus) -> dict[str, Standing]:
    """Return the standing of each document, by id."""
    return {document.source.id: document.source.standing for document in corpus.documents.values()}


def block_html(block: Block, *, with_inputs: bool) -> str:
    """Return a block as HTML; a card with its inputs to be read only, or the part above them."""
    beside = " beside" if block.beside else ""
    tag = "blockquote" if block.kind in ("authority", "site", "background") else "div"
    rest = inputs_html(block.origins) + block.below if with_inputs and block.kind == "card" else ""
    return f'<{tag} class="words words-{block.kind}{beside}">{block.html}{rest}</{tag}>'


def _draw_notes(turn: Turn, note: str | None) -> None:
    if turn.answer.engine.startswith("llm:"):
        told = words.WORDED_BY.format(engine=turn.answer.engine.removeprefix("llm:"))
        st.html(f'<p class="hint" role="note">{escape(told)}</p>')
    if turn.had_identifiers:
        st.html(f'<p class="hint" role="note">{escape(replies.IDENTIFIERS)}</p>')
    if note is not None:
        st.html(f'<p class="problem-line" role="note">{escape(note)}</p>')


def _draw_answer(turn: Turn, desk: Desk, beside: Additions, *, changeable: bool) -> None:
    drawn: list[str] = []
    for card, block in enumerate(_blocks(turn, desk)):
        can_change = changeable and block.kind == "card" and bool(block.origins)
        drawn.append(block_html(block, with_inputs=not can_change))
        if can_change:
            _draw_html(drawn, turn)
            draw_inputs(desk.held, block.origins, card)
            drawn = [f'<div class="words words-card">{block.below}</div>']
    drawn += [sources_html(turn, desk.corpus, beside), terms_html(beside)]
    _draw_html(drawn, turn)


def _blocks(turn: Turn, desk: Desk) -> tuple[Block, ...]:
    """Return the blocks of an answer, made once for as long as it is the same."""
    answer, made = desk.held.drawn.get(turn.number, (None, ()))
    if answer is not turn.answer:
        made = tuple(blocks(turn.answer, turn.number, standings_of(desk.corpus)))
        desk.held.drawn[turn.number] = (turn.answer, made)
    return made


def _draw_html(parts: list[str], turn: Turn) -> None:
    st.html(f'<div class="answer {turn.answer.kind}">{"".join(parts)}</div>')


def _draw_doing(turn: Turn, desk: Desk, beside: Additions) -> None:
    with st.container(key=f"doing-{turn.number}", horizontal=True, gap="medium", vertical_alignment="center"):
        draw_copy(turn, desk.corpus, beside)
        draw_opinion_buttons(desk.held, turn, desk.store, desk.owner)
    draw_opinion(desk.held, turn, desk.store, desk.owner)
