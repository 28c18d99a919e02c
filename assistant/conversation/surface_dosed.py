"""A bag's rate for a patient who is dosed by body surface area, and of whom no weight is told: there is none."""

from dataclasses import replace

from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate, Request
from assistant.conversation.signals import Text

_BY_SURFACE = "bsa_dosing"


def with_band_told(request: Request, text: Text, conversation: Conversation) -> Request:
    """Return a request for a rate as one for the band below the weight limit, where only a body surface area tells the patient's dosing."""
    if not isinstance(request, Calculate) or all(w.calculator != "infusion" for w in request.wanted):
        return request
    named = {name for w in request.wanted for name in (*w.inputs, *(item.name for item in w.unclear))}
    if "weight_kg" in named or request.asked.bands | text.asked.bands:
        return request
    is_told = "bsa_m2" in text.reading.stated or "bsa_m2" in conversation.facts or _BY_SURFACE in text.asked.concepts
    return replace(request, asked=replace(request.asked, bands=frozenset({"bsa"}))) if is_told else request
