"""Answers and times for the tests of the records."""

from datetime import UTC, datetime, timedelta

from assistant.answering.answer import Answer, Citation, Conflict, Side, Versions
from assistant.records.recording import Asking

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)

VERSIONS = Versions("1.0", "c0ffee", "decade", "facade")


def answer(text: str = "“Hold.” [1]") -> Answer:
    return Answer(
        "calculation",
        text,
        VERSIONS,
        citations=(Citation(1, "monograph", "Dose Modifications", "Hold.", 10, 15),),
        calculation={"calculator": "dose", "inputs": {"weight_kg": 44.96}, "result": {"dose_mcg_per_day": 9}},
        conflicts=(Conflict("C1", "They differ.", (Side("summary", "A", "b"),)),),
        warnings=("Check it.",),
        engine="calculator",
    )


def asking(question: str = "Hold or not?", at: datetime = NOON, key: str | None = None) -> Asking:
    return Asking(question, at, "page", {"answer": 12.5}, key)


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)
