"""`blin index`: build the search index, or verify it."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("index", help="build the search index where it is missing or stale")
    parser.add_argument("--check", action="store_true", help="only verify the index, and say what was found")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Build or verify. Returns 1 where no good index is there in the end, else 0."""
    from assistant.knowledge.corpus import load_corpus
    from assistant.retrieval.adapter import FILE as ADAPTER
    from assistant.retrieval.embedding import LocalEmbeddings
    from assistant.retrieval.entries import entries_of
    from assistant.retrieval.errors import RetrievalError
    from assistant.retrieval.index import check, open_or_build, stamp_of

    corpus = load_corpus(settings.corpus)
    entries = entries_of(corpus)
    embeddings = LocalEmbeddings(settings.embedding_model, settings.corpus / ADAPTER)
    stamp = stamp_of(entries, embeddings)
    if not arguments.check:
        try:
            with _progress_bar() as advance:
                open_or_build(settings.indexes, entries, stamp, embeddings, advance)
        except RetrievalError as error:
            print(f"blin index: {error}", file=sys.stderr)
            return 1
    report = check(settings.indexes, entries, stamp)
    state = "good" if report.good else "NOT USABLE"
    print(f"index {stamp.hash} ({report.generation or 'none'}): {state}. {report.finding}")
    if not report.good and arguments.check:
        print("Run `blin index` to build it anew.")
    return 0 if report.good else 1


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("Embedding passages", total=None, visible=False)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        yield advance
