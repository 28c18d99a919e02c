"""Numbers told in the unit of the turns before: "ALT 4x" after "ALT 6 x ULN", "today's 46.1" after "46.1 kg", a date without its year."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from assistant.conversation.blasts import counted_again
from assistant.conversation.dates import dates, with_year
from assistant.conversation.following import is_correction
from assistant.conversation.memory import Conversation
from assistant.conversation.numerals import DIGITS, number_of
from assistant.conversation.quantities import quantities
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.rule_sets import DoseRules, Rules

_TESTS = ("alt", "ast", "lft", "bilirubin")
_NUMBER = re.compile(DIGITS)
_BARE = re.compile(rf"(?<![\w.,])(?P<number>{DIGITS})(?=\s{{0,2}}(?:[,;.?!)]|$|then\b|now\b|instead\b))")
_WEIGHT_AND_HEIGHT = re.compile(
    rf"^\W*(?:(?:and|so|if|ok(?:ay)?|now|what if|sorry)\W+)*(?P<weight>{DIGITS})\s?(?:and|,|&|\+|/|with)\s?(?P<height>{DIGITS})\s?cms?\b",
    re.IGNORECASE,
)
_BARE_WEIGHT = r"[2-9]\d(?:[.,]\d{1,2})?(?![\w.,]*\d|\s?(?:kg|kilo|lb|pound|st\b|stone|cm|y\b|yo\b|year|mcg|mg|ml|%|/|days?|hours?|h\b|x\b|m2|m²))"
_WEIGHED = re.compile(
    rf"(?<![\w.,])(?P<number>{_BARE_WEIGHT})\s(?:\w+\s){{0,3}}scales?\b|\b(?:from|was|is) (?:last|the last|an old|the old) (?:month|week|cycle|visit|chart|clinic|weight)\b[^.?!]{{0,20}}\b(?:s?he['’]?s|s?he is|now|today)\s(?P<then>{_BARE_WEIGHT})",
    re.IGNORECASE,
)
_SO_MANY = re.compile(
    r"^\W*(?:(?:and|but|or|so|what|if|ok(?:ay)?)\W+)*(?:(?:s?he|we|it|they)(?:['’]s| is| are)?\s)?(?:only|just)\s(?:(?:gets?|has|have|having|need\w*|do|does|give|plan\w*|for|the)\s){0,2}(?P<number>[1-5]|one|two|three|four|five)\W*$",
    re.IGNORECASE,
)
_MARROW = re.compile(
    r"\b(?:marrow|bm)\s(?:(?:had|has|have|been|is|was|were|at|of|blasts|now|only)\s){0,4}(?P<number>\d{1,2})(?![\d.,]*\d|\s?(?:%|percent|x|×|days?|kg|mg|e9))",
    re.IGNORECASE,
)
_IN_KG = re.compile(r"kg|kilo", re.IGNORECASE)
_NEAR = Decimal("0.2")
_A_UNIT = re.compile(r"\d\s?(?:[a-zµμ]+/|i?u\b|units?\b)", re.IGNORECASE)
_OF_THE_MONTH = re.compile(
    r"\bthe (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)\b(?=\s{0,2}(?:[?.,;!]|$|then|instead|as well|too|and))", re.IGNORECASE
)
_FAR = 3
_OF_TWO_DIGITS = 10


# "Move the start to 18 Jan".
_MOVES_THE_START = re.compile(
    r"\b(?:mov\w+|shift\w*|chang\w+|push\w*|postpon\w*|delay\w*|put|bring|make|set|pull)\b[^.?!]{0,20}\bstart\w*\b[^.?!]{0,12}\b(?:to|until|till|on|for|as)\b|\bstart(?:s|ing)? (?:is |was )?(?:moved|shifted|changed|pushed|postponed|delayed|put back|instead)\b|\b(?:starts?|starting) (?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th)? \w+ instead\b",
    re.IGNORECASE,
)


def with_units_of_before(question: str, reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading with what lacks its unit in the unit in which the conversation has told it."""
    exact = _without_looser_bound(reading, conversation)
    measured = _with_weight_and_height(question, _with_multiples(exact, conversation), conversation)
    weighed = _with_number_of_scales(question, _with_weight(question, measured, conversation), conversation)
    return _with_cycles(question, _with_marrow(question, weighed, conversation), conversation)


