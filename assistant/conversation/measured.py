"""The body's measurements in a text: weight, height, body surface area and age of now.

A measurement that is stated in two ways, roughly, or without its unit is unclear: it is asked for, never chosen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.clauses import Clause, clause_at, is_negated, is_of_admission
from assistant.conversation.mothers import is_mother
from assistant.conversation.numerals import WORD_NUMBERS, number_of
from assistant.conversation.of_relatives import may_be_of_relative
from assistant.conversation.quantities import Quantity
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.rule_sets import DoseRules, Rules

_HERE = 30
_IN_BRACKETS = 80
_CHANGE_BEFORE = re.compile(
    r"\b(?:lost|loses|losing|gained|gaining|gain of|loss of|dropped|up|down|plus|minus|extra|(?:put|puts|putting) on|shed|shedding|heavier|lighter)\s{0,2}(?:by\s)?(?:(?:about|around|another|nearly|almost|over|some|only|just)\s)?$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"^(?:\s?(?:/|per |a )\s?(?:day|d|week|wk))?\s{0,2}(?:weight )?(?:loss|gain|lighter|heavier|more than|less than)\b",
    re.IGNORECASE,
)
# The weight of something else, or a limit that is talked of.
_OF_ANOTHER = re.compile(
    r"\b(?:(?<!upper )limit|threshold|cut-?off|cutoff|bag (?:weigh\w*|of|is)|luggage|lift\w*|carr(?:y|ies|ying)|baby|newborn|infant|neonate|twin|donor|wife|husband|mother|father|mum|mom|dad|son|daughter|sister|brother|partner|neighbou?r|relative|cousin|uncle|aunt|grand\w+|room-?mate)(?:'s|’s|, who(?:'s|’s)?)?\s(?!(?:says?|said|reports?|thinks?|reckons?|told|guess\w*|estimates?)\b)(?:\w+\s){0,2}$"
    r"|\b(?:man|woman|lady|gentleman|patient|pt|one|guy|chap) (?:opposite|next door|next to (?:her|him|mine)|in the (?:next|other) (?:bed|bay|room)|across the (?:room|bay))(?: who)?(?:['’]s| is| weighs)?\s$"
    r"|\((?:the |her |his )?(?:donor|twin|sister|brother|sibling)\b[^)\d]{0,15}$"
    r"|\b(?:(?:ideal|adjusted|lean|predicted|target|goal|birth|pre-?illness)(?: body)?(?: weight| mass)?|ibw|adjbw|lbw)(?:[:=]|\s(?:is|was|of|only|at))?\s{0,2}$",
    re.IGNORECASE,
)
# "Roommate (also on blina, daily bags, 100 kg)".
_OF_ANOTHER_IN_BRACKETS = re.compile(
    r"\b(?:room-?mate|neighbou?r|sister|brother|twin|donor|cousin|husband|wife|son|daughter)\s?\([^)]{0,60}$",
    re.IGNORECASE,
)
_MOTHER_WEIGHS = re.compile(
    r"\b(?:mum|mom|mother)(?:['’]s| is| weighs| weight| wt| now|,|:){0,2}\s{0,2}$", re.IGNORECASE
)
# "Baby of 9 kg with relapsed ALL": no mother is spoken of, so the child is the patient.
_A_BABY = re.compile(
    r"^\W*(?:(?:an?|our|new|this)\s)?(?:baby|newborn|infant|neonate)(?:\s(?:girl|boy))?\b", re.IGNORECASE
)
_BARE = {
    "weight_kg": re.compile(
        r"\b(?:wt|weights?|weighs?|weighing|weighed|scales?)(?:['’]s)?\b\s{0,2}(?:(?:now|today|just|only|actually|this (?:morning|am|pm|afternoon|evening|week)|on (?:the )?(?:ward|bed|chair|admission)(?: scales?)?|is|was|of|on|comes?|came|reads?|reading|says?|shows?|showing|given|put|at|in|as|back|down|recorded|documented|charted|written|entered|listed|noted|typed|reported|faxed) |=|:|~){0,4}\s{0,2}(\d{1,3}+(?:[.,]\d{1,3}+)?+)(?![\w.,]?\d)(?!\s{0,2}(?:kg|kilo|lb|pound|st\b|stone|g\b|gram|#|\d|\+|(?:or|and) (?:over|more|above|up|upwards?|under|less|below|heavier|lighter)\b))",
        re.IGNORECASE,
    ),
    "height_cm": re.compile(
        r"\b(?:ht|height|tall)\b\s{0,2}(?:is |was |of |=|:){0,2}\s{0,2}(\d{1,3}+(?:[.,]\d{1,3}+)?+)(?![\w.,]?\d)(?!\s{0,2}(?:cm|cent|m\b|met|ft|feet|foot|in\b|inch|'|’|\"|\d))",
        re.IGNORECASE,
    ),
}
# "74 c1d3 dose": a number by itself before cycle and day.
_BEFORE_CYCLE = re.compile(
    r"^\W{0,2}(?:(?:so|then|ok|okay|now|it['’]?s|its|actually|sorry|no|make it|call it|that['’]?s|and|but)[\s,]{1,2}){0,3}(?:(?:and |so |ok |my |our |the |this )?(?:pt|patient|lady|gentleman|she|he|her|him)(?:['’]?s| is| was)? )?(?P<number>\d{2,3}+(?:[.,]\d{1,2}+)?+)[\s,.;]{1,3}(?=c\s?\d{1,2}\s?[,/-]?\s?d(?:ay)?\s?\d)",
    re.IGNORECASE,
)
_ANY_WORD = "|".join(word for word in WORD_NUMBERS if "-" not in word)
# Something before "kg" that is no number of the grammar: "1e3 kg", "forty kg", "70.5.3 kg".
_GARBLED = re.compile(
    rf"(?<![\w.,])(?:[\w.,]{{0,12}}\d[\w.,]{{0,12}}|\b(?:(?:{_ANY_WORD})[ -]){{0,2}}(?:{_ANY_WORD}))\s{{0,2}}(?:kgs?|kilos?|kilograms?|lbs?|pounds?)\b(?!\s?/)",
    re.IGNORECASE,
)
# "100 lb or kg", "110 (lb? kg?)": one number, two units.
_EITHER_UNIT = re.compile(
    r"(?<![\w.,])\d{1,3}+(?:[.,]\d{1,3}+)?+\s{0,2}\(?\s{0,2}(?:is (?:it|that) |in )?(?P<one>kgs?|kilos?|lbs?|pounds?|st|stone)\s{0,2}\??[\s,/]{0,2}(?:or|and/or|vs)?\s{0,2}(?:is (?:it|that) |in )?"
    r"(?P<other>kgs?|kilos?|lbs?|pounds?|st|stone)\b(?!\s{0,2}[=:]?\s{0,2}\d)",
    re.IGNORECASE,
)
# "Weight before 46.2 kg, now 44.6": a weight of now without its unit, beside one of before that has it.
_NOW_WITHOUT_UNIT = re.compile(
    r"\b(?:now|today|currently|this morning|down to|latest)(?: (?:is|at|it['’]?s|only|just|reads?|weighs?))?[:=]?\s{1,2}(?P<number>\d{2,3}+(?:[.,]\d{1,2}+)?+)(?=\s{0,2}(?:[,;.?!)]|and\b|with\b|after\b|$))(?![.,]\d)",
    re.IGNORECASE,
)
# "46.2 kg minus 2 kg for the cast": neither number is the weight.
_IS_CHANGED = re.compile(
    r"[\s,(]{1,3}(?:minus|less|plus|add|subtract|take off|knock off|[-–−+](?=\s?\d))\s{0,2}(?:about |roughly |the |some |another )?\d{1,2}(?:[.,]\d{1,2})?\s?(?:kgs?|kilos?|lbs?|pounds?)\b",
    re.IGNORECASE,
)
_LARGEST_CHANGE = Decimal("0.35")
# Behind a number that is no weight of now: a unit of length, or what it turned into.
_NO_WEIGHT = re.compile(r"\s?c?ms?\b|\s?(?:->|→)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RESTATED = Decimal("0.01")
# "Was 46 kg at cycle 1. Dose on that weight?": the weight of before is the one that is meant.
_GOES_BY_IT = re.compile(
    r"\b(?:on|with|using|use|by|for|from|at|given|take|taking|off) (?:that|this|the same|the old|the earlier) (?:weight|wt|kg|figure|number|value|one)\b",
    re.IGNORECASE,
)


def is_of_body(text: str, q: Quantity) -> bool:
    """Tell whether a weight is the patient's: neither a gain or loss, nor that of something else."""
    return is_of_body_at(text, q.start, q.end)


