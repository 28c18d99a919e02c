"""What went wrong with an infusion, or came back after it: the documents give no calculation for these."""

import re

from assistant.conversation.signals import Text

_WENT_WRONG = re.compile(
    r"\boverdos\w*|\b(?:mis-?program\w*|mis-?set)\b|\b(?:bag|infusion|pump|dose|it) (?:\w+ ){0,4}(?:ran|went|run|infused|gone) (?:in|through|over)?\s?(?:too (?:fast|quick\w*)|overnight|in (?:an?|\d+) (?:h\w*|min\w*)|all at once|at once)"
    r"|\btoo (?:fast|quickly|much)\b|\b(?:wrong|incorrect) rate (?:was|given|set|for)\b|\b(?:given|infused|received) (?:twice|double)\b",
    re.IGNORECASE,
)
_CAME_BACK = re.compile(
    r"\b(?:came|comes|come|coming|is|has come|it'?s) back\b(?! (?:to|at|on(?! (?:the )?(?:(?:very )?(?:first|second|third|fourth|fifth|sixth|seventh|next|same)\b|day\b))|from|down|up|in|as|positive|negative|normal|for)\b(?! (?:grade|gr|g) ?[234]))|\b(?:recur\w*|re-?occur\w*|relaps\w* after|second (?:episode|bout|time)|another (?:episode|bout)|flared? (?:up )?again|(?:grade|gr|g) ?[234](?: [a-z/-]+){0,3}? again|back (?:again )?(?:(?:on|by|after) (?:day )?\d{1,2}(?: days?)? )?(?:with|as|at) (?:an? )?(?:(?:grade|gr|g) ?)?[234]\b|(?:grade|gr|g) ?[234] (?:is |was )?back\b(?! to)|(?:crs|icans|neurotox\w*|confus\w*|seiz\w*|enceph\w*|aphasi\w*|toxicity) (?:is |has )?(?:again|back)|returned)\b",
    re.IGNORECASE,
)
_NOT_BACK = re.compile(r"\b(?:not|n't|no|never|without|if|hasn't|unless)\b[^.;?!]{0,15}$", re.IGNORECASE)
_RESTARTED = re.compile(
    r"\b(?:restart\w*|re-start\w*|resum\w*|re-?challeng\w*|went back (?:on|to)|back on|second time|again)\b",
    re.IGNORECASE,
)


_DISCONTINUED = re.compile(r"\bdiscontinu\w*|\bfor good\b|\bpermanent\w*", re.IGNORECASE)


def went_wrong(question: str) -> bool:
    """Tell whether a question tells of an infusion that went in wrongly: no rate is asked for."""
    return _WENT_WRONG.search(question) is not None


def may_come_back(question: str) -> bool:
    """Tell whether it is told or asked that something comes back after a restart ("what if it comes back after the restart?")."""
    return _RESTARTED.search(question) is not None and _CAME_BACK.search(question) is not None


def crs_came_back(text: Text) -> bool:
    """Tell whether cytokine release syndrome is said to have come back after a restart, for which no row says what to do."""
    return any(toxicity.name == "crs" for toxicity in text.toxicities) and came_back(text.question)


def came_back(question: str) -> bool:
    """Tell whether something is said to have come back after a restart: it is another episode, with days of its own."""
    return _DISCONTINUED.search(question) is None and is_back(question)


def is_back(question: str) -> bool:
    """Tell the same, though it is asked whether to discontinue then."""
    if not _RESTARTED.search(question):
        return False
    return any(not _NOT_BACK.search(question[: m.start()]) for m in _CAME_BACK.finditer(question))
