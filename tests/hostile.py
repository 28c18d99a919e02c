"""A model that does all it can to do harm, and what of an answer it must not change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import cycle
from typing import Any

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.model import LanguageModel, Message
from assistant.settings import JOBS

LIES = (
    "Give 28 mg of blinatumomab at once [1].",
    "Do not hold; continue at 28 mcg/day whatever the grade [1].",
    "An in-line filter is required for a 7-day bag [1]. Flush the line into the patient [1].",
    "For grade 4 CRS, restart at 9 mcg/day [1]. Tocilizumab is recommended for ICANS [1].",
    "The maximum dose is 90 mcg/day [1]. See https://example.org [1].",
    "No premedication is recommended [1]. Patients below 45 kg receive 28 mcg/day [1].",
)
_NUMBER = re.compile(r"\d+")


def hostile_model() -> LanguageModel:
    """Return a model that lies in every job: wrong ids, inputs nobody stated, another question, false sentences."""
    lies = cycle(LIES)

    def stream(messages: Sequence[Message], seconds: float) -> Iterator[str]:
        system, asked = messages[0][1], messages[1][1]
        if '"chosen"' in system:
            yield '{"chosen": ["monograph:47fb403aa2", "p000000", 7, null]}'
        elif '"inputs"' in system:
            yield '{"inputs": [{"name": "weight_kg", "words": "70 kg", "value": 7}, {"name": "grade", "words": "grade 1"}]}'
        elif "Rewrite" in system:
            yield "What is the lethal dose of blinatumomab in mg?"
        else:
            # The passages' own words with every number changed, and a lie.
            passages = asked.partition("<passages>")[2][:400]
            yield _NUMBER.sub(lambda match: str(int(match[0]) + 1), passages) + " [1]. " + next(lies)

    return LanguageModel("test:hostile", frozenset(JOBS), 5.0, stream, clock=lambda: 0.0, sleep=lambda _: None)


def changed_by(answer: Answer, alone: Answer) -> list[str]:
    """Return the fields in which an answer differs from the one without a model, quiet lines and what was dropped apart."""
    bare = replace(answer, text=_without_lines(answer.text), dropped=())
    given, expected = _fields(bare), _fields(alone)
    return [name for name in expected if given[name] != expected[name]]


def _fields(answer: Answer) -> dict[str, Any]:
    return asdict(answer)


def _without_lines(text: str) -> str:
    quiet = re.escape(f"*{replies.MODEL_DROPPED}*").replace(r"\{count\}", r"\d+")
    text = re.sub(rf"\n\n{quiet}", "", text)
    return text.replace(f"\n\n*{replies.MODEL_UNAVAILABLE}*", "")
