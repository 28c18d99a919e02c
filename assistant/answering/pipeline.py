"""From a question to an answer: one readable list of steps, as a LangChain runnable.

understand  what the words ask for
retrieve    the passages that can be about it
extract     the statements that answer
compose     the text, with what must stand beside them
ground      every quote checked once more
"""

import logging
import secrets
from dataclasses import dataclass, replace
from functools import partial

from langchain_core.runnables import Runnable, RunnableLambda

from assistant import __version__
from assistant.answering import replies
from assistant.answering.answer import Answer, Versions
from assistant.answering.registered import from_registers
from assistant.answering.bearing import inquire
from assistant.answering.composing import compose, decline
from assistant.answering.extracting import Evidence, Extract, extract, is_about_regimen
from assistant.answering.grounding import ground
from assistant.conversation.understanding import MAXIMUM_CHARACTERS, Decline, Request, understand
from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.elsewhere import Elsewhere, load_elsewhere
from assistant.knowledge.vocabulary import Vocabulary, load_vocabulary
from assistant.retrieval.embedding import LocalEmbeddings
from assistant.retrieval.entries import entries_of
from assistant.retrieval.errors import RetrievalError
from assistant.retrieval.index import Progress, VectorIndex, open_or_build, stamp_of
from assistant.retrieval.lexical import build_lexical
from assistant.retrieval.search import Hit, SearchIndex, build_search, search
from assistant.settings import Settings

_LOG = logging.getLogger("assistant")


@dataclass(frozen=True)
class Assistant:
    """All that answers: the corpus, the search over it, the model, and from which evidence on it answers."""

    corpus: Corpus
    vocabulary: Vocabulary
    elsewhere: Elsewhere
    index: SearchIndex
    embeddings: LocalEmbeddings
    evidence: Evidence

    @property
    def versions(self) -> Versions:
        """Return what answers are made from."""
        vectors = self.index.vectors
        return Versions(__version__, self.corpus.hash, "none", vectors.stamp.hash if vectors else "none")


@dataclass(frozen=True)
class Turn:
    """A question on its way through the steps; each step fills one field."""

    words: str
    request: Request | None = None
    hits: tuple[Hit, ...] = ()
    extract: Extract | None = None
    answer: Answer | None = None
    warnings: tuple[str, ...] = ()


def build_pipeline(assistant: Assistant) -> Runnable[Turn, Answer]:
    """Return the steps for one assistant, to be invoked with a Turn."""
    return (
        RunnableLambda(partial(_understand, assistant), name="understand")
        | RunnableLambda(partial(_retrieve, assistant), name="retrieve")
        | RunnableLambda(partial(_extract, assistant), name="extract")
        | RunnableLambda(partial(_compose, assistant), name="compose")
        | RunnableLambda(partial(ground, assistant.corpus), name="ground")
    )


def ask(assistant: Assistant, words: str) -> Answer:
    """Answer one question. This is the edge: whatever fails inside, a person is told, and nothing unsafe is shown."""
    try:
        return build_pipeline(assistant).invoke(Turn(words))
    except Exception:  # noqa: BLE001 - the one edge: a person is told, and the log has the rest
        reference = secrets.token_hex(4)
        _LOG.exception("A question could not be answered (error %s)", reference)
        return decline(replies.BROKEN.format(reference=reference), "not_in_sources", assistant.versions)


def _understand(assistant: Assistant, turn: Turn) -> Turn:
    return replace(turn, request=understand(turn.words, assistant.vocabulary, assistant.elsewhere))


def _retrieve(assistant: Assistant, turn: Turn) -> Turn:
    question, vector = turn.request.question if turn.request else None, None
    if question is None:
        return turn
    warnings: tuple[str, ...] = ()
    try:
        if assistant.index.vectors is not None:
            vector = assistant.embeddings.embed_query(question)
    except RetrievalError as error:
        _LOG.warning("Lexical search alone: %s", error)
    if vector is None:
        warnings = (replies.LEXICAL_ONLY,)
    return replace(turn, hits=tuple(search(question, assistant.index, vector)), warnings=warnings)


def _extract(assistant: Assistant, turn: Turn) -> Turn:
    if turn.request is None or isinstance(turn.request, Decline):
        return turn
    chosen = extract(turn.request, turn.hits, assistant.corpus, assistant.index.passage_aspects, assistant.evidence)
    return replace(turn, extract=chosen)


def _compose(assistant: Assistant, turn: Turn) -> Answer:
    versions = assistant.versions
    if isinstance(turn.request, Decline):
        message = replies.DECLINED[turn.request.why].format(limit=MAXIMUM_CHARACTERS)
        nearest = tuple(assistant.corpus.passages[hit.passage] for hit in turn.hits[:3])
        return decline(message, "out_of_scope", versions, nearest)
    inquiry = inquire(turn.request.question, turn.request.asked, assistant.corpus.registers)
    registered = from_registers(inquiry, assistant.corpus, versions, turn.warnings)
    if registered is not None:
        return registered
    if turn.extract is None or not (turn.extract.statements or turn.extract.background):
        nearest = turn.extract.nearest if turn.extract else ()
        if turn.request is not None and not is_about_regimen(turn.request, turn.hits, assistant.evidence):
            return decline(replies.OUT_OF_SCOPE, "out_of_scope", versions, nearest, turn.warnings)
        return decline(replies.NOT_IN_SOURCES, "not_in_sources", versions, nearest, turn.warnings)
    return compose(turn.extract, inquiry, assistant.corpus, versions, turn.warnings)


def load_assistant(settings: Settings, progress: Progress | None = None) -> Assistant:
    """Load the corpus and open or build its index.

    Raises CorpusError where the corpus cannot be used. Without a good index, or a model, lexical search stands alone.
    """
    corpus = load_corpus(settings.corpus)
    vocabulary = load_vocabulary(settings.corpus / "vocabulary.yaml")
    elsewhere = load_elsewhere(settings.corpus / "elsewhere.yaml", corpus.passages.values(), vocabulary)
    entries = entries_of(corpus)
    embeddings = LocalEmbeddings(settings.embedding_model)
    vectors: VectorIndex | None = None
    try:
        stamp = stamp_of(entries, embeddings)
        vectors = open_or_build(settings.indexes, entries, stamp, embeddings, progress)
    except RetrievalError as error:
        _LOG.warning("Lexical search alone: %s", error)
    index = build_search(corpus, vocabulary, build_lexical(entries, vocabulary), vectors)
    return Assistant(corpus, vocabulary, elsewhere, index, embeddings, Evidence())
