"""What an operator can set: one small frozen dataclass, read from the environment at the edges only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting does not have the form that it must have; the message names it and says what is expected."""


@dataclass(frozen=True)
class Settings:
    """Where the assistant finds what it needs.

    corpus: the folder of documents, rules and registers; indexes: the folder of built indexes, a disposable cache;
    embedding_model: a folder of sentence-transformers weights, None for the packaged all-MiniLM-L6-v2; database: the URL of
    the records; retention_days: how long a conversation is kept after its last turn, audit_retention_days: how long the
    audit keeps the words of an answer (its place in the chain stays), both None for ever; operators: the e-mail addresses of
    the people who may see the Safety page where people sign in; operator_secret: what guards it where they do not.
    """

    corpus: Path = _PROJECT / "corpus"
    indexes: Path = _PROJECT / "indexes"
    embedding_model: Path | None = None
    database: str = f"sqlite:///{_PROJECT / 'data' / 'records.sqlite'}"
    retention_days: int | None = 90
    audit_retention_days: int | None = None
    operators: tuple[str, ...] = ()
    operator_secret: str | None = field(default=None, repr=False)


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the variables that begin with BLIN_; what is not set keeps its default.

    BLIN_CORPUS, BLIN_INDEXES, BLIN_EMBEDDING_MODEL, BLIN_DATABASE, BLIN_RETENTION_DAYS, BLIN_AUDIT_RETENTION_DAYS (these
    two a number of days, or `never`), BLIN_OPERATORS (addresses parted by commas), BLIN_OPERATOR_SECRET. Raises SettingsError.
    """
    defaults = Settings()
    model = environment.get("BLIN_EMBEDDING_MODEL")
    return Settings(
        corpus=Path(environment.get("BLIN_CORPUS") or defaults.corpus),
        indexes=Path(environment.get("BLIN_INDEXES") or defaults.indexes),
        embedding_model=Path(model) if model else None,
        database=environment.get("BLIN_DATABASE") or defaults.database,
        retention_days=_days(environment, "BLIN_RETENTION_DAYS", defaults.retention_days),
        audit_retention_days=_days(environment, "BLIN_AUDIT_RETENTION_DAYS", defaults.audit_retention_days),
        operators=tuple(environment.get("BLIN_OPERATORS", "").replace(",", " ").split()),
        operator_secret=environment.get("BLIN_OPERATOR_SECRET") or None,
    )


def _days(environment: Mapping[str, str], name: str, default: int | None) -> int | None:
    given = environment.get(name)
    if not given:
        return default
    if given == "never":
        return None
    if not (given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= 36_500):
        raise SettingsError(f"{name} must be a number of days from 1 to 36500, or `never`; it is {given!r}.")
    return int(given)