def is_of_body_at(text: str, start: int, end: int) -> bool:
    """Tell the same of words at a place."""
    before, after = text[max(0, start - _HERE) : start], text[end:]
    if _OF_ANOTHER_IN_BRACKETS.search(text[max(0, start - _IN_BRACKETS) : start]):
        return False
    if is_mother(text):
        if _MOTHER_WEIGHS.search(before):
            return True
    elif _A_BABY.match(text):
        before = _A_BABY.sub(" ", before)
    return not (_CHANGE_BEFORE.search(before) or _CHANGE_AFTER.search(after) or _OF_ANOTHER.search(before))


def measured(text: str, parts: Sequence[Clause], found: Sequence[Quantity], name: str) -> Iterator[Stated | Unclear]:
    """Yield the one value of now. A comparison ("below 45 kg") names a group of patients, not this patient's value."""
    either = _either_unit(text) if name == "weight_kg" else None
    if either is not None:
        yield either
        return
    candidates = [q for q in found if q.doubt != "comparison"]
    candidates = [q for q in candidates if not may_be_of_relative(text, q.start)] or candidates
    now = [q for q in candidates if not clause_at(tuple(parts), q.start).before]
    now = now or [q for q in candidates if is_of_admission(clause_at(tuple(parts), q.start).text)]
    now = now or (candidates if _GOES_BY_IT.search(text) else [])
    if not now:
        if candidates:
            yield Unclear(name, candidates[0].words, "past")
        else:
            yield from () if found else _without_unit(text, name)
        return
    doubtful = next((q for q in now if q.doubt), None)
    changed = next((q for q in now if name == "weight_kg" and _IS_CHANGED.match(text[q.end :])), None)
    if changed is not None and (match := _IS_CHANGED.match(text[changed.end :])):
        yield Unclear(name, f"{changed.words}{match[0].rstrip(' ,')}", "two_values")
    elif doubtful is not None:
        yield Unclear(name, doubtful.words, doubtful.doubt or "number")
    elif any(not _restates(now[0], q) for q in now[1:]):
        yield Unclear(name, " / ".join(q.words for q in now), "two_values")
    elif name == "weight_kg" and (other := _another_without_unit(text, parts, now) or _now_without_unit(text, now)):
        yield Unclear(name, f"{now[0].words} / {other}", "two_values")
    else:
        yield _one_value(now, name)


