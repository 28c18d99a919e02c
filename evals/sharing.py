"""Processes that share the cases of a run, each with an assistant of its own."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from multiprocessing import get_context
from typing import Any

from assistant.settings import Settings
from evals.cases import Case
from evals.engines import open_assistant
from evals.generate import Answerer, Each, answer_with, answered


@contextmanager
def shared(settings: Settings, engine: str, processes: int) -> Iterator[Each]:
    """Give what answers cases in so many processes; they end with the block."""
    # Begun afresh, not copied: a copy of a process that has threads can wait for ever.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield lambda asked: pool.map(_answered, repeat(settings), repeat(engine), asked)


def _answered(settings: Settings, engine: str, asked: tuple[Case, int]) -> Mapping[str, Any]:
    case, runs = asked
    return answered(case, _answerer(settings, engine), runs)


@cache
def _answerer(settings: Settings, engine: str) -> Answerer:
    return answer_with(open_assistant(settings, engine))
