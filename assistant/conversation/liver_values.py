"""Liver tests in a text: multiples of the upper limit of normal, or values with or without their limit."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.conversation.clauses import clause_at, clauses, is_negated
from assistant.conversation.numerals import DIGITS, number_of
from assistant.conversation.quantities import Quantity
from assistant.conversation.stated import Stated, Unclear

_TESTS = {
    "alt": r"alt|alat|sgpt",
    "ast": r"ast|asat|sgot",
    "bilirubin": r"bili|bilirubin|tbili|t\.? ?bili",
    "lft": r"lfts?|liver (?:enzymes?|tests?|function tests?|values?)|transaminases?|enzymes|ggt|gamma[- ]?gt|[γg]-?gt|alk(?:aline)? ?phos\w*|alp",
}
# Told in passing without its limit, such a test is none of the chart's that are asked about.
_OF_BILE = re.compile(r"ggt|gamma[- ]?gt|[γg]-?gt|alk(?:aline)? ?phos\w*|alp", re.IGNORECASE)
_TEST = re.compile("|".join(rf"(?P<{name}>\b(?:{pattern})\b)" for name, pattern in _TESTS.items()), re.IGNORECASE)
_HERE, _SAME_SENTENCE = 30, 80
_LIMIT = (
    r"(?:uln|upper limits?(?: of (?:the )?normal)?|limit|normal (?:is |up to |<)?|ref(?:erence)? (?:is |up to |<)?)"
)
# "Our lab's", "the local", "here the".
_WHOSE = r"(?:(?:an?|the|our|your|its|this|that|my|here|lab(?:oratory)?(?:['’]s)?|local|hospital(?:['’]s)?|site) ){0,3}"
_SAYS_LIMIT = re.compile(r"(?:\b|(?<=\dx))(?:uln|upper limits?|of normal|x normal|times normal)\b", re.IGNORECASE)
_UNIT = r"(?:i?u/l\b|u\b|units?/l\b|units?\b|[uµμ]mol(?:/l)?\b|micromol(?:/l)?\b|mg/dl\b|iu\b)"
_FILLER = r"(?:['’]?s\b)?(?:\s{0,2}(?:is|of|was|=|:|now|at|level|today|tonight|this (?:morning|am|pm|afternoon|evening)|(?:on )?(?:today['’]?s|this morning['’]?s|tonight['’]?s|the (?:latest|morning|new)) (?:bloods?|labs?|panel|draw|sample|set|lfts?|chem\w*)|just (?:back|in|now)|(?:has )?come back|reads|reported|resulted|measured|stands at|sits at|sitting at|hit|hits|came back|back|as|result|total|up|has|risen|rose|gone|went|jumped|raised|high|elevated|running|from|to|the)\b|\s{0,2}[=:]){0,5}"
_ABOUT = r"(?P<about>~|≈|<|>|≤|≥|\b(?:about|around|approx\.?|approximately|roughly|over|under|above|below|nearly|exceed(?:s|ed|ing)?|beyond)\b)?"
_RANGE_OF = r"(?:(?:ref(?:erence)?|normal)(?: range| interval)?|range|rr|nr)"
_RAW = re.compile(
    rf"^{_FILLER}\s{{0,2}}{_ABOUT}\s{{0,2}}(?P<number>(?<![\w.,-]){DIGITS})(?!\s{{0,2}}(?:x\b|×|times|fold|-fold|%|kg|lb|days?\b|d\b|h\b|hours?\b|weeks?\b|am\b|pm\b|of \d|/7|/52|uln(?!\s?[=:]?\s?\d)|upper(?! limits?(?: of (?:the )?normal)?(?: is| of| =|:)?\s?\d)|mcg|ml))"
    rf"(?P<range>\s{{0,2}}(?:-|–|to|->|→)\s{{0,2}}\d+)?\s{{0,2}}{_UNIT}?"
    rf"(?:[\s,]{{0,2}}(?:[(\[]\s?)?{_RANGE_OF}[\s:]{{0,2}}\d{{1,3}}(?:[.,]\d)?\s?[-–]\s?(?P<high>{DIGITS})"
    rf"|\s?[(\[]\s?\d{{1,3}}(?:[.,]\d)?\s?[-–]\s?(?P<most>{DIGITS})\s?{_UNIT}?\s?[)\]]"
    rf"|(?:\s?\b(?:today|tonight|now|this morning|this afternoon|this evening|yesterday)\b)?[\s,(;/-]{{0,3}}(?:and |with |against |versus |vs\.? |over |where |when ){{0,2}}{_WHOSE}{_LIMIT}\s{{0,2}}(?:(?:here|for us|(?:at|in|with|from) (?:our|my|this|the) (?:place|lab\w*|hospital|site|cent(?:re|er)|unit|shop))\s{{0,2}})?(?:is|of|=|:|<)?\s{{0,2}}(?P<limit>{DIGITS}))?",
    re.IGNORECASE,
)
# "ALT was 31 at baseline, today it is 236": what it was before does not count.
_WAS = re.compile(
    rf"^\s{{0,2}}(?:was|had been)\s{{1,2}}{DIGITS}(?:\s?{_UNIT})?\s(?:at|on|before|in|last|pre)\b[^.;?!\d]{{1,30}}[,;]?\s(?:and |but )?(?=(?:today|now|tonight|this (?:morning|afternoon|evening)|currently)\b)(?:today|now|tonight|this \w+|currently)(?:\s(?:it['’]?s|it is|is|at))?",
    re.IGNORECASE,
)
# "Threshold 5 x ULN": a limit that is talked of, not the patient's value.
_IS_CUTOFF = re.compile(
    r"\b(?:threshold|cut-?off|limit|criterion|rule|trigger|reach\w*|until|need\w*)(?: (?:is|of|was|at|=|for \w+))?(?: the)?\s{0,2}[=:]?\s{0,2}$",
    re.IGNORECASE,
)
_CUTOFF_AFTER = re.compile(
    r"^\s{0,2}(?:x?uln\s{1,2})?(?:cut-?off|threshold|criterion|rule|trigger|mark|line)\b", re.IGNORECASE
)
_ABOVE = re.compile(r">|over|above|beyond|past|(?:more|higher|greater) than|in excess of|exceed(?:s|ed|ing)?")
_JOINED = re.compile(r"\s{0,2}(?:and|/|&|\+|,)\s{0,2}", re.IGNORECASE)
_PAIR = re.compile(
    rf"^\s{{0,2}}(?:are|were|is|=|:)?\s{{0,2}}(?P<one>{DIGITS})\s{{0,2}}(?:/|and)\s{{0,2}}(?P<other>{DIGITS})",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    rf"^\s{{0,2}}{_UNIT}?[\s,(;]{{1,3}}(?:and |with )?{_WHOSE}(?:both )?{_LIMIT}s?(?: both)?\s{{0,2}}(?:is|are|of|=|:|<)?\s{{0,2}}(?P<one>{DIGITS})(?:\s{{0,2}}(?:/|and)\s{{0,2}}(?P<other>{DIGITS})|(?= (?:for )?both|[^\d/]|$))",
    re.IGNORECASE,
)


_OF_BEFORE = re.compile(
    r"\b(?:last (?:week|cycle|month|time|night)|yesterday|(?:days?|weeks?|cycles?|months?) ago|previously|initially|at (?:its|the|their) (?:peak|worst|highest)|peaked)\b",
    re.IGNORECASE,
)

_EARLIER = re.compile(
    r"\b(?:before (?:all )?(?:this|that|blin\w*)|back in|(?:back )?(?:on|from) (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: was)?|in (?:induction|consolidation|19\d\d|20\d\d|(?:cycle|c) ?(?:1|one))|years? ago|last (?:week|month|year|cycle)|previously|yesterday(?:['’]s)?|under another)\b",
    re.IGNORECASE,
)
# "ALT 287, last ALT 64", "on admission the ALT was 28".
_THE_LAST = re.compile(
    r"\b(?:last|previous|prior|baseline|admission|old)\s{1,2}$|\b(?:on|at) (?:admission|baseline|presentation)\b[^.;?!]{0,20}$",
    re.IGNORECASE,
)
_OF_NOW = re.compile(
    r"\b(?:now|today|currently|tonight|this (?:morning|afternoon|evening)|still|down to|since|latest|back (?:at|to)|come down|fallen to|settled (?:at|to))\b[^.;?!]{0,25}$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|on hold|hold day|off|paus\w*|interrupt\w*|stopped|withheld|restart\w*|re-start\w*|resum\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Test:
    name: str
    words: str
    start: int
    end: int


def tests_named(text: str) -> set[str]:
    """Return the liver tests that a text names and does not deny: "ALT not bili" names ALT."""
    named = {match.lastgroup or "" for match in _TEST.finditer(text) if not is_negated(text, match.start())}
    return named - {""}


def liver(text: str, multiples: Sequence[Quantity]) -> Iterator[Stated | Unclear]:
    """Yield what a text states of liver tests.

    A comparison ("over 5 x ULN") is no value: it is yielded as `alt_above_x_uln`, which no calculator takes.
    """
    tests = [
        _Test(match.lastgroup or "", match[0], match.start(), match.end())
        for match in _TEST.finditer(text)
        if not is_negated(text, match.start())
    ]
    multiples = [q for q in multiples if not _is_cutoff(text, q)]
    parts = clauses(text)
    before = [q for q in multiples if _OF_BEFORE.search(clause_at(parts, q.start).text)]
    earlier = [q for q in multiples if q in before or _is_of_before(text, q.start)]
    before = earlier if len(earlier) < len(multiples) else before
    if len(multiples) > 1 and not before:
        # "ALT 9 x ULN, held, now 1.2 x ULN": one of now makes of the others what it was.
        of_now = [q for q in multiples if _OF_NOW.search(text[max(0, q.start - _HERE) : q.start])]
        before = [q for q in multiples if q.end <= of_now[0].start and q not in of_now] if of_now else []
    now = [q for q in multiples if q not in before]
    fell = _fell(text, tests, before, now) if _HELD.search(text) else None
    if fell is not None:
        yield fell
        return
    said = [_multiple(text, test, q) for q in now or before for test in _tests_of(text, tests, q)]
    if now:
        # What a test was before is not what it is: told again or asked for.
        told = {item.name for item in said}
        was = [_multiple(text, test, q) for q in before for test in _tests_of(text, tests, q)]
        said += [Unclear(item.name, item.words, "past") for item in was if item.name not in told]
    said = [item for item in said if not _is_worked_out(item, text, tests)]
    taken = {item.name.partition("_")[0] for item in said if "_above_" not in item.name}
    left = [test for test in tests if test.name not in taken]
    lately = [test for test in left if not (_is_of_before(text, test.start) or _is_dated_before(text, test.end))]
    if {test.name for test in lately} == {test.name for test in left}:
        left = lately
    values = _pair(text, left) or [item for test in left for item in _raw(text, test)]
    # "ALT 166, ULN 33: above 5x?" asks about a value that is stated.
    known = taken | {item.name.partition("_")[0] for item in values}
    kept = [item for item in said if "_above_" not in item.name or item.name.partition("_")[0] not in known]
    yield from _of_one_value([*kept, *values])


def _of_one_value(items: Sequence[Stated | Unclear]) -> Iterator[Stated | Unclear]:
    """Yield each item; one that is stated with two values is unclear: neither is chosen."""
    for name in dict.fromkeys(item.name for item in items):
        same = [item for item in items if item.name == name]
        if len({item.value for item in same if isinstance(item, Stated)}) > 1:
            yield Unclear(name, " / ".join(item.words for item in same), "two_values")
        else:
            yield from same


def _is_of_before(text: str, place: int) -> bool:
    """Tell whether the sentence up to a place speaks of an earlier time ("before all this, with peg, his AST went to 9 x")."""
    sentence = re.split(r"[.;?!]\s|\)|\bnow\b|\btoday\b|\btonight\b", text[:place])[-1]
    return _EARLIER.search(sentence) is not None or _THE_LAST.search(sentence) is not None


def _is_dated_before(text: str, place: int) -> bool:
    """Tell whether what stands at a place is told to be of an earlier time ("ALT was 260 back in induction")."""
    behind = re.split(r"[.;?!,]\s|\bnow\b|\btoday\b|\btonight\b", text[place : place + _SAME_SENTENCE])[0]
    return _EARLIER.search(behind) is not None


def _is_worked_out(item: Stated | Unclear, text: str, tests: Sequence[_Test]) -> bool:
    """Tell whether a multiple only says what a value and its limit give: "AST 200 with ULN 40, so 5 times"."""
    name = item.name.partition("_")[0]
    told = {
        part.name: part.value
        for test in tests
        if test.name == name
        for part in _raw(text, test)
        if isinstance(part, Stated)
    }
    value, limit = told.get(name), told.get(f"{name}_uln")
    if not (isinstance(item, Stated) and isinstance(value, Decimal) and isinstance(limit, Decimal)):
        return False
    return item.name.endswith("_x_uln") and item.value == value / limit


def _fell(text: str, tests: Sequence[_Test], before: Sequence[Quantity], now: Sequence[Quantity]) -> Stated | None:
    """Return how high a test was that has fallen since the infusion was held: it is that which the row was reached by."""
    for high in before:
        named = {test.name for test in _tests_of(text, tests, high)}
        lower = [q for q in now if q.value is not None and high.value is not None and q.value < high.value]
        if high.value is not None and named and len(lower) == len(now) > 0:
            return Stated(f"{sorted(named)[0]}_above_x_uln", high.value, high.words)
    return None


def _is_cutoff(text: str, q: Quantity) -> bool:
    before, after = text[max(0, q.start - _HERE) : q.start], text[q.end :]
    return _IS_CUTOFF.search(before) is not None or _CUTOFF_AFTER.match(after) is not None


def _tests_of(text: str, tests: Sequence[_Test], q: Quantity) -> list[_Test]:
    """Return the tests that a multiple belongs to: the nearest before it with all that are joined to it, else the next."""
    # A multiple of the upper limit is a liver test's, however many words stand between.
    reach = _SAME_SENTENCE if q.unit == "x ULN" else _HERE
    before = [test for test in tests if test.end <= q.start and q.start - test.end < reach]
    after = [test for test in tests if q.end <= test.start < q.end + _HERE]
    if not before or re.search(r"[;.?!]\s", text[before[-1].end : q.start]):
        return after[:1]
    joined = [before[-1]]
    for test in reversed(before[:-1]):
        if not _JOINED.fullmatch(text[test.end : joined[-1].start]):
            break
        joined.append(test)
    return joined


def _multiple(text: str, test: _Test, q: Quantity) -> Stated | Unclear:
    name = f"{test.name}_x_uln"
    words = text[min(test.start, q.start) : max(test.end, q.end)]
    # "ALT 8x and AST 5x ULN" says once of what; "ALT 8x" alone could be of anything; "LFTs > 5x" is how the row is named.
    is_row = q.doubt == "comparison" and _ABOVE.fullmatch(q.lead) is not None
    if q.unit == "x" and not _SAYS_LIMIT.search(text) and not is_row:
        return Unclear(name, words, "unit")
    if is_row:
        return Stated(f"{test.name}_above_x_uln", _number_in(q), words)
    if q.value is None:
        return Unclear(name, words, q.doubt or "number")
    return Stated(name, q.value, words)


def _number_in(q: Quantity) -> Decimal:
    digits = re.search(DIGITS, q.words)
    return (number_of(digits[0]) if digits else None) or Decimal()


def _pair(text: str, tests: Sequence[_Test]) -> list[Stated | Unclear]:
    """Read "AST/ALT 120/340": two joined tests, then two values in their order."""
    for one, other in itertools.pairwise(tests):
        match = _PAIR.match(text[other.end :])
        limits = _LIMITS.match(text[other.end + match.end() :]) if match else None
        if match and _JOINED.fullmatch(text[one.end : other.start]):
            values = [number_of(match["one"]), number_of(match["other"])]
            words = text[one.start : other.end + match.end()]
            found = [
                Unclear(test.name, words, "number") if value is None else Stated(test.name, value, words)
                for test, value in zip((one, other), values, strict=True)
            ]
            return [*found, *(_limits_of((one, other), limits) if limits else ())]
    return []


def _limits_of(tests: Sequence[_Test], limits: re.Match[str]) -> Iterator[Stated | Unclear]:
    """Yield the limits of two joined tests: two in their order, or one for both ("ULN 45/50", "ULN 40 for both")."""
    for test, written in zip(tests, (limits["one"], limits["other"] or limits["one"]), strict=True):
        value, name = number_of(written), f"{test.name}_uln"
        yield Unclear(name, limits[0], "number") if value is None else Stated(name, value, limits[0].strip(" ,(;"))


def _raw(text: str, test: _Test) -> Iterator[Stated | Unclear]:
    rest = text[test.end :]
    was = _WAS.match(rest)
    match = _RAW.match(rest[was.end() :] if was else rest)
    if match is None:
        return
    value, limit = (
        number_of(match["number"]),
        number_of(high) if (high := match["limit"] or match["high"] or match["most"]) else None,
    )
    if limit is None and _OF_BILE.fullmatch(test.words):
        return
    words = f"{test.words}{match[0].rstrip(' ,(;/-')}"
    if match["range"] or match["about"] or value is None:
        yield Unclear(test.name, words, "range" if match["range"] else "about" if match["about"] else "number")
    else:
        yield Stated(test.name, value, words)
    if limit is not None:
        yield Stated(f"{test.name}_uln", limit, words)
