"""Build, stamp, open, verify and swap an index.

An index is a disposable cache. Chroma fails silently when its files are damaged and can crash the process, so no file of an
index is opened before its hash has been checked, and what Chroma returns is compared with the corpus before anything is
answered from it. A generation is a folder that is never changed once it is complete:

    indexes/CURRENT             the name of the generation in use, replaced atomically
    indexes/<generation>/       chroma files and stamp.json, written last
"""

import hashlib
import importlib.metadata
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import filelock
import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.embedding import LocalEmbeddings
from assistant.retrieval.entries import Entry, EntryKind, Leads, leads_of
from assistant.retrieval.errors import IndexUnavailableError

Progress = Callable[[int, int], None]

_FORMAT = 1
_COLLECTION = "passages"
_BATCH = 1024
_LOCK_TIMEOUT_SECONDS = 600
_STALE_AFTER_GENERATIONS = 2


class _DamagedError(Exception):
    """An index that must not be used; the message says what was found."""


@dataclass(frozen=True)
class Stamp:
    """What an index was made from. Two stamps are equal exactly when their indexes answer alike.

    entries: how many; texts: a hash of them all, so that an index of another corpus is stale.
    """

    format: int
    entries: int
    texts: str
    model: str
    chroma: str

    @property
    def hash(self) -> str:
        """The first 12 hex digits of a sha256 over the stamp."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class VectorIndex:
    """The vectors of all entries, verified, in memory. vectors: entries by dimensions, unit length."""

    stamp: Stamp
    leads: Leads
    vectors: NDArray[np.float32]

    def scores(self, query_vector: Sequence[float]) -> dict[EntryKind, dict[str, float]]:
        """Return, for each kind of entry, the cosine of each passage, gap or conflict with the question: that of the best of its entries."""
        # Not the BLAS product: its threads would wait for work and hold up those of the model.
        cosines = np.einsum("ij,j->i", self.vectors, np.asarray(query_vector, dtype=np.float32))
        return {kind: self.leads.best(cosines, kind) for kind in self.leads.entry_rows}

    def scores_of_five(self, query_vector: Sequence[float], kind: EntryKind) -> dict[str, float]:
        """Return the mean cosine of each passage's, gap's or conflict's five best entries of one kind."""
        rows = self.leads.entry_rows[kind]
        cosines = np.einsum("ij,j->i", self.vectors[rows], np.asarray(query_vector, dtype=np.float32))
        return self.leads.best_five(cosines, kind)


@dataclass(frozen=True)
class IndexReport:
    """What a check of the index on disk found."""

    good: bool
    generation: str | None
    finding: str


def stamp_of(entries: Sequence[Entry], embeddings: LocalEmbeddings) -> Stamp:
    """Return the stamp that an index of these entries must carry."""
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(json.dumps([entry.id, entry.text, entry.passages]).encode())
    version = importlib.metadata.version("chromadb")
    return Stamp(_FORMAT, len(entries), digest.hexdigest()[:16], embeddings.name, version)


def open_or_build(
    folder: Path, entries: Sequence[Entry], stamp: Stamp, embeddings: LocalEmbeddings, progress: Progress | None = None
) -> VectorIndex:
    """Return a verified index: the one on disk where it is good, else a new one.

    Raises IndexUnavailableError where there is no good index and none can be written, EmbeddingError without a model.
    """
    try:
        return _open_current(folder, entries, stamp)
    except _DamagedError:
        pass
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder / ".lock", timeout=_LOCK_TIMEOUT_SECONDS):
            try:
                # Another process may have built it while this one waited.
                return _open_current(folder, entries, stamp)
            except _DamagedError:
                return _build(folder, entries, stamp, embeddings, progress)
    except _DamagedError as error:
        raise IndexUnavailableError(f"The new index did not verify: {error}") from error
    except (OSError, filelock.Timeout) as error:
        raise IndexUnavailableError(f"No index can be written to {folder}: {error}") from error


def check(folder: Path, entries: Sequence[Entry], stamp: Stamp) -> IndexReport:
    """Verify the index on disk without changing anything."""
    try:
        generation = _current(folder)
    except _DamagedError as error:
        return IndexReport(good=False, generation=None, finding=str(error))
    try:
        _open_current(folder, entries, stamp)
    except _DamagedError as error:
        return IndexReport(good=False, generation=generation, finding=str(error))
    return IndexReport(good=True, generation=generation, finding=f"{stamp.entries} entries verified")


# ---- opening


