"""Processes that share a run answer as one does."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from assistant.settings import from_environment
from evals.cases import load_cases
from evals.engines import EXTRACTIVE, open_assistant
from evals.generate import answer_with, in_turn
from evals.sharing import shared


@pytest.mark.slow
@pytest.mark.timeout(400)  # three assistants are loaded, and the machine may be busy
def test_two_processes_give_the_answers_of_one_in_the_order_of_the_questions() -> None:
    settings = replace(from_environment(), model=None)
    asked = [(case, 1) for case in load_cases()["lists"][:4]]
    with shared(settings, EXTRACTIVE, 2) as each:
        together = _without_time(each(asked))
    assert together == _without_time(in_turn(answer_with(open_assistant(settings, EXTRACTIVE)))(asked))
    assert len(together) == len(asked)


def _without_time(given: Iterable[Mapping[str, Any]]) -> list[object]:
    return [one["turns"] for one in given]
