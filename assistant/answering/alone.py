"""A follow-up of a word or two that by itself finds one statement, beside what was asked before: it is asked for alone."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.conversation.looking_again import OF_NO_SUBJECT
from assistant.conversation.requests import Calculate, HoldLength, LookUp
from assistant.retrieval.search import Hit, SearchIndex, search

# A number, or a thing that many statements hold, narrows what was asked before and asks for nothing by itself.
_NARROWS = re.compile(
    r"\d|\b(?:severe\w*|mild\w*|moderate\w*|days?|weeks?|hours?|dose|first|second|last|next|after\w*)\b", re.IGNORECASE
)
_LEAST_KNOWN = 0.95
_LEAST_COSINE = 0.635
_LEAST_LEAD = 1.06
_NEAR_NOTHING = 0.68
_NEARER = 0.05
"""Which share of its terms must be known of the statement, how near one of its questions must lie, and how many times the
score of the next the statement must have; up to which nearness a follow-up is near nothing by itself, and how much nearer it
must be together with what was asked before. The last two are set on 753 follow-ups of the tuning half."""


def clear_alone(
    question: LookUp, before: LookUp, index: SearchIndex, vector_of: Callable[[str], Sequence[float] | None]
) -> LookUp | None:
    """Return a follow-up that is clear by itself ("pharmacy's?", "and a previous stroke?"), None where it needs what was before.

    Its statement must stand under the same first heading as the one that was found before.
    """
    asked = question.asked
    if _NARROWS.search(question.question) or asked.grades or asked.bands or asked.cycles or asked.concepts:
        return None
    hits = search(question.question, index, vector_of(question.question), asked=asked)
    if not hits or not _is_clear(hits, index):
        return None
    earlier = search(before.question, index, vector_of(before.question), asked=before.asked)
    same = bool(earlier) and _place(hits[0], index) == _place(earlier[0], index)
    return replace(question, before=None) if same else None


def says_little(question: LookUp, last: LookUp | Calculate | HoldLength | None) -> bool:
    """Tell whether a follow-up that is looked up by itself names no subject of its own.

    After a toxicity what it tells in unknown words may be another grade: it is never taken for the one before.
    """
    is_row = isinstance(last, Calculate) and any(w.calculator == "modification" for w in last.wanted)
    return (
        not is_row
        and not question.leans
        and not question.asked.concepts - OF_NO_SUBJECT
        and not question.asked.toxicities
    )


def is_clearer(together: Sequence[Hit], alone: Sequence[Hit]) -> bool:
    """Tell whether a follow-up is near nothing that is asked by itself, and near something together with what was asked before."""
    by_itself = max((hit.asked_cosine or 0.0 for hit in alone[:1]), default=0.0)
    with_both = max((hit.asked_cosine or 0.0 for hit in together[:1]), default=0.0)
    return by_itself <= _NEAR_NOTHING and with_both >= by_itself + _NEARER


def _is_clear(hits: Sequence[Hit], index: SearchIndex) -> bool:
    first = hits[0]
    words = index.corpus.passages[first.passage].quote
    following = next((hit.score for hit in hits if index.corpus.passages[hit.passage].quote != words), 0.0)
    return (
        first.known >= _LEAST_KNOWN
        and (first.asked_cosine or 0.0) >= _LEAST_COSINE
        and first.score >= _LEAST_LEAD * following
    )


def _place(hit: Hit, index: SearchIndex) -> tuple[str, str]:
    passage = index.corpus.passages[hit.passage]
    return passage.source, passage.heading_path[0]
