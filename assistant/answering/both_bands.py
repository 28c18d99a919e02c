"""A sentence that says the same of both weight bands is two: one of each, and each must hold."""

import re

_AT_LEAST = (
    r"(?:(?:at or above|at least|≥) ?45 kg|45 kg (?:or|and) (?:more|above|over|heavier))(?: (?:or|and) (?:more|above|over))?"
)
_BELOW = r"(?:below|under|less than|lighter than|<) ?45 kg"
_WHO = (
    r"(?:(?:in|for|of|with) )?(?:both )?(?:(?:the|those|people|adults|patients|someone|anyone) ){0,2}"
    r"(?:(?:who )?(?:weigh|weighing|weighs|are|is|of) )?"
)
_MARKS = r"((?:\s?\[\d+\])*)"
_BOTH = re.compile(
    rf"\b{_WHO}(?P<first>{_AT_LEAST}|{_BELOW}){_MARKS},? (?:and|or|as well as|and also|and likewise) {_WHO}(?P<second>{_AT_LEAST}|{_BELOW}){_MARKS}"
)


def each_band(text: str) -> tuple[str, ...]:
    """Return what a canonical text says of the one weight band, and of the other; nothing where it does not name both together."""
    both = _BOTH.search(text)
    if both is None or bool(re.match(_BELOW, both["first"])) == bool(re.match(_BELOW, both["second"])):
        return ()
    return tuple(_BOTH.sub(rf"in patients \g<{band}>\g<{marks}>", text) for band, marks in (("first", 2), ("second", 4)))
