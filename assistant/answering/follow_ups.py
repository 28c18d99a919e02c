"""Questions that can be asked next: each is known to be answered by a statement near those that an answer cites."""

import re
from collections.abc import Iterable, Mapping

from assistant.answering.answer import Answer
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage

_MOST = 3
_WELL_FORMED = re.compile(r"[A-Z][^?\n]{14,62}\?")


def follow_ups(answer: Answer, corpus: Corpus) -> tuple[str, ...]:
    """Return up to three questions on further statements of the sections that an answer cites, in reading order.

    An asked-as question of another statement is one that look-ups answer; only whole sentences are offered.
    """
    if answer.kind not in ("answer", "calculation") or not answer.citations:
        return ()
    cited = {(citation.source, citation.start, citation.end) for citation in answer.citations}
    sections = {(citation.source, citation.section.split(" > ")[0]) for citation in answer.citations[:2]}
    questions = _first_questions(corpus)
    found: list[str] = []
    for passage in corpus.passages.values():
        is_near = (passage.source, passage.heading_path[0] if passage.heading_path else "") in sections
        is_shown = any(p[0] == passage.source and p[1] < passage.end and passage.start < p[2] for p in cited)
        question = questions.get(passage.id)
        if is_near and not is_shown and question is not None and question not in found:
            found.append(question)
    return tuple(_spread(found))


def _first_questions(corpus: Corpus) -> Mapping[str, str]:
    """Return a whole question of each statement of the authority that is asked of it alone."""
    first: dict[str, str] = {}
    for asked in corpus.asked:
        if len(asked.passages) == 1 and _WELL_FORMED.fullmatch(asked.question):
            passage: Passage = corpus.passages[asked.passages[0]]
            if corpus.source_of(passage).standing != "background":
                first.setdefault(passage.id, asked.question)
    return first


def _spread(found: list[str]) -> Iterable[str]:
    """Take three that lie apart, so that they are not all of one paragraph."""
    step = max(1, len(found) // _MOST)
    return found[::step][:_MOST]
