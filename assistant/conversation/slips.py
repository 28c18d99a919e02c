"""What a turn says around a number that puts an earlier one right, or repeats a dose that was answered."""

import re

# "So 28?": the dose that was answered is said once more.
_SO_IT_IS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|then|right|and|but|well|ah|oh|just|still|is|it|it['’]?s|that|that['’]?s|the dose|dose)\W+)*(?<=\bso )(?:it['’]?s |it is |that['’]?s )?\d{1,2}(?:\s?(?:mcg|micrograms?)(?:\s?(?:/|per|a)\s?day)?)?(?:\W+(?:then|right|yes|correct|ok(?:ay)?))*\W*$"
    r"|^\W*\d{1,2}(?:\s?(?:mcg|micrograms?)(?:\s?(?:/|per|a)\s?day)?)?\W+(?:right|correct|yes|then)\W*\?\W*$"
    r"|^\W*(?:(?:ok(?:ay)?|so|then|right|and|but|well|it['’]?s|that['’]?s|always|just)\W+)*\d{1,2}(?:\s?(?:mcg|micrograms?)(?:\s?(?:/|per|a)\s?day)?)?\W+(?:flat|(?:for|in|at) (?:everyone|everybody|anyone|anybody|all|any weight|every weight|them all|all of them|all weights)|across the board|regardless|whatever (?:the|her|his) weight|always|all the way|throughout)(?:\W+(?:then|right|yes|correct|ok(?:ay)?))*\W*$",
    re.IGNORECASE,
)
# "So 28 micrograms, not milligrams?", "28 mcg then": a dose with its unit, and nothing else told.
_DOSE_IN_MCG = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|then|right|and|but|well|ah|oh|just|still|is|it|it['’]?s|that|that['’]?s|this|the|her|his|dose|you|mean|we|give|definitely|only|really|sorry)\W+)*"
    r"(?P<number>\d{1,2}+(?:\.\d{1,3}+)?+)\s?(?:mcgs?|micrograms?|mics?|ug|µg|μg)(?:\s?(?:/|per|a|every)\s?(?:24 ?h(?:ours?)?|d(?:ay)?)| daily)?"
    r"(?:\W+(?:then|right|yes|yeah|correct|ok(?:ay)?|not|and|mgs?|milligrams?|grams?|is|it|that|it['’]?s|flat|fixed|total|sure|a|per|day))*\W*$",
    re.IGNORECASE,
)
_NAMES = {
    "height": "height_cm",
    "ht": "height_cm",
    "weight": "weight_kg",
    "wt": "weight_kg",
    "bsa": "bsa_m2",
    "day": "day",
    "cycle": "cycle",
    "age": "age_years",
}
_WAS_RIGHT = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}+(?:[.,]\d{1,3}+)?+) (?:was|is) (?:right|correct|the right one)\b(?=\W*(?:after all|then|sorry|$))",
    re.IGNORECASE,
)
_WRONG = re.compile(
    rf"\b(?P<name>{'|'.join(_NAMES)})\b(?: \w+)? (?:wrong|incorrect|mistyped|misread|off|not right)\b[^\d.;]{{0,20}}(?P<number>\d{{1,3}}+(?:[.,]\d{{1,3}}+)?+)(?!\s?(?:lbs?|pounds?|st\b|stone|ft|feet|in\b|inch))",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:uln|upper limit(?: of (?:the )?normal)?|limit)(?: is| was|=|:)?(?: actually| really)? (?P<number>\d{1,3}+(?:[.,]\d{1,3}+)?+)(?!\s?(?:x|times|%|days?|kg))",
    re.IGNORECASE,
)
_GLUE = re.compile(
    r"\b(?:in fact|really|after all|and|or|but|so|ok(?:ay)?|if|what|how|about|say|sorry|oops|no|nope|not|wait|i|we|meant|mean|make|made|it|that|this|be|is|was|were|are|it['’]?s|actually|should|read|have|been|typo|then|exactly|just|only|now|instead|at|with|for|to|of|course|rather|than|the|my|mistake|correction|hang|on|hold|scratch|try|let['’]?s|would|does|anything|change|still|please|yes|fine|all|same|again|go|goes|going|went|gone|becomes?|became|gets?|got|turns?|turned|rises?|rose|hits?|reach\w*|increas\w*|progress\w*|worsen\w*|grade|up|down|day|cycle|suppose|supposing|case|in|after|within|by|she|he|they|pt|patient|you|did|do|ends?|ended|ending|being|winds?|turns? out|comes? to|bang|dead|spot)\b",
    re.IGNORECASE,
)


def names_what_is_wrong(question: str) -> bool:
    """Tell whether a turn calls an input of its own wrong and gives its number anew, or a number right after all."""
    return _WRONG.search(question) is not None or _WAS_RIGHT.search(question) is not None


def named_wrong(question: str) -> tuple[str, str] | None:
    """Return the input that a turn calls wrong by its name, and its number anew ("height was wrong, 194")."""
    match = _WRONG.search(question)
    return None if match is None else (_NAMES[match["name"].lower()], match["number"])


def limit_anew(question: str) -> str | None:
    """Return the upper limit of normal that a turn gives anew without its test ("ULN is 1.0 sorry")."""
    match = _LIMIT.search(question)
    return None if match is None else match["number"]


def right_after_all(question: str) -> str:
    """Return the number that a turn calls right after all, or the turn itself."""
    match = _WAS_RIGHT.search(question)
    return match["number"] if match else question


def says_it_is_so(question: str) -> bool:
    """Tell whether a turn draws a conclusion of one number ("so 28?")."""
    return _SO_IT_IS.match(question) is not None


def dose_said(question: str) -> str | None:
    """Return the number of a dose that a turn says with its unit, and says nothing else ("so 28 micrograms, not milligrams?")."""
    match = _DOSE_IN_MCG.match(question)
    return None if match is None else match["number"]


def holds_little_else(question: str) -> bool:
    """Tell whether the words around a number say nothing of what it is."""
    return re.search(r"[a-z]{2}", _GLUE.sub(" ", question.lower())) is None


def is_one_slip(old: str, new: str) -> bool:
    """Tell whether one digit was left out, added or exchanged."""
    shorter, longer = sorted((old, new), key=len)
    if len(longer) == len(shorter):
        return sum(one != other for one, other in zip(old, new, strict=True)) == 1
    return len(longer) - len(shorter) == 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
