"""Dexamethasone that everybody gets before a cycle, asked for beside blasts that call for no prephase."""

import re

from assistant.calculators import CalculationError, calculate
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import LookUp
from assistant.conversation.signals import Text
from assistant.conversation.wanting import wanted_of
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.vocabulary import Vocabulary

_OF_ALL = re.compile(
    r"\b(?:every(?:one|body)\b|every (?:single )?(?:one|patient|cycle|time|round|course)|each (?:cycle|one|course|patient|round|time)|all (?:of them|patients|cycles|comers)|regardless|routine\w*|order ?sets?)\b",
    re.IGNORECASE,
)
_OF_A_PREPHASE = re.compile(r"\b(?:pre-?phase\w*|pre-?treat\w*|debulk\w*|cytoreduc\w*|thresholds?)\b", re.IGNORECASE)
# "And the dex on the day itself?", after a prephase.
_ON_THE_DAY = re.compile(
    r"\b(?:on the (?:actual |very )?day|(?:the )?day itself|day (?:one|1)\b|(?:the|an|1|one) hour before|(?:right |just )?before the (?:bag|dose|infusion|pump)|pre-?med\w*|(?:each|every) cycle)\b",
    re.IGNORECASE,
)
_PREMEDICATION = "dexamethasone premedication before the first dose of each cycle"
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


def premedication_after_prephase(text: Text, conversation: Conversation, vocabulary: Vocabulary) -> LookUp | None:
    """Return the look-up of the dexamethasone of the day itself, where it is asked for after a prephase; None where it is not."""
    last = conversation.calculation
    is_prephase = last is not None and all(w.calculator == "prephase" for w in last.wanted)
    is_asked = bool(text.asked.concepts & _STEROIDS) and _ON_THE_DAY.search(text.question) is not None
    if not is_prephase or not is_asked or text.reading.stated or _OF_A_PREPHASE.search(text.question):
        return None
    return LookUp(_PREMEDICATION, aspects_of(_PREMEDICATION, vocabulary))
