"""A turn after a row of the dose-modification table that tells of a change without a grade.

"It's worse now, stays on?" says that the row of before may no longer hold, and not which one does: the grade is asked back for. After a
row that ends treatment or holds it, the row stays: nothing told without a grade lifts it.
"""

import re
from dataclasses import replace

from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate, LookUp, Request, Wanted
from assistant.conversation.rows_before import row_of
from assistant.conversation.signals import Text

_MOST_WORDS = 12
_FEW_WORDS = 6
_OF_THE_INFUSION = re.compile(
    r"\b(?:back on|go(?:es)? back|re-?start\w*|resum\w*|stop\w*|discontinu\w*|hold|held|stays?(?:ing)? on|leave it|keep\w* (?:it|going|running)|carry on|continu\w*|on or off|pump|infusion|bag|drip|blin\w*|what now|now what)\b",
    re.IGNORECASE,
)
_WORSE = re.compile(
    r"\b(?:worse|worsen\w*|deteriorat\w*|sicker|sleepier|drowsier|more (?:confused|drowsy|sleepy|unwell|hypoxic|breathless|agitated)|(?:barely|hardly|difficult to) r(?:ou|o)us\w*"
    r"|\d{1,2} ?l(?:itres?|iters?)?(?: of)? (?:o2|oxygen)|(?:on|needs?|needing) (?:oxygen|o2|pressors?|vasopress\w*|norad\w*|high[- ]flow|nasal cannula|nasal prongs)|intubated|ventilated|(?:in|to) (?:icu|itu|intensive care))\b",
    re.IGNORECASE,
)
_NOT_GONE = re.compile(
    r"\b(?:not (?:yet )?(?:gone|settled|better|re?solved|clear(?:ed)?|over)|(?:has|is|have|are)(?:n['’]?t| not) (?:(?:yet|really|quite|fully) )?(?:gone|settled|re?solved|cleared|improved|better|over))\b",
    re.IGNORECASE,
)
_SCORED = re.compile(r"\b(?:ice|gcs)(?: score)?(?: is| of| now| down to| only)?\s\d{1,2}\b", re.IGNORECASE)
# Denied, supposed, or of before: no change that is there now.
_IS_NOT_SO = re.compile(
    r"\b(?:not|no|never|without|off|if|when|whenever|unless|was|were|had|would|could|does|than|worse case|worst|longer)\b|n['’]t\b",
    re.IGNORECASE,
)
_OF_THE_CASE = frozenset(
    {"blinatumomab", "continuous_infusion", "crs", "discontinue", "hold", "icans", "infusion_bag", "infusion_reaction"}
    | {"neurotoxicity", "pump", "restart", "hospitalization"}
)
_GRADE = "grade"
_MILD = (1, 2)
_OF_THE_COURSE = frozenset({_GRADE, "days_to_resolve", "days_held", "hours_interrupted"})


def changed_since(request: Request, text: Text, conversation: Conversation) -> Calculate | None:
    """Return the row before, where a turn tells of a change without a grade: a mild one without its grade, a graver one as it is.

    request: what the turn would get, the row of before again or a look-up.
    """
    row = row_of(conversation)
    if row is None or conversation.last is not row or not _is_graded(row) or not _is_of_the_case(text):
        return None
    is_mild = all(wanted.inputs[_GRADE].value in _MILD for wanted in row.wanted)
    is_again = isinstance(request, Calculate) and request.wanted == row.wanted and request.emphasis != "plain"
    if _SCORED.search(text.question):
        # A score is no grade, and no number of anything else.
        return _without_grade(row) if is_mild else _again(row)
    if not isinstance(request, LookUp) and not is_again:
        return None
    if is_mild and _WORSE.search(text.question) and not _IS_NOT_SO.search(text.question):
        return _without_grade(row)
    is_held = not is_mild and isinstance(request, LookUp) and not any(c.isdigit() for c in text.question)
    return _again(row) if is_held and _NOT_GONE.search(text.question) and not _tells_an_end(row) else None


def _is_graded(row: Calculate) -> bool:
    return all(_GRADE in wanted.inputs for wanted in row.wanted)


def _is_of_the_case(text: Text) -> bool:
    """Tell whether a short turn speaks of the patient's infusion, or of hardly anything, and names no subject of its own."""
    words = len(text.question.split())
    is_short = words <= _FEW_WORDS or (words <= _MOST_WORDS and _OF_THE_INFUSION.search(text.question) is not None)
    return is_short and not text.toxicities and text.asked.concepts <= _OF_THE_CASE


def _tells_an_end(row: Calculate) -> bool:
    return any(_OF_THE_COURSE & set(wanted.inputs) - {_GRADE} for wanted in row.wanted)


def _again(row: Calculate) -> Calculate:
    return replace(row, patient=True, emphasis="pushback")


def _without_grade(row: Calculate) -> Calculate:
    return replace(row, wanted=tuple(map(_without_its_course, row.wanted)), patient=True, emphasis="plain")


def _without_its_course(wanted: Wanted) -> Wanted:
    kept = {name: replace(item, carried=True) for name, item in wanted.inputs.items() if name not in _OF_THE_COURSE}
    return replace(wanted, inputs=kept, unclear=(), unresolved_days=None)
