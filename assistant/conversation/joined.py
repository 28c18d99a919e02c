"""Words and numbers that were typed without the space between them: "gr3crs", "wt99.2lb", "62kgc1d3", "72hrbag".

Only what cannot be read otherwise is parted, and always between a word and a number's unit, never within a number.
"""

import re

_SYNDROME = r"(?:CRS|ICANS|IRR|DIC|CLS|TLS|neurotox(?:icity)?)"
_PARTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "CRSgr3", "crsgrade3"
        rf"\b{_SYNDROME}(?=(?:gr(?:ade)?|g)\s?\d)",
        # "gr3crs", "grade3icans"
        rf"\b(?:gr(?:ade)?|g)\s?[1-5](?={_SYNDROME}\b)",
        # "wt99.2lb", "ht160cm", "bsa1.3"
        r"\b(?:wt|weight|weighs|ht|height|bsa|aged?|bili(?:rubin)?)(?=\d)",
        # "62kgc1d3", "70kgwt", "160cmht"
        r"(?<=\d)(?:kgs?|lbs?|cms?)(?=(?:c\d|d\d|wt|ht|bsa|dose|and|with|ht)\b|c\d{1,2}d\d)",
        # "5foot2", "5ft2"
        r"(?<=\d)(?:foot|feet|ft)(?=\d{1,2}\b)",
        # "72hrbag", "7daybag"
        r"(?<=\d)(?:hours?|hrs?|h|days?|d)(?=(?:bags?|cassettes?)\b)",
        # "c1d3dose"
        r"\bc\d{1,2}d\d{1,2}(?=(?:dose|dosing|rate)\b)",
    )
)
# "5foot2": before the word as well.
# "c1d14/73kg/dose", "62F/71kg/c2d3": a stroke between one thing and the next.
_STROKES = (
    re.compile(r"\b(c\d{1,2}\s?d\d{1,2})/\s?(?=[a-z\d])", re.IGNORECASE),
    re.compile(
        r"(?<=\d)(kgs?|lbs?|cms?|y/?o|[fm])/\s?(?!(?:day|d|24|m2)\b)"
        r"(?=c\d|d\d|\d|dose|rate|bsa|wt|ht|weight|height|cycle|day|gr|g\d|crs|icans)",
        re.IGNORECASE,
    ),
)
_GRADE = re.compile(r"\bgr\.?[ :]{0,2}(?=(?:[0-5]|iii|ii|iv|i|one|two|three|four)\b)", re.IGNORECASE)
_BEFORE = re.compile(r"(?<=\d)(?=(?:foot|feet)\b)", re.IGNORECASE)


def parted(text: str) -> str:
    """Return a text with a space where words and numbers run into each other, and "gr 3" as "grade 3"."""
    for pattern in _PARTED:
        text = pattern.sub(lambda match: f"{match[0]} ", text)
    for pattern in _STROKES:
        text = pattern.sub(lambda match: f"{match[1]} ", text)
    return _GRADE.sub("grade ", _BEFORE.sub(" ", text))
