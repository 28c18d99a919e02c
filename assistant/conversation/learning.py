"""What a conversation learns from a turn, and what it forgets."""

from dataclasses import replace

from assistant.conversation import following, revising
from assistant.conversation.memory import MEASURES, Conversation, Pending, asked, forgotten, remembered, without
from assistant.conversation.persons import labels_of
from assistant.conversation.requests import Acknowledge, Calculate, HoldLength, LookUp, Request, joined
from assistant.conversation.said import is_incomplete
from assistant.conversation.signals import Text
from assistant.conversation.stated import Stated
from assistant.conversation.understood import Understood
from assistant.conversation.ward import Ward


def with_more(conversation: Conversation, request: Request, text: Text) -> Conversation:
    """Return the conversation with what a turn states and what it asked for."""
    stated = [*text.reading.stated.values()]
    sex = following.sex_of(text.question)
    if sex is not None:
        stated.append(Stated("sex", sex, sex))
    stated += labels_of(text.question)
    if isinstance(request, Calculate):
        stated += [item for w in request.wanted for item in w.inputs.values()]
    is_supposed = conversation.calculation is not None and (
        following.supposes(text.question) or _goes_on_supposing(text, request, conversation)
    )
    conversation = remembered(conversation, stated, supposed=is_supposed)
    if isinstance(request, LookUp):
        whole = joined(request, request.before) if request.before is not None and request.leans else request
        return asked(conversation, replace(whole, emphasis="plain", before=None))
    if isinstance(request, Calculate | HoldLength):
        is_supposed = is_supposed or following.supposes(text.question)
        return asked(conversation, replace(request, emphasis="plain"), supposed=is_supposed)
    return replace(conversation, pending=None)


def _goes_on_supposing(text: Text, request: Request, conversation: Conversation) -> bool:
    """Tell whether a follow-up goes on from a supposition, and takes a measure that was only supposed ("and at 150 cm?")."""
    supposed = {fact.stated.value for name, fact in conversation.facts.items() if fact.supposed and name in MEASURES}
    if not supposed or not isinstance(request, Calculate) or following.is_correction(text.question):
        return False
    taken = {item.value for w in request.wanted for name, item in w.inputs.items() if name in MEASURES and item.carried}
    asks = following.is_question(text.question) or following.is_follow_up(text.question)
    return asks and bool(taken & supposed)


def forgetting(conversation: Conversation, names: tuple[str, ...], ward: Ward) -> Understood:
    """Forget, and ask for what the last calculation then lacks."""
    less = _with_less(conversation, names)
    last = less.calculation
    if last is None or not names or not any(is_incomplete(item, ward.rules) for item in last.wanted):
        return Understood(Acknowledge("forgotten"), less)
    again = revising.revised(replace(last, patient=True), {}, ())
    return Understood(again, asked(less, again))


def _with_less(conversation: Conversation, names: tuple[str, ...]) -> Conversation:
    for name in names:
        conversation = without(conversation, name)
    return conversation if names else forgotten(conversation)


def awaiting(conversation: Conversation, request: Calculate, missing: tuple[str, ...]) -> Conversation:
    """Return the conversation that waits for an answer to a question of ours."""
    return replace(conversation, pending=Pending(request, missing))
