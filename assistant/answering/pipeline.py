"""From a turn to an answer: one readable list of steps, as a LangChain runnable.

understand  what the words ask for, after what was said before
calculate   what the rules can compute, or what they still need
retrieve    the passages that can be about it
weigh       whether it is of another matter
extract     the statements that answer
compose     the text, with what must stand beside them
ground      every quote checked once more

A long message that is declined goes through once more, from the sentences that ask (`asking_apart`). With a language model: `rewrite` after understanding, `propose` after calculating, `choose` and `word` after composing. Each may
help, none is needed, and none touches a calculation's figures, a question back or an abstention.
"""

import logging
import math
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, reduce
from operator import or_

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering import replies
from assistant.answering.alone import clear_alone, is_clearer, says_little
from assistant.answering.answer import Answer
from assistant.answering.asking_apart import asked_apart, is_clear
from assistant.answering.assembling import answer_to
from assistant.answering.assistant import Assistant, load_assistant
from assistant.answering.assisted import Show, step, told_of_fault, word_step
from assistant.answering.beside_the_row import asks_beside_the_row
from assistant.answering.beyond import is_beyond, is_within
from assistant.answering.calculating import asks_for_statement, rule_asked_for, run
from assistant.answering.composing import decline
from assistant.answering.drug_of_a_row import asks_for_drug
from assistant.answering.extracting import Extract, extract
from assistant.answering.grounding import ground
from assistant.answering.inquiring import without_gaps
from assistant.answering.not_due import with_premedication
from assistant.answering.of_whom import is_said_of_people, names_people
from assistant.answering.part_by_part import asked_in_parts, with_each_part
from assistant.answering.reply import Reply
from assistant.answering.row_of_a_range import is_of_one_row
from assistant.answering.subject_shown import with_subject_shown
from assistant.answering.turn import Turn
from assistant.conversation.looking_again import core_of
from assistant.conversation.memory import EMPTY, Conversation
from assistant.conversation.requests import Calculate, Decline, HoldLength, LookUp, joined
from assistant.conversation.understanding import understand
from assistant.conversation.ward import Ward
from assistant.knowledge.aspects import Aspects, aspects_of
from assistant.knowledge.facets import NEAR_NOTHING, Nearness, facets_in
from assistant.retrieval.errors import RetrievalError
from assistant.retrieval.lexical import terms
from assistant.retrieval.nearness import nearness_of
from assistant.retrieval.search import Hit, search

__all__ = ["Assistant", "Reply", "ask", "build_pipeline", "converse", "load_assistant", "respond"]

_LOG = logging.getLogger("assistant")


def build_pipeline(assistant: Assistant, *, with_model: bool = True, show: Show | None = None) -> Runnable[Turn, Turn]:
    """Return the steps for one assistant, to be invoked with a Turn.

    with_model: use its language model, if it has one; show: called with the answer so far while the model still writes.
    """
    steps: list[tuple[str, Callable[[Turn], Turn]]] = [
        ("understand", partial(_understand, assistant)),
        ("calculate", partial(_calculate, assistant)),
        ("retrieve", partial(_retrieve, assistant)),
        ("weigh", partial(_weigh, assistant)),
        ("extract", partial(_extract, assistant)),
        ("compose", partial(_compose, assistant)),
        ("ground", partial(_ground, assistant)),
    ]
    if with_model and assistant.model is not None:
        steps[1:1] = [("rewrite", step("rewrite", assistant, assistant.model))]
        steps[3:3] = [("propose", step("propose", assistant, assistant.model))]
        steps[-1:-1] = [
            ("choose", step("choose", assistant, assistant.model)),
            ("word", word_step(assistant, assistant.model, show)),
            ("tell of faults", told_of_fault),
        ]
    first, *others = (RunnableLambda(run, name=name) for name, run in steps)
    return reduce(or_, others, first)


def respond(
    assistant: Assistant,
    words: str,
    conversation: Conversation = EMPTY,
    *,
    with_model: bool = True,
    show: Show | None = None,
) -> Reply:
    """Answer one turn. This is the edge: whatever fails inside, a person is told, and nothing unsafe is shown.

    with_model: let the language model help, if one is configured; a conversation can do without. show: called with the answer
    so far, each time that a sentence of the model has passed; what is returned stands in its place.
    """
    try:
        steps = build_pipeline(assistant, with_model=with_model, show=show)
        turn = steps.invoke(Turn(words, conversation, before=conversation))
        apart = asked_apart(turn, assistant)
        if apart is not None:
            again = steps.invoke(apart)
            turn = again if is_clear(again, turn, assistant) else turn
    except Exception:  # noqa: BLE001 - the one edge: a person is told, and the log has the rest
        reference = secrets.token_hex(4)
        _LOG.exception("A question could not be answered (error %s)", reference)
        broken = decline(replies.BROKEN.format(reference=reference), "not_in_sources", assistant.versions)
        return Reply(broken, conversation)
    return Reply(turn.composed, turn.conversation)


