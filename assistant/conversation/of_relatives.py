"""Measures that are told of somebody else than the patient: "her daughter is 170 cm and 62 kg", "the 9 yr old brother"."""

import re

from assistant.conversation.quantities import quantities

_PERSON = (
    r"(?:wife|husband|spouse|mother|father|mum|mom|mam|dad|son|daughter|sister|brother|twin|donor|partner|fiancée?|girlfriend|boyfriend|cousin|niece|nephew|uncle|aunt"
    r"|grand(?:mother|father|ma|pa|son|daughter)|neighbou?r|room-?mate)"
)
# What a relative reports is the patient's; so is what stands behind a word for the patient. "Mother of two" is the patient.
_NOT_THEIRS = r"(?:says?|said|saying|reports?|reported|thinks?|reckons?|told|tells?|guess\w*|estimates?|insists?|swears?|weighed|measured|she|he|her|his|him|patient|pt|lady|gentleman|mine|ours|of (?:\d|two|three|four|five))"
_THEIRS = re.compile(rf"\b{_PERSON}(?:['’]s)?\b(?:(?!\b{_NOT_THEIRS}\b)[^.?!;,]){{0,40}}$", re.IGNORECASE)
_MAY_BE_THEIRS = re.compile(rf"\b{_PERSON}(?:['’]s)?\b(?:(?!\b{_NOT_THEIRS}\b)[^.?!;]){{0,45}}$", re.IGNORECASE)
_AGE_OF_THEM = re.compile(rf"\W{{0,2}}(?:(?:years?|yrs?|y)[- ]?)?(?:olds?\s|o\s|/o\s)?{_PERSON}\b", re.IGNORECASE)
# "A 38 yo mother (62 kg)".
_IS_THE_PATIENT = re.compile(
    r"(?:\ban?|\byo|\by/o|\bold|\byrs?|\bsingle|\byoung) (?:mother|father|mum|mom|mam|dad)\b[^.?!;,]{0,40}$",
    re.IGNORECASE,
)
# "His cousin had grade 3", "whose brother, a donor, had two seizures": what a relative noticed or reported is the patient's.
_HAD_BY_THEM = re.compile(
    rf"\b(?:his|her|their|whose|patient['’]s|pt['’]s) (?:\w+ )?{_PERSON}(?: ?\([^)]{{1,30}}\)|, [^,.]{{1,40}},)? (?:(?:also|once|himself|herself) )?(?:had|has had|got)"
    rf" (?:(?:an?|the|some|severe|bad|mild|grade|gr|g|\d|two|three|several|of|with) ?){{0,4}}$",
    re.IGNORECASE,
)
_SEEN_BEFORE = 90
_SEEN_BEHIND = 30


def is_of_relative(text: str, start: int, end: int) -> bool:
    """Tell whether a measure at a place is told of a relative or another patient."""
    before = text[max(0, start - _SEEN_BEFORE) : start]
    theirs = _THEIRS.search(before)
    is_theirs = theirs is not None and _IS_THE_PATIENT.search(before[: theirs.start()] + theirs[0]) is None
    return is_theirs or _AGE_OF_THEM.match(text[end : end + _SEEN_BEHIND]) is not None


def was_had_by_relative(text: str, start: int) -> bool:
    """Tell whether what stands at a place is told as what a relative had ("his cousin had grade 3 on the same drug")."""
    return _HAD_BY_THEM.search(text[max(0, start - _SEEN_BEFORE) : start]) is not None


def may_be_of_relative(text: str, start: int) -> bool:
    """Tell whether a measure stands behind the mention of a relative ("his wife is tiny, 41 kg"): beside one that does not, it is theirs."""
    return _MAY_BE_THEIRS.search(text[max(0, start - _SEEN_BEFORE) : start]) is not None


def tells_weight_of_relative(text: str) -> bool:
    """Tell whether the weight of a relative is told ("husband (94 kg) has gone to park")."""
    return any(is_of_relative(text, q.start, q.end) for q in quantities(text) if q.dimension == "mass")
