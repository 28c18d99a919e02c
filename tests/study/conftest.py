from datetime import UTC, datetime

import pytest
from real_rules import real_rules

from assistant.knowledge.corpus import Corpus
from assistant.knowledge.rule_sets import Rules
from assistant.study.cards import Card, cards_of


@pytest.fixture(scope="session")
def rules() -> Rules:
    return real_rules()


@pytest.fixture(scope="session")
def deck(corpus: Corpus, rules: Rules) -> tuple[Card, ...]:
    return cards_of(corpus, rules)


@pytest.fixture
def moment() -> datetime:
    return datetime(2026, 11, 26, 9, tzinfo=UTC)
