"""What a turn tells of the toxicity before without naming it: its course, its step, how often it came."""

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.conversation import following
from assistant.conversation.numerals import WORDS, number_of
from assistant.conversation.requests import Calculate
from assistant.conversation.rows_before import step_told
from assistant.conversation.said import says
from assistant.conversation.signals import Text
from assistant.conversation.stated import Stated, Unclear
from assistant.conversation.toxicities import NOT_ICANS
from assistant.knowledge.rule_sets import Rules

_NEURO = re.compile(r"\bneuro\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:now|today|tonight|since|currently|this (?:morning|evening|afternoon)|down|gone|resolved|settled|better|improved)\b",
    re.IGNORECASE,
)
_WAITED_FOR = 1
_LOW_ROW = 2
_OF_THIS_HOUR = re.compile(r"\b(?:now|today|tonight|this (?:morning|evening|afternoon))\b", re.IGNORECASE)
_BETTER = re.compile(
    r"\bstill (?:at |a |an |only )?(?:grade|gr|g) ?[1-4]|\b(?:only|down|better|improv\w*|settling|easing|eased|come down|came down|dropped|fell|fallen)\b",
    re.IGNORECASE,
)
_REGRADED = re.compile(
    r"\b(?:re-?grad\w*|down-?grad\w*|graded|call\w*|chart\w*|document\w*|scor\w*|says?|said|reckon\w*|think\w*|thought|meant|mean|mistake|wrong|actually|sorry|should|rather|never|not|was(?:n['’]t)?|were|put|make|made|if)\b",
    re.IGNORECASE,
)
_BACK_DOWN = re.compile(
    r"\b(?:back|down|come down|came down|settled|improved|recovered|resolved|fell|dropped|returned)(?: \w+)? to (?:a )?(?:less than |below |≤ ?)?(?:grade|gr\.?|g) ?[01]\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|rather than|instead of)\b", re.IGNORECASE)
_DAYS_ALONE = re.compile(
    rf"^\W*(?:(?:and|so|but|ok(?:ay)?|it was|that was|all)\W+)*(?:in|within|after) (?P<number>\d{{1,2}}|{WORDS}) days?\W{{0,2}}$",
    re.IGNORECASE,
)
_SO_MANY_DAYS = re.compile(
    rf"^\W*(?:(?:and|so|or|but|ok(?:ay)?|if|what if|say|only|just|sorry|actually|no|it['’]?s|it was|it were|that['’]?s|been|at|make it|now)\W+)*(?P<number>\d{{1,2}}|{WORDS}) days?(?: (?:now|then|so far|instead|actually|exactly))*\W*$",
    re.IGNORECASE,
)


def days_alone(text: Text, last: Calculate) -> dict[str, Stated]:
    """Return in how many days the toxicity of a row resolved, told by the days alone ("resolved" before, now "in 10 days")."""
    is_row = all(w.calculator == "modification" and "days_to_resolve" not in w.inputs for w in last.wanted)
    match = _DAYS_ALONE.match(text.question) if is_row else None
    value = number_of(match["number"]) if match else None
    return (
        {}
        if match is None or value is None
        else {"days_to_resolve": Stated("days_to_resolve", value, match[0].strip())}
    )


def days_so_far(text: Text, last: Calculate) -> dict[str, Stated]:
    """Return for how many days the toxicity has lasted, told by the days alone after another number of them ("if 13 days?")."""
    lasts = any(w.unresolved_days is not None for w in last.wanted) and not text.reading.stated
    match = _SO_MANY_DAYS.match(text.question) if lasts else None
    value = number_of(match["number"]) if match else None
    if match is None or value is None:
        return {}
    return {"unresolved_days": Stated("unresolved_days", value, match[0].strip())}


def has_come_down(text: Text, said: Mapping[str, Stated], last: Calculate) -> bool:
    """Tell whether a turn tells that a toxicity of grade 3 or more is now at the grade that its hold waits for: its row stays."""
    if "grade" not in said or following.is_correction(text.question) or following.supposes(text.question):
        return False
    before = [w.inputs["grade"].value for w in last.wanted if "grade" in w.inputs]
    level, lasted = said["grade"].value, {"days_to_resolve"} & said.keys()
    highest = max((b for b in before if isinstance(b, Decimal)), default=Decimal())
    if not isinstance(level, Decimal) or highest <= max(Decimal(_LOW_ROW), level):
        return False
    if level > _WAITED_FOR:
        # Better, and not yet where the hold ends: its row is still that of the higher grade.
        return _BETTER.search(text.question) is not None and _REGRADED.search(text.question) is None
    return bool(lasted or _NOW.search(text.question))


def lower_now(text: Text, said: Mapping[str, Stated], last: Calculate) -> Unclear | None:
    """Return the grade as unclear where a lower one is told of now after one that holds ("grade 2 now"): better, or graded anew, is asked."""
    before = next((w.inputs["grade"] for w in last.wanted if "grade" in w.inputs), None)
    if "grade" not in said or "toxicity" in said or before is None or not _OF_THIS_HOUR.search(text.question):
        return None
    level, high = said["grade"].value, before.value
    if not isinstance(level, Decimal) or not isinstance(high, Decimal) or not _WAITED_FOR < level < high:
        return None
    is_plain = high > _LOW_ROW and not following.supposes(text.question) and _REGRADED.search(text.question) is None
    return Unclear("grade", f"{before.words} / {said['grade'].words}", "two_values") if is_plain else None


def is_down(text: Text, last: Calculate, rules: Rules) -> bool:
    """Tell whether a turn tells that the toxicity of the row before is down at grade 1 or less, and nothing else."""
    if has_come_down(text, says(text, rules), last):
        return True
    is_row = any("grade" in w.inputs for w in last.wanted) and not following.supposes(text.question)
    is_statement = not following.is_question(text.question) and not following.is_correction(text.question)
    return is_row and is_statement and _BACK_DOWN.search(text.question) is not None


def retold(text: Text, last: Calculate, rules: Rules) -> dict[str, Stated]:
    """Return what a turn tells of the toxicity before without naming it in full: its step, "neuro", that it is no ICANS."""
    toxicities = {w.inputs["toxicity"].value for w in last.wanted if "toxicity" in w.inputs}
    if not toxicities:
        return {}
    step = step_told(text, rules)
    found = {} if step is None else {"dose_step": step}
    short = _NEURO.search(text.question)
    if short and not text.toxicities and _DENIES.search(text.question):
        found["toxicity"] = Stated("toxicity", "neurotoxicity", short[0])
    denied = NOT_ICANS.search(text.question)
    if denied and "neurotoxicity" in toxicities:
        found["icans"] = Stated("icans", value=False, words=denied[0])
    return found


def further_seizures(text: Text, last: Calculate) -> Stated | None:
    """Return the number of seizures that a turn tells without naming them ("twice", "another one tonight", "her second")."""
    if all(w.inputs.get("toxicity") is None or w.inputs["toxicity"].value != "seizure" for w in last.wanted):
        return None
    before = next((w.inputs["seizures"].value for w in last.wanted if "seizures" in w.inputs), None)
    return following.further_count(text.question, before if isinstance(before, Decimal) else None)
