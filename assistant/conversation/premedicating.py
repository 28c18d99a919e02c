"""Dexamethasone that everybody gets before a cycle, asked for beside blasts that call for no prephase."""

import re

from assistant.calculators import CalculationError, calculate
from assistant.conversation.signals import Text
from assistant.conversation.wanting import wanted_of
from assistant.knowledge.rule_sets import Rules

_OF_ALL = re.compile(
    r"\b(?:every(?:one|body)\b|every (?:single )?(?:one|patient|cycle|time|round|course)|each (?:cycle|one|course|patient|round|time)|all (?:of them|patients|cycles|comers)|regardless|routine\w*|order ?sets?)\b",
    re.IGNORECASE,
)
_OF_A_PREPHASE = re.compile(r"\b(?:pre-?phase\w*|pre-?treat\w*|debulk\w*|cytoreduc\w*|thresholds?)\b", re.IGNORECASE)
_STEROIDS = frozenset({"dexamethasone", "premedication"})


def asks_premedication_of_all(text: Text, rules: Rules) -> bool:
    """Tell whether the dexamethasone of every cycle is asked for: that no prephase is indicated must not be the answer to it."""
    if not text.asked.concepts & _STEROIDS or _OF_A_PREPHASE.search(text.question) or not _OF_ALL.search(text.question):
        return False
    try:
        result = calculate("prephase", wanted_of("prephase", text, {}, ()).values, rules).result
    except CalculationError:
        return False
    return result["indicated"] is False
