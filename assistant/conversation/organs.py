"""An organ whose impairment is asked for after that of another, and another severity of it ("severe?")."""

import re

from assistant.conversation.requests import LookUp

_IMPAIRMENTS = frozenset({"renal_impairment", "hepatic_impairment"})
_ORGANS = (
    (
        re.compile(
            r"(?:livers?|hepatic|liver function|liver disease)(?: (?:patients?|pts?|problems?|dosing|dose))?",
            re.IGNORECASE,
        ),
        "hepatic impairment",
    ),
    (
        re.compile(
            r"(?:kidneys?|renal|renal function|kidney disease)(?: (?:patients?|pts?|problems?|dosing|dose))?",
            re.IGNORECASE,
        ),
        "renal impairment",
    ),
)


def impaired_organ(core: str, last: LookUp) -> str | None:
    """Return the question on the impairment of an organ, after one on the impairment of another ("what about the liver?")."""
    organ = next((words for pattern, words in _ORGANS if pattern.fullmatch(core)), None)
    return f"dose in {organ}" if organ is not None and last.asked.concepts & _IMPAIRMENTS else None


_SEVERITY = r"(?:mild(?:ly)?|moderate(?:ly)?|severe(?:ly)?)"
_SEVERITIES = rf"{_SEVERITY}(?:\s*(?:/|-|to|or|and)\s*{_SEVERITY})*"
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
