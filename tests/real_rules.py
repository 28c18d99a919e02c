"""The rules of the repository, loaded once for all tests."""

from functools import cache
from pathlib import Path

from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.rules import read_rules

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@cache
def real_rules() -> Rules:
    """Return the rules of corpus/rules as they stand."""
    return read_rules(CORPUS)