def ask(assistant: Assistant, words: str) -> Answer:
    """Answer one question by itself."""
    return respond(assistant, words).answer


def converse(assistant: Assistant, turns: Sequence[str]) -> list[Answer]:
    """Answer the turns of one conversation, in order."""
    answers, conversation = [], EMPTY
    for words in turns:
        reply = respond(assistant, words, conversation)
        answers.append(reply.answer)
        conversation = reply.conversation
    return answers


def _understand(assistant: Assistant, turn: Turn) -> Turn:
    """Understand the turn; a question on a toxicity that asks for no action is a look-up."""
    ward = Ward(assistant.vocabulary, assistant.elsewhere, assistant.rules)
    understood = understand(turn.words, turn.conversation, ward)
    request, conversation = understood.request, understood.conversation
    if isinstance(request, Calculate):
        facets = facets_in(request.question, assistant.corpus.registers.facets)
        asks_for_drug_alone = asks_for_drug(request, assistant.vocabulary) or asks_beside_the_row(request.question)
        if asks_for_statement(request, facets) or asks_for_drug_alone or is_of_one_row(request, assistant.rules):
            request = request.look_up
            conversation = replace(conversation, last=request)
    return replace(turn, request=request, conversation=conversation)


def _calculate(assistant: Assistant, turn: Turn) -> Turn:
    if not isinstance(turn.request, Calculate):
        return turn
    calculated = replace(turn, outcome=run(turn.request, assistant.rules))
    return with_premedication(calculated, assistant.corpus.registers.facets, assistant.vocabulary)


def _retrieve(assistant: Assistant, turn: Turn) -> Turn:
    """Search for the question; for what was asked before and the question together, where it leans on that."""
    question = _to_search(turn, assistant)
    turn = _near_calculated(turn, assistant)
    if question is None:
        return turn
    if question.before is not None and question.leans:
        alone = clear_alone(question, question.before, assistant.index, partial(_vector_of, assistant))
        question = alone or joined(question, question.before)
    searched = _searched(assistant, turn, question)
    if question.before is not None and says_little(question, turn.before.last) and not is_beyond(searched, assistant):
        together = _searched(assistant, turn, joined(question, question.before))
        searched = together if is_clearer(together.hits, searched.hits) else searched
    if question.before is not None and not question.leans and names_people(question.asked):
        both = _searched(assistant, turn, joined(question, question.before))
        if is_said_of_people(both.hits, question.asked, question.before.asked, assistant.index.passage_aspects):
            searched = both
    asked = _to_search(turn, assistant)
    before = asked.before if asked is not None else None
    if asked is not None and before is not None and _is_of_another_row(searched, asked, before, assistant):
        searched = _searched(assistant, turn, joined(asked, before))
    near = searched.near.with_(without_gaps(turn.near, assistant))
    # The rule that a calculation asks for is looked up in words that are not the user's: how far they lie from a gap tells nothing.
    return replace(searched, near=replace(near, gaps={}) if isinstance(turn.request, Calculate) else near)


def _is_of_another_row(searched: Turn, asked: LookUp, before: LookUp, assistant: Assistant) -> bool:
    """Tell whether a follow-up that names no toxicity finds a row of another one, or of another grade, than was asked about before."""
    if not searched.hits or asked.asked.toxicities:
        return False
    found = assistant.index.passage_aspects[searched.hits[0].passage]
    toxicities, grades = before.asked.toxicities, frozenset[int]() if asked.asked.grades else before.asked.grades
    is_of_another = bool(toxicities) and bool(found.toxicities) and found.toxicities.isdisjoint(toxicities)
    return is_of_another or (bool(grades) and bool(found.grades) and found.grades.isdisjoint(grades))


def _near_calculated(turn: Turn, assistant: Assistant) -> Turn:
    """Return the turn with what a calculation's question lies nearest to; gaps only where it is for nobody and lacks an input."""
    if not isinstance(turn.request, Calculate) or turn.outcome is None:
        return turn
    vector = _vector_of(assistant, turn.request.question)
    near = _near(assistant, vector)
    if turn.outcome.results or turn.request.patient:
        near = without_gaps(near, assistant)
    return replace(turn, vector=None if turn.outcome.results else vector, near=near)


def _searched(assistant: Assistant, turn: Turn, question: LookUp) -> Turn:
    """Return the turn with what a search for the question finds."""
    vector = _vector_of(assistant, question.question)
    hits = tuple(search(question.question, assistant.index, vector, asked=question.asked))
    warnings = (replies.LEXICAL_ONLY,) if vector is None else ()
    return replace(turn, looked_up=question, hits=hits, near=_near(assistant, vector), vector=vector, warnings=warnings)


