"""The opposite of what was asked about: "and positive?" after "Ph negative?"."""

import re

from assistant.conversation.requests import LookUp

_POSITIVE, _NEGATIVE = r"(?:positive|pos\b|\+)", r"(?:negative|neg\b|(?<=[a-z\d])-(?![a-z\d]))"
_PAIRS = ((_POSITIVE, _NEGATIVE, "negative"), (_NEGATIVE, _POSITIVE, "positive"))
_LEAD = r"^\W*(?:(?:and|or|so|but|also|then|ok(?:ay)?|what about|how about|for|in|if|it['’]?s|the|same for|those)\W+)*"
_TAIL = r"(?: (?:ones?|disease|patients?|pts?|then|too|as well|instead|cases?))*\W*$"


def of_the_opposite(question: str, last: LookUp) -> str | None:
    """Return the question before with its opposite in place, where a turn names nothing else; None where it is no such turn."""
    for before, now, word in _PAIRS:
        if re.match(f"{_LEAD}{now}{_TAIL}", question, re.IGNORECASE) is None:
            continue
        if len(re.findall(before, last.question, re.IGNORECASE)) == 1:
            return re.sub(rf"\s?{before}", f" {word}", last.question, count=1, flags=re.IGNORECASE)
    return None
