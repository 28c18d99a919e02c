"""All that answers, loaded once: the corpus, its rules, the search over it, and the model."""

import logging
from dataclasses import dataclass

from assistant import __version__
from assistant.answering.answer import Versions
from assistant.answering.extracting import Evidence
from assistant.answering.follow_ups import Offered, offered_from
from assistant.answering.model import LanguageModel, model_of
from assistant.conversation.ward import Ward
from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.elsewhere import Elsewhere, load_elsewhere
from assistant.knowledge.elsewhere_rule import load_elsewhere_rule
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.rules import rules_of
from assistant.knowledge.vocabulary import Vocabulary, load_vocabulary
from assistant.retrieval.adapter import FILE as ADAPTER
from assistant.retrieval.embedding import LocalEmbeddings
from assistant.retrieval.entries import entries_of
from assistant.retrieval.errors import RetrievalError
from assistant.retrieval.index import Progress, VectorIndex, open_or_build, stamp_of
from assistant.retrieval.lexical import build_lexical
from assistant.retrieval.matters import Matters, build_matters
from assistant.retrieval.search import SearchIndex, build_search
from assistant.settings import Settings

_LOG = logging.getLogger("assistant")


@dataclass(frozen=True)
class Assistant:
    """All that answers: the corpus, its rules, the search over it, and from which evidence on it answers.

    offered: what can be asked next; model: a language model where a site configured one, else None; matters: what tells a
    question of another matter, None without an embedding.
    """

    corpus: Corpus
    rules: Rules
    vocabulary: Vocabulary
    elsewhere: Elsewhere
    index: SearchIndex
    embeddings: LocalEmbeddings
    evidence: Evidence
    offered: Offered
    model: LanguageModel | None = None
    matters: Matters | None = None

    @property
    def versions(self) -> Versions:
        """Return what answers are made from."""
        vectors = self.index.vectors
        return Versions(__version__, self.corpus.hash, self.rules.hash, vectors.stamp.hash if vectors else "none")


def load_assistant(settings: Settings, progress: Progress | None = None) -> Assistant:
    """Load the corpus and open or build its index.

    Raises CorpusError where the corpus cannot be used. Without a good index, or a model, lexical search stands alone.
    """
    corpus = load_corpus(settings.corpus)
    vocabulary = load_vocabulary(settings.corpus / "vocabulary.yaml")
    elsewhere = load_elsewhere(settings.corpus / "elsewhere.yaml", corpus.passages.values(), vocabulary)
    entries = entries_of(corpus)
    embeddings = LocalEmbeddings(settings.embedding_model, settings.corpus / ADAPTER)
    vectors: VectorIndex | None = None
    try:
        stamp = stamp_of(entries, embeddings)
        vectors = open_or_build(settings.indexes, entries, stamp, embeddings, progress)
    except RetrievalError as error:
        _LOG.warning("Lexical search alone: %s", error)
    searched = [entry for entry in entries if entry.kind in ("statement", "asked")]
    lexical = build_lexical(searched, vocabulary)
    index = build_search(corpus, vocabulary, lexical, vectors)
    rule = load_elsewhere_rule(settings.corpus)
    matters = build_matters(entries, vectors, lexical, rule) if vectors is not None and rule is not None else None
    model = model_of(settings.model) if settings.model is not None else None
    rules = rules_of(corpus)
    offered = offered_from(corpus, Ward(vocabulary, elsewhere, rules))
    return Assistant(corpus, rules, vocabulary, elsewhere, index, embeddings, Evidence(), offered, model, matters)
