"""Back from a supposition to what was told before it: "ok back to 61"."""

import re

from assistant.conversation.numerals import number_of
from assistant.conversation.requests import Calculate
from assistant.conversation.stated import Unclear

_BACK = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|so|no|and|but|now|sorry|fine|anyway|go(?:ing)?)\W+)*back to\s+(?:the |her |his )?"
    r"(?P<kind>grade |gr\.? ?|g(?=\d)|day |cycle )?(?P<number>\d{1,4}(?:[.,]\d{1,3})?)(?![\d.,]*\d)",
    re.IGNORECASE,
)
# From "if he were 44" back to the patient: "and really for him", "with her real weight", "back to the actual patient".
_IN_EARNEST = re.compile(
    r"\b(?:really for (?:him|her|them|this (?:pt|patient))|for (?:him|her|them) really|for real|in reality|back to (?:reality|him|her|(?:the|my|our) (?:(?:real|actual|true) )?(?:pt|patient|case|lady|gentleman|man|woman|numbers?))"
    r"|(?:the |that )?(?:weight|wt|height|number|figure|grade|one|value) (?:that )?(?:i|we) (?:gave|told|said|had|typed|quoted)(?: you)? (?:first|before|earlier|initially|originally|at first|to begin with)"
    r"|(?:real|actual|true|original|initial|own) (?:weight|wt|height|patient|pt|numbers?|case|values?|grade|figures?))\b(?!\s{0,2}(?:is|was|=|:)?\s{0,2}\d)",
    re.IGNORECASE,
)
# "What if it gets to grade 4", then "it didn't".
_CAME_OTHERWISE = re.compile(
    r"^\W*(?:(?:no|nope|ok(?:ay)?|well|luckily|thankfully|fortunately|happily|but|and|so|in the end|actually)\W+){0,3}(?:(?:it|that|this|he|she|they)\s)?"
    r"(?:(?:ha[sd]|have|did|was)\s?n(?:['’]?t|ot)|did not|has not|never(?: (?:did|has))?)"
    r"(?:\s(?:happen\w*|come to that|came to that|(?:get|got|gotten|go|went|gone) (?:that far|there|that high|that bad|any worse|worse|to (?:grade |gr ?)?[1-4])|reach\w* (?:grade |gr ?)?[1-4]|in the end|after all|though|luckily|thankfully|fortunately))*\s?(?=[.,;:!–-]|$)",
    re.IGNORECASE,
)
_KINDS = {"g": "grade", "d": "day", "c": "cycle"}
_RESOLVED = 1


def goes_back(question: str) -> bool:
    """Tell whether a turn goes back to a number that was told before."""
    return _BACK.match(question) is not None


def back_in_earnest(question: str, last: Calculate, settled: Calculate | None) -> Calculate | None:
    """Return the calculation before a supposition, where a turn goes back to the patient as he is, or what was supposed did not come."""
    is_other = settled is not None and settled is not last
    is_back = _IN_EARNEST.search(question) or _CAME_OTHERWISE.match(question)
    return settled if is_other and is_back else None


def going_back(question: str, last: Calculate, settled: Calculate | None) -> Calculate | tuple[Unclear, ...] | None:
    """Return the calculation before a supposition that a turn goes back to by one of its numbers.

    Unclear where the number is none of it; None where the turn goes back to nothing, or a toxicity to the grade that a hold
    waits for.
    """
    match = _BACK.match(question)
    value = number_of(match["number"]) if match else None
    if match is None or value is None:
        return None
    kind = _KINDS.get((match["kind"] or " ")[0].lower())
    if kind == "grade" and value <= _RESOLVED:
        return None
    before = settled or last
    values = {name: item.value for w in before.wanted for name, item in w.inputs.items()}
    if any(given == value for name, given in values.items() if kind in (None, name)):
        return before
    name = kind or ("weight_kg" if "weight_kg" in values else next(iter(values)))
    return (Unclear(name, match[0].strip(), "two_values"),)
