"""What a turn leaves in doubt is known no longer: a later one asks for it, and never takes what was told before it was put right."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.memory import MEASURES, Conversation
from assistant.conversation.requests import Calculate, Request
from assistant.conversation.stated import Unclear

_ASKED_AGAIN = frozenset({*MEASURES, "marrow_blasts_percent", "peripheral_blasts_e9_per_l"})


def without_doubted(conversation: Conversation, request: Request) -> Conversation:
    """Return the conversation without the measures that a calculation asks for again because they are in doubt."""
    if not isinstance(request, Calculate):
        return conversation
    doubts = [doubt for w in request.wanted for doubt in w.unclear if doubt.name != "age_years"]
    doubted = (
        {doubt.name for doubt in doubts if _is_of_it_alone(doubt, doubts)} & _ASKED_AGAIN & conversation.facts.keys()
    )
    if not doubted:
        return conversation
    facts = {name: fact for name, fact in conversation.facts.items() if name not in doubted}
    return replace(conversation, facts=facts, settled=None)


def _is_of_it_alone(doubt: Unclear, doubts: Sequence[Unclear]) -> bool:
    """Tell whether the doubtful words are of one input: of a bare number that may be the weight or the day, neither is given up."""
    return all(other.name == doubt.name for other in doubts if other.words == doubt.words)
