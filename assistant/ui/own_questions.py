"""A hospital's own reference questions: read when they are given, kept beside the records, run like those of the project."""

import re
from pathlib import Path

from assistant.knowledge.errors import CorpusError
from assistant.settings import PROJECT
from assistant.ui import operator_words as words

FOLDER = PROJECT / "data" / "questions"


class UnusableQuestionsError(ValueError):
    """A file of questions does not have their form; the message says where and what to do."""


def keep(folder: Path, name: str, content: bytes) -> Path:
    """Keep a file of questions under its name, in the place of one of the same name. Raises UnusableQuestionsError."""
    # Imported here: no other page knows the evaluation.
    from evals.cases import load_own_cases  # noqa: PLC0415 - loaded only when used: start-up stays quick

    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^a-z0-9_-]+", "_", Path(name).stem.casefold()).strip("_") or "own"
    arriving = folder / f"{stem}.arriving"
    try:
        arriving.write_bytes(content)
        if not any(load_own_cases(arriving).values()):
            raise UnusableQuestionsError(words.NO_OWN_QUESTIONS)
        return arriving.replace(folder / f"{stem}.yaml")
    except CorpusError as error:
        raise UnusableQuestionsError(str(error).replace(arriving.name, Path(name).name)) from error
    finally:
        arriving.unlink(missing_ok=True)


def kept(folder: Path) -> list[Path]:
    """Return the files that are kept, by name."""
    return sorted(folder.glob("*.yaml"))
