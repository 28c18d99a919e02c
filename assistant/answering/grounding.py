"""The last look before an answer goes out: every quote is where its citation says, word for word."""

import re

from assistant.answering.answer import Answer
from assistant.knowledge.corpus import Corpus

_MARKER = re.compile(r"(?<!\\)\[(\d+)\]")


class UngroundedError(Exception):
    """An answer holds a quote or a marker that no document bears out."""


def ground(corpus: Corpus, answer: Answer) -> Answer:
    """Return the answer unchanged. Raises UngroundedError where a quote, span, section or marker does not hold."""
    for citation in answer.citations:
        document = corpus.documents.get(citation.source)
        if document is None or document.text[citation.start : citation.end] != citation.quote or not citation.quote:
            raise UngroundedError(f"Citation {citation.n} is not verbatim.")
    for side in (side for conflict in answer.conflicts for side in conflict.sides):
        if side.quote not in corpus.documents[side.source].text:
            raise UngroundedError(f"A side of the conflict {side.source} is not verbatim.")
    cited = {int(n) for n in _MARKER.findall(answer.text)}
    if cited != {citation.n for citation in answer.citations}:
        raise UngroundedError("The text and the citations do not name the same numbers.")
    return answer
