"""What an operator can set: one small frozen dataclass, read from the environment at the edges only."""

import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

PROJECT = Path(__file__).resolve().parent.parent


Job = Literal["rewrite", "propose", "choose", "word"]
"""What a language model may do: make a follow-up a question of its own, propose inputs, choose passages, word the answer."""

JOBS: tuple[Job, ...] = get_args(Job)

_TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")


@dataclass(frozen=True)
class ModelSettings:
    """A language model.

    name: PROVIDER:MODEL, as LangChain's init_chat_model takes it; base_url: where it is served, None for the provider's own
    address; api_key: a secret, never shown; jobs: what it may do; seconds: how long all its work on one turn may take.
    """

    name: str
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    jobs: frozenset[Job] = frozenset(JOBS)
    seconds: float = 20.0


class SettingsError(ValueError):
    """A setting does not have the form that it must have; the message names it and says what is expected."""


@dataclass(frozen=True)
class Settings:
    """Where the assistant finds what it needs.

    corpus: the folder of documents, rules and registers; indexes: the folder of built indexes, a disposable cache;
    embedding_model: a folder of sentence-transformers weights, None for the packaged all-MiniLM-L6-v2; database: the URL of
    the records; retention_days: how long a conversation is kept after its last turn, audit_retention_days: how long the
    audit keeps the words of an answer (its place in the chain stays), both None for ever; operators: the e-mail addresses of
    the people who may see the Safety page where people sign in; operator_secret: what guards it where they do not;
    model: a language model, None (as delivered) for none.
    """

    corpus: Path = PROJECT / "corpus"
    indexes: Path = PROJECT / "indexes"
    embedding_model: Path | None = None
    database: str = f"sqlite:///{PROJECT / 'data' / 'records.sqlite'}"
    retention_days: int | None = 90
    audit_retention_days: int | None = None
    operators: tuple[str, ...] = ()
    operator_secret: str | None = field(default=None, repr=False)
    model: ModelSettings | None = None


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the variables that begin with BLIN_; what is not set keeps its default.

    BLIN_CORPUS, BLIN_INDEXES, BLIN_EMBEDDING_MODEL, BLIN_DATABASE, BLIN_RETENTION_DAYS, BLIN_AUDIT_RETENTION_DAYS (these
    two a number of days, or `never`), BLIN_OPERATORS (addresses parted by commas), BLIN_OPERATOR_SECRET, BLIN_MODEL
    with _BASE_URL, _API_KEY, _JOBS and _SECONDS. Raises SettingsError.
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
        model=_model(environment),
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


def _model(environment: Mapping[str, str]) -> ModelSettings | None:
    name = environment.get("BLIN_MODEL")
    return model_named(name, environment) if name else None


def model_named(name: str, environment: Mapping[str, str] = os.environ) -> ModelSettings:
    """Return a model by its name, with BLIN_MODEL_BASE_URL, _API_KEY, _JOBS (a list with commas) and _SECONDS.

    BLIN_MODEL itself may name another one, or none. Raises SettingsError.
    """
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise SettingsError("BLIN_MODEL must be PROVIDER:MODEL, for example openai:NAME or ollama:NAME.")
    written = environment.get("BLIN_MODEL_JOBS")
    jobs = frozenset(job for job in JOBS if written is None or job in written.replace(" ", "").split(","))
    seconds = float(environment.get("BLIN_MODEL_SECONDS") or ModelSettings(name).seconds)
    if not 0 < seconds < 600:
        raise SettingsError("BLIN_MODEL_SECONDS must be more than 0 and less than 600.")
    return ModelSettings(
        name,
        environment.get("BLIN_MODEL_BASE_URL") or None,
        environment.get("BLIN_MODEL_API_KEY") or None,
        jobs,
        seconds,
    )


def keep_tracing_off(environment: MutableMapping[str, str] = os.environ) -> None:
    """Switch LangChain's tracing off, which would send questions elsewhere, unless BLIN_TRACING=1. Called at the entry points."""
    if environment.get("BLIN_TRACING") != "1":
        environment.update(dict.fromkeys(_TRACING, "false"))
