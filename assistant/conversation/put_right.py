"""A number that its own sentence puts right: "54 kg.. no wait, that's wrong, 44.1 kg" tells 44.1 kg alone."""

import re

_NUMBER = r"\d{1,3}+(?:[.,]\d{1,3}+)?+"
_KINDS = (
    rf"{_NUMBER}\s?(?:kgs?|kilos?|kilograms?|lbs?|pounds?)",
    rf"{_NUMBER}\s?(?:cm|centimet(?:er|re)s?)",
    rf"{_NUMBER}\s?(?:m2|m²)",
    r"(?:cycle|c)\s?[1-9]",
    r"(?:day|d)\s?\d{1,2}",
    r"c\s?[1-9]\s?d\s?\d{1,2}",
)
_GRADE = r"(?:grade|gr\.?)\s?[1-4]"
# Words that take back what stands before them. "No" by itself denies what follows ("grade 2, no grade 3 yet").
_TAKES_BACK = (
    r"sorry|oops|whoops|scratch that|strike that|correction|typo|(?:my|a) (?:mistake|error|slip)|i mean(?:t)?|make (?:that|it)|(?:no[\s,]{1,2})?wait|hang on|hold on"
    r"|(?:no[\s,]{1,2})?(?:that['’]?s|thats|that is|this is|it['’]?s) (?:wrong|not right|incorrect|a typo|the wrong one)|i was wrong|misread|mistyped"
)
_BETWEEN = r"(?:[\s.,;:!–—-]|\b(?:no|nope|actually|rather|it['’]?s|it is|is|should be|should read|that)\b)"
_SLIPS = tuple(
    re.compile(
        rf"(?<![\w.,]){kind}(?=\W){_BETWEEN}*\b(?:{_TAKES_BACK})\b(?:{_BETWEEN}|\b(?:{_TAKES_BACK})\b)*(?={kind}(?!\w))",
        re.IGNORECASE,
    )
    for kind in _KINDS
)
# "Grade 2 CRS, sorry, grade 3": what it is a grade of stays.
_GRADES = re.compile(
    rf"\b{_GRADE}(?P<of_what>(?:\s\w+){{0,2}}?)(?=\W){_BETWEEN}*\b(?:{_TAKES_BACK})\b(?:{_BETWEEN}|\b(?:{_TAKES_BACK})\b)*(?={_GRADE}(?!\w))",
    re.IGNORECASE,
)
# "Weight 70 no sorry 80 kg": the first without its unit.
_WITHOUT_UNIT = re.compile(
    rf"(?<=\b)(?P<name>(?:weight|weighs|wt)[\s:]{{1,2}})\d{{1,3}}+(?:[.,]\d{{1,3}}+)?+(?=\W){_BETWEEN}*\b(?:{_TAKES_BACK})\b(?:{_BETWEEN}|\b(?:{_TAKES_BACK})\b)*(?={_KINDS[0]}(?!\w))",
    re.IGNORECASE,
)


def put_right(text: str) -> str:
    """Return a text without the weight, length, area, cycle, day or grade that it takes back at once for another of its kind."""
    for slip in _SLIPS:
        text = slip.sub("", text)
    return _WITHOUT_UNIT.sub(r"\g<name>", _GRADES.sub(r"\g<of_what> ", text))
