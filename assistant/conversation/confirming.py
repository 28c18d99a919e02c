"""Whether a suspected toxicity is told to be confirmed."""

import re

from assistant.conversation.stated import Stated

_CONFIRMED = re.compile(
    r"\b(?:confirm(?:ed|s)?|prove[nsd]?|definite|diagnosed|ruled in|(?:ct|mri|scan|imaging|csf|lp|biopsy)(?: \w+)? (?:shows|showed|demonstrate[sd]|established))\b",
    re.IGNORECASE,
)
_NOT_CONFIRMED = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:confirm\w*|proven)|un-?confirmed|n['’]t (?:been )?(?:confirm\w*|proven)|suspect\w*|suspicion|possible|query|to confirm|if confirmed|cannot (?:be )?confirm\w*)|(?<!\w)\?\s?(?=\w)",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|once|when|suppose|supposing)\b[^.,;?!]{0,30}?\b(?:confirm\w*|proven|proved|definite|ruled in)\b",
    re.IGNORECASE,
)
_STILL_OPEN = re.compile(
    r"\b(?:only|just|still|merely|back to) (?:a )?(?:suspect\w*|suspicion|possible|query)\b|\bnot (?:yet )?(?:been )?(?:confirm\w*|proven)|\bun-?confirmed|n['’]t (?:been )?(?:confirm\w*|proven)|\bif (?:\S+ ){0,3}suspect\w*",
    re.IGNORECASE,
)


def confirmation(text: str) -> Stated | None:
    """Return that a text tells of a confirmation, None where it tells none or only a suspicion."""
    confirmed = _CONFIRMED.search(text)
    if not confirmed or _NOT_CONFIRMED.search(text):
        return None
    return Stated("confirmed", value=True, words=confirmed[0])


def confirmation_after(text: str) -> Stated | None:
    """Return what a turn tells of the confirmation of what was suspected before: "and if confirmed?", "it is only suspected"."""
    still_open = _STILL_OPEN.search(text)
    if still_open:
        return Stated("confirmed", value=False, words=still_open[0])
    supposed = _SUPPOSED.search(text)
    return Stated("confirmed", value=True, words=supposed[0]) if supposed else confirmation(text)
