"""Questions that can be asked next: on statements near those that an answer cites, and known to be answered themselves."""

import re
from collections.abc import Callable, Mapping
from itertools import takewhile

from assistant.answering.answer import Answer
from assistant.knowledge.aspects import Aspects, compatible
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage

_MOST = 3
_WELL_FORMED = re.compile(
    r"(?:What|Which|When|How|Who|Where|Why|Is|Are|Does|Do|Can|Could|Should|Must|May|Has|Have|Will|For|In|At|After)\b[^?\n:;]{12,62}\?"
)
# Concepts that nearly every statement is about: sharing one makes no neighbour.
_EVERYWHERE = 25
_A_HEADING = 0.25


def follow_ups(
    answer: Answer, corpus: Corpus, aspects: Mapping[str, Aspects], is_answered: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return up to three questions on further statements near the first that an answer cites, the nearest first.

    aspects: what each passage is about; is_answered: whether a question gets an answer, and no question back. An asked-as
    question of another statement is one that look-ups answer; only whole sentences are offered.
    """
    if answer.kind not in ("answer", "calculation") or not answer.citations:
        return ()
    first, shown = _first_cited(answer, corpus), _shown(answer, corpus)
    if first is None:
        return ()
    nearness = _nearness(first, aspects)
    questions = _questions(corpus)
    candidates = [
        passage
        for passage in corpus.passages.values()
        if passage.id in questions and passage.id not in shown and compatible(aspects[first.id], aspects[passage.id])
    ]
    candidates.sort(key=nearness, reverse=True)
    found: list[str] = []
    for passage in candidates:
        if nearness(passage) <= 0 or len(found) == _MOST:
            break
        question = next((asked for asked in questions[passage.id] if is_answered(asked)), None)
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
