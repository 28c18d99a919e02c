"""Reference questions: their form, and reading them from evals/questions/*.yaml."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.errors import DataError
from assistant.knowledge.yaml_files import read_yaml

QUESTIONS = Path(__file__).parent / "questions"

Half = Literal["tuning", "reporting"]


class ExpectedQuote(BaseModel):
    """Words that must be cited; section: a part of the heading path where the words stand in several places."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    quote: str
    section: str = ""


class Expectation(BaseModel):
    """What a right answer is.

    passages: groups, each of which must be cited by one of its alternatives; mentions: what the text must hold; forbids: what
    it must not hold.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["answer", "abstain"]
    reason: Literal["out_of_scope", "not_in_sources", "not_covered", "unsafe_request"] | None = None
    passages: tuple[tuple[ExpectedQuote, ...], ...] = ()
    mentions: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()


class Case(BaseModel):
    """One reference question. cluster: the fact that paraphrases share; half: a whole cluster lies in one half."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str
    cluster: str
    half: Half
    role: Literal["nurse", "resident", "pharmacist", "trainee", "safety_officer"]
    question: str
    severity: Literal["minor", "significant", "considerable", "major", "catastrophic"]
    hazard: str | None = None
    notes: str | None = None
    expects: Expectation


def load_cases(folder: Path = QUESTIONS) -> dict[str, tuple[Case, ...]]:
    """Return the cases by file name without its ending.

    Raises DataError for a case without its form, an id that stands twice, and a cluster that lies in both halves.
    """
    cases = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    every = [case for group in cases.values() for case in group]
    _refuse_twice([case.id for case in every])
    halves: dict[str, Half] = {}
    for case in every:
        if halves.setdefault(case.cluster, case.half) != case.half:
            raise DataError("questions", f"The cluster {case.cluster!r} lies in both halves.", "Put it into one.")
    return cases


def unquoted(cases: Iterable[Case], corpus: Corpus) -> tuple[str, ...]:
    """Return the ids of cases that expect words which no document holds."""
    return tuple(
        case.id
        for case in cases
        for group in case.expects.passages
        for expected in group
        if expected.source not in corpus.documents or expected.quote not in corpus.documents[expected.source].text
    )


def _refuse_twice(ids: Sequence[str]) -> None:
    for case_id in ids:
        if ids.count(case_id) > 1:
            raise DataError("questions", f"The id {case_id!r} stands twice.", "Give each case its own.")


def _read(path: Path) -> tuple[Case, ...]:
    try:
        return TypeAdapter(tuple[Case, ...]).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(f"questions/{path.name}", f"Case {place}: {first['msg']}.", "Correct it.") from error
