"""Several toxicities at once: one of them is over, or another takes the place of the one before."""

from dataclasses import replace

from assistant.conversation import following, revising
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Request
from assistant.conversation.signals import Text
from assistant.conversation.toxicities import denied_toxicities


def fewer(text: Text, conversation: Conversation) -> Request | None:
    """Return the last calculation without a toxicity that is told to be over, where there were several."""
    last = conversation.calculation
    if last is None or len(last.wanted) == 1 or not following.tells_it_is_gone(text.question):
        return None
    present = {toxicity.name for toxicity in text.toxicities}
    over = (denied_toxicities(text.question, text.asked) - present) or present
    left = tuple(w for w in last.wanted if "toxicity" not in w.inputs or w.inputs["toxicity"].value not in over)
    return revising.revised(replace(last, wanted=left), {}, ()) if 0 < len(left) < len(last.wanted) else None


def is_another_toxicity(text: Text, conversation: Conversation) -> bool:
    """Tell whether a turn puts another toxicity in the place of the one before ("not CRS, an infusion reaction")."""
    last = conversation.calculation
    if last is None or not text.toxicities:
        return False
    before = {w.inputs["toxicity"].value for w in last.wanted if "toxicity" in w.inputs}
    denied = denied_toxicities(text.question, text.asked) - {toxicity.name for toxicity in text.toxicities}
    return bool(before & denied)
