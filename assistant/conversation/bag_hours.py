"""Which times of a text are those of a bag."""

import re
from decimal import Decimal

from assistant.conversation.quantities import Quantity, quantities
from assistant.conversation.stated import Stated

_BAG = re.compile(
    r"^[\s)-]{0,3}(?:infusion\s)?(?:bags?|cassettes?|containers?|reservoirs?|pouch(?:es)?|infusions?)\b|^[\s)-]{0,3}(?!of\b|for\b|with\b|on\b|after\b)[\w-]{0,12}\s(?:bags?|cassettes?|containers?|reservoirs?|pouch(?:es)?)\b",
    re.IGNORECASE,
)
# "72 h rate"; not "per 24 h rate", nor "the 24 h rate of an event".
_RATE_AFTER = re.compile(r"^[\s)-]{0,3}(?:pump |infusion |flow )?rate\b(?! of\b)", re.IGNORECASE)
_PER = re.compile(r"(?:/|\bper|\bevery|\beach)\s{0,2}$", re.IGNORECASE)
_BAG_BEFORE = re.compile(
    r"\b(?:bags?|cassettes?)\s{0,2}(?:(?:that|which|is|are|runs?|lasts?|meant|intended|supposed|made|set|planned|to|last|go|infuse|running|lasting|of|over|for|changes?|changed|swapped|every|each|an?|the)\s{1,2}|[:=]\s{0,2}){0,6}"
    r"(?:[a-z]{3,7}(?:-[a-z]{3,5})?\s(?:hours?|days?)\s?\()?(?:(?<=bag )\(|(?<=bags )\(|(?<=bag)\(|(?<=cassette )\()?$"
    # "Label says 48 h", "it's labelled 96 h".
    r"|\b(?:rates?|volume|overfill|ml ?/ ?h\w*)(?:\s(?:and|or|the|its|pump|infusion|rate|volume|overfill))*\s(?:for|of|over)\s(?:an?\s|the\s)?$"
    r"|\b(?:labels?|stickers?|tags?)(?:\s(?:on it|on the bag))?(?:\s(?:says|said|reads|shows?|states?|is|for|a|the|as|of)|[:=]){1,3}\s{0,2}[\"“'‘]?$|\b(?:labell?ed|marked|stickered|tagged|made up)(?:\s(?:as|for|to|run|over|a|an|the)){0,3}\s{0,2}[\"“'‘]?$",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:bags?|cassettes?|rates?|volume|run|runs|running|go|going|infuse\w*|given)\s{1,2}(?:(?:it|the|this|that|her|his|a|one|bag|infusion|pump|drug)\s{1,2}){0,3}$",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    r"\b(?:weekly|week[- ]?long|one[- ]week|whole[- ]week)\s(?:infusion\s)?(?:bags?|cassettes?)\b", re.IGNORECASE
)
_HOURS_OF_A_WEEK = Decimal(24 * 7)
_NEAR = 30
_NEAR_A_BAG = 60


def weekly_bag(text: str) -> Stated | None:
    """Return the hours of the bag of a week that a text names without its hours."""
    match = _WEEKLY.search(text)
    return None if match is None else Stated("bag_hours", _HOURS_OF_A_WEEK, match[0])


# "Last bag 24 h; next 168 h".
_NEXT = re.compile(r"\bnext\s(?:(?:one|is|will|be|a|an|the)\s){0,3}$", re.IGNORECASE)
_A_BAG = re.compile(r"\b(?:bags?|cassettes?)\b", re.IGNORECASE)


def is_of_a_bag(text: str, q: Quantity) -> bool:
    """Tell whether a time is that of a bag: "72 h bag", "the bag runs over 24 h", "label says 48 h"."""
    before, after = text[max(0, q.start - _NEAR_A_BAG) : q.start], text[q.end :]
    if _RATE_AFTER.match(after) and not _PER.search(before):
        return True
    is_next = _NEXT.search(before) is not None and _A_BAG.search(text) is not None
    return is_next or _BAG.search(after) is not None or _BAG_BEFORE.search(before) is not None


def run_over(text: str, q: Quantity) -> Quantity:
    """Return the hours of a bag that is "to run over 24 hours", where "over" compares nothing."""
    runs = q.lead == "over" and _RUNS.search(text[max(0, q.start - _NEAR) : q.start])
    return quantities(q.words[len(q.lead) :])[0] if runs else q
