"""Questions of other matters (corpus/asked_elsewhere): what people of a ward ask and no document answers, by field."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.knowledge.asked import Asked
from assistant.knowledge.asked_lint import normalised
from assistant.knowledge.errors import DataError
from assistant.knowledge.yaml_files import read_yaml

FOLDER = "asked_elsewhere"


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=1)


def load_asked_elsewhere(folder: Path) -> tuple[Asked, ...]:
    """Return the questions of all files of the folder, each with its field; none where there is no folder.

    Raises DataError for a file that does not have its form.
    """
    return tuple(
        Asked(question, (group.field,))
        for path in sorted(folder.glob("*.yaml"))
        for group in _read(path)
        for question in group.questions
    )


def elsewhere_findings(elsewhere: Sequence[Asked], asked: Sequence[Asked]) -> tuple[str, ...]:
    """Return what does not hold, a sentence each: a question that stands twice, or that a statement or a gap answers.

    asked: the questions that lead to statements, and those of gaps.
    """
    answered = {normalised(item.question): item.question for item in asked}
    return tuple(_findings(elsewhere, answered))


def _findings(elsewhere: Sequence[Asked], answered: Mapping[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    for item in elsewhere:
        key = normalised(item.question)
        if key in seen:
            yield f"{FOLDER}: {item.question!r} stands twice. Keep one."
        if key in answered:
            yield f"{FOLDER}: {item.question!r} is answered, as {answered[key]!r}. Remove one of them."
        seen.add(key)


def _read(path: Path) -> tuple[_Group, ...]:
    try:
        return TypeAdapter(tuple[_Group, ...]).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(
            f"{FOLDER}/{path.name}", f"Entry {place}: {first['msg']}.", "Write field and questions."
        ) from error
