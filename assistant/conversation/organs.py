"""An organ whose impairment is asked for after that of another, and another severity of it ("severe?")."""

import re

from assistant.conversation.requests import LookUp

_IMPAIRMENTS = frozenset({"renal_impairment", "hepatic_impairment"})
_SEVERITY = r"(?:mild(?:ly)?|moderate(?:ly)?|severe(?:ly)?)"
_SEVERITIES = rf"{_SEVERITY}(?:\s*(?:/|-|to|or|and)\s*{_SEVERITY})*"
_BESIDE_IT = r"(?:\s?[-–—,:(.]\s?|\s)"
_IMPAIRED_SO = r"(?:impairment|impaired|dysfunction|insufficiency|failure|function|disease|problems?|trouble|patients?|pts?|dosing|dose|adjustment)"
_ORGANS = (
    ("hepatic", r"(?:livers?|hepatic)"),
    ("renal", r"(?:kidneys?|renal)"),
)


def impaired_organ(question: str, last: LookUp) -> str | None:
    """Return the question on the impairment of an organ, after one on the impairment of another ("what about the liver, mild?")."""
    if not last.asked.concepts & _IMPAIRMENTS:
        return None
    for organ, pattern in _ORGANS:
        match = re.fullmatch(
            rf"\W*(?:(?:and|or|so|but|also|then|ok(?:ay)?|right|now|thanks|what about|how about|what|is it|same|if|it['’]?s)\W+)*(?:(?:for|in|with|to|of)\s)?(?:(?:the|a|an|her|his|my)\s)?"
            rf"(?:(?P<before>{_SEVERITIES}){_BESIDE_IT})?{pattern}(?:{_BESIDE_IT}{_IMPAIRED_SO})*(?:{_BESIDE_IT}(?P<after>{_SEVERITIES})(?: {_IMPAIRED_SO})*)?(?: then| too| as well| instead)?\W*",
            question,
            re.IGNORECASE,
        )
        if match is not None:
            severity = match["before"] or match["after"]
            if severity is None and "failure" in question.lower():
                return f"dose in {organ} failure"
            return f"dose in {severity} {organ} impairment" if severity else f"dose in {organ} impairment"
    return None


_ONLY_A_SEVERITY = re.compile(
    rf"(?:{_SEVERITIES})(?: (?:ones?|cases?|disease|impairment|patients?|pts?))?", re.IGNORECASE
)
_SAID = re.compile(rf"\b{_SEVERITIES}\b", re.IGNORECASE)
_IMPAIRED = re.compile(r"\b(?:hepatic|liver|renal|kidney) \w+|\b(?:cirrhosis|ckd)\b", re.IGNORECASE)


def of_another_severity(core: str, last: LookUp) -> str | None:
    """Return the question on an impairment with another severity ("and severe?"), None where a turn names none or more."""
    if not last.asked.concepts & _IMPAIRMENTS or not _ONLY_A_SEVERITY.fullmatch(core):
        return None
    severity = _SAID.match(core)
    words = severity[0] if severity is not None else core
    if _SAID.search(last.question):
        return _SAID.sub(words, last.question, count=1)
    impaired = _IMPAIRED.search(last.question)
    return None if impaired is None else f"{words} {impaired[0]}"
