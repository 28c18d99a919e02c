"""A grade that is told by its article alone, after a toxicity was spoken of: "it is a 3 now", "if it had been a 4?"."""

import re
from decimal import Decimal

from assistant.conversation.clauses import is_negated
from assistant.conversation.following import is_question
from assistant.conversation.stated import Stated

_LEVELS = {"one": 1, "two": 2, "three": 3, "four": 4, "ii": 2, "iii": 3, "iv": 4}
_ONLY = r"(?:now|only|just|still|really|actually|truly|in fact|in truth|already|rather|back|more like|up|down|to|at|as|officially)"
_IS_A = re.compile(
    r"(?:\b(?:it|that|this|she|he|they|crs|icans|neuro\w*|toxicity|reaction)(?:['’](?:s|d|ll))?(?:\s(?:is|was|were|has|had|have|would|will|be|been|become|becomes|became|turned(?: out)?|gets?|got|goes|went|reach\w*))*"
    r"|\bstill|^\W*(?:now|only|just|rather|actually)|\b(?:call(?:s|ed)?|grad(?:es?|ed)|scor(?:es?|ed)|chart(?:s|ed)?|re-?graded|upgraded|downgraded|document(?:s|ed)|ma[kd]e|put|says?|said|reckons?|thinks?)(?:\s(?:it|that|this|him|her|they|it['’]s|it is|it was))?)"
    rf"(?:\s{_ONLY}){{0,3}}\s(?:an?)\s(?P<level>[1-4]|one|two|three|four|iii|ii|iv)\b(?=\s{{0,2}}(?:[,;.!?–-]|$|(?:now|then|today|tonight|instead|again|overnight|this (?:morning|evening)|and|but|by (?:now|tonight|morning))\b))(?![.,]\d)",
    re.IGNORECASE,
)
# "Reviewed and regraded it to 3".
# "It is 4 by now".
_BY_NOW = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|sorry)\W+)*(?:it|that|this|crs|icans|neuro\w*)(?:['’]s| is| was| has (?:become|gone to)| went to| got to)(?: already| now)? (?P<level>[2-4])(?: (?:by now|now|already|tonight|today|this (?:morning|evening)))?(?=\s{0,2}[,;.!?]|\s{0,2}$)(?![.,]\d)",
    re.IGNORECASE,
)
_GRADED_TO = re.compile(
    r"\b(?:re-?|up|down)grad(?:ed|es|e|ing)(?:\s(?:it|this|that|him|her|them|the \w+))?(?:\s(?:down|up|back))?\s(?:to|as|at)\s(?:an?\s|grade\s)?(?P<level>[1-4])(?![\d.,]*\d)(?!\s?(?:kg|days?|hours?|h\b|weeks?|mg|mcg|%))",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|either|between|or an? [1-4]|nearly|almost|not sure|could be|might be|may be)\b",
    re.IGNORECASE,
)


def level_of_it(text: str) -> Stated | None:
    """Return the one grade that a turn tells so; None where it tells none, denies it, doubts it, or tells two."""
    if _DOUBTED.search(text):
        return None
    by_now = [] if is_question(text) else _BY_NOW.finditer(text)
    told = [*_IS_A.finditer(text), *_GRADED_TO.finditer(text), *by_now]
    found = [match for match in told if not is_negated(text, match.start("level"))]
    levels = {_level(match["level"].lower()) for match in found}
    return Stated("grade", levels.pop(), found[0][0].strip()) if len(levels) == 1 else None


def _level(written: str) -> Decimal:
    return Decimal(written if written.isdigit() else _LEVELS[written])
