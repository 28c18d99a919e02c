"""Where background would answer alone with its side of a disagreement, the authority's side answers."""

from collections.abc import Mapping, Sequence

from assistant.answering.asked_for import states_what_is_asked
from assistant.conversation.requests import LookUp
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote
from assistant.retrieval.search import Hit

_NEVER_ALONE = ("contradiction", "narrower")
_LEAST_SHARE = 0.5


def authoritys_side(
    background: Hit, hits: Sequence[Hit], request: LookUp, corpus: Corpus, aspects: Mapping[str, Aspects]
) -> list[Hit]:
    """Return the hit on the authority's side of a disagreement whose other side is this hit of background, if there is one.

    It states what is asked and is not far behind; the disagreement is on a fact that stands in certain places, and the question names its topic.
    """
    sides = [
        quote
        for conflict in corpus.registers.conflicts
        if conflict.kind in _NEVER_ALONE
        and conflict.stated_in
        and request.asked.concepts & set(conflict.topics)
        and any(quote.passage == background.passage for quote in conflict.other)
        for quote in conflict.monograph
    ]
    return [
        hit
        for hit in hits
        if _holds_one(corpus.passages[hit.passage], sides)
        and hit.score >= _LEAST_SHARE * background.score
        and request.asked.concepts & aspects[hit.passage].concepts
        and states_what_is_asked(request.question, request.asked, corpus.passages[hit.passage], aspects[hit.passage])
    ][:1]


def background_ahead_of(deciding: Sequence[Hit], background: Sequence[Hit]) -> list[Hit]:
    """Return the best background that is nearer than what decides; all where nothing decides."""
    if not deciding:
        return list(background)
    first = deciding[0]
    return [hit for hit in background if hit.score > first.score and hit.agreement >= first.agreement][:1]


def _holds_one(passage: Passage, sides: Sequence[Quote]) -> bool:
    """Tell whether a passage holds the words of a side: those of a table stand by themselves and in their row."""
    return any(
        passage.source == side.source and passage.section == side.section and side.text in passage.quote
        for side in sides
    )
