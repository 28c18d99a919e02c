"""The steps of a language model within a turn: each may help, none is needed, and a fault of one leaves the turn as it was."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.assistant import Assistant
from assistant.answering.calculating import run
from assistant.answering.calling import ModelError
from assistant.answering.choosing import chosen
from assistant.answering.grounding import ground
from assistant.answering.inputs_shown import facts_of
from assistant.answering.model import LanguageModel
from assistant.answering.proposing import proposed
from assistant.answering.rewriting import rewritten
from assistant.answering.turn import Turn
from assistant.answering.wording import Worded, messages_for, worded
from assistant.conversation.following import is_follow_up
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate, LookUp
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.passages import Passage
from assistant.settings import Job

_LOG = logging.getLogger("assistant")

Step = Callable[[Assistant, LanguageModel, Turn], Turn]

Show = Callable[[Answer], None]
"""Takes an answer as it stands so far: what must come first, and the sentences that have passed."""


def step(name: Job, assistant: Assistant, model: LanguageModel) -> Callable[[Turn], Turn]:
    """Return a step of the pipeline."""
    return partial(_guarded, name, _STEPS[name], assistant, model)


def word_step(assistant: Assistant, model: LanguageModel, show: Show | None) -> Callable[[Turn], Turn]:
    """Return the step that words the answer. show: called with each sentence more that has passed."""
    return partial(_guarded, "word", partial(_word, show), assistant, model)


def _guarded(name: Job, work: Step, assistant: Assistant, model: LanguageModel, turn: Turn) -> Turn:
    """Do a job; after a fault no more is asked of the model in this turn, and the answer says so."""
    if name not in model.jobs or turn.model_fault is not None:
        return turn
    # The budget begins with the first step of the model, and is shared by all.
    turn = turn if turn.deadline is not None else replace(turn, deadline=model.clock() + model.seconds)
    try:
        return work(assistant, model, turn)
    except ModelError as error:
        _LOG.warning("The language model (%s) gave %s", name, error)
        return replace(turn, model_fault=str(error))


def _rewrite(assistant: Assistant, model: LanguageModel, turn: Turn) -> Turn:
    """Only what is looked up is rewritten, and only where the turn leans on the one before."""
    request, before = turn.request, _asked_before(turn.before)
    if not isinstance(request, LookUp) or before is None or not is_follow_up(turn.words) or request.emphasis != "plain":
        return turn
    question = rewritten(before, turn.words, assistant.vocabulary, model, _deadline(turn))
    return replace(turn, request=replace(request, question=question, asked=aspects_of(question, assistant.vocabulary)))


def _asked_before(conversation: Conversation) -> str | None:
    last = conversation.last
    return last.question if isinstance(last, LookUp | Calculate) else None


def _propose(assistant: Assistant, model: LanguageModel, turn: Turn) -> Turn:
    """Fill in what one calculation still needs, where the user's words state it."""
    request, outcome = turn.request, turn.outcome
    if not isinstance(request, Calculate) or outcome is None or outcome.results or not outcome.to_ask:
        return turn
    to_ask = outcome.to_ask[0]
    found = proposed(turn.words, to_ask.missing, assistant.vocabulary, model, _deadline(turn))
    if not found:
        return turn
    inputs = {item.name: item for item in found}
    wanted = tuple(
        replace(w, inputs={**inputs, **w.inputs}) if w.calculator == to_ask.calculator else w for w in request.wanted
    )
    filled = replace(request, wanted=wanted)
    return replace(turn, request=filled, outcome=run(filled, assistant.rules))


def _choose(assistant: Assistant, model: LanguageModel, turn: Turn) -> Turn:
    cited = _to_word(assistant, turn)
    if len(cited) < 2 or turn.looked_up is None:
        return turn
    picked = chosen(turn.looked_up.question, list(cited.values()), model, _deadline(turn))
    return replace(turn, chosen=tuple(passage.id for passage in picked))


def _word(show: Show | None, assistant: Assistant, model: LanguageModel, turn: Turn) -> Turn:
    cited, extract = _to_word(assistant, turn), turn.extract
    if not cited or extract is None:
        return turn
    main = frozenset(n for n, p in cited.items() if p in extract.statements[0].passages)
    picked = {
        n: p for n, p in cited.items() if n in main or not turn.chosen or p.id in turn.chosen or p.kind == "footnote"
    }
    messages = messages_for(turn.words, facts_of(turn.conversation), picked)

    def tell(so_far: Worded) -> None:
        if show is not None:
            # What is shown before the answer is whole is looked at like a whole one.
            checked = ground(assistant.corpus, turn.composed)
            first, _ = _around_prose(checked)
            text = "\n\n".join([*first, so_far.markdown])
            show(replace(checked, text=text, engine=model.engine, dropped=so_far.dropped))

    prose = worded(messages, picked, main, assistant.corpus.passages, model, _deadline(turn), tell)
    answer = replace(turn.composed, dropped=prose.dropped)
    if prose.kept:
        first, rest = _around_prose(answer)
        answer = replace(answer, text="\n\n".join([*first, prose.markdown, *rest]), engine=model.engine)
    if prose.dropped:
        answer = _with_line(answer, replies.MODEL_DROPPED.format(count=len(prose.dropped)))
    return replace(turn, answer=answer)


def _to_word(assistant: Assistant, turn: Turn) -> dict[int, Passage]:
    """Return the passages of an answer that may be worded, by citation: what answers and what is read with it.

    Prose opens the answer, so it says what the authority says: a site's own document and background are quoted in their place.
    """
    answer, extract = turn.answer, turn.extract
    if answer is None or answer.kind != "answer" or extract is None or not extract.statements:
        return {}
    places = {(p.source, p.start, p.end): p for p in assistant.corpus.passages.values()}
    named = {c.n: places[c.source, c.start, c.end] for c in answer.citations if (c.source, c.start, c.end) in places}
    return {n: p for n, p in named.items() if assistant.corpus.source_of(p).standing == "authority"}


def _around_prose(answer: Answer) -> tuple[list[str], list[str]]:
    """Return the blocks of an answer's text that must come first of all, and those that prose comes before."""
    blocks = answer.text.split("\n\n")
    first = {f"**{replies.EMERGENCY}**", f"*{replies.RESTATED}*", f"*{replies.PUSHBACK}*"}
    place = next((n for n, block in enumerate(blocks) if block not in first), len(blocks))
    return blocks[:place], blocks[place:]


def _with_line(answer: Answer, line: str) -> Answer:
    return replace(answer, text=f"{answer.text}\n\n*{line}*")


def told_of_fault(turn: Turn) -> Turn:
    """Return the turn with one quiet line where the model failed; what it never words stays as it is."""
    if turn.model_fault is None or turn.composed.kind != "answer":
        return turn
    return replace(turn, answer=_with_line(turn.composed, replies.MODEL_UNAVAILABLE))


def _deadline(turn: Turn) -> float:
    if turn.deadline is None:
        raise ValueError("The turn has no deadline for a model.")
    return turn.deadline


_STEPS: dict[Job, Step] = {"rewrite": _rewrite, "propose": _propose, "choose": _choose}
