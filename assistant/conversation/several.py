"""Several toxicities at once: one of them is over, or another takes the place of the one before."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.conversation import following, revising
from assistant.conversation.doubting import doubts
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate, Request, Wanted
from assistant.conversation.signals import Text, asks_restart, asks_what_to_do
from assistant.conversation.toxicities import denied_toxicities

_BETTER = re.compile(
    r"\b(?:down|better|improv\w*|settl\w*|resolv\w*|recover\w*|gone|cleared?|(?:grade|gr|g) ?[01])\b", re.IGNORECASE
)
_SAME_OF = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|is it|is that|would it be|does)\W+)*(?:(?:the |that )?same|it|that|this|ditto|likewise)(?: (?:rule|thing|answer|plan|action|approach|story))?(?: (?:goes|go|holds?|applies|apply|true|be|is|works?))? (?:for|with|in|to|of)\b",
    re.IGNORECASE,
)

# "Now also grade 4 neurotox on top of it".
_BESIDES = re.compile(
    r"\b(?:also|as well|too|in addition|additionally|on top(?: of (?:it|that|this|everything|the \w+))?|at the same time|plus|besides|along ?side|simultaneously|concurrent(?:ly)?|with it)\b",
    re.IGNORECASE,
)
_STRICTEST = re.compile(
    r"^\W*(?:(?:and|so|the|ok(?:ay)?|which is)\W+)*(?:strictest|stricter one|worst|overall)\W*$", re.IGNORECASE
)
_WHICH_OF_THEM = re.compile(
    r"\bwhich (?:one |of (?:the two|them|these|those|the (?:rows|rules|three)) |rule |row |action |toxicity )?(?:wins|counts|decides|prevails|rules|matters(?: more)?|governs|takes (?:precedence|priority)|comes first|trumps|is (?:the )?(?:strictest|stricter|worse|worst)|(?:do|should) (?:we|i) (?:follow|go (?:by|with)|obey|use))\b",
    re.IGNORECASE,
)


def with_rows_before(request: Calculate, text: Text, conversation: Conversation) -> Calculate:
    """Return the row of a toxicity with the rows before, where a statement tells that the patient has it as well."""
    last = conversation.calculation
    if last is None or conversation.last is not last or not _BESIDES.search(text.question):
        return request
    is_told = not following.is_question(text.question) and not following.supposes(text.question)
    if not is_told or not all(_is_named_row(w) for w in (*request.wanted, *last.wanted)):
        return request
    before = {w.inputs["toxicity"].value for w in last.wanted}
    if before & {w.inputs["toxicity"].value for w in request.wanted}:
        return request
    carried = tuple(
        replace(w, inputs={name: replace(item, carried=True) for name, item in w.inputs.items()}) for w in last.wanted
    )
    return replace(request, wanted=(*request.wanted, *carried), patient=True)


def _is_named_row(wanted: Wanted) -> bool:
    return wanted.calculator == "modification" and "toxicity" in wanted.inputs


def _which_of_several(text: Text, conversation: Conversation) -> Calculate | None:
    """Return the calculation on several toxicities once more, where it is asked which of them decides."""
    last = conversation.calculation
    if last is None or len(last.wanted) == 1 or text.reading.stated or text.toxicities:
        return None
    is_asked = _WHICH_OF_THEM.search(text.question) or _STRICTEST.match(text.question)
    return replace(last, emphasis="restated") if is_asked else None


def fewer(text: Text, conversation: Conversation) -> Request | None:
    """Return the last calculation without a toxicity that is told to be over, where there were several."""
    last = conversation.calculation
    if last is None or len(last.wanted) == 1 or not following.tells_it_is_gone(text.question):
        return None
    present = {toxicity.name for toxicity in text.toxicities}
    over = (denied_toxicities(text.question, text.asked) - present) or present
    left = tuple(w for w in last.wanted if "toxicity" not in w.inputs or w.inputs["toxicity"].value not in over)
    return revising.revised(replace(last, wanted=left), {}, ()) if 0 < len(left) < len(last.wanted) else None


def all_of_several(text: Text, conversation: Conversation) -> Calculate | None:
    """Return the last calculation on several toxicities, where a turn asks which of them decides, or to restart and tells that one of them is better.

    The others stand as they were: the strictest of them is still the answer.
    """
    last = conversation.calculation
    which = _which_of_several(text, conversation)
    if which is not None:
        return which
    if last is None or len(last.wanted) == 1 or not (asks_restart(text.question) or asks_what_to_do(text.question)):
        return None
    before = {w.inputs["toxicity"].value for w in last.wanted if "toxicity" in w.inputs}
    named = {toxicity.name for toxicity in text.toxicities}
    is_told = len(before) > 1 and bool(named) and named <= before and _are_lower(text, last)
    return replace(last, patient=True, emphasis="restated") if is_told and _BETTER.search(text.question) else None


def _are_lower(text: Text, last: Calculate) -> bool:
    """Tell whether every grade that a turn tells of a toxicity is lower than that told before."""
    before = {w.inputs["toxicity"].value: w.inputs.get("grade") for w in last.wanted if "toxicity" in w.inputs}
    told = [(before.get(t.name), item) for t in text.toxicities for item in t.inputs if item.name == "grade"]
    return all(
        was is not None and isinstance(was.value, Decimal) and isinstance(now.value, Decimal) and now.value < was.value
        for was, now in told
    )


def doubts_the_same(text: Text, own: tuple[Wanted, ...], conversation: Conversation) -> bool:
    """Tell whether a turn doubts what was answered of a toxicity, and tells nothing new of it ("I read that any seizure stops it")."""
    last = conversation.calculation
    if last is None or conversation.last is not last or not doubts(text.question):
        return False
    before = {w.inputs["toxicity"].value for w in last.wanted if "toxicity" in w.inputs}
    now = {w.inputs["toxicity"].value for w in own if "toxicity" in w.inputs}
    return bool(now) and now <= before and all(w.inputs.keys() <= {"toxicity"} for w in own)


def asks_same_of_another(text: Text, conversation: Conversation) -> bool:
    """Tell whether what was answered of one toxicity is asked of another: "same for CRS?" keeps the grade."""
    last = conversation.calculation
    is_row = last is not None and any("toxicity" in w.inputs for w in last.wanted)
    return is_row and len(text.toxicities) == 1 and _SAME_OF.match(text.question) is not None


def is_the_same_toxicity(text: Text, own: tuple[Wanted, ...], conversation: Conversation) -> bool:
    """Tell whether a statement only tells more of the toxicity before: "not ICANS, just a tremor"."""
    last = conversation.calculation
    if last is None or following.is_question(text.question) or not isinstance(conversation.last, Calculate):
        return False
    before = {w.inputs["toxicity"].value for w in last.wanted if "toxicity" in w.inputs}
    now = {w.inputs["toxicity"].value for w in own if "toxicity" in w.inputs}
    return len(before) == 1 and now == before and len(own) == 1 and following.is_short(text.question)


def is_another_toxicity(text: Text, conversation: Conversation) -> bool:
    """Tell whether a turn puts another toxicity in the place of the one before ("not CRS, an infusion reaction")."""
    last = conversation.calculation
    if last is None or not text.toxicities:
        return False
    before = {w.inputs["toxicity"].value for w in last.wanted if "toxicity" in w.inputs}
    denied = denied_toxicities(text.question, text.asked) - {toxicity.name for toxicity in text.toxicities}
    return bool(before & denied)
