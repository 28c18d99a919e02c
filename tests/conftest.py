"""What tests share: the real corpus, the real assistant, and a tiny corpus with a model of its own for faults."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hash_embeddings import HashEmbeddings

from assistant.answering.pipeline import Assistant, load_assistant
from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.vocabulary import Vocabulary, load_vocabulary
from assistant.retrieval.embedding import LocalEmbeddings
from assistant.settings import Settings

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def records_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands and pages under test keep their records in a file of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BLIN_DATABASE", f"sqlite:///{tmp_path_factory.mktemp('records') / 'records.sqlite'}")
        yield


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    return PROJECT / "corpus"


@pytest.fixture(scope="session")
def corpus(corpus_folder: Path) -> Corpus:
    return load_corpus(corpus_folder)


@pytest.fixture(scope="session")
def vocabulary(corpus_folder: Path) -> Vocabulary:
    return load_vocabulary(corpus_folder / "vocabulary.yaml")


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    """The assistant as it is delivered, over the project's own index (built where it is missing)."""
    return load_assistant(Settings())


@pytest.fixture
def copied_corpus(tmp_path: Path, corpus_folder: Path) -> Path:
    """A copy of the corpus, to be damaged."""
    return Path(shutil.copytree(corpus_folder, tmp_path / "corpus"))


@pytest.fixture
def change() -> Callable[[Path, str, str], None]:
    """Replace words in a file; the words must be there."""

    def replace(path: Path, before: str, after: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    return replace


@pytest.fixture
def hash_embeddings() -> LocalEmbeddings:
    return HashEmbeddings()


TINY_DOCUMENT = """# A tiny monograph

## Storage

- Keep the vial cold.
- Protect from light.

## Dose

### Adults

| Toxicity | Grade | Action |
|---|---|---|
| Fever | Grade 3 | Hold. |
| Fever | Grade 4 | Discontinue. |
"""

TINY_SOURCES = """
- id: tiny
  title: A tiny monograph
  label: Tiny monograph
  publisher: Nobody
  revision: "2026"
  standing: authority
  jurisdiction: Nowhere
  document: documents/tiny.md
  notice: For tests.
  tables:
    - {section: Dose > Adults, row_labels: [Toxicity, Grade], statement: cell}
"""


@pytest.fixture
def tiny_corpus(tmp_path: Path, corpus_folder: Path) -> Path:
    """A corpus of one small document, without asked-as questions."""
    folder = tmp_path / "tiny"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "tiny.md").write_text(TINY_DOCUMENT, encoding="utf-8")
    (folder / "sources.yaml").write_text(TINY_SOURCES, encoding="utf-8")
    for register in (
        "conflicts",
        "gaps",
        "errata",
        "agreements",
        "about_documents",
        "companions",
        "withheld",
        "lists",
        "not_covered",
    ):
        (folder / f"{register}.yaml").write_text("[]", encoding="utf-8")
    (folder / "glossary.yaml").write_text("{standards: {}, sections: [], terms: []}", encoding="utf-8")
    for shared in ("vocabulary.yaml", "facets.yaml", "elsewhere.yaml", "english.txt", "shorthand.yaml"):
        shutil.copy(corpus_folder / shared, folder / shared)
    return folder
