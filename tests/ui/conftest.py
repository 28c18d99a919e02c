import pytest

from assistant.answering.extracting import Evidence
from assistant.answering.pipeline import Assistant
from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.repairs import load_repairs
from assistant.knowledge.vocabulary import load_vocabulary
from assistant.retrieval.embedding import LocalEmbeddings
from assistant.retrieval.entries import entries_of
from assistant.retrieval.lexical import build_lexical
from assistant.retrieval.search import build_search
from assistant.settings import Settings
from assistant.ui.engine import Engine, Loaded


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus(Settings().corpus)


@pytest.fixture(scope="session")
def loaded(corpus: Corpus) -> Loaded:
    """The real assistant on the real documents, with lexical search alone: no model is loaded."""
    folder = Settings().corpus
    vocabulary = load_vocabulary(folder / "vocabulary.yaml")
    index = build_search(corpus, vocabulary, build_lexical(entries_of(corpus), vocabulary), None)
    assistant = Assistant(corpus, vocabulary, index, LocalEmbeddings(), Evidence())
    return Loaded(assistant, load_repairs(folder / "repairs.yaml"))


@pytest.fixture
def ready(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine(lambda: loaded)
    monkeypatch.setattr("assistant.ui.chat.engine", lambda: engine)
    return engine
