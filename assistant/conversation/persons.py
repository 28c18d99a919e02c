"""How a turn labels its patient: a bed, a title with a name, a letter. Two labels of one kind are two patients.

A name is kept as a short digest alone: it is told from another, and read by nobody.
"""

import hashlib
import re
from collections.abc import Iterator

from assistant.conversation.memory import Conversation
from assistant.conversation.stated import Stated

_OPENING = re.compile(
    r"\W*(?:(?:now|and|next|ok(?:ay)?|so|then|right|for|in|on|to|at|what about|how about|what of|moving|over|turning|switch(?:ing)?|the|patient|pt|man|woman|lady|gentleman)\W+)*",
    re.IGNORECASE,
)
_LABELS = {
    "bed": re.compile(
        r"\b(?:bed|bay|room|cubicle|side ?room)\s?(?:#|no\.?|number)?\s?(?P<label>\d{1,3}[a-z]?)\b(?!\s?(?:kg|cm))",
        re.IGNORECASE,
    ),
    "name": re.compile(r"\b(?i:mrs?|ms|miss|mx)\.?\s(?P<label>[A-Z][\w'’-]*)"),
    "letter": re.compile(
        r"\b(?i:patient|pt|case|number)\s(?:(?:#|no\.?|number)\s?)?(?P<label>[A-HX-Z]|(?<=[#. r])\d{1,2}|one|two|three)\b(?!\s?(?:kg|cm|[’']))"
    ),
}


_MOVED = re.compile(
    r"\b(?:moved|transferred|swapped|shifted)\b[^.?!]{0,20}\b(?:to|into|from)\b(?! (?:the )?(?:next|another|other)\b)|\b(?:she|he|they|pt|patient)(?:['’]s| is| are|['’]re) (?:now )?in (?:bed|bay|room)\b",
    re.IGNORECASE,
)


def labels_of(question: str) -> Iterator[Stated]:
    """Yield the labels of the patient that a turn speaks of. A kind of label that stands twice with other words is no label."""
    for kind, pattern in _LABELS.items():
        found = {match["label"].lower() for match in pattern.finditer(question)}
        if len(found) == 1:
            yield Stated(kind, _digest(found.pop()), kind)


def is_of_another_label(question: str, conversation: Conversation) -> bool:
    """Tell whether a turn labels its patient otherwise than before, or opens with a label where none was told."""
    found = () if _MOVED.search(question) else tuple(labels_of(question))
    known = {item.name: conversation.value(item.name) for item in found}
    if any(known[item.name] == item.value for item in found):
        return False
    return any(known[item.name] is not None or _opens_with(_LABELS[item.name], question) for item in found)


def _opens_with(label: re.Pattern[str], question: str) -> bool:
    match = label.search(question)
    return match is not None and _OPENING.fullmatch(question[: match.start()]) is not None


def _digest(label: str) -> str:
    return hashlib.sha256(label.encode()).hexdigest()[:8]
