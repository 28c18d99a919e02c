"""The inputs of a calculation in words, each with where it came from."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from assistant.answering import replies
from assistant.answering.answer import Fact
from assistant.calculators import CATALOGUE, Calculation, Input
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Wanted
from assistant.conversation.stated import Stated
from assistant.knowledge.numbers import amount, plain

_MOST_PLACES = 12
_SHOWN = Decimal("0.0001")
_INPUTS: Mapping[str, Input] = {given.name: given for d in CATALOGUE.values() for given in d.inputs}


def value_in_words(name: str, value: object) -> str:
    """Return the value of an input with its unit, or a choice in its words."""
    given = _INPUTS[name]
    if isinstance(value, bool):
        return replies.YES_NO[value]
    if isinstance(value, Decimal):
        counts = given.unit is None or name in ("grade", "seizures", "cycles")
        return plain(value) if counts or given.unit is None else _measure(value, given.unit)
    return given.choices.get(str(value), str(value))


def _measure(value: Decimal, unit: str) -> str:
    """Return a value with its unit; one without an end (5 hours in days) as what it is about: the exact one is what is used."""
    shown = value.quantize(_SHOWN)
    endless = -int(value.as_tuple().exponent) > _MOST_PLACES
    return replies.ABOUT.format(value=amount(shown, unit)) if endless and shown != value else amount(value, unit)


def origins(calculation: Calculation, wanted: Wanted, conversation: Conversation) -> Iterator[Fact]:
    """Yield every input used, with the words that state it; what nobody stated has none (a default, or worked out)."""
    for name, value in calculation.inputs.items():
        stated = wanted.inputs.get(name)
        if stated is None and name == "days_to_resolve":
            stated = wanted.unresolved_days
        yield _fact(name, value, stated, conversation)


def facts_of(conversation: Conversation) -> tuple[Fact, ...]:
    """Return what a conversation has established, in the order of its turns."""
    known = ((name, fact) for name, fact in conversation.facts.items() if name in _INPUTS)
    return tuple(
        Fact(
            name,
            _INPUTS[name].label,
            value_in_words(name, _plain_value(fact.stated.value)),
            fact.stated.words,
            fact.stated.conversion,
            carried=fact.turn < conversation.turn,
            turn=fact.turn,
        )
        for name, fact in sorted(known, key=lambda pair: pair[1].turn)
    )


def _fact(name: str, value: object, stated: Stated | None, conversation: Conversation) -> Fact:
    known = conversation.facts.get(name)
    turn = known.turn if known and stated and stated.carried else conversation.turn
    return Fact(
        name,
        _INPUTS[name].label,
        value_in_words(name, value),
        stated.words if stated else "",
        stated.conversion if stated else None,
        carried=stated.carried if stated else False,
        turn=turn,
    )


def _plain_value(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
