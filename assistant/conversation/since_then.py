"""A time that runs until now: "we stopped the pump 2 hours ago", "still grade 3 ten days later"."""

import re

# "We stopped the pump 2 hours ago": it has been off for so long, where it does not run again.
_STOPPED = re.compile(
    r"\b(?:stopped|paused|held|withheld|interrupted|(?:switched|turned|shut|took) (?:\w+ ){0,3}off)\b", re.IGNORECASE
)
_SINCE = re.compile(r"^\s{0,2}ago\b", re.IGNORECASE)
_RUNS_AGAIN = re.compile(r"\b(?:re-?started|resumed|back on|running again|re-?commenced)\b", re.IGNORECASE)
# "Still grade 3 ten days later".
_LATER = re.compile(
    r"^\s{0,2}(?:later|on|in|out|afterwards|down the line)\b(?!\s(?:\d|the|a|this|her|his)\b)", re.IGNORECASE
)
_STILL_AT = re.compile(r"\bstill (?:at |a )?(?:grade|gr|g)\.?\s?(?:[2-4]|two|three|four)\b", re.IGNORECASE)


def is_off_since(text: str, clause: str, after: str) -> bool:
    """Tell whether a time, with what follows it, is told since the infusion was stopped, and it does not run again."""
    is_since = _STOPPED.search(clause) is not None and _SINCE.match(after) is not None
    return is_since and _RUNS_AGAIN.search(text) is None


def is_still_so(text: str, after: str) -> bool:
    """Tell whether a time, with what follows it, is one after which a toxicity is still at its grade."""
    return _LATER.match(after) is not None and _STILL_AT.search(text) is not None
