"""A prephase that is not due leaves the premedication as it is: who asks to leave the steroid out is told both."""

from dataclasses import replace

from assistant.answering import replies
from assistant.answering.turn import Turn
from assistant.conversation.cleaning import clean
from assistant.conversation.requests import Calculate, LookUp
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.facets import Facets, facets_in
from assistant.knowledge.vocabulary import Vocabulary

_PREPHASE, _WHO = "prephase", "who"


def is_not_due(turn: Turn) -> bool:
    """Tell whether a prephase was calculated and the values do not ask for it."""
    results = turn.outcome.results if turn.outcome is not None else ()
    return any(
        item.calculation.calculator == _PREPHASE and item.calculation.result.get("indicated") is False
        for item in results
    )


def with_premedication(turn: Turn, facets: Facets, vocabulary: Vocabulary) -> Turn:
    """Return the turn with the rule on premedication as its second part, where the prephase is not due and leaving out is asked."""
    request = turn.request
    if not isinstance(request, Calculate) or request.besides is not None or not is_not_due(turn):
        return turn
    if _WHO not in facets_in(clean(turn.words), facets):
        return turn
    question = replies.PREMEDICATION_ASKED
    return replace(turn, request=replace(request, besides=LookUp(question, aspects_of(question, vocabulary))))
