"""Is the dose of several days asked for, of the weeks of a cycle, or over a whole cycle? Then its rule answers."""

import re

from assistant.conversation.signals import Text

_WEEKS = re.compile(
    r"\b(?:(?:in|for|during|of|over|the) (?:the )?)?(?:(?:week|wk) (?:one|two|three|four|[1-4])|(?:first|second|third|fourth|1st|2nd|3rd|4th|last) (?:week|wk)|low[- ]dose week|(?:rest|remainder) of (?:the |that |her |his )?cycle|each week|weeks? by week)\b",
    re.IGNORECASE,
)
# The steps of a cycle one after another are its rule, whoever it is for.
_OVER_A_CYCLE = re.compile(
    r"\b(?:(?:week|wk) (?:one|1)|(?:first|1st) (?:week|(?:7|seven) days))\b[^?]{0,40}\b(?:then|after(?:wards)?|thereafter|following|the rest|remaining|weeks? (?:two|2))\b"
    r"|\b(?:over|throughout|across|for) (?:the |a )?(?:whole|entire|full) cycle\b|\bweek by week\b"
    r"|\b(?:the whole|all the) (?:way )?through\b|\bthroughout\b|\b(?:from )?(?:start|beginning) to (?:finish|end)\b|\ball (?:28 days|four weeks|4 weeks|cycle)\b",
    re.IGNORECASE,
)


# "Which day does the dose go up": no day is missing, one is asked for.
_WHICH_DAY = re.compile(
    r"\b(?:(?:which|what) day|when)\b[^.?!]{0,40}\b(?:go(?:es)? up|increas\w*|step\w*|chang\w*|escalat\w*|up to|full dose|higher dose|mov\w*|switch\w*)\b",
    re.IGNORECASE,
)


def is_of_several_days(text: Text) -> bool:
    """Tell whether a question is on more than one day, whoever it is for: weeks, a whole cycle, a range, or which day it is."""
    stated = text.reading.stated.keys()
    named = stated | text.reading.unclear.keys()
    is_of_weeks = "day" not in stated and _WEEKS.search(text.question) is not None
    is_over_a_cycle = "day" not in named and _OVER_A_CYCLE.search(text.question) is not None
    asks_which_day = not {"day", "on_date", "start_date"} & named and _WHICH_DAY.search(text.question) is not None
    return (not text.patient and _is_a_range(text)) or is_of_weeks or is_over_a_cycle or asks_which_day


def _is_a_range(text: Text) -> bool:
    """Tell whether a question names several cycles or days, and nothing else that is doubted."""
    unclear = text.reading.unclear
    return bool(unclear) and all(n in ("cycle", "day") and item.why == "range" for n, item in unclear.items())
