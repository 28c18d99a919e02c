"""Two grades of one toxicity, of which the lower one is where it has come down to."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.conversation.stated import Stated, Unclear

_RECOVERED = Decimal(1)
_NOW_DOWN = re.compile(
    r"\b(?:now|today|currently|this morning|since|down|back|recovered|resolved|improved|settled)\b[^.;?!]*$",
    re.IGNORECASE,
)
_NOW_WORD = r"\b(?:[Nn]ow|[Tt]oday|[Cc]urrently|[Tt]onight|[Tt]his (?:morning|afternoon|evening))\b"
_ANOTHER_EVENT = re.compile(
    r"\b(?:recur\w*|another|this time|second|last cycle|previous\w*|came back|returned|(?:crs|icans|neuro\w*|toxicity|happen\w*) again|"
    r"again (?:at )?(?:grade|g\d|crs|icans|neuro))",
    re.IGNORECASE,
)


def grade_before_recovery(grades: Sequence[Stated], text: str) -> Stated | None:
    """Return the grade of a toxicity whose others are what a hold waits for ("grade 3, now grade 1 for a day").

    None where they may be of a second event, or where two are too high to be a recovery.
    """
    ordered = sorted(grades, key=_level)
    recovered = all(_level(item) <= _RECOVERED for item in ordered[:-1])
    return ordered[-1] if recovered and _ANOTHER_EVENT.search(text) is None else None


def grade_now_worse(grades: Sequence[Stated], text: str) -> Stated | None:
    """Return the highest grade of a toxicity where it alone is told to be of now: it has worsened ("g2 yesterday, g3 now")."""
    ordered = sorted(grades, key=_level)
    worst = ordered[-1]
    is_now = _is_of_now(worst, text) and not any(_is_of_now(item, text) for item in ordered[:-1])
    return worst if is_now else None


def _is_of_now(item: Stated, text: str) -> bool:
    words = re.escape(item.words)
    return (
        re.search(
            rf"{_NOW_WORD}\W{{1,3}}(?:it['’]?s |is |at |up to |has |an? )?{words}|{words}\W{{1,3}}{_NOW_WORD}", text
        )
        is not None
    )


def is_recovery(text: str, grades: Sequence[Stated | Unclear]) -> bool:
    """Tell whether the last of several grades is where a toxicity has come down to: no second toxicity has it."""
    stated = [item for item in grades if isinstance(item, Stated)]
    if len(stated) < len(grades) or len(stated) <= 1 or _level(stated[-1]) > _RECOVERED:
        return False
    return _NOW_DOWN.search(text[: text.rfind(stated[-1].words)]) is not None and _level(stated[-2]) > _RECOVERED


def _level(item: Stated) -> Decimal:
    return item.value if isinstance(item.value, Decimal) else Decimal()
