"""Answer with what an operator has switched off left out: rows and calculators refuse, passages are never shown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.assisted import Show
from assistant.answering.composing import decline
from assistant.answering.follow_ups import offered_from
from assistant.answering.markdown import escape
from assistant.answering.pipeline import Assistant, Reply, respond
from assistant.conversation.memory import EMPTY, Conversation
from assistant.conversation.ward import Ward
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.disabling import Disabled, quotes_disabled, rules_without


def respond_without(
    assistant: Assistant,
    words: str,
    conversation: Conversation,
    disabled: Disabled,
    *,
    with_model: bool = True,
    show: Show | None = None,
) -> Reply:
    """Answer one turn as `respond` does.

    An answer that would quote a passage that is switched off is not given, in part either: what it would leave out may be what
    makes the rest safe.
    """
    if not disabled:
        return respond(assistant, words, conversation, with_model=with_model, show=show)

    def off(answer: Answer) -> str | None:
        return quotes_disabled(quotes_in(answer, assistant.corpus), assistant.corpus.passages.values(), disabled)

    def show_allowed(answer: Answer) -> None:
        if show is not None and off(answer) is None:
            show(answer)

    rules = rules_without(assistant.rules, disabled)
    offered = offered_from(assistant.corpus, Ward(assistant.vocabulary, assistant.elsewhere, rules))
    left = replace(assistant, rules=rules, offered=offered)
    reply = respond(left, words, conversation, with_model=with_model, show=show_allowed)
    reason = off(reply.answer)
    if reason is None:
        return reply
    message = replies.SWITCHED_OFF.format(reason=escape(reason.rstrip(".")))
    return replace(reply, answer=decline(message, "not_in_sources", assistant.versions))


def converse_without(assistant: Assistant, turns: Sequence[str], disabled: Callable[[], Disabled]) -> list[Answer]:
    """Answer the turns of one conversation; what is switched off is asked for anew at each."""
    answers, conversation = [], EMPTY
    for words in turns:
        reply = respond_without(assistant, words, conversation, disabled())
        answers.append(reply.answer)
        conversation = reply.conversation
    return answers


def quotes_in(answer: Answer, corpus: Corpus) -> Iterator[tuple[str, int, int]]:
    """Yield source and span of every quote of an answer, those of its conflicts wherever they stand."""
    yield from ((citation.source, citation.start, citation.end) for citation in answer.citations)
    for side in (side for conflict in answer.conflicts for side in conflict.sides):
        text = corpus.documents[side.source].text if side.source in corpus.documents else ""
        start = text.find(side.quote)
        while start >= 0:
            yield side.source, start, start + len(side.quote)
            start = text.find(side.quote, start + 1)
