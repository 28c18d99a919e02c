"""Answers for the command line, recorded before they are printed; one that cannot be recorded is not printed."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from time import perf_counter

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.audience import Audience
from assistant.answering.composing import decline
from assistant.answering.pipeline import Assistant
from assistant.answering.switched_off import converse_without
from assistant.records.errors import RecordsError
from assistant.records.recording import Asking, record_answers
from assistant.records.store import Store
from assistant.records.switches import disabled


def recorded(
    store: Store, assistant: Assistant, questions: Sequence[str], audience: Audience = "clinician"
) -> list[Answer]:
    """Answer the turns of one conversation without what is switched off, and record them, all or none.

    Where that cannot be done, the reason goes to standard error and an abstention stands in the place of each answer.
    """
    try:
        began = perf_counter()
        answers = converse_without(assistant, questions, lambda: disabled(store))
        milliseconds = round((perf_counter() - began) * 1000 / max(1, len(answers)), 3)
        at = datetime.now(UTC)
        circumstances = (
            Asking(question, at, "command", {"answer": milliseconds}, audience=audience) for question in questions
        )
        record_answers(store, list(zip(circumstances, answers, strict=True)))
    except RecordsError as error:
        print(f"blin ask: {error}", file=sys.stderr)
        message = replies.NOT_RECORDED.format(why=error)
        return [decline(message, "not_in_sources", assistant.versions) for _ in questions]
    return answers
