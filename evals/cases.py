"""Reference questions: their form, and reading them from evals/questions/*.yaml."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, Field, TypeAdapter, ValidationError, model_validator

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.errors import DataError
from assistant.knowledge.yaml_files import read_yaml
from evals.expectation import FORM, Expectation, ExpectedQuote

QUESTIONS = Path(__file__).parent / "questions"
SCHEMA = Path(__file__).parent / "questions.schema.json"

Half = Literal["tuning", "reporting"]
Severity = Literal["minor", "significant", "considerable", "major", "catastrophic"]
SEVERITIES: tuple[Severity, ...] = ("catastrophic", "major", "considerable", "significant", "minor")


class Turn(BaseModel):
    """What the user says in one turn, and what a right answer to it is; none where the turn only sets the scene."""

    model_config = FORM

    say: str = Field(min_length=1)
    expects: Expectation | None = None


class Case(BaseModel):
    """One reference question, or one conversation.

    cluster: the fact or scenario that paraphrases share; half: a whole cluster lies in one half; hazard: an id of the hazard
    log. Either `question` with `expects`, or `turns`.
    """

    model_config = FORM

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str
    cluster: str
    half: Half
    role: Literal["nurse", "resident", "pharmacist", "trainee", "safety_officer"]
    severity: Severity
    hazard: str | None = None
    tags: tuple[str, ...] = ()
    notes: str | None = None
    question: str | None = None
    expects: Expectation | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def script(self) -> tuple[Turn, ...]:
        """The turns; a single question is a conversation of one."""
        return self.turns or (Turn(say=self.question or "", expects=self.expects),)

    @property
    def expectations(self) -> tuple[Expectation, ...]:
        """What is expected, turn by turn, scene-setting turns left out."""
        return tuple(turn.expects for turn in self.script if turn.expects is not None)

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        single = self.question is not None and self.expects is not None
        if single == bool(self.turns) or (self.turns and (self.question is not None or self.expects is not None)):
            raise ValueError("a case has either a question with what it expects, or turns")
        if not self.expectations:
            raise ValueError("no turn expects anything")
        return self


_FILE: TypeAdapter[tuple[Case, ...]] = TypeAdapter(tuple[Case, ...])


def load_cases(folder: Path = QUESTIONS) -> dict[str, tuple[Case, ...]]:
    """Return the cases by file name without its ending.

    Raises DataError for a case without its form, an id that stands twice, and a cluster that lies in both halves.
    """
    return _checked({path.stem: read_cases(path) for path in sorted(folder.glob("*.yaml"))})


def load_own_cases(path: Path) -> dict[str, tuple[Case, ...]]:
    """Return the cases of one file outside evals/questions: a hospital's own. Raises DataError as load_cases."""
    return _checked({path.stem: read_cases(path)})


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of one file. Raises DataError for a case without its form."""
    try:
        return _FILE.validate_python(read_yaml(path) or ())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(f"questions/{path.name}", f"Case {place}: {first['msg']}.", "Correct it.") from error


def schema() -> str:
    """Return the JSON schema of a question file, as SCHEMA holds it."""
    form = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Reference questions"}
    return json.dumps(form | _FILE.json_schema(), indent=1) + "\n"


def unquoted(cases: Iterable[Case], corpus: Corpus) -> tuple[str, ...]:
    """Return the ids of cases that expect words which no document holds, or not in the expected section."""
    sections: dict[tuple[str, str], bool] = {}

    def stands(expected: ExpectedQuote) -> bool:
        if expected.source not in corpus.documents or expected.quote not in corpus.documents[expected.source].text:
            return False
        key = (expected.source, expected.section + "\n" + expected.quote)
        if expected.section and key not in sections:
            sections[key] = any(
                expected.section in passage.section
                and (expected.quote in passage.quote or passage.quote in expected.quote)
                for passage in corpus.passages.values()
                if passage.source == expected.source
            )
        return sections.get(key, True)

    return tuple(
        case.id
        for case in cases
        if not all(stands(quote) for expects in case.expectations for group in expects.passages for quote in group)
    )


def _checked(cases: Mapping[str, Sequence[Case]]) -> dict[str, tuple[Case, ...]]:
    every = [case for group in cases.values() for case in group]
    for case_id, count in Counter(case.id for case in every).items():
        if count > 1:
            raise DataError("questions", f"The id {case_id!r} stands twice.", "Give each case its own.")
    halves: dict[str, Half] = {}
    for case in every:
        if halves.setdefault(case.cluster, case.half) != case.half:
            raise DataError("questions", f"The cluster {case.cluster!r} lies in both halves.", "Put it into one.")
    return {group: tuple(members) for group, members in cases.items()}