def with_one_weight(reading: Reading, rules: Rules) -> Reading:
    """Return the reading with its weight doubted, where it is given in two units that lie on two sides of the weight limit."""
    weight = reading.stated.get("weight_kg")
    if weight is None or weight.second is None or not isinstance(rules.dose, DoseRules):
        return reading
    values = [item.value for item in (weight, weight.second) if isinstance(item.value, Decimal)]
    limit = rules.dose.bsa_dosing_below.value
    if len({value < limit for value in values}) == 1:
        return reading
    doubt = Unclear("weight_kg", f"{weight.words} / {weight.second.words}", "two_values")
    stated = {name: item for name, item in reading.stated.items() if name != "weight_kg"}
    return replace(reading, stated=stated, unclear={**reading.unclear, "weight_kg": doubt})


def _either_unit(text: str) -> Unclear | None:
    """Return a weight whose number stands before two units, of which one must be wrong."""
    match = _EITHER_UNIT.search(text)
    is_doubted = match is not None and match["one"][0].lower() != match["other"][0].lower()
    return Unclear("weight_kg", match[0], "unit") if match and is_doubted else None


def _without_unit(text: str, name: str) -> Iterator[Unclear]:
    pattern = _BARE.get(name)
    bare = pattern.search(text) if pattern else None
    leading = _BEFORE_CYCLE.match(text) if name == "weight_kg" else None
    garbled = _GARBLED.search(text) if name == "weight_kg" else None
    if bare:
        yield Unclear(name, bare[0], "unit")
    elif leading:
        yield Unclear(name, leading["number"], "unit")
    elif garbled and is_of_body_at(text, garbled.start(), garbled.end()) and not is_negated(text, garbled.start()):
        yield Unclear(name, garbled[0], "number")


def _another_without_unit(text: str, parts: Sequence[Clause], now: Sequence[Quantity]) -> str | None:
    """Return a weight of now without its unit beside one that has it, where its number is another one ("47 kg, dry weight 45.2")."""
    for bare in _BARE["weight_kg"].finditer(text):
        is_told = any(q.start <= bare.start(1) < q.end for q in now) or _NO_WEIGHT.match(text, bare.end(1))
        is_same = any(number_of(bare[1]) == number_of(written) for q in now for written in _NUMBER.findall(q.words))
        if is_told or is_same or clause_at(tuple(parts), bare.start()).before or is_negated(text, bare.start()):
            continue
        if is_of_body_at(text, bare.start(1), bare.end(1)):
            return bare[0]
    return None


def _now_without_unit(text: str, now: Sequence[Quantity]) -> str | None:
    """Return a number of now without its unit that lies near the one weight that is told in kg ("weight before: 46.2 kg, now 44.6")."""
    weight = now[0].value
    if weight is None or now[0].unit != "kg":
        return None
    for bare in _NOW_WITHOUT_UNIT.finditer(text, now[0].end):
        value = number_of(bare["number"])
        if value is not None and value != weight and abs(value - weight) <= _LARGEST_CHANGE * weight:
            return bare[0]
    return None


def _one_value(now: Sequence[Quantity], name: str) -> Stated:
    first = now[0]
    others = [q for q in now[1:] if q.value != first.value and q.value is not None]
    second = Stated(name, others[0].value or Decimal(), others[0].words, others[0].conversion) if others else None
    return Stated(name, first.value or Decimal(), first.words, first.conversion, second=second)


def _restates(first: Quantity, other: Quantity) -> bool:
    """Is the other one the same measurement again, in this or another unit? Otherwise two values are given."""
    if first.value is None or other.value is None:
        return False
    difference = abs(other.value - first.value)
    return difference == 0 or (other.unit != first.unit and difference <= first.value * _RESTATED)
