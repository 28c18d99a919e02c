"""The signs of a toxicity, and the most of a dose: where one of these is asked for, or is not, what a statement must tell."""

import re

from assistant.knowledge.aspects import Aspects

_ACTIONS = frozenset({"hold", "restart", "discontinue"})
# A footnote to a dose: who asks for the dose asks for its row.
_IS_CAP = re.compile(r"\W*Maximum dose\b")
_MOST = re.compile(
    r"\b(?:max\w*|cap\w*|ceiling|limit\w*|most|highest|biggest|greatest|largest|exceed\w*|above|beyond|over|top|upper|more than|footnotes?|dagger|symbols?|marks?)\b",
    re.IGNORECASE,
)
_OF_LISTED_SIGNS = frozenset({"crs", "neurotoxicity", "icans"})
_SIGNS = re.compile(
    r"\b(?:signs?|symptoms?|features?|manifest\w*|tell-?tale|clinical picture|looks? like|clues?|red flags?|(?:might|could|would|may) be (?:crs|cytokine|icans|neuro\w*))\b",
    re.IGNORECASE,
)
_WHEN_OR_HOW_OFTEN = re.compile(
    r"\b(?:when|how (?:often|common|soon|long|many|likely|do (?:i|we) (?:treat|manage))|after|until|treat\w*|manag\w*|what (?:do|should) (?:i|we) do|resol\w*|gone|settl\w*|days?|which cycles?|early|earlier|help\w*|prevent\w*|catch\w*|interven\w*|respond\w*)\b",
    re.IGNORECASE,
)
_LISTS_SIGNS = re.compile(r"\b(?:for|including|\() ?(?!infections)\w[^.;]*,[^.;]*,[^.;]*,|\(encephalopathy, ")


def tells_the_thing(question: str, asked: Aspects, quote: str) -> bool:
    """Tell whether a quote lists signs where these are asked for, and is no mere cap of a dose where none is."""
    if _IS_CAP.match(quote) and "maximum_dose" not in asked.concepts and not _MOST.search(question):
        return False
    return not _asks_for_signs(question, asked) or _LISTS_SIGNS.search(quote) is not None


def _asks_for_signs(question: str, asked: Aspects) -> bool:
    """Tell whether it is asked by what a toxicity with a list of its signs is known, and not what to do about it."""
    is_plain = not asked.grades and not asked.concepts & _ACTIONS and not _WHEN_OR_HOW_OFTEN.search(question)
    return is_plain and bool(asked.toxicities & _OF_LISTED_SIGNS) and _SIGNS.search(question) is not None
