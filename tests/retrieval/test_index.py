"""The index is a disposable cache: whatever happens to it, nobody is answered from a bad one."""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.knowledge.corpus import load_corpus
from assistant.retrieval import index as index_module
from assistant.retrieval.embedding import LocalEmbeddings
from assistant.retrieval.entries import Entry, entries_of
from assistant.retrieval.errors import EmbeddingError, IndexUnavailableError
from assistant.retrieval.index import Stamp, check, open_or_build, stamp_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "indexes"


@pytest.fixture
def entries(tiny_corpus: Path) -> tuple[Entry, ...]:
    return entries_of(load_corpus(tiny_corpus))


@pytest.fixture
def stamp(entries: tuple[Entry, ...], hash_embeddings: LocalEmbeddings) -> Stamp:
    return stamp_of(entries, hash_embeddings)


@pytest.fixture
def built(folder: Path, entries: tuple[Entry, ...], stamp: Stamp, hash_embeddings: LocalEmbeddings) -> Path:
    """A good index; returns the folder of its generation."""
    open_or_build(folder, entries, stamp, hash_embeddings)
    return folder / (folder / "CURRENT").read_text()


def _reopen_builds(folder: Path, entries: tuple[Entry, ...], stamp: Stamp, embeddings: LocalEmbeddings) -> bool:
    """Open the index and tell whether it had to be built; it is good in any case."""
    progress: list[int] = []
    opened = open_or_build(folder, entries, stamp, embeddings, lambda done, _: progress.append(done))
    assert opened.vectors.shape[0] == len(entries)
    assert check(folder, entries, stamp).good
    return bool(progress)


def _segment(generation: Path) -> Path:
    return next(path for path in (generation / "chroma").iterdir() if path.is_dir())


def _database(generation: Path) -> Path:
    return generation / "chroma" / "chroma.sqlite3"


def test_a_good_index_is_opened_not_built(
    built: Path, folder: Path, entries: tuple[Entry, ...], stamp: Stamp, hash_embeddings: LocalEmbeddings
) -> None:
    before = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    assert not _reopen_builds(folder, entries, stamp, hash_embeddings)
    assert {path: path.read_bytes() for path in built.rglob("*") if path.is_file()} == before


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip_bits(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in random.Random(7).sample(range(len(content)), min(40, len(content))):
        content[place] ^= 0xFF
    path.write_bytes(content)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a segment deleted": lambda g: shutil.rmtree(_segment(g)),
    "the database deleted": lambda g: _database(g).unlink(),
    "the database truncated": lambda g: _truncate(_database(g)),
    "bits of the database flipped": lambda g: _flip_bits(_database(g)),
    "vectors truncated": lambda g: _truncate(_segment(g) / "data_level0.bin"),
    "bits of the vectors flipped": lambda g: _flip_bits(_segment(g) / "data_level0.bin"),
    "the header truncated": lambda g: _truncate(_segment(g) / "header.bin"),
    "the stamp deleted, as in a build that was cut off": lambda g: (g / "stamp.json").unlink(),
    "the stamp truncated": lambda g: _truncate(g / "stamp.json"),
    "the stamp not an object": lambda g: (g / "stamp.json").write_text("[]"),
    "a file added": lambda g: (g / "chroma" / "more.bin").write_bytes(b"x"),
    "the whole generation deleted": shutil.rmtree,
    "the pointer deleted": lambda g: (g.parent / "CURRENT").unlink(),
    "the pointer emptied": lambda g: (g.parent / "CURRENT").write_text(""),
    "the pointer leading out": lambda g: (g.parent / "CURRENT").write_text("../elsewhere"),
    "the pointer not text": lambda g: (g.parent / "CURRENT").write_bytes(b"\xff\xfe"),
}


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda name: name.replace(" ", "-"))
def test_a_damaged_index_is_noticed_and_built_anew(
    damage: str, built: Path, folder: Path, entries: tuple[Entry, ...], stamp: Stamp, hash_embeddings: LocalEmbeddings
) -> None:
    DAMAGE[damage](built)
    assert not check(folder, entries, stamp).good
    assert _reopen_builds(folder, entries, stamp, hash_embeddings)


def test_a_stale_stamp_is_noticed(
    built: Path, folder: Path, entries: tuple[Entry, ...], hash_embeddings: LocalEmbeddings
) -> None:
    changed = (*entries[:-1], Entry(entries[-1].id, entries[-1].kind, "other words", entries[-1].passages))
    stamp = stamp_of(changed, hash_embeddings)
    assert "another corpus" in check(folder, changed, stamp).finding
    assert _reopen_builds(folder, changed, stamp, hash_embeddings)


