"""What the tests of understanding share: the ward's words and the rules, without an index or a model."""

from collections.abc import Callable
from pathlib import Path

import pytest
from real_rules import real_rules

from assistant.conversation.memory import EMPTY
from assistant.conversation.requests import Calculate, Request
from assistant.conversation.understanding import understand
from assistant.conversation.ward import Ward
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.elsewhere import load_elsewhere
from assistant.knowledge.vocabulary import Vocabulary

Understand = Callable[[str], Request]
Calculations = Callable[[str], list[tuple[str, dict[str, object]]]]


@pytest.fixture(scope="session")
def ward(corpus: Corpus, corpus_folder: Path, vocabulary: Vocabulary) -> Ward:
    return Ward(
        vocabulary, load_elsewhere(corpus_folder / "elsewhere.yaml", corpus.passages.values(), vocabulary), real_rules()
    )


@pytest.fixture(scope="session")
def understood(ward: Ward) -> Understand:
    """What one turn by itself asks for."""
    return lambda words: understand(words, EMPTY, ward).request


@pytest.fixture(scope="session")
def calculations(understood: Understand) -> Calculations:
    """The calculations that one turn asks for, with their inputs; doubted ones as the word "doubt"."""

    def found(words: str) -> list[tuple[str, dict[str, object]]]:
        request = understood(words)
        if not isinstance(request, Calculate):
            return []
        return [(w.calculator, {**w.values, **{u.name: "doubt" for u in w.unclear}}) for w in request.wanted]

    return found
