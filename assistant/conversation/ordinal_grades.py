"""A grade told by its place ("of the third grade") is read as its number; so are two in a row ("grades one, two")."""

import re

_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
# "Her second grade 3 event": the place counts the events, and the grade stands behind it.
_LEVEL = r"\s{0,2}(?:(?:is|was|of|[-:=])\s?)?(?:[0-5]|one|two|three|four|five|i{1,3}|iv|v)\b"
# A grader's "second grade" of the same event is none, nor is what a teacher gives.
_BY_PLACE = re.compile(
    rf"\b(?:of (?:the )?|(?P<article>an? )?)(?P<place>{'|'.join(_PLACES)})[ -]grade\b(?! (?:teacher|pupil|school|student|class|read))(?!{_LEVEL})",
    re.IGNORECASE,
)
# "The worst grade of CRS", "ICANS of the highest grade": the table ends with grade 4. "Her worst grade was 2" tells another.
_TOXIC = (
    r"(?:crs|icans|neuro\w*|cytokine release(?: syndrome)?|irr|infusion(?:-related)? reactions?|reactions?|toxicit\w*)"
)
_WORST = re.compile(
    rf"(?<!her )(?<!his )(?<!their )\b(?:worst|highest|top|most severe) (?:possible )?grade(?: of| for)? (?=(?:the )?{_TOXIC}\b)(?![^.?!]{{0,40}}\d)",
    re.IGNORECASE,
)
_HIGHEST = 4
_IN_A_ROW = re.compile(r"\bgrades (?P<first>one|three|1|3), ?(?P<second>two|four|2|4)\b", re.IGNORECASE)


def with_numbered_grades(text: str, changes: dict[str, str]) -> str:
    """Return a text with its grades as numbers; what was typed is noted in changes."""

    def numbered(match: re.Match[str]) -> str:
        plain = f"grade {_PLACES[match['place'].lower()]}"
        changes[plain] = match[0]
        return plain

    def highest(match: re.Match[str]) -> str:
        plain = f"grade {_HIGHEST} "
        changes[plain.strip()] = match[0].strip()
        return plain

    text = _WORST.sub(highest, text)
    return _IN_A_ROW.sub(r"grades \g<first> or \g<second>", _BY_PLACE.sub(numbered, text))
