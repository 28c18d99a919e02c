"""A question as the registers read it, and a calculation by the rules of the corpus."""

from collections.abc import Callable

import pytest

from assistant.answering.bearing import inquire
from assistant.calculators import Calculation, calculate
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.facets import Inquiry
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.rules import rules_of
from assistant.knowledge.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def read(corpus: Corpus, vocabulary: Vocabulary) -> Callable[[str], Inquiry]:
    return lambda question: inquire(question, aspects_of(question, vocabulary), corpus.registers)


@pytest.fixture(scope="module")
def compute(corpus: Corpus) -> Callable[..., Calculation]:
    rules: Rules = rules_of(corpus)
    return lambda name, **inputs: calculate(name, inputs, rules)
