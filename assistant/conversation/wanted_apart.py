"""The calculations that a turn asks for: of a long message those that its asking sentences are for."""

import re
from dataclasses import replace

from assistant.conversation import following
from assistant.conversation.laboratory import may_stop, without_laboratory
from assistant.conversation.long_messages import asking_of
from assistant.conversation.looking_again import OF_NO_SUBJECT
from assistant.conversation.requests import Wanted
from assistant.conversation.routing import wanted
from assistant.conversation.signals import (
    Text,
    asks_bsa,
    asks_dates,
    asks_dose,
    asks_pump_rate,
    asks_restart,
    asks_what_to_do,
)
from assistant.conversation.ward import Ward
from assistant.knowledge.aspects import Aspects, aspects_of

_THESE = re.compile(r"\b(?:this|that|these|those)\b", re.IGNORECASE)
_OF_A_PREPHASE = frozenset({"prephase", "dexamethasone", "premedication"})
_OF_LABORATORY = frozenset({"prephase", "liver", "dexamethasone", "premedication", "monitoring"})


def wanted_apart(text: Text, ward: Ward) -> tuple[Wanted, ...]:
    """Return the calculations that a turn asks for: of a long message those that the sentences which ask are for."""
    whole = wanted(text, ward.vocabulary, ward.rules)
    asking = asking_of(text.question)
    if asking is None:
        return whole
    asked = aspects_of(asking, ward.vocabulary)
    of_dose = asks_dose(asking) is not None and not asked.concepts & _OF_A_PREPHASE
    if may_stop(text.reading, ward.rules):
        return whole
    reading = without_laboratory(text.reading) if of_dose and not asked.toxicities else text.reading
    apart = wanted(replace(text, question=asking, asked=asked, reading=reading), ward.vocabulary, ward.rules)
    is_same = {item.calculator for item in apart} == {item.calculator for item in whole}
    of_nothing = not apart or (_are_only_told(apart) and not _is_on_values(asking, asked))
    if of_nothing and _are_only_told(whole) and asked.concepts - OF_NO_SUBJECT - _OF_LABORATORY:
        return ()
    return apart if apart and not is_same and text.patient and _are_put(apart, asking) else whole


def _are_only_told(own: tuple[Wanted, ...]) -> bool:
    """Tell whether nothing but laboratory values that are told would be calculated with."""
    return bool(own) and all(item.calculator in ("prephase", "liver") for item in own)


def _is_on_values(asking: str, asked: Aspects) -> bool:
    """Tell whether the words that ask are on what laboratory values mean: an action, a toxicity or the prephase."""
    acts = asks_what_to_do(asking) or asks_restart(asking) or following.is_follow_up(asking)
    return acts or _THESE.search(asking) is not None or bool(asked.toxicities) or bool(asked.concepts & _OF_LABORATORY)


def _are_put(own: tuple[Wanted, ...], asking: str) -> bool:
    """Tell whether the words that ask are for each of these calculations; a dose is no action."""
    acts = asks_what_to_do(asking) or asks_restart(asking)
    puts = {
        "dose": asks_dose(asking) is not None,
        "infusion": asks_pump_rate(asking) is not None,
        "schedule": asks_dates(asking),
        "bsa": asks_bsa(asking) is not None,
        "modification": acts,
        "liver": acts,
    }
    return all(puts.get(item.calculator, False) for item in own)
