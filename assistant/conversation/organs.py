"""An organ whose impairment is asked for after that of another."""

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
