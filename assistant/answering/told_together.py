"""What a sentence says of two rows at once: of both weight bands, or of two grades. It is two sentences, and each must hold."""

import re

_AT_LEAST = r"(?:(?:at or above|at least|≥) ?45 kg|45 kg (?:or|and) (?:more|above|over|heavier))(?: (?:or|and) (?:more|above|over))?"
_BELOW = r"(?:below|under|less than|lighter than|<) ?45 kg"
_WHO = (
    r"(?:(?:in|for|of|with) )?(?:both )?(?:(?:the|those|people|adults|patients|someone|anyone) ){0,2}"
    r"(?:(?:who )?(?:weigh|weighing|weighs|are|is|of) )?"
)
_MARKS = r"(?P<{}>(?:\s?\[\d+\])*)"
_AND = r",? (?:and|or|as well as|and also|and likewise) "
_BANDS = re.compile(
    rf"\b{_WHO}(?P<first>{_AT_LEAST}|{_BELOW}){_MARKS.format('here')}"
    rf"{_AND}{_WHO}(?P<second>{_AT_LEAST}|{_BELOW}){_MARKS.format('there')}"
)
_GRADES = re.compile(r"\b(?:both )?grades? (?P<first>[1-4])(?:,? (?:and|or) |/)(?:grade )?(?P<second>[1-4])\b")


def told_apart(text: str) -> tuple[str, ...]:
    """Return what a canonical text says of the one weight band or grade, and of the other; nothing where it names no two together."""
    bands = _BANDS.search(text)
    if bands and bool(re.match(_BELOW, bands["first"])) != bool(re.match(_BELOW, bands["second"])):
        return (
            _BANDS.sub(r"in patients \g<first>\g<here>", text),
            _BANDS.sub(r"in patients \g<second>\g<there>", text),
        )
    if _GRADES.search(text):
        return _GRADES.sub(r"grade \g<first>", text), _GRADES.sub(r"grade \g<second>", text)
    return ()
