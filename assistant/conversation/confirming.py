"""Whether a suspected toxicity is told to be confirmed."""

import re

from assistant.conversation.clauses import clause_at, clauses
from assistant.conversation.stated import Stated, Unclear

_CONFIRMED = re.compile(
    r"\b(?:confirm(?:ed|s)?|prove[nsd]?|definite|diagnosed|ruled in|(?:ct|mri|scan|imaging|csf|lp|biopsy)(?: \w+)? (?:shows|showed|demonstrate[sd]|established))\b",
    re.IGNORECASE,
)
_NOT_CONFIRMED = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:confirm\w*|proven)|un-?confirmed|n['’]t (?:been )?(?:confirm\w*|proven)|suspect\w*|suspicion|possible|query|to confirm|if confirmed|cannot (?:be )?confirm\w*)|(?<!\w)\?\s?(?=\w)",
    re.IGNORECASE,
)
# "MRI shows possible PML": what a test shows is itself in doubt.
_DOUBTFUL = re.compile(
    r"\s{0,2}(?:an? |some )?(?:(?:suspect\w*|suspicion|possible|probable|query|suspicious)\b|\?)", re.IGNORECASE
)
# "Confirmed not, sorry", "the CT shows no pancreatitis", "confirmed it's not that".
_DENIED = re.compile(
    r"[\s:]{1,3}(?:(?:that |as |to be )?(?:it|this|that|she|he|there|they)?(?:['’]?s| is| was| has| have| had| are| were)? ?)?(?:not|no(?! (?:doubt|question|further|more|other))|isn['’]?t|wasn['’]?t|hasn['’]?t|negative|absent|clear|clean|normal|nothing(?! (?:more|else))|none|otherwise|wrong|never)\b",
    re.IGNORECASE,
)
_OF_WHAT = r"(?!\s(?:pancreatitis|leuko\w*|pres|pml|dic|icans|crs|cases?|diagnos\w*|toxicit\w*)\b)"
# What is waited for, asked or denied is not confirmed: "waiting for the CT to confirm it", "not yet confirmed", "how is it
# confirmed?". "How do we treat confirmed pancreatitis?" names what is.
_OPEN = re.compile(
    r"(?:\b(?:if|whether|suppos\w+|until|till|unless|pending|await\w*|wait\w*|yet|not|never|nothing|cannot)|n['’]t)\b"
    r"(?:\s[^\s.,;?!]{1,30}){0,6}?\s(?:confirm\w*|prove[nsd]?|definite|diagnosed|ruled in|shows|showed|demonstrate[sd]|established)\b"
    rf"|\b(?:when|once|before|after|how|who|(?:has|is|was) (?:it|this|that))\b(?:\s[^\s.,;?!]{{1,30}}){{0,6}}?\s(?:confirm(?:ed|s)?|proven|proved|definite|ruled in)\b{_OF_WHAT}(?=[^.!;]*\?)"
    r"|\b(?:when|once|before)\b(?:\s[^\s.,;?!]{1,30}){0,4}?\s(?:confirm(?:ed|s)?|proven|proved|definite|ruled in)\b"
    rf"{_OF_WHAT}|\b(?:to|will|would|can|could|should|must|may|might)\s(?:[^\s.,;?!]{{1,30}}\s){{0,2}}?(?:be\s)?confirm(?:ed)?\b{_OF_WHAT}|\bwho confirms\b|\bun-?confirmed\b",
    re.IGNORECASE,
)
# "Proven pancreatitis from asparaginase in 2021": another episode.
_LONG_AGO = re.compile(
    r"\b(?:in (?:19|20)\d\d|(?:years?|months) ago|as a (?:child|kid|teenager)|in childhood)\b", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"\b(?:if|once|when|suppose|supposing)\b[^.,;?!]{0,30}?\b(?:confirm\w*|proven|proved|definite|ruled in)\b",
    re.IGNORECASE,
)
_STILL_OPEN = re.compile(
    r"(?<!not )\b(?:only|just|still|merely|back to) (?:a )?(?:suspect\w*|suspicion|possible|query)\b|\bnot (?:yet )?(?:been )?(?:confirm\w*|proven)|\bun-?confirmed|n['’]t (?:been )?(?:confirm\w*|proven)|\bif (?:\S+ ){0,3}suspect\w*",
    re.IGNORECASE,
)
_NEGATIVE_TEST = re.compile(
    r"\b(?:ct|mri|scan|imaging|csf|lp|biopsy|mrcp|ultrasound|us)(?: (?:is|was|came back|comes back|now|head|brain|abdo\w*|scan|actually|all)){0,3} (?:negative|normal|clear|clean|unremarkable)\b"
    r"|\b(?:negative|normal|clear|clean) (?:ct|mri|scan|imaging|csf|lp|biopsy|mrcp|ultrasound)\b",
    re.IGNORECASE,
)


def confirmation(text: str) -> Stated | Unclear | None:
    """Return that a text tells of a confirmation, None where it tells none or only a suspicion.

    "Suspected on Monday, confirmed today" tells of one. Where a suspicion follows it, it may be another's: doubted. What was
    confirmed years ago, or suspected before it was confirmed, does not say how it is now.
    """
    parts = clauses(text)
    suspected = [m for m in _NOT_CONFIRMED.finditer(text) if not clause_at(parts, m.start()).past]
    still_open = [match.span() for match in _OPEN.finditer(text)]
    told = [
        m
        for m in _CONFIRMED.finditer(text)
        if not any(start <= m.start() < end for start, end in still_open)
        and not any(pattern.match(text, m.end()) for pattern in (_DOUBTFUL, _DENIED))
    ]
    if suspected:
        told = [m for m in told if not _LONG_AGO.search(clause_at(parts, m.start()).text)]
    if not told:
        return None
    if suspected and clause_at(parts, told[-1].start()).past:
        return Unclear("confirmed", told[-1][0], "two_values")
    if any(doubt.start() >= told[-1].end() for doubt in suspected):
        return Unclear("confirmed", told[-1][0], "two_values")
    return Stated("confirmed", value=True, words=told[-1][0])


def confirmation_after(text: str) -> Stated | None:
    """Return what a turn tells of the confirmation of what was suspected before: "and if confirmed?", "it is only suspected"."""
    denied = next((m for m in _CONFIRMED.finditer(text) if _DENIED.match(text, m.end())), None)
    negative = denied or _NEGATIVE_TEST.search(text)
    still_open = _STILL_OPEN.search(text) or (negative if confirmation(text) is None else None)
    if still_open:
        return Stated("confirmed", value=False, words=still_open[0])
    supposed = _SUPPOSED.search(text)
    told = Stated("confirmed", value=True, words=supposed[0]) if supposed else confirmation(text)
    return told if isinstance(told, Stated) else None
