"""What is known of a patient by now enters every calculation that goes on from an earlier one, though it was told beside it."""

from dataclasses import replace

from assistant.calculators import CATALOGUE
from assistant.conversation.going_back import goes_back
from assistant.conversation.memory import BODY, Conversation
from assistant.conversation.requests import Calculate, Wanted
from assistant.conversation.signals import Text

_OF_THE_PERSON = ("age_years", "indication")


def with_facts(request: Calculate, text: Text, conversation: Conversation) -> Calculate:
    """Return a request that rests on an earlier one with what was told of the patient since.

    A new weight takes the place of the old one; an age or a disease state that nobody had told is added, for the rules may not
    cover it. A turn that goes back from a supposition is left as it is.
    """
    base = conversation.calculation
    if base is None or goes_back(text.question):
        return request
    before: set[tuple[str, object, str]] = {
        (name, item.value, item.words) for w in base.wanted for name, item in w.inputs.items()
    }
    return replace(request, wanted=tuple(_with_facts(w, before, text, conversation) for w in request.wanted))


def _with_facts(wanted: Wanted, before: set[tuple[str, object, str]], text: Text, conversation: Conversation) -> Wanted:
    known = {given.name for given in CATALOGUE[wanted.calculator].inputs}
    doubtful = {item.name for item in wanted.unclear}
    inputs = dict(wanted.inputs)
    for name in BODY:
        fact = conversation.facts.get(name)
        if fact is None or name not in known - doubtful or name in text.reading.stated:
            continue
        used = inputs.get(name)
        is_older = used is not None and (name, used.value, used.words) in before and used.value != fact.stated.value
        if is_older or (used is None and name in _OF_THE_PERSON):
            inputs[name] = replace(fact.stated, carried=True)
    if (
        "weight_kg" in inputs
        and "bsa_m2" not in conversation.facts
        and inputs["weight_kg"] != wanted.inputs.get("weight_kg")
    ):
        inputs.pop("bsa_m2", None)
    return replace(wanted, inputs=inputs)