def _current(folder: Path) -> str:
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise _DamagedError("There is no index.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise _DamagedError(f"The pointer to the index cannot be read: {error}.") from error
    if not name.isalnum():
        raise _DamagedError("The pointer to the index is damaged.")
    return name


def _open_current(folder: Path, entries: Sequence[Entry], expected: Stamp) -> VectorIndex:
    generation = folder / _current(folder)
    _verify_files(generation, expected)
    # Chroma writes even where it only reads. It gets a copy, so that the verified files stay as they are, a read-only
    # folder serves, and processes do not meet in one database.
    try:
        with tempfile.TemporaryDirectory(prefix="blin-index-") as copy:
            shutil.copytree(generation / "chroma", copy, dirs_exist_ok=True)
            return _read(Path(copy), entries, expected)
    except OSError as error:
        raise _DamagedError(f"The index cannot be read: {error}.") from error


def _verify_files(generation: Path, expected: Stamp) -> None:
    try:
        manifest = json.loads((generation / "stamp.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _DamagedError("The index was not finished.") from None
    except (OSError, ValueError) as error:
        raise _DamagedError(f"The stamp of the index cannot be read: {error}.") from error
    if not isinstance(manifest, dict) or manifest.get("stamp") != asdict(expected):
        raise _DamagedError("The index was made from another corpus, model or version.")
    try:
        found = _file_hashes(generation / "chroma")
    except OSError as error:
        raise _DamagedError(f"The files of the index cannot be read: {error}.") from error
    if found != manifest.get("files"):
        raise _DamagedError("The files of the index are not those that were written.")


def _file_hashes(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _read(chroma: Path, entries: Sequence[Entry], stamp: Stamp) -> VectorIndex:
    with _Store(chroma, None) as store:
        stored = store.get(include=["documents", "metadatas", "embeddings"])
    rows = {entry_id: row for row, entry_id in enumerate(stored["ids"])}
    if set(rows) != {entry.id for entry in entries}:
        raise _DamagedError("The index does not hold the passages of the corpus.")
    order = [rows[entry.id] for entry in entries]
    for entry, row in zip(entries, order, strict=True):
        if stored["documents"][row] != entry.text or stored["metadatas"][row].get("passages") != "\n".join(
            entry.passages
        ):
            raise _DamagedError("The index holds other words than the corpus.")
    vectors = np.asarray(stored["embeddings"], dtype=np.float32)[order]
    if not np.isfinite(vectors).all() or not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3):
        raise _DamagedError("The index holds vectors that cannot be compared.")
    return VectorIndex(stamp, leads_of(entries), vectors)


# ---- building


def _build(
    folder: Path, entries: Sequence[Entry], stamp: Stamp, embeddings: LocalEmbeddings, progress: Progress | None
) -> VectorIndex:
    """Build a generation aside, verify it as any reader would, and only then point to it."""
    embeddings.warm_up()
    generation = folder / secrets.token_hex(8)
    generation.mkdir()
    try:
        _write_chroma(generation / "chroma", entries, embeddings, progress)
        manifest = {"stamp": asdict(stamp), "files": _file_hashes(generation / "chroma")}
        _write_durably(generation / "stamp.json", json.dumps(manifest, indent=1))
        with tempfile.TemporaryDirectory(prefix="blin-index-") as copy:
            shutil.copytree(generation / "chroma", copy, dirs_exist_ok=True)
            index = _read(Path(copy), entries, stamp)
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    _write_durably(folder / "CURRENT", generation.name)
    _remove_old_generations(folder, generation.name)
    return index


def _write_chroma(
    folder: Path, entries: Sequence[Entry], embeddings: LocalEmbeddings, progress: Progress | None
) -> None:
    folder.mkdir()
    with _Store(folder, embeddings) as store:
        for start in range(0, len(entries), _BATCH):
            batch = entries[start : start + _BATCH]
            store.add_texts(
                [entry.text for entry in batch],
                metadatas=[{"passages": "\n".join(entry.passages)} for entry in batch],
                ids=[entry.id for entry in batch],
            )
            if progress is not None:
                progress(start + len(batch), len(entries))


def _write_durably(path: Path, content: str) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _remove_old_generations(folder: Path, current: str) -> None:
    """Remove what no reader opens any more: all generations but the current one and the newest before it."""
    others = [path for path in folder.iterdir() if path.is_dir() and path.name.isalnum() and path.name != current]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[_STALE_AFTER_GENERATIONS - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


class _Store:
    """A LangChain Chroma store over a folder, closed on leaving."""

    def __init__(self, folder: Path, embeddings: LocalEmbeddings | None) -> None:
        # Imported here: chromadb takes a second, and a start without an index must not pay for it.
        import chromadb  # noqa: PLC0415 - loaded only when used: start-up stays quick
        from chromadb.config import Settings  # noqa: PLC0415 - loaded only when used: start-up stays quick
        from langchain_chroma import Chroma  # noqa: PLC0415 - loaded only when used: start-up stays quick

        self._client: Any = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        self._store = Chroma(
            client=self._client,
            collection_name=_COLLECTION,
            embedding_function=embeddings,
            collection_configuration={"hnsw": {"space": "cosine"}},
        )

    def __enter__(self) -> Any:
        return self._store

    def __exit__(self, *_: object) -> None:
        self._client.close()
