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
# Words that take back what stands before them. "No" by itself denies what follows ("grade 2, no grade 3 yet"), and "hold on",
# "wait" say what is done with an infusion.
_TAKES_BACK = (
    r"(?:sorry|oops|whoops|scratch that|strike that|correction|typo|(?:my|a) (?:mistake|error|slip)|i mean(?:t)?|make that|no,? wait"
    r"|(?:that['’]?s|that is) (?:wrong|not right|incorrect|a typo|the wrong one)|i was wrong|misread|mistyped)"
)
_BETWEEN = r"[\s.,;:!–—-]{0,4}+(?:(?:no(?!,? wait)|nope|actually|rather|it['’]?s|it is|is|should be|should read)\b[\s.,;:!–—-]{1,4}+){0,2}+"
_TAKEN_BACK = rf"(?=\W){_BETWEEN}{_TAKES_BACK}\b{_BETWEEN}(?:{_TAKES_BACK}\b{_BETWEEN})?+"
# What comes instead is none where it is somebody's, or an ideal.
_NOT_INSTEAD = r"(?!\w)(?!\s?(?:is|was|were|of|for|needed)\b)"
_SLIPS = tuple(re.compile(rf"(?<![\w.,]){kind}{_TAKEN_BACK}(?={kind}{_NOT_INSTEAD})", re.IGNORECASE) for kind in _KINDS)
# "Grade 2 CRS, sorry, grade 3": what it is a grade of stays; where the second names what it is of, both may be told.
_GRADES = re.compile(
    rf"\b{_GRADE}(?P<of_what>(?:\s\w{{1,20}}){{0,2}}?){_TAKEN_BACK}(?={_GRADE}{_NOT_INSTEAD}(?!\s(?:crs|icans|irr|neuro\w*|cytokine|infusion|rash)\b))",
    re.IGNORECASE,
)
# "Weight 70 no sorry 80 kg": the first without its unit.
_WITHOUT_UNIT = re.compile(
    rf"(?<=\b)(?P<name>(?:weight|weighs|wt)[\s:]{{1,2}})\d{{1,3}}+(?:[.,]\d{{1,3}}+)?+{_TAKEN_BACK}(?={_KINDS[0]}{_NOT_INSTEAD})",
    re.IGNORECASE,
)


# "5 hrs is wrong, it was 3": the number that is called wrong, and the one in its place: with its own unit, or with the same.
_UNITS = (
    ("kg", "kgs", "kilo", "kilos", "lb", "lbs", "pound", "pounds"),
    ("cm", "cms", "inch", "inches"),
    ("m2", "m²"),
    ("day", "days", "d", "hour", "hours", "hr", "hrs", "h", "week", "weeks"),
)
_UNIT = "|".join(sorted((re.escape(unit) for units in _UNITS for unit in units), key=len, reverse=True))
_CALLED_WRONG = re.compile(
    rf"(?<![\w.,]){_NUMBER}\s?(?P<unit>{_UNIT})\s(?:is|was|were|are) (?:wrong|a typo|a mistake|an error|not right|incorrect|rubbish)"
    rf"[\s,;:–-]{{1,4}}(?:(?:it|that|should|be|must|have|been|is|was|were|make|read|more|like|actually|really|in fact)(?:['’]s)?\s){{1,5}}(?P<new>{_NUMBER})"
    rf"(?:\s?(?P<other>{_UNIT})\b)?(?=\s{{0,2}}(?:[.,;:!?](?!\d)|$))",
    re.IGNORECASE,
)
# "Had it needed 15", "had they waited till the 10th": supposed, with the verb first.
_HAD_IT = re.compile(
    r"^(?P<lead>\W*(?:(?:and|but|or|so|ok(?:ay)?|then)\W+)*)had (?P<who>it|that|this|she|he|they|we|i|you|the [a-z]{2,15}) (?=[a-z]{2,12}(?:ed|en|un|ne|ld|nt|ne|ut|at|it|et|ot)\b)",
    re.IGNORECASE,
)


def put_right(text: str) -> str:
    """Return a text without the weight, length, area, cycle, day or grade that it takes back at once for another of its kind.

    What it supposes with the verb first stands as "what if".
    """
    text = _CALLED_WRONG.sub(_in_its_place, _HAD_IT.sub(r"\g<lead>what if \g<who> ", text))
    for slip in _SLIPS:
        text = slip.sub("", text)
    return _WITHOUT_UNIT.sub(r"\g<name>", _GRADES.sub(r"\g<of_what> ", text))


def _in_its_place(match: re.Match[str]) -> str:
    """Return the number that takes the place of one called wrong; both stay where the units measure different things."""
    unit, other = match["unit"].lower(), (match["other"] or match["unit"]).lower()
    is_same = any(unit in units and other in units for units in _UNITS)
    return f"{match['new']} {other}" if is_same else match[0]
