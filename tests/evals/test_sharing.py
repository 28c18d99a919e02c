"""Processes that share a run answer as one does."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from assistant.answering.pipeline import Assistant
from assistant.settings import Settings
from evals.cases import load_cases
from evals.engines import EXTRACTIVE
from evals.generate import answer_with, in_turn
from evals.sharing import shared


@pytest.mark.slow
@pytest.mark.timeout(400)  # each process loads the assistant, and the machine may be busy
def test_two_processes_give_the_answers_of_one_in_the_order_of_the_questions(assistant: Assistant) -> None:
    asked = [(case, 1) for case in load_cases()["lists"][:4]]
    with shared(Settings(), EXTRACTIVE, 2) as each:
        together = _without_time(each(asked))
    assert together == _without_time(in_turn(answer_with(assistant))(asked))
    assert len(together) == len(asked)


def _without_time(given: Iterable[Mapping[str, Any]]) -> list[object]:
    return [one["turns"] for one in given]
