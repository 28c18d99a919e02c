"""What is needed to understand a turn."""

from dataclasses import dataclass

from assistant.knowledge.elsewhere import Elsewhere
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.vocabulary import Vocabulary


@dataclass(frozen=True)
class Ward:
    """What is needed to understand a turn: the ward's words, what lies outside, and the rules."""

    vocabulary: Vocabulary
    elsewhere: Elsewhere
    rules: Rules
