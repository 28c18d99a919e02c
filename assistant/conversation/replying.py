"""A bare reply to a question of ours: a number, yes or no, a step, a grade."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.calculators import CATALOGUE, Input
from assistant.conversation.level_of_it import level_of_it
from assistant.conversation.numerals import WORDS, number_of
from assistant.conversation.ordinals_told import counted_by_ordinal
from assistant.conversation.stated import Stated
from assistant.knowledge.rule_forms import InputTable

_NUMBER = re.compile(r"(?<![\w.,^−-])\d{1,6}(?:[.,]\d{1,6})?(?![\w,.]*\d)(?!\s{0,2}(?:[-–/]|or\b|to\b)\s{0,2}\d)")
_MOST_WORDS = 8
_SPELLED_ALONE = re.compile(
    rf"^\W*(?:(?:ok(?:ay)?|no|sorry|then|make it|make that|just|it'?s|actually|fine|and|all)\W+)*(?P<number>{WORDS})(?:,? (?:then|please|instead|sorry|exactly|precisely|flat|on the (?:nose|dot|button)|dead on|bang on|straight))*\W*$",
    re.IGNORECASE,
)
_ASKS_ABOUT = re.compile(r"\b(?:what|how) about\b", re.IGNORECASE)
_EVERY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A number beside the name of a measurement is none of another.
_NAMED = {
    "weight_kg": re.compile(r"\b(?:weigh\w*|wt)\b", re.IGNORECASE),
    "height_cm": re.compile(r"\b(?:heights?|ht|tall)\b", re.IGNORECASE),
    "bsa_m2": re.compile(r"\b(?:bsa|surface)\b", re.IGNORECASE),
    "cycle": re.compile(r"\bcycles?\b", re.IGNORECASE),
    "day": re.compile(r"\bdays?\b", re.IGNORECASE),
}
_AS_METRES = (Decimal("1.3"), Decimal("2.2"))
# A number beside one of these is a number of something, not a bare one.
_OF_SOMETHING_ELSE = re.compile(
    r"#\s{0,2}(?:cms?\b|centimet\w*|met(?:er|re)s?\b|m2\b|m²|nd\b|rd\b|th\b|jan\w*|feb\w*|march|april|may\b|june|july|aug\w*|sept\w*|oct\w*|nov\w*|dec\w*|mg|mcg|ug|mic(?:rogram)?s?\b|milligrams?\b|µg|μg|ml|l\b|u/l|iu|mmol|umol|/|:|am\b|pm\b|o'?clock|years?|y/?o|months?|weeks?|minutes?|mins?|lbs?|pounds?|stones?|st\b|ft|feet|inch\w*|cycles?|patients?|pts)"
    r"|\b(?:day|cycle|grade|gr)\s{0,2}#|\b(?:room|bed|bay|ward|ext\w*|phone|bleep|pager|mrn|age|aged|years?|bp|hr|sats?|temp|platelets?|plt|wcc|hb|sodium|potassium|creatinine|crp|about|around|approx\w*|roughly|maybe|nearly|almost|under|over|below|above|between|than|least|most|until)\b",
    re.IGNORECASE,
)
_YES = re.compile(r"\W{0,9}(?:yes|yep|yeah|yup|y|correct|confirmed|it is|it was|true|definitely)\W*", re.IGNORECASE)
_NO = re.compile(
    r"\W{0,9}(?:no|nope|n|not (?:yet|confirmed|icans|sure yet)|only suspected|suspected|it is ?n'?t|it was ?n'?t|false)\W*",
    re.IGNORECASE,
)
_STEPS = {
    "initial": re.compile(r"\b(?:initial|first|starting|low(?:er)?|lead[- ]?in)\b", re.IGNORECASE),
    "full": re.compile(r"\b(?:full|second|target|high(?:er)?|normal)\b", re.IGNORECASE),
}
# "Does dex come first?" asks, and tells no step.
_ASKS_FIRST = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:do|does|did|can|could|should|would|will|must|may|is there|what|which|when|how|why|who|where)\b",
    re.IGNORECASE,
)
_GRADES = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_GRADE_ALONE = re.compile(
    r"^\W{0,9}(?:no|sorry|actually|and|if|ok|it was|it'?s|make it|meant|then|what if|or|say|just)*[\s,]{0,5}(?P<level>iii|ii|iv|i(?!\s?[a-z'’])|one|two|three|four)\b(?!\s?(?:days?|hours?|weeks?|seizures?|fits?|cycles?|kg))",
    re.IGNORECASE,
)


# "Call it 3", "bumped up to 4".
_GRADE_CALLED = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|but|now|well|actually|no|let['’]?s|we|they|they['’]ve|i|i['’]d|she|he|you|have|has|the|our|her|his|doctor|dr|doc|team|consultant|reg(?:istrar)?|resident|attending|fellow|neuro(?:logy|logist)?|oncologist|ha?ematologist|ha?em(?:e)?|on[- ]call|icu|nurse|boss|just|since|today|back|again)\W+)*(?:call(?:s|ing|ed)? (?:it|that|this)|(?:chart|document|record|mark|rat|put|mak|made|grad|scor)\w* (?:(?:it|that|this|him|her) )?(?:down )?(?:as|at|to)?|(?:says?|said|reckons?|thinks?|insists?) (?:(?:it['’]?s|it is|that['’]s|that is|it was|its) )?(?:only |just |really |more (?:of|like) )?|bump(?:ed)? (?:it )?(?:up )?to|(?:up|re-?|down)grad(?:e|ed) (?:it )?(?:to|as)?) ?(?:an? )?(?P<level>[1-4])\W*$",
    re.IGNORECASE,
)
# "3 this morning".
_GRADE_NOW = re.compile(
    r"^\W*(?:(?:and|ok(?:ay)?|so|it['’]?s|its|it is|now|already|up to|down to|back to|still|a|at|worse|worsened|better|hmm)\W+)*(?P<level>[1-4])\W+(?:now|today|tonight|this (?:morning|evening|afternoon)|overnight|at the moment|currently|again|by (?:now|morning|evening))\W*$",
    re.IGNORECASE,
)
# "And if that goes to 4?", "regraded by neurology: only 3", "it went up to 3 overnight".
_GRADE_RISES = re.compile(
    r"^\W*(?:worse|worsen\w*|progressed|better|improved|deteriorated|escalated)(?:[\s,:;-]+(?:now|it['’]?s|is|at|a|to|it))*[\s,:;-]+(?P<only>[2-4])\W*$|^\W*(?:(?:ok(?:ay)?|so|and|but|now|well|actually|no|then|what|if|when|say|suppose|should|it|it['’]?s|that|this|she|he|they|has|had|have|is|were|was|would|could|the|grade|toxicity|neuro\w*|crs|icans|reaction)\W+)*"
    r"(?:(?:goes|go|going|gone|went|gets?|got|getting|progress\w*|worsen\w*|escalat\w*|climb\w*|jump\w*|ris\w+|rose|turn\w*|mov\w+|deteriorat\w*|creep\w*|crept|drop\w*|falls?|fell|comes?|came|down|up)\s(?:back )?(?:up |down )?(?:in)?to"
    r"|becomes?|became|(?:re-?|up|down)(?:grad\w+|scor\w+|class\w+)(?: \w+){0,3}[:,]?(?: (?:to|as|at|only|just|now))*)\s(?:an? )?(?P<level>[2-4])(?:\W+(?:today|tonight|now|overnight|this (?:morning|evening|afternoon)|then|instead|again|tomorrow))*\W*$",
    re.IGNORECASE,
)
# "They say three", "actually no, charted as IV": nothing but the level behind words of telling.
_GRADE_TOLD = re.compile(
    r"^\W{0,3}(?:(?:ok(?:ay)?|yes|yeah|well|so|no|nope|sorry|actually|oops|and|but|if|it|it['’]?s|it['’]?d|that|that['’]?s|they|they['’]?ve|they['’]?re|she|she['’]?s|he|he['’]?s|we|i|i['’]?d|you|the|a|an|"
    r"was|is|were|be|been|make|made|meant|mean|then|what|or|say|says|said|saying|just|now|today|tonight|this|morning|reckon\w*|think|thinks|call\w*|chart\w*|document\w*|record\w*|graded?|scor\w*|put|as|at|down|up|to|from|of|"
    r"neuro\w*|doctor|doc|consultant|team|reg|registrar|attending|fellow|nurse|note|notes|gone|went|went up|has|had|have|progressed|bumped|upgraded|worse)[\s,:;.!-]{1,3}){1,10}(?P<level>iii|ii|iv|i|one|two|three|four)\W*(?:(?:now|then|sorry|today|actually|please)\W*)*$",
    re.IGNORECASE,
)


_MEASURED = re.compile(
    r"\b(?:[1-4]|one|two|three|four)\s?(?:hours?|hrs?|h|days?|d|weeks?|wks?|minutes?|mins?|kgs?|kilos?|lbs?|pounds?|%|mg|mcg|x|cycles?)\b",
    re.IGNORECASE,
)


def bare_number(question: str) -> Decimal | None:
    """Return the one number of a short turn that says of nothing else what it is, None otherwise."""
    spelled = _SPELLED_ALONE.match(question)
    if spelled:
        return number_of(spelled["number"])
    found = _NUMBER.findall(question)
    if len(found) != 1 or len(_EVERY_NUMBER.findall(question)) != 1 or len(question.split()) > _MOST_WORDS:
        return None
    rest = _NUMBER.sub(" # ", _ASKS_ABOUT.sub(" ", question))
    return None if _OF_SOMETHING_ELSE.search(rest) else number_of(found[0])


def lone_level(question: str) -> Stated | None:
    """Return a grade that stands alone in a turn, spelled or as a Roman numeral ("no, three"; "III then")."""
    if _MEASURED.search(question):
        # "And if it were 2 hrs only".
        return level_of_it(question)
    match = _GRADE_ALONE.match(question) or _GRADE_TOLD.match(question)
    if match is not None:
        return Stated("grade", Decimal(_GRADES[match["level"].lower()]), match["level"])
    digit = _GRADE_CALLED.match(question) or _GRADE_RISES.match(question) or _GRADE_NOW.match(question)
    return level_of_it(question) if digit is None else Stated("grade", Decimal(_level_in(digit)), digit[0].strip())


def _level_in(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups.get("level") or groups.get("only") or ""


def slot_answer(question: str, missing: Sequence[str], calculator: str, limits: InputTable) -> dict[str, Stated]:
    """Return the inputs that a bare reply gives to a question of ours that named them, none where it is no such reply.

    A bare number counts where just one of the inputs asked for can have it.
    """
    asked = [given for given in CATALOGUE[calculator].inputs if given.name in missing]
    value = bare_number(question)
    if value is not None:
        return _numbered(question, value, asked, limits)
    counted = counted_by_ordinal(question, missing)
    if counted:
        return counted
    agreed = _agreed(question, asked)
    level = lone_level(question) if "grade" in missing else None
    if agreed or level is not None:
        return agreed if level is None else {"grade": level}
    if "dose_step" in missing and not _ASKS_FIRST.match(question):
        steps = [(step, match) for step, pattern in _STEPS.items() if (match := pattern.search(question))]
        if len(steps) == 1:
            return {"dose_step": Stated("dose_step", steps[0][0], steps[0][1][0])}
    return {}


def measures_named(question: str) -> set[str]:
    """Return the measurements and times that a turn names, of which its number may be."""
    return {name for name, pattern in _NAMED.items() if pattern.search(question)}


def _numbered(question: str, value: Decimal, asked: Sequence[Input], limits: InputTable) -> dict[str, Stated]:
    """Return the one input asked for that can have a bare number, and is not told by name to be another."""
    named = measures_named(question)
    is_either = {given.name for given in asked} >= {"height_cm", "bsa_m2"} and not named
    if is_either and _AS_METRES[0] <= value <= _AS_METRES[1]:
        return {}  # a height in metres as well as a body surface
    fitting = [g for g in asked if is_plausible(value, g, limits) and (not named or g.name in named)]
    return {fitting[0].name: Stated(fitting[0].name, value, question.strip())} if len(fitting) == 1 else {}


def _agreed(question: str, asked: Sequence[Input]) -> dict[str, Stated]:
    """Return the one input that a yes or a no gives: also that it is relapsed or refractory disease, as it was asked."""
    yes, no = _YES.fullmatch(question), _NO.fullmatch(question)
    if yes and any(given.name == "indication" for given in asked):
        return {"indication": Stated("indication", "relapsed_refractory", yes[0].strip())}
    names = [given.name for given in asked if given.kind == "yes_no"]
    if len(names) != 1 or not (yes or no):
        return {}
    return {names[0]: Stated(names[0], yes is not None, question.strip())}


def is_plausible(value: Decimal, given: Input, limits: InputTable) -> bool:
    """Tell whether an input can have a value, by the limits of the inputs."""
    if given.kind != "number":
        return False
    found = limits.numbers[given.name]
    low, high = found.possible
    is_possible = (
        (low is None or value >= low) and (high is None or value <= high) and (not found.positive or value > 0)
    )
    is_whole = not found.whole or value == value.to_integral_value()
    return is_possible and is_whole and found.plausible[0] <= value <= found.plausible[1]
