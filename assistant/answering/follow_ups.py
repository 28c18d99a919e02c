"""Questions that can be asked next: on statements near those that an answer cites, and known to be answered themselves."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from assistant.answering.answer import Answer
from assistant.answering.bearing import gap_asked, inquire
from assistant.conversation.memory import EMPTY
from assistant.conversation.requests import LookUp
from assistant.conversation.understanding import understand
from assistant.conversation.ward import Ward
from assistant.knowledge.aspects import Aspects, aspects_of, compatible
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage

_MOST = 3
_WELL_FORMED = re.compile(
    r"(?:What|Which|When|How|Who|Where|Why|Is|Are|Does|Do|Can|Could|Should|Must|May|Has|Have|Will|For|In|At|After)\b[^?\n:;]{12,62}\?"
)
# Concepts that nearly every statement is about: sharing one makes no neighbour.
_EVERYWHERE = 25
_A_HEADING = 0.25


@dataclass(frozen=True)
class Offered:
    """What can be offered as a next question.

    of_passage: by a statement's id, a few whole questions on it alone; is_answered: whether a question by itself is looked up,
    and the documents are not known to be silent on it.
    """

    of_passage: Mapping[str, tuple[str, ...]]
    is_answered: Callable[[str], bool]


def offered_from(corpus: Corpus, ward: Ward) -> Offered:
    """Return what can be offered; whether a question is answered is found out once, when it is first needed."""

    @cache
    def is_answered(question: str) -> bool:
        inquiry = inquire(question, aspects_of(question, ward.vocabulary), corpus.registers)
        is_looked_up = isinstance(understand(question, EMPTY, ward).request, LookUp)
        return is_looked_up and gap_asked(inquiry, corpus.registers) is None

    return Offered(_questions(corpus), is_answered)


def follow_ups(answer: Answer, corpus: Corpus, aspects: Mapping[str, Aspects], offered: Offered) -> tuple[str, ...]:
    """Return up to three questions on further statements near the first that an answer cites, the nearest first.

    aspects: what each passage is about. An asked-as question of another statement is one that look-ups answer; only whole
    sentences are offered.
    """
    if answer.kind not in ("answer", "calculation") or not answer.citations:
        return ()
    first, shown = _first_cited(answer, corpus), _shown(answer, corpus)
    if first is None:
        return ()
    nearness = _nearness(first, aspects)
    candidates = [
        passage
        for passage in corpus.passages.values()
        if passage.id in offered.of_passage
        and passage.id not in shown
        and compatible(aspects[first.id], aspects[passage.id])
    ]
    candidates.sort(key=nearness, reverse=True)
    found: list[str] = []
    for passage in candidates:
        if nearness(passage) <= 0 or len(found) == _MOST:
            break
        question = next((asked for asked in offered.of_passage[passage.id] if offered.is_answered(asked)), None)
        if question is not None and question not in found:
            found.append(question)
    return tuple(found)


def _first_cited(answer: Answer, corpus: Corpus) -> Passage | None:
    first = answer.citations[0]
    return next(
        (p for p in corpus.passages.values() if p.source == first.source and p.start <= first.start < p.end), None
    )


def _shown(answer: Answer, corpus: Corpus) -> frozenset[str]:
    return frozenset(
        passage.id
        for passage in corpus.passages.values()
        if any(c.source == passage.source and c.start < passage.end and passage.start < c.end for c in answer.citations)
    )


def _nearness(first: Passage, aspects: Mapping[str, Aspects]) -> Callable[[Passage], float]:
    """Return how near a passage lies: by the concepts that it shares, rare ones more, then by headings and place."""
    held = {concept: sum(concept in of.concepts for of in aspects.values()) for concept in aspects[first.id].concepts}
    telling = {concept: 1 / count for concept, count in held.items() if count <= _EVERYWHERE}

    def nearness(passage: Passage) -> float:
        shared = sum(telling.get(concept, 0.0) for concept in aspects[passage.id].concepts)
        if passage.source != first.source:
            return shared
        both = zip(first.heading_path, passage.heading_path, strict=False)
        headings = sum(1 for _ in takewhile(lambda labels: labels[0] == labels[1], both))
        return shared + _A_HEADING * headings + 1 / (1_000 + abs(passage.start - first.start))

    return nearness


def _questions(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """Return a few whole questions of each statement of the authority that is asked of it alone."""
    found: dict[str, tuple[str, ...]] = {}
    for asked in corpus.asked:
        if len(asked.passages) == 1 and _WELL_FORMED.fullmatch(asked.question):
            passage = corpus.passages[asked.passages[0]]
            known = found.get(passage.id, ())
            if corpus.source_of(passage).standing != "background" and len(known) < _MOST:
                found[passage.id] = (*known, asked.question)
    return found
