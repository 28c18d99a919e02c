"""What is known of a patient by now enters every calculation that goes on from an earlier one, though it was told beside it."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.calculators import CATALOGUE
from assistant.conversation.going_back import goes_back
from assistant.conversation.memory import BODY, Conversation, carried
from assistant.conversation.requests import Calculate, Request, Wanted
from assistant.conversation.signals import Text
from assistant.conversation.stated import Stated

_OF_THE_MOMENT = ("cycle", "day")
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


def with_person(request: Request, text: Text) -> Request:
    """Return a request whose every calculation has the age and the disease state that this turn tells, however it was understood.

    Whether the rules cover a person is never lost on the way: "the restart dose for my 7 year old with that?" is no adult's.
    """
    if not isinstance(request, Calculate):
        return request
    told = {name: item for name in _OF_THE_PERSON if (item := text.reading.stated.get(name)) is not None}
    return replace(request, wanted=tuple(_with_told(wanted, told) for wanted in request.wanted)) if told else request


def _with_told(wanted: Wanted, told: Mapping[str, Stated]) -> Wanted:
    known = {given.name for given in CATALOGUE[wanted.calculator].inputs}
    return replace(wanted, inputs={**{n: item for n, item in told.items() if n in known}, **wanted.inputs})


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
    if wanted.calculator == "dose":
        since = carried(conversation, [n for n in _OF_THE_MOMENT if n not in inputs and n not in doubtful])
        inputs = {**since, **inputs}
    if (
        "weight_kg" in inputs
        and "bsa_m2" not in conversation.facts
        and inputs["weight_kg"] != wanted.inputs.get("weight_kg")
    ):
        inputs.pop("bsa_m2", None)
    return replace(wanted, inputs=inputs)
