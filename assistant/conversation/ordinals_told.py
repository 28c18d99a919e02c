"""A cycle or a day that an ordinal alone tells: "first", "the second one", "what if it was the 3rd"."""

import re
from collections.abc import Mapping, Sequence

from assistant.conversation.memory import Conversation
from assistant.conversation.numerals import ORDINAL, number_of
from assistant.conversation.requests import Calculate
from assistant.conversation.stated import Stated, Unclear

# "First", "the second one", "what if it was the 3rd": of a cycle or a day that is asked for, or told before.
_ORDINAL_ALONE = re.compile(
    rf"^\W*(?:(?:and|so|or|but|ok(?:ay)?|if|what|about|how|sorry|no|yes|yeah|actually|it|it['’]?s|that|this|that['’]?s|is|was|were|be|would be|say|suppose|in|on|for|the|her|his|their|its|make|still|now|just|oops|i|meant|we|she|he|they|are|['’]re|['’]s)\W+)*"
    rf"(?P<ordinal>{ORDINAL})(?:\s(?P<what>one|cycle|day|round|course))?(?:\W+(?:then|now|please|sorry|instead|again|actually|today|not the {ORDINAL}(?: one)?))*\W*$",
    re.IGNORECASE,
)
_COUNTED_BY_ORDINAL = {"cycle": "cycle", "round": "cycle", "course": "cycle", "day": "day"}


def counted_by_ordinal(question: str, names: Sequence[str]) -> dict[str, Stated]:
    """Return the cycle or the day, whichever of these names is the only one, that an ordinal alone tells ("the second one")."""
    match = _ORDINAL_ALONE.match(question)
    value = number_of(match["ordinal"]) if match else None
    if match is None or value is None:
        return {}
    said = _COUNTED_BY_ORDINAL.get((match["what"] or "").lower())
    fitting = [name for name in ("cycle", "day") if name in names and said in (None, name)]
    return {fitting[0]: Stated(fitting[0], value, question.strip())} if len(fitting) == 1 else {}


def counted_anew(
    question: str, conversation: Conversation, known: Mapping[str, Stated], recent: set[str]
) -> dict[str, Stated] | tuple[Unclear, ...]:
    """Return the cycle or the day that an ordinal alone changes ("the second one?"): the one that was told last; both are doubted where both were."""
    if not isinstance(conversation.last, Calculate):
        return {}
    told = [name for name in ("cycle", "day") if name in known]
    last_told = [name for name in told if name in recent] or told
    counted = counted_by_ordinal(question, last_told)
    if counted or not counted_by_ordinal(question, last_told[:1]):
        return counted
    return tuple(Unclear(name, question.strip(), "unit") for name in last_told)
