"""A question that asks for two or three things: each part is looked up by itself too, and what answers it stands beside the rest."""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answering.extracting import MAXIMUM_PLACES, Evidence, Extract, extract
from assistant.answering.grouping import Statement
from assistant.conversation.looking_again import OF_NO_SUBJECT
from assistant.conversation.parts import parts_of
from assistant.conversation.requests import LookUp
from assistant.knowledge.aspects import Aspects, aspects_of
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.vocabulary import Vocabulary
from assistant.retrieval.lexical import terms
from assistant.retrieval.search import Hit

# "Intent, and up to how many cycles", "the risk of sickness and the length of a visit": things that are asked for without a verb.
_AND = re.compile(r",?\s{1,3}(?:and|plus|&|as well as|also)\s{1,3}(?!(?:then|so|if|when|while)\b)", re.IGNORECASE)
_FEWEST_TERMS = 2
_MOST_PARTS = 4
_COVERED = 0.95
"""From which share of a part's best score on what was chosen for the whole answers the part too."""

Search = Callable[[str, Aspects], Sequence[Hit]]


def asked_in_parts(question: str, vocabulary: Vocabulary) -> tuple[LookUp, ...]:
    """Return the parts of a question that name something each; none where it is one question."""
    found = [part for sentence in parts_of(question) for part in _at_and(sentence, vocabulary)]
    named = [part for part in found if len(terms(part, vocabulary)) >= _FEWEST_TERMS]
    if not 1 < len(named) <= _MOST_PARTS:
        return ()
    return tuple(LookUp(part, aspects_of(part, vocabulary)) for part in named)


def _at_and(sentence: str, vocabulary: Vocabulary) -> list[str]:
    """Split a sentence at an "and" on both sides of which something else is named."""
    parts = _AND.split(sentence)
    concepts = [aspects_of(part, vocabulary).concepts for part in parts]
    if any(len(terms(part, vocabulary)) < _FEWEST_TERMS for part in parts) or not any(concepts):
        return [sentence]
    return [sentence] if any(one & other for one, other in itertools.pairwise(concepts)) else parts


def with_each_part(
    chosen: Extract,
    parts: Sequence[LookUp],
    search: Search,
    corpus: Corpus,
    aspects: Mapping[str, Aspects],
    evidence: Evidence,
) -> Extract:
    """Return what was chosen for a question, with the statement that answers each of its parts which nothing chosen answers."""
    if not chosen.statements and not chosen.background:
        # A part of what the documents do not answer is no question for them.
        return chosen
    found = chosen
    for part in parts:
        hits = search(part.question, part.asked)
        if not hits or _is_answered(found, hits):
            continue
        if not _stands_alone(part, hits[0], aspects):
            continue
        of_part = extract(part, hits, corpus, aspects, evidence)
        first = _first_place(of_part.statements)
        if _places((*found.statements, *first)) <= MAXIMUM_PLACES:
            found = replace(found, statements=(*found.statements, *(s for s in first if not _is_told(found, s))))
    return found


def _stands_alone(part: LookUp, first: Hit, aspects: Mapping[str, Aspects]) -> bool:
    """Tell whether a part asks for something of its own: it names what its statement is about."""
    return bool(aspects[first.passage].concepts & (part.asked.concepts - OF_NO_SUBJECT))


def _is_answered(chosen: Extract, hits: Sequence[Hit]) -> bool:
    shown = {passage.id for s in (*chosen.statements, *chosen.background) for passage in s.passages}
    return any(hit.passage in shown and hit.score >= _COVERED * hits[0].score for hit in hits)


def _is_told(chosen: Extract, statement: Statement) -> bool:
    """Tell whether the words of a statement are shown already: an effect by itself and in the cell that lists it."""
    one = statement.passages[0]
    return any(
        one.source == other.source and one.start < other.end and other.start < one.end
        for shown in chosen.statements
        for other in shown.passages
    )


def _first_place(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the first statement with the others of its row."""
    if not statements:
        return ()
    place = statements[0].passages[0].heading_path[:-1]
    is_row = any(label.startswith("Patients ") for label in statements[0].passages[0].heading_path)
    return tuple(s for s in statements if is_row and s.passages[0].heading_path[:-1] == place) or (statements[0],)


def _places(statements: Sequence[Statement]) -> int:
    return len({s.passages[0].heading_path[:-1] for s in statements})