def _without_looser_bound(reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading without "resolved within 7 days", where in how many days it did is known."""
    bound, known = reading.stated.get("days_to_resolve"), conversation.value("days_to_resolve")
    if bound is None or not isinstance(known, Decimal) or not isinstance(bound.value, Decimal):
        return reading
    if bound.words[:1].isdigit() or known > bound.value:
        return reading
    return Reading({n: item for n, item in reading.stated.items() if n != "days_to_resolve"}, reading.unclear)


def _with_multiples(reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading with multiples of the upper limit, where liver values have been told as such; "3x", where a limit was."""
    is_multiple = any(f"{test}_x_uln" in conversation.facts for test in _TESTS)
    if not is_multiple and all(f"{test}_uln" not in conversation.facts for test in _TESTS):
        return reading
    told = [
        Stated(name, value, item.words)
        for name, item in reading.unclear.items()
        if name.endswith("_x_uln") and item.why == "unit" and (value := _value(item.words)) is not None
    ]
    told += [
        Stated(f"{test}_x_uln", item.value, item.words)
        for test in _TESTS
        if is_multiple
        and (item := reading.stated.get(test)) is not None
        and _is_multiple(item, test, reading, conversation)
    ]
    names = {item.name for item in told}
    dropped = names | {name.partition("_")[0] for name in names}
    stated: Mapping[str, Stated] = {n: item for n, item in reading.stated.items() if n not in dropped}
    unclear = {n: item for n, item in reading.unclear.items() if n not in dropped}
    return Reading({**stated, **{item.name: item for item in told}}, unclear)


def _is_multiple(item: Stated, test: str, reading: Reading, conversation: Conversation) -> bool:
    """Tell whether a value without unit and limit is a multiple as the one of the same test before was: near it."""
    before = conversation.value(f"{test}_x_uln")
    known = reading.stated.keys() | conversation.facts.keys()
    if not isinstance(before, Decimal) or not isinstance(item.value, Decimal) or before <= 0 or item.value <= 0:
        return False
    is_bare = f"{test}_uln" not in known and test not in conversation.facts and not _A_UNIT.search(item.words)
    return is_bare and max(before, item.value) < _FAR * min(before, item.value)


def _with_weight(question: str, reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading with a weight whose number the turn before gave in its unit ("if we go with today's 46.1")."""
    last = conversation.last
    if last is None or "weight_kg" in reading.stated or is_correction(question):
        return reading
    told = {
        _digits(q.words): q
        for q in quantities(last.look_up.question)
        if q.dimension == "mass" and q.unit == "kg" and q.value is not None and q.value >= _OF_TWO_DIGITS
    }
    said = [m["number"] for m in _BARE.finditer(question) if m["number"] in told]
    if len(set(said)) != 1:
        return reading
    weight = told[said[0]]
    stated = {**reading.stated, "weight_kg": Stated("weight_kg", weight.value or Decimal(), weight.words)}
    return Reading(stated, {name: item for name, item in reading.unclear.items() if name != "weight_kg"})


def _with_number_of_scales(question: str, reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading with a number near the known weight as one in doubt ("44.9 on the ward scale", "that was last month, she's 47 today")."""
    known, match = conversation.facts.get("weight_kg"), _WEIGHED.search(question)
    if known is None or match is None or "weight_kg" in {**reading.stated, **reading.unclear}:
        return reading
    told = {"age_years", "bsa_m2", "height_cm"} & reading.stated.keys()
    words = match["number"] or match["then"]
    value, before = number_of(words), known.stated.value
    is_near = value is not None and isinstance(before, Decimal) and 0 < abs(value - before) <= before * _NEAR
    if told or not is_near:
        return reading
    doubt = Unclear("weight_kg", match[0].strip(" ,"), "unit")
    return Reading(reading.stated, {**reading.unclear, "weight_kg": doubt})


def _with_marrow(question: str, reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading with the marrow's share without its sign, where one is known: "if the marrow had been 45"."""
    match, name = _MARROW.search(question), "marrow_blasts_percent"
    if name not in conversation.facts or match is None or name in {**reading.stated, **reading.unclear}:
        return reading
    told = {**counted_again(question), name: Stated(name, Decimal(match["number"]), match[0])}
    return Reading({**told, **reading.stated, name: told[name]}, reading.unclear)


def _with_cycles(question: str, reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading with a number of cycles told without the word, where dates were asked for before ("and if she only gets two?")."""
    last, match = conversation.calculation, _SO_MANY.match(question)
    is_course = last is not None and all(w.calculator == "schedule" for w in last.wanted)
    value = number_of(match["number"]) if match is not None and is_course else None
    if match is None or value is None or reading.stated or reading.unclear:
        return reading
    return Reading({"cycles": Stated("cycles", value, match["number"])}, reading.unclear)


def _with_weight_and_height(question: str, reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading with the weight of "44.99 and 160 cm", where one near it is known in kg."""
    known, match = conversation.facts.get("weight_kg"), _WEIGHT_AND_HEIGHT.match(question)
    if known is None or match is None or not _IN_KG.search(known.stated.words):
        return reading
    value, height, before = number_of(match["weight"]), number_of(match["height"]), known.stated.value
    if value is None or height is None or not isinstance(before, Decimal) or abs(value - before) > before * _NEAR:
        return reading
    told = {
        "weight_kg": Stated("weight_kg", value, match["weight"]),
        "height_cm": Stated("height_cm", height, f"{match['height']} cm"),
    }
    return Reading({**reading.stated, **told}, {n: item for n, item in reading.unclear.items() if n not in told})


def with_date_of_before(question: str, reading: Reading, conversation: Conversation, rules: Rules) -> Reading:
    """Return the reading with a date that lacks its year, or its month too, where the dates told before give them."""
    started, asked = conversation.value("start_date"), conversation.value("on_date")
    if started is None:
        reading = _with_start_without_year(reading, conversation)
    match, last = _OF_THE_MONTH.search(question), conversation.calculation
    is_course = last is not None and all(w.calculator == "schedule" for w in last.wanted)
    before, name = (started, "start_date") if is_course else (asked, "on_date")
    if match is None or not isinstance(before, date) or {"on_date", "start_date"} & reading.stated.keys():
        return _with_year(question, reading, started, rules)
    try:
        day = before.replace(day=int(match["day"]))
    except ValueError:
        return reading
    how = f"{match[0].strip()} = {day.isoformat()}, in the month of {before.isoformat()}"
    return Reading({**reading.stated, name: Stated(name, day, match[0].strip(), how)}, reading.unclear)


def _with_start_without_year(reading: Reading, conversation: Conversation) -> Reading:
    """Return the reading with the start that was told without its year, where another date without its year is told now."""
    day = conversation.facts.get("day")
    doubts = [item for item in reading.unclear.values() if item.why == "date"]
    found = dates(day.stated.words) if day is not None else ()
    if len(doubts) != 1 or not found or found[0].day is not None:
        return reading
    told = {
        "start_date": Unclear("start_date", found[0].words, "date"),
        "on_date": Unclear("on_date", doubts[0].words, "date"),
    }
    return Reading(reading.stated, {n: i for n, i in reading.unclear.items() if i is not doubts[0]} | told)


def _with_year(question: str, reading: Reading, started: object, rules: Rules) -> Reading:
    """Return the reading with a date that lacks its year in the year that lies within the course, where its start is known."""
    begin = reading.stated.get("start_date")
    start = begin.value if begin is not None else started
    doubt = next((item for item in reading.unclear.values() if item.why == "date"), None)
    if doubt is not None and isinstance(started, date) and _MOVES_THE_START.search(question):
        moved = with_year(doubt.words, started.year)
        if moved is None:
            return reading
        unclear = {name: item for name, item in reading.unclear.items() if item is not doubt}
        how = f"{doubt.words} = {moved.isoformat()}, in the year of {started.isoformat()}"
        return Reading({**reading.stated, "start_date": Stated("start_date", moved, doubt.words, how)}, unclear)
    if doubt is None or not isinstance(start, date) or not isinstance(rules.dose, DoseRules):
        return reading
    length = rules.dose.table.last_day * rules.dose.table.last_cycle
    days = [day for year in (start.year, start.year + 1) if (day := with_year(doubt.words, year)) is not None]
    within = [day for day in days if start <= day < start + timedelta(days=length)]
    if len(within) != 1:
        return reading
    how = f"{doubt.words} = {within[0].isoformat()}, within the course that starts on {start.isoformat()}"
    unclear = {name: item for name, item in reading.unclear.items() if item is not doubt}
    return Reading({**reading.stated, "on_date": Stated("on_date", within[0], doubt.words, how)}, unclear)


def _value(words: str) -> Decimal | None:
    numbers = _NUMBER.findall(words)
    return number_of(numbers[-1]) if len(numbers) == 1 else None


def _digits(words: str) -> str:
    match = _NUMBER.search(words)
    return match[0] if match else ""
