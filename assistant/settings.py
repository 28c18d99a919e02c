"""What an operator can set: one small frozen dataclass, read from the environment at the edges only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where the assistant finds what it needs.

    corpus: the folder of documents, rules and registers; indexes: the folder of built indexes, a disposable cache;
    embedding_model: a folder of sentence-transformers weights, None for the packaged all-MiniLM-L6-v2; operators: the e-mail
    addresses of the people who may see the Safety page where people sign in; operator_secret: what guards it where they do not.
    """

    corpus: Path = _PROJECT / "corpus"
    indexes: Path = _PROJECT / "indexes"
    embedding_model: Path | None = None
    operators: tuple[str, ...] = ()
    operator_secret: str | None = field(default=None, repr=False)


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read BLIN_CORPUS, BLIN_INDEXES, BLIN_EMBEDDING_MODEL, BLIN_OPERATORS and BLIN_OPERATOR_SECRET; else the default stands."""
    defaults = Settings()
    model = environment.get("BLIN_EMBEDDING_MODEL")
    return Settings(
        corpus=Path(environment.get("BLIN_CORPUS") or defaults.corpus),
        indexes=Path(environment.get("BLIN_INDEXES") or defaults.indexes),
        embedding_model=Path(model) if model else None,
        operators=tuple(environment.get("BLIN_OPERATORS", "").replace(",", " ").split()),
        operator_secret=environment.get("BLIN_OPERATOR_SECRET") or None,
    )
