from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.pipeline import load_assistant
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.repairs import load_repairs
from assistant.records.store import Store
from assistant.settings import Settings
from assistant.ui.engine import Engine, Loaded
from assistant.ui.records import opened, records


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Records of the test's own, closed at its end."""
    url = f"sqlite:///{tmp_path / 'page-records.sqlite'}"
    monkeypatch.setenv("BLIN_DATABASE", url)
    yield url
    kept = records()
    if isinstance(kept, Store):
        kept.close()
    opened.clear()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The real assistant on the real documents; it has no model, so lexical search stands alone and no test waits for one."""
    folder = tmp_path_factory.mktemp("without-model")
    settings = Settings(indexes=folder / "indexes", embedding_model=folder / "model")
    return Loaded(load_assistant(settings), load_repairs(settings.corpus / "repairs.yaml"))


@pytest.fixture(scope="session")
def corpus(loaded: Loaded) -> Corpus:
    return loaded.assistant.corpus


@pytest.fixture
def ready(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine(lambda: loaded)
    monkeypatch.setattr("assistant.ui.chat.engine", lambda: engine)
    return engine
