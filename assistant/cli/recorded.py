"""Answers for the command line, recorded before they are printed; one that cannot be recorded is not printed."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from time import perf_counter

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.composing import decline
from assistant.records.errors import RecordsError
from assistant.records.recording import Asking, record_answers
from assistant.records.store import Store


def recorded(store: Store, questions: Sequence[str], answer: Callable[[Sequence[str]], list[Answer]]) -> list[Answer]:
    """Answer the turns of one conversation and record them, all or none.

    Where they cannot be recorded, the reason goes to standard error and an abstention stands in the place of each answer.
    """
    began = perf_counter()
    answers = answer(questions)
    milliseconds = round((perf_counter() - began) * 1000 / max(1, len(answers)), 3)
    at = datetime.now(UTC)
    turns = [
        (Asking(question, at, "command", {"answer": milliseconds}), given)
        for question, given in zip(questions, answers, strict=True)
    ]
    try:
        record_answers(store, turns)
    except RecordsError as error:
        print(f"blin ask: {error}", file=sys.stderr)
        message = replies.NOT_RECORDED.format(why=error)
        return [decline(message, "not_in_sources", given.versions) for given in answers]
    return answers