def _vector_of(assistant: Assistant, question: str) -> Sequence[float] | None:
    try:
        return assistant.embeddings.embed_query(question) if assistant.index.vectors is not None else None
    except RetrievalError as error:
        _LOG.warning("Lexical search alone: %s", error)
        return None


def _near(assistant: Assistant, vector: Sequence[float] | None) -> Nearness:
    vectors = assistant.index.vectors
    return nearness_of(vectors, vector) if vectors is not None and vector is not None else NEAR_NOTHING


def _to_search(turn: Turn, assistant: Assistant) -> LookUp | None:
    """Return what is to be looked up: a question, the rule that a calculation asks for in general, or a second part."""
    match turn.request:
        case LookUp() as look_up:
            return look_up
        case Calculate() as calculation if turn.outcome is not None:
            return (
                calculation.besides if turn.outcome.is_something else rule_asked_for(calculation, assistant.vocabulary)
            )
        case HoldLength(look_up=look_up):
            return look_up
        case Decline(question=str(question)):
            return LookUp(question, aspects_of(question, assistant.vocabulary))
        case _:
            return None


def _weigh(assistant: Assistant, turn: Turn) -> Turn:
    """Tell whether the turn is of another matter; one that is only by its words, and near to what is answered, is none."""
    if isinstance(turn.request, Decline):
        return replace(turn, request=turn.looked_up) if is_within(turn, assistant) else turn
    return replace(turn, is_beyond=is_beyond(turn, assistant))


def _extract(assistant: Assistant, turn: Turn) -> Turn:
    """Choose what answers; where a follow-up alone finds nothing, look again with what was asked before."""
    question = turn.looked_up
    if question is None or isinstance(turn.request, Decline):
        return turn
    if isinstance(turn.request, LookUp) and _is_of_the_unknown(turn.request, assistant):
        nearest = extract(
            question, turn.hits, assistant.corpus, assistant.index.passage_aspects, assistant.evidence
        ).nearest
        return replace(turn, extract=Extract((), (), nearest))
    evidence = assistant.evidence if _is_first(turn) else replace(assistant.evidence, sure=math.inf)
    chosen = extract(question, turn.hits, assistant.corpus, assistant.index.passage_aspects, evidence)
    if question.before is not None and not question.leans and not (chosen.statements or chosen.background):
        together = joined(question, question.before)
        searched = _searched(assistant, turn, together)
        again = extract(together, searched.hits, assistant.corpus, assistant.index.passage_aspects, assistant.evidence)
        if again.statements or again.background:
            return replace(searched, extract=again, conversation=replace(turn.conversation, last=together))
    chosen = _in_parts(assistant, turn, chosen)
    shown = with_subject_shown(turn.conversation, chosen, assistant.index.passage_aspects, assistant.vocabulary)
    return replace(turn, extract=chosen, beside=_beside(assistant, turn), conversation=shown)


def _is_first(turn: Turn) -> bool:
    """Tell whether a look-up goes on from nothing: together with what was asked before it is nearly that question again."""
    return isinstance(turn.request, LookUp) and turn.request.before is None


def _in_parts(assistant: Assistant, turn: Turn, chosen: Extract) -> Extract:
    """Return what was chosen for a question that leans on nothing, with what answers each of its parts."""
    if not isinstance(turn.request, LookUp) or turn.request.before is not None:
        return chosen

    def searched(part: str, asked: Aspects) -> Sequence[Hit]:
        return search(part, assistant.index, _vector_of(assistant, part), asked=asked)

    parts = asked_in_parts(turn.request.question, assistant.vocabulary)
    return with_each_part(
        chosen, parts, searched, assistant.corpus, assistant.index.passage_aspects, assistant.evidence
    )


def _beside(assistant: Assistant, turn: Turn) -> Turn | None:
    """Look up the second part of a question too, where its first part asks for the rule and is looked up itself."""
    besides = turn.request.besides if isinstance(turn.request, Calculate) else None
    if besides is None or turn.looked_up is besides:
        return None
    return _extract(assistant, _retrieve(assistant, Turn(besides.question, request=besides)))


def _is_of_the_unknown(request: LookUp, assistant: Assistant) -> bool:
    """Tell whether a fragment puts a thing of which no document speaks in the place of what was asked ("and HIV?")."""
    core = core_of(request.question) if request.leans else None
    words = terms(core, assistant.vocabulary) if core is not None else []
    return bool(words) and not any(word in assistant.index.lexical.bm25.vocab_dict for word in words)


def _compose(assistant: Assistant, turn: Turn) -> Turn:
    return answer_to(turn, assistant)


def _ground(assistant: Assistant, turn: Turn) -> Turn:
    return replace(turn, answer=ground(assistant.corpus, turn.composed))
