"""Cycle, day of the cycle and number of cycles in a text: digits, words, ordinals and roman numerals."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from assistant.conversation.clauses import Clause, clause_at
from assistant.conversation.dates import dates
from assistant.conversation.numerals import ORDINAL, WHOLE_DIGITS, WORDS, number_of
from assistant.conversation.other_events import of_the_cycle, without_cycles_of_before
from assistant.conversation.resolving import spans_of_resolution
from assistant.conversation.stated import Stated, Unclear

_WHOLE = rf"(?:{WHOLE_DIGITS}|{WORDS})"
# A second number makes it a range, unless it has a unit of its own: "day 3 and 70 kg".
_OTHER_UNIT = r"(?!\d|[.,]\d|\s{0,2}(?:kg|kilo|lb|pound|st\b|stone|cm|m\b|m2|m²|ft|feet|'|y|h\b|hrs?\b|hours?\b|days?\b|mcg|mg|%|x\b|×|g\b))"


def _and_more(name: str) -> str:
    return (
        rf"(?P<more>\s{{0,2}}(?:-|–|to(?!day)|or|and|/(?!\s?28\b)|&|\+)\s{{0,2}}(?:{name}\s?)?(?:\d{{1,3}}+{_OTHER_UNIT}|(?:{WORDS}){_OTHER_UNIT}|"
        r"i{2,3}\b|iv\b|higher|above|more|greater|later|subsequent))?"
    )


_NOT_A_PLACE = r"(?<!bed )(?<!room )(?<!ward )(?<!bay )(?<!unit )(?<!hep )(?<!vitamin )(?<!vit )(?<!level )"
_CYCLE_DAY = re.compile(
    rf"(?<![\w.])(?:c|cycle(?=\d))\s?(?P<cycle>\d{{1,2}}+)\s{{0,2}}[,/-]?\s{{0,2}}d(?:ay)?\s?(?P<day>\d{{1,3}}+)(?![.,]\d){_and_more('d(?:ay)?')}(?!\w)",
    re.IGNORECASE,
)
_DAY_CYCLE = re.compile(
    r"(?<![\w.])(?<!cycle \d )(?<!cycle \d, )d(?:ay)?\s?(?P<day>\d{1,2}+)\s?[,/-]?\s?c(?:ycle)?\s?(?P<cycle>\d{1,2}+)(?![.,]\d)(?P<more>)(?!\w)",
    re.IGNORECASE,
)
_CYCLE = re.compile(
    rf"(?<!per )(?<!each )(?<!every )(?:\b(?:cycle|cyc\.?)[\s-]{{0,2}}(?:no\.?|number|#|is|=|:|\((?=\d\)))?\s{{0,2}}(?P<cycle>(?:{_WHOLE}|(?:iii|ii|iv|vi|i|v))\b(?!-?\w))"
    rf"|(?<![\w.]){_NOT_A_PLACE}C(?P<short>\d{{1,2}}+)\b(?![.,-]\d))"
    rf"{_and_more('c(?:ycle)?')}|\b(?P<ordinal>{ORDINAL}) (?:(?:and |& )?(?:last|final) )?(?:(?:induction|treatment|full|blina(?:tumomab)?|blin|bl[iy]ncyto) ){{0,2}}(?:cycle|course)\b",
    re.IGNORECASE,
)
_CYCLES = re.compile(
    r"\bcycles? (?P<first>\d{1,2}+)\s{0,2}(?:-|–|to|and|or|through|&)\s{0,2}(?P<last>\d{1,2}+)\b", re.IGNORECASE
)
# "The 7 day one" is a bag.
_DAY = re.compile(
    rf"(?<!per )(?<!each )(?<!a )(?<![a-z²]/)(?<!m2/)(?!(?<=7[ -])day one\b)(?:\bdays?[\s-]{{0,2}}(?:no\.?|number|#|is|=|:|\((?=\d{{1,2}}\)))?\s{{0,2}}(?P<day>{_WHOLE})\b(?!\s?(?:hours?|h|am|pm|kg)\b)"
    rf"|(?<![\w.]){_NOT_A_PLACE}d\s?(?P<short>\d{{1,3}}+)\b(?![.,]\d)){_and_more('d(?:ay)?')}",
    re.IGNORECASE,
)
# An ordinal counts the days of something; it is a day of the cycle where the cycle or the infusion stands beside it.
_OF_THE_CYCLE = rf"(?:of|in|into) (?:(?:the|her|his|this|my|our|their) )?(?:(?:very )?(?:{ORDINAL}) )?(?:(?:induction|treatment|blina(?:tumomab)?|blin|bl[iy]ncyto) ){{0,2}}(?:cycle|course|c\d|infusion|treatment|blin\w*)\b"
_ORDINAL_DAY = re.compile(
    rf"\b(?P<ordinal>{ORDINAL}) day (?={_OF_THE_CYCLE})|\b(?:we|she|he|they|it|pt|patient|now|today)(?:['’](?:re|s)| is| are| was)?(?: now| still)? (?:on|at|in|into) (?:the|her|his|their) (?P<now>{ORDINAL}) day\b(?! (?:of|after|since|from|without|off|in a row|running|with)\b)|\b(?P<beside>{ORDINAL}) day(?=\s?[,;/-]\s?(?:(?:{ORDINAL}) cycle|cycle (?:{_WHOLE})|c\d)\b)"
    rf"|\b(?:(?:cycle|cyc|course)(?: {_WHOLE}| (?:iii|ii|iv|i|v))?|c\d)\s{{0,2}}[,;:/-]?\s{{0,2}}(?:on |and )?(?:the |its )?(?P<after>{ORDINAL}) day\b"
    rf"|\b(?:cycle|course)(?: {_WHOLE})?(?:[,;]?\s(?:of|blin\w*|the|her|his|on|and|today|is|it['’]s|now|treatment)){{0,6}}[,;]?\s(?P<of_it>{ORDINAL}) day of it\b",
    re.IGNORECASE,
)
# "Day 1 of the fifth".
_NTH = re.compile(
    rf"(?<=\d )(?:of|in) (?:the|her|his) (?P<ordinal>{ORDINAL})(?=\s{{0,2}}(?:one\b|[?.,;!]|$|then\b|again\b|and\b))",
    re.IGNORECASE,
)
# "Week 2 of cycle 1": its first day; no dose changes within a week that is counted from the first day.
_WEEK = re.compile(
    rf"\bweek\s(?P<week>[1-6]|one|two|three|four|five|six)(?=\s?(?:of|in|,|/)?\s?(?:(?:the|her|his|this) )?(?:c\s?\d|cycle (?:{_WHOLE})|(?:{ORDINAL}) cycle)\b)",
    re.IGNORECASE,
)
_IS_OVER = re.compile(
    r"\b(?:complet\w+|finish\w+|done(?: with)?|after|end of|past|through|had|survived|tolerated|got through)\s(?:the |her |his |all of )?$",
    re.IGNORECASE,
)
_DAYS_A_WEEK = 7
# "Week 2 day 3": the tenth day.
_DAY_OF_WEEK = re.compile(
    r"\b(?:week|wk)\s?(?P<week>[1-6]|one|two|three|four|five|six)\s?[,/-]?\s?(?:on )?(?:day|d)\s?(?P<day>[1-7])(?!\d|[.,]\d|\s?(?:-|–|to|or|and)\s?\d)"
    r"|\b(?:day|d)\s?(?P<first>[1-7])\s?(?:of|in|,)\s?(?:the )?(?:week|wk)\s?(?P<of>[1-6]|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
_CYCLE_STARTS = re.compile(
    rf"\b(?:cycle {_WHOLE}|c\d|(?:the )?(?:next|second|third|fourth|fifth) cycle) (?:starts|begins|kicks off)\b|\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening))\b[^.;?!]{{0,20}}\b(?:starts?|starting|begins?|beginning|commenc\w+|kick\w* off) (?:with |on )?(?:(?:her|his|the) )?(?:cycle {_WHOLE}|(?:second|third|fourth|fifth) cycle|c\d)\b(?!\s?,?\s?d)|\b(?:starts?|starting|begins?|beginning|commenc\w+) (?:with |on )?(?:(?:her|his|the) )?(?:cycle {_WHOLE}|(?:second|third|fourth|fifth) cycle|c\d) (?:today|tonight|tomorrow|now|this (?:morning|afternoon|evening))\b|\b(?:start|beginning|first day) of (?:cycle {_WHOLE}|the (?:next|second|third|fourth|fifth) cycle)\b",
    re.IGNORECASE,
)
# "Day 13, sorry, not day 3": what is denied is no second value.
_DENIED = re.compile(
    r"\b(?:not|isn['’]?t|wasn['’]?t|rather than|instead of)\s(?:on\s|at\s|a\s|the\s|actually\s|really\s){0,2}$",
    re.IGNORECASE,
)
_DATED_NEAR = 20
_ONE_CYCLE = re.compile(r"\b(?:single|just one|only one|the one) cycle\b", re.IGNORECASE)
_NUMBER_OF_CYCLES = re.compile(
    rf"(?P<done>\b(?:after|had|has had|completed|previous|prior|received|done|finished|past|every|each|per|up to|maximum|max|at most|in|than|least)\s(?:\w+\s)?)?"
    rf"(?<![\w.-])(?P<count>{_WHOLE})\s(?:(?:induction|treatment|full|whole|complete|more)\s)?(?P<noun>cycles?)\b(?!\s?\d{{1,2}}\b(?!\s?(?:kg|kilo|lb|pound|st\b|stone|[.,]\d)))",
    re.IGNORECASE,
)


def cycle_and_day(text: str, parts: Sequence[Clause]) -> Iterator[Stated | Unclear]:
    """Yield the cycle and the day of now, and for how many cycles, each unclear where a text gives two."""
    pairs = list(_CYCLE_DAY.finditer(text)) or list(_DAY_CYCLE.finditer(text))
    spans = [*(match.span() for match in pairs), *spans_of_resolution(text)]
    named = [m for m in _CYCLE.finditer(text) if not _within(m, spans)]
    cycles = [
        *((_of_pair("cycle", match), match.start()) for match in pairs),
        *((_counted("cycle", m), m.start()) for m in without_cycles_of_before(text, named, others=bool(pairs))),
        *((_counted("cycle", m), m.start()) for m in _NTH.finditer(text)),
        *((Unclear("cycle", match[0], "range"), match.start()) for match in _CYCLES.finditer(text)),
    ]
    of_weeks = list(_DAY_OF_WEEK.finditer(text))
    spans += [match.span() for match in of_weeks]
    lone = [m for m in _DAY.finditer(text) if not _within(m, spans)]
    days = [
        *((_day_of_week(match), match.start()) for match in of_weeks),
        *((_of_pair("day", match), match.start()) for match in pairs),
        *((_counted("day", m), m.start()) for m in of_the_cycle(text, lone, others=bool(pairs))),
        *((_ordinal_day(m), m.start()) for m in _ORDINAL_DAY.finditer(text) if not _within(m, spans)),
    ]
    cycles, days = _not_denied(cycles, text), _not_denied(days, text)
    yield from one_of_now(cycles, parts)
    yield from one_of_now(days or [(item, 0) for item in _first_day(text)], parts)
    yield from one_of_now([(item, 0) for item in _number_of_cycles(text)], parts)


def _not_denied(found: Sequence[tuple[Stated | Unclear, int]], text: str) -> list[tuple[Stated | Unclear, int]]:
    """Return the values that are not denied, where one of another value stands beside those that are."""
    return [named for named in found if _DENIED.search(text[: named[1]]) is None] or list(found)


def one_of_now(found: Sequence[tuple[Stated | Unclear, int]], parts: Sequence[Clause]) -> Iterator[Stated | Unclear]:
    """Yield the one item of now, or that there are two."""
    now = [item for item, place in found if not clause_at(tuple(parts), place).before] or [item for item, _ in found]
    unclear = next((item for item in now if isinstance(item, Unclear)), None)
    values = {item.value for item in now if isinstance(item, Stated)}
    if unclear is not None:
        yield unclear
    elif len(values) > 1:
        yield Unclear(now[0].name, " / ".join(item.words for item in now), "two_values")
    elif now:
        yield now[0]


def _of_pair(name: str, match: re.Match[str]) -> Stated | Unclear:
    values = {group: _whole(match[group]) for group in ("cycle", "day")}
    value = values[name]
    if value is None or None in values.values():
        return Unclear(name, match[0], "number")
    is_range = name == "day" and match["more"]
    return Unclear(name, match[0], "range") if is_range else Stated(name, value, match[0])


def _counted(name: str, match: re.Match[str]) -> Stated | Unclear:
    groups = match.groupdict()
    if groups.get("more"):
        return Unclear(name, match[0], "range")
    written = groups.get("ordinal") or groups.get(name) or groups.get("short") or ""
    value = _whole(written)
    return Unclear(name, match[0], "number") if value is None else Stated(name, value, match[0].strip())


def _whole(written: str) -> Decimal | None:
    """Return a number of ASCII digits ("03" counts as 3), or one in words."""
    return Decimal(written) if written.isascii() and written.isdigit() else number_of(written)


def _day_of_week(match: re.Match[str]) -> Stated | Unclear:
    week, day = number_of(match["week"] or match["of"]), number_of(match["day"] or match["first"])
    words = match[0].strip()
    if week is None or day is None:
        return Unclear("day", words, "number")
    value = _DAYS_A_WEEK * (week - 1) + day
    return Stated("day", value, words, f"{words} is day {value} of the cycle")


def _ordinal_day(match: re.Match[str]) -> Stated | Unclear:
    written = match["ordinal"] or match["beside"] or match["after"] or match["now"] or match["of_it"]
    value, words = number_of(written), f"{written} day"
    return Unclear("day", words, "number") if value is None else Stated("day", value, words)


def _first_day(text: str) -> Iterator[Stated]:
    """Yield the first day of a cycle whose start is spoken of ("when cycle 3 starts")."""
    week = _WEEK.search(text)
    if week is not None and _IS_OVER.search(text[: week.start()]):
        return
    number = number_of(week["week"]) if week else None
    if week is not None and number is not None:
        first = _DAYS_A_WEEK * (number - 1) + 1
        yield Stated("day", first, week[0].strip(), f"{week[0].strip()} begins on day {first}")
        return
    match = _CYCLE_STARTS.search(text)
    # "C1 starts 1 December 2026": the date says when, and asks for no dose of that day.
    is_dated = match is not None and any(0 <= d.start - match.end() < _DATED_NEAR for d in dates(text))
    if match is not None and not is_dated:
        yield Stated("day", Decimal(1), match[0])


def _number_of_cycles(text: str) -> Iterator[Stated]:
    for match in _NUMBER_OF_CYCLES.finditer(text):
        count = number_of(match["count"])
        is_plural = match["noun"].lower().endswith("s")
        if count is not None and not match["done"] and is_plural == (count != 1):
            yield Stated("cycles", count, match[0].strip())
    for match in _ONE_CYCLE.finditer(text):
        yield Stated("cycles", Decimal(1), match[0])
    for match in _CYCLES.finditer(text):
        if match["first"] == "1":
            yield Stated("cycles", Decimal(match["last"]), match[0])


def _within(match: re.Match[str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= match.start() < end for start, end in spans)
