"""Flash cards made from the rules and from the passages of the authority.

A card is named by its content: when the words of its rule or passage change, it is another card and the old one is retired.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.knowledge.beside import rule_uses
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import SECTION_SEPARATOR, Passage
from assistant.knowledge.quotes import Quote
from assistant.knowledge.rule_sets import Rules

_NOT_TAUGHT = ("Disclaimer", "References", "Administrative Information")
"""Sections that nobody treats a patient by."""

_LEAST_WORDS = 3
_ASKS_A_QUESTION = re.compile(r"[A-Z].*\?$")


@dataclass(frozen=True)
class Card:
    """A question and the words that answer it.

    id: of its content; topic: for progress; version: of the corpus and the rules that it was made from; passage: where its
    words stand.
    """

    id: str
    topic: str
    front: str
    back: str
    source: str
    section: str
    passage: str
    version: str


def topic_of(passage: Passage) -> str:
    """Return the topic under which a passage is learnt: its section of the document."""
    return passage.heading_path[0]


def cards_of(corpus: Corpus, rules: Rules) -> tuple[Card, ...]:
    """Return all cards: one a rule with its quote, then one a passage that somebody asks about. No two ask the same."""
    version = f"corpus {corpus.hash}, rules {rules.hash}"
    found: dict[str, Card] = {}
    for card in (*_of_rules(corpus, rules, version), *_of_passages(corpus, version)):
        found.setdefault(card.front.casefold(), card)
    return tuple(found.values())


def _of_rules(corpus: Corpus, rules: Rules, version: str) -> Iterator[Card]:
    """Make one card of each passage that a rule rests on, asked by the name of the first such rule."""
    done: set[tuple[str, str]] = set()
    for use, quote in rule_uses(rules):
        passage = corpus.passages.get(quote.passage)
        if passage is None or not use.label or (use.label, quote.text) in done or ("", passage.id) in done:
            continue
        done |= {(use.label, quote.text), ("", passage.id)}
        back = passage.words if quote.text == passage.quote else quote.text.replace(" | ", " · ")
        yield _card(f"{use.label}{_band(quote)}: what does the monograph say?", back, passage, version)


def _band(quote: Quote) -> str:
    """Return the weight band of a cell of the dose-modification table, which the name of its row leaves open."""
    last = quote.section.rpartition(SECTION_SEPARATOR)[2]
    return f" ({_shown(last[0].lower() + last[1:])})" if last.startswith("Patients ") and "dosing" not in last else ""


def _of_passages(corpus: Corpus, version: str) -> Iterator[Card]:
    """Make a card of the first question with a capital letter and a question mark of each statement of the authority."""
    done: set[str] = set()
    for asked in corpus.asked:
        passage = corpus.passages[asked.passages[0]]
        is_alone = len(asked.passages) == 1
        if (
            not is_alone
            or passage.id in done
            or corpus.source_of(passage).standing != "authority"
            or topic_of(passage) in _NOT_TAUGHT
            or len(passage.words.split()) < _LEAST_WORDS
            or not _ASKS_A_QUESTION.match(asked.question)
        ):
            continue
        done.add(passage.id)
        yield _card(asked.question, passage.words, passage, version)


def _card(front: str, back: str, passage: Passage, version: str) -> Card:
    content = "\n".join((front, back, passage.source, passage.section))
    name = hashlib.sha256(content.encode()).hexdigest()[:16]
    return Card(name, topic_of(passage), front, back, passage.source, passage.section, passage.id, version)


def _shown(words: str) -> str:
    return words.replace(">=", "≥").replace("<=", "≤")