def test_a_forged_stamp_does_not_hide_other_words(
    built: Path, folder: Path, entries: tuple[Entry, ...], hash_embeddings: LocalEmbeddings
) -> None:
    changed = (*entries[:-1], Entry(entries[-1].id, entries[-1].kind, "other words", entries[-1].passages))
    stamp = stamp_of(changed, hash_embeddings)
    manifest = json.loads((built / "stamp.json").read_text())
    manifest["stamp"] = index_module.asdict(stamp)
    (built / "stamp.json").write_text(json.dumps(manifest))
    assert "other words" in check(folder, changed, stamp).finding
    assert _reopen_builds(folder, changed, stamp, hash_embeddings)


def test_an_index_of_another_model_is_stale(
    built: Path, folder: Path, entries: tuple[Entry, ...], hash_embeddings: LocalEmbeddings
) -> None:
    other = type("Other", (type(hash_embeddings),), {"name": property(lambda _: "other")})()
    assert not check(folder, entries, stamp_of(entries, other)).good


def test_old_generations_are_removed(
    folder: Path, entries: tuple[Entry, ...], hash_embeddings: LocalEmbeddings
) -> None:
    for count in range(1, len(entries) + 1):
        some = entries[:count]
        open_or_build(folder, some, stamp_of(some, hash_embeddings), hash_embeddings)
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2


def test_a_read_only_index_is_still_opened(
    built: Path, folder: Path, entries: tuple[Entry, ...], stamp: Stamp, hash_embeddings: LocalEmbeddings
) -> None:
    for path in sorted(folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    folder.chmod(0o555)
    try:
        assert not _reopen_builds(folder, entries, stamp, hash_embeddings)
    finally:
        folder.chmod(0o755)
        for path in sorted(folder.rglob("*")):
            path.chmod(0o755)


def test_where_no_index_can_be_written_the_caller_is_told(
    tmp_path: Path, entries: tuple[Entry, ...], stamp: Stamp, hash_embeddings: LocalEmbeddings
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnavailableError, match="No index can be written"):
        open_or_build(tmp_path / "file" / "indexes", entries, stamp, hash_embeddings)


def test_a_build_that_fails_leaves_the_old_index_in_use(
    built: Path,
    folder: Path,
    entries: tuple[Entry, ...],
    stamp: Stamp,
    hash_embeddings: LocalEmbeddings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = entries[:2]

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index_module, "_write_durably", disk_full)
    with pytest.raises(IndexUnavailableError, match="No space left"):
        open_or_build(folder, other, stamp_of(other, hash_embeddings), hash_embeddings)
    monkeypatch.undo()
    assert check(folder, entries, stamp).good
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_vectors_that_cannot_be_compared_never_become_an_index(
    folder: Path, entries: tuple[Entry, ...], hash_embeddings: LocalEmbeddings
) -> None:
    class Zero(type(hash_embeddings)):  # type: ignore[misc]
        def _encode(self, texts: list[str]) -> list[list[float]]:
            return [[0.0] * 32 for _ in texts]

    with pytest.raises(IndexUnavailableError, match="cannot be compared"):
        open_or_build(folder, entries, stamp_of(entries, Zero()), Zero())
    assert not (folder / "CURRENT").exists()


def test_a_missing_model_is_named_as_such(tmp_path: Path, folder: Path, entries: tuple[Entry, ...]) -> None:
    missing = LocalEmbeddings(tmp_path / "no-model")
    with pytest.raises(EmbeddingError, match="is not in"):
        open_or_build(folder, entries, stamp_of(entries, missing), missing)


def _start_build(tiny_corpus: Path, folder: Path, pause_seconds: float) -> subprocess.Popen[bytes]:
    script = Path(__file__).parent / "build_index.py"
    return subprocess.Popen([sys.executable, str(script), str(tiny_corpus), str(folder), str(pause_seconds)])


@pytest.mark.slow
def test_two_processes_that_start_together_both_end_with_a_good_index(
    tiny_corpus: Path, folder: Path, entries: tuple[Entry, ...], stamp: Stamp
) -> None:
    processes = [_start_build(tiny_corpus, folder, 0.3) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert check(folder, entries, stamp).good
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


@pytest.mark.slow
@pytest.mark.parametrize("moment_seconds", [0.0, 0.2, 0.45])
def test_a_build_killed_at_any_moment_leaves_nothing_that_is_taken_for_an_index(
    moment_seconds: float,
    tiny_corpus: Path,
    folder: Path,
    entries: tuple[Entry, ...],
    stamp: Stamp,
    hash_embeddings: LocalEmbeddings,
) -> None:
    process = _start_build(tiny_corpus, folder, 0.4)
    deadline = time.monotonic() + 30
    while not list(folder.glob("*/chroma")) and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(moment_seconds)
    process.kill()
    process.wait(20)
    assert check(folder, entries, stamp).good == (folder / "CURRENT").exists()
    _reopen_builds(folder, entries, stamp, hash_embeddings)
