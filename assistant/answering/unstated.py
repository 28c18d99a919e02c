"""What a follow-up asks of a thing and no statement that is shown tells: for how long, how often, how much."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.extracting import Extract
from assistant.conversation.requests import LookUp
from assistant.knowledge.passages import Passage

_TIME = re.compile(
    r"\b\d+(?:\.\d+)?[- ](?:hour|day|week|month|year)s?\b|\b(?:until|during|throughout|while on|at any time)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:each|every|daily|weekly|once|twice|baseline|before (?:and|each|starting)|as (?:clinically )?indicated|during|thereafter|per)\b|%",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d\s?(?:mg|mcg|μg|g|mL|%|micron)\b|\d\s?%", re.IGNORECASE)
_ASKED = (
    (
        "how_long",
        re.compile(r"\bhow long\b|\buntil when\b|\bhow many (?:hours|days|weeks|months)\b", re.IGNORECASE),
        _TIME,
    ),
    ("how_often", re.compile(r"\bhow (?:often|frequently|regularly)\b", re.IGNORECASE), _OFTEN),
    ("how_much", re.compile(r"\bhow much\b|\b(?:what|which) (?:dose|dosage|strength)\b", re.IGNORECASE), _AMOUNT),
)


def unstated(question: str, shown: Iterable[Passage]) -> str | None:
    """Return that what is asked is not told by what is shown; None where it is, or where nothing of the kind is asked."""
    told = " ".join(" ".join([*passage.heading_path, passage.words]) for passage in shown)
    for name, asks, tells in _ASKED:
        if asks.search(question):
            return None if tells.search(told) else replies.NOT_TOLD[name]
    return None


def with_unstated(answer: Answer, chosen: Extract, looked_up: LookUp | None) -> Answer:
    """Return the answer to a follow-up on the subject before with what it asks and nothing that is shown tells."""
    if looked_up is None or looked_up.subject is None:
        return answer
    shown = [p for statement in (*chosen.statements, *chosen.background) for p in statement.passages]
    note = unstated(looked_up.question, shown)
    return answer if note is None else replace(answer, text=f"{answer.text}\n\n{note}")
