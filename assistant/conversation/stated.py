"""What a text states of a patient: the calculators' inputs, each with the words that state it.

An input that is stated in two ways, roughly, or without its unit is unclear: it is asked for, never chosen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.conversation.clauses import Clause, clause_at, clauses, is_negated
from assistant.conversation.dates import Dated, dates
from assistant.conversation.quantities import Quantity, number_of, quantities
from assistant.knowledge.numbers import plain

Why = Literal["range", "about", "unit", "comparison", "number", "two_values", "past", "thousandfold", "date"]


@dataclass(frozen=True)
class Stated:
    """One input and the words that state it.

    value: in the unit of the machine contract, exact; conversion: how it comes from the words, where it was converted;
    carried: it was stated in an earlier turn.
    """

    name: str
    value: Decimal | str | bool | date
    words: str
    conversion: str | None = None
    carried: bool = False


@dataclass(frozen=True)
class Unclear:
    """An input that is spoken of and cannot be read for certain."""

    name: str
    words: str
    why: Why


@dataclass(frozen=True)
class Reading:
    """All that one text states. stated and unclear share no name."""

    stated: Mapping[str, Stated]
    unclear: Mapping[str, Unclear]


_HERE = 30
_CHANGE_BEFORE = re.compile(
    r"\b(?:lost|loses|losing|gained|gain of|loss of|up|down|plus|minus|extra)\s{0,2}(?:by\s)?$", re.IGNORECASE
)
_CHANGE_AFTER = re.compile(r"^\s{0,2}(?:weight )?(?:loss|gain|lighter|heavier|more than|less than)\b", re.IGNORECASE)
_BARE = {
    "weight_kg": re.compile(
        r"\b(?:wt|weight|weighs?|weighing|weighed)\b\s{0,2}(?:now |today |is |was |of |=|:|~){0,2}\s{0,2}(\d{2,3}(?:[.,]\d{1,3})?)(?![\w.,]?\d)(?!\s{0,2}(?:kg|kilo|lb|pound|st\b|stone|g\b|gram|#|\d))",
        re.IGNORECASE,
    ),
    "height_cm": re.compile(
        r"\b(?:ht|height|tall)\b\s{0,2}(?:is |was |of |=|:){0,2}\s{0,2}(\d{1,3}(?:[.,]\d{1,3})?)(?![\w.,]?\d)(?!\s{0,2}(?:cm|cent|m\b|met|ft|feet|foot|in\b|inch|'|’|\"|\d))",
        re.IGNORECASE,
    ),
}
_RESTATED = Decimal("0.01")

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
    "sixth": 6,
    "6th": 6,
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_WHOLE = r"(?:\d{1,3}(?![\d.]*\d)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen)"
_AND_MORE = r"(?P<more>\s{0,2}(?:-|–|to|or|and|/|&|\+)\s{0,2}(?:\d|one|two|three|four|five|i{2,3}\b|iv\b|higher|above|more|greater|later|subsequent))?"
_CYCLE_DAY = re.compile(
    r"(?<![\w.])c\s?(?P<cycle>\d{1,2})\s{0,2}[,/-]?\s{0,2}d(?:ay)?\s?(?P<day>\d{1,3})(?![\w.]*\d)", re.IGNORECASE
)
_CYCLE = re.compile(
    rf"(?<!per )(?<!each )(?<!every )(?:\b(?:cycle|cyc\.?)\s{{0,2}}(?:no\.?|number|#)?\s{{0,2}}(?P<cycle>{_WHOLE}\b|(?:iii|ii|iv|vi|i|v)\b)|(?<![\w.])C(?P<short>\d{{1,2}})(?![\w.]*\d))"
    rf"{_AND_MORE}|\b(?P<ordinal>{'|'.join(_ORDINALS)}) (?:induction |treatment )?cycle\b",
    re.IGNORECASE,
)
_CYCLES = re.compile(r"\bcycles \d{1,2}\s{0,2}(?:-|–|to|and|or|&)\s{0,2}\d{1,2}\b", re.IGNORECASE)
_DAY = re.compile(
    rf"(?<!per )(?<!each )(?<!a )(?<!/)(?:\bdays?\s{{0,2}}(?P<day>{_WHOLE})\b(?!\s?(?:hours?|h|am|pm|kg)\b)|(?<!vitamin )(?<![\w.])d\s?(?P<short>\d{{1,3}})(?![\w.]*\d))"
    rf"{_AND_MORE}|\b(?P<ordinal>first|1st) day of (?:the )?(?:cycle|\w{{3,6}} cycle)",
    re.IGNORECASE,
)
_NUMBER_OF_CYCLES = re.compile(
    r"\b(?:for|all|over|of)\s(?P<count>\d{1,2}|one|two|three|four|five|six)\scycles\b", re.IGNORECASE
)

_RESOLVED = re.compile(
    r"\b(?:re?solv\w*|recover\w*|settl\w*|back to|improv\w*|cleared?|subsid\w*|better|lasted|lasting|normali[sz]\w*|"
    r"down to (?:grade|gr|g)|to (?:grade|gr|g) ?[01]|(?:all )?gone|disappear\w*|went away|symptom[- ]free)\b",
    re.IGNORECASE,
)
_UNRESOLVED = re.compile(
    r"\b(?:not (?:yet )?(?:re?solv\w*|recover\w*|settl\w*|improv\w*|better)|hasn.?t (?:re?solv\w*|recover\w*|settl\w*|improv\w*)|"
    r"still|persist\w*|ongoing|unresolved|no (?:better|improvement)|continu\w*|did ?n.?t (?:re?solv\w*|settle|improve))\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|hold|holding|on hold|off(?! label)|paus\w*|interrupt\w*|stopp\w*|withheld|without (?:blin\w*|infusion|drug)|"
    r"suspend\w*|missed|break|not infus\w*)\b",
    re.IGNORECASE,
)
_BAG = re.compile(
    r"^[\s-]{0,2}(?:infusion\s)?(?:bags?|cassettes?|infusions?)\b|^[\s-]{0,2}\w{0,12}\s(?:bags?|cassettes?)\b",
    re.IGNORECASE,
)
_NOT_A_DURATION = re.compile(r"\b(?:every|each|per|last|next|first|for at least|q|after|within)\s{0,2}$", re.IGNORECASE)
_OCCURRED_AT = re.compile(
    r"\b(?:at|on|while on|receiving|getting|during|running|having|whilst on)\s{0,2}(?:the\s)?(?:dose of\s)?$",
    re.IGNORECASE,
)
_RESTARTING = re.compile(
    r"\b(?:restart\w*|resum\w*|re-start\w*|increas\w*|escalat\w*|go(?:ing)? (?:back )?(?:up )?to)\b", re.IGNORECASE
)
_INITIAL_STEP = re.compile(
    r"\b(?:initial|starting|first|lower|low|step[- ]?up|lead[- ]?in) (?:dose|step|dose step)\b|\bstep dose\b",
    re.IGNORECASE,
)
_FULL_STEP = re.compile(
    r"\b(?:full|target|higher|maintenance|escalated|second) (?:dose|step|dose step)\b", re.IGNORECASE
)
_FORMULAS = {
    "mosteller": re.compile(r"\bmosteller\b", re.IGNORECASE),
    "dubois": re.compile(r"\bdu ?bois\b", re.IGNORECASE),
    "haycock": re.compile(r"\bhaycock\b", re.IGNORECASE),
}
_MARROW = re.compile(r"\b(?:marrow|bm|bma|bmbx)\b", re.IGNORECASE)
_BLASTS = re.compile(r"\bblasts?\b", re.IGNORECASE)
_BLOOD = re.compile(r"\b(?:peripheral|blood|pb|circulating|periph)\b", re.IGNORECASE)

_TESTS = {
    "alt": r"alt|sgpt",
    "ast": r"ast|sgot",
    "bilirubin": r"bili|bilirubin|tbili",
    "lft": r"lfts?|liver (?:enzymes?|tests?|function tests?)|transaminases?|enzymes",
}
_TEST = re.compile("|".join(rf"(?P<{name}>\b(?:{pattern})\b)" for name, pattern in _TESTS.items()), re.IGNORECASE)
_LIMIT = r"(?:uln|upper limit(?: of (?:the )?normal)?|limit|normal (?:is |up to |<)?)"
_RAW = re.compile(
    r"^\s{0,2}(?:is|of|was|=|:|now|at|level)?\s{0,2}(?:is |at |=)?(?P<number>(?<![\w.,])\d{1,6}(?:[.,]\d{1,3})?)(?!\d)(?!\s{0,2}(?:x|×|times|fold|%|kg|days?|-\s?\d))"
    rf"\s{{0,2}}(?:i?u/l\b|u\b|units?/l\b|umol/l|µmol/l|μmol/l|micromol/l|mg/dl)?(?:[\s,(;/-]{{0,3}}(?:with )?(?:an? |the |our )?{_LIMIT}\s{{0,2}}(?:is|of|=|:|here)?\s{{0,2}}(?P<limit>\d{{1,5}}(?:[.,]\d{{1,3}})?))?",
    re.IGNORECASE,
)


def read(text: str) -> Reading:
    """Read what a text states. What a whole sentence denies, and what was in the past, is not taken for now."""
    parts = clauses(text)
    found = [q for q in quantities(text) if not is_negated(text, q.start)]
    items: list[Stated | Unclear] = [
        *_measured(text, parts, [q for q in found if q.dimension == "mass" and not _is_change(text, q)], "weight_kg"),
        *_measured(text, parts, [q for q in found if q.dimension == "length"], "height_cm"),
        *_measured(text, parts, [q for q in found if q.dimension == "area"], "bsa_m2"),
        *_measured(text, parts, [q for q in found if q.dimension == "age"], "age_years"),
        *_cycle_and_day(text, parts),
        *_durations(text, parts, [q for q in found if q.dimension == "time"]),
        *_liver(text, [q for q in found if q.dimension == "uln"]),
        *_blasts(text, parts, [q for q in found if q.dimension in ("percent", "count")]),
        *_choices(text),
        *_start_date(dates(text)),
    ]
    unclear = {item.name: item for item in items if isinstance(item, Unclear)}
    stated = {item.name: item for item in items if isinstance(item, Stated) and item.name not in unclear}
    return Reading(stated, unclear)


def occurred_at(text: str) -> tuple[Quantity, ...]:
    """Return the doses of blinatumomab at which something is said to have occurred."""
    return tuple(
        q
        for q in quantities(text)
        if q.dimension == "dose"
        and _OCCURRED_AT.search(text[max(0, q.start - _HERE) : q.start])
        and not _RESTARTING.search(text[max(0, q.start - _HERE) : q.start])
    )


def named_step(text: str) -> Stated | None:
    """Return the dose step that a text names in words."""
    for value, pattern in (("initial", _INITIAL_STEP), ("full", _FULL_STEP)):
        match = pattern.search(text)
        if match and not _RESTARTING.search(text[max(0, match.start() - _HERE) : match.start()]):
            return Stated("dose_step", value, match[0])
    return None


# ---- measurements of the body


def _is_change(text: str, q: Quantity) -> bool:
    return bool(_CHANGE_BEFORE.search(text[max(0, q.start - _HERE) : q.start]) or _CHANGE_AFTER.search(text[q.end :]))


def _measured(text: str, parts: Sequence[Clause], found: Sequence[Quantity], name: str) -> Iterator[Stated | Unclear]:
    """Yield the one value of now. A comparison ("below 45 kg") names a group of patients, not this patient's value."""
    candidates = [q for q in found if q.doubt != "comparison"]
    now = [q for q in candidates if not clause_at(tuple(parts), q.start).past]
    if not now and candidates:
        yield Unclear(name, candidates[0].words, "past")
        return
    if not now:
        pattern = _BARE.get(name)
        bare = pattern.search(text) if pattern else None
        if bare:
            yield Unclear(name, bare[0], "unit")
        return
    doubtful = next((q for q in now if q.doubt), None)
    if doubtful is not None:
        yield Unclear(name, doubtful.words, doubtful.doubt or "number")
        return
    first = now[0]
    if any(not _restates(first, q) for q in now[1:]):
        yield Unclear(name, " / ".join(q.words for q in now), "two_values")
    elif first.value is not None:
        yield Stated(name, first.value, first.words, first.conversion)


def _restates(first: Quantity, other: Quantity) -> bool:
    """Is the other one the same measurement again, in this or another unit? Otherwise two values are given."""
    if first.value is None or other.value is None:
        return False
    difference = abs(other.value - first.value)
    return difference == 0 or (other.unit != first.unit and difference <= first.value * _RESTATED)


# ---- cycle and day


def _cycle_and_day(text: str, parts: Sequence[Clause]) -> Iterator[Stated | Unclear]:
    pairs = list(_CYCLE_DAY.finditer(text))
    spans = [match.span() for match in pairs]
    cycles = [
        *((Stated("cycle", Decimal(match["cycle"]), match[0]), match.start()) for match in pairs),
        *((_counted("cycle", m), m.start()) for m in _CYCLE.finditer(text) if not _within(m, spans)),
        *((Unclear("cycle", match[0], "range"), match.start()) for match in _CYCLES.finditer(text)),
    ]
    days = [
        *((Stated("day", Decimal(match["day"]), match[0]), match.start()) for match in pairs),
        *((_counted("day", m), m.start()) for m in _DAY.finditer(text) if not _within(m, spans)),
    ]
    yield from _one(cycles, parts)
    yield from _one(days, parts)
    for match in _NUMBER_OF_CYCLES.finditer(text):
        count = number_of(match["count"])
        if count is not None:
            yield Stated("cycles", count, match[0])


def _counted(name: str, match: re.Match[str]) -> Stated | Unclear:
    groups = match.groupdict()
    if groups.get("more"):
        return Unclear(name, match[0], "range")
    ordinal = (groups.get("ordinal") or "").lower()
    written = (groups.get(name) or groups.get("short") or "").lower()
    value = _ORDINALS.get(ordinal) or _ROMAN.get(written) or number_of(written)
    return Unclear(name, match[0], "number") if value is None else Stated(name, Decimal(value), match[0].strip())


def _within(match: re.Match[str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= match.start() < end for start, end in spans)


def _one(found: Sequence[tuple[Stated | Unclear, int]], parts: Sequence[Clause]) -> Iterator[Stated | Unclear]:
    """Yield the one item of now, or that there are two."""
    now = [item for item, place in found if not clause_at(tuple(parts), place).past] or [item for item, _ in found]
    unclear = next((item for item in now if isinstance(item, Unclear)), None)
    values = {item.value for item in now if isinstance(item, Stated)}
    if unclear is not None:
        yield unclear
    elif len(values) > 1:
        yield Unclear(now[0].name, " / ".join(item.words for item in now), "two_values")
    elif now:
        yield now[0]


# ---- durations


def _durations(text: str, parts: Sequence[Clause], found: Sequence[Quantity]) -> Iterator[Stated | Unclear]:
    resolve: list[tuple[Stated | Unclear, int]] = []
    held: list[tuple[Stated | Unclear, int]] = []
    bags: list[tuple[Stated | Unclear, int]] = []
    for q in found:
        if _BAG.search(text[q.end :]):
            bags.append((_hours("bag_hours", q), q.start))
            continue
        clause = clause_at(tuple(parts), q.start)
        place = q.start - clause.start
        resolved, off = _distance(_RESOLVED, clause.text, place), _distance(_HELD, clause.text, place)
        if resolved is None and off is None:
            continue
        if off is None or (resolved is not None and resolved <= off):
            unresolved = _UNRESOLVED.search(clause.text) is not None
            resolve.append((_days("unresolved_days" if unresolved else "days_to_resolve", q), q.start))
        else:
            held.append((_days("days_held", q), q.start))
            if q.unit == "hour":
                held.append((_hours("hours_interrupted", q), q.start))
    for items in (
        resolve,
        [h for h in held if h[0].name == "days_held"],
        [h for h in held if h[0].name != "days_held"],
        bags,
    ):
        yield from _one(items, parts)


def _distance(pattern: re.Pattern[str], text: str, place: int) -> int | None:
    return min(
        (min(abs(match.end() - place), abs(match.start() - place)) for match in pattern.finditer(text)), default=None
    )


def _days(name: str, q: Quantity) -> Stated | Unclear:
    if q.value is None:
        return Unclear(name, q.words, q.doubt or "number")
    days = q.value / 24
    return Stated(name, days, q.words, None if q.unit == "day" else f"{q.words} = {plain(q.value)} hours ÷ 24, in days")


def _hours(name: str, q: Quantity) -> Stated | Unclear:
    if q.value is None:
        return Unclear(name, q.words, q.doubt or "number")
    return Stated(name, q.value, q.words, None if q.unit == "hour" else f"{q.words} = {plain(q.value)} hours")


# ---- liver tests and blasts


def _liver(text: str, multiples: Sequence[Quantity]) -> Iterator[Stated | Unclear]:
    tests = [(match.lastgroup or "", match) for match in _TEST.finditer(text) if not is_negated(text, match.start())]
    taken: set[str] = set()
    for q in multiples:
        before = [(name, match) for name, match in tests if match.end() <= q.start and q.start - match.end() < _HERE]
        after = [(name, match) for name, match in tests if q.end <= match.start() < q.end + _HERE]
        named = before[-1:] or after[:1]
        joined = [
            pair
            for pair in before[:-1]
            if re.fullmatch(r"\s{0,2}(?:and|/|&|\+|,)\s{0,2}", text[pair[1].end() : before[-1][1].start()])
        ]
        for name, match in [*joined, *named]:
            words = text[min(match.start(), q.start) : max(match.end(), q.end)]
            taken.add(name)
            if q.value is not None:
                yield Stated(f"{name}_x_uln", q.value, words)
            else:
                yield Unclear(f"{name}_x_uln", words, q.doubt or "number")
    for name, match in tests:
        raw = _RAW.match(text[match.end() :])
        if raw is None or name in taken:
            continue
        value, limit = number_of(raw["number"]), number_of(raw["limit"]) if raw["limit"] else None
        words = f"{match[0]}{raw[0].rstrip(' ,(')}"
        if value is not None:
            yield Stated(name, value, words)
        if limit is not None:
            yield Stated(f"{name}_uln", limit, words)


def _blasts(text: str, parts: Sequence[Clause], found: Sequence[Quantity]) -> Iterator[Stated | Unclear]:
    if not _BLASTS.search(text):
        return
    for q in found:
        clause = clause_at(tuple(parts), q.start).text
        if q.dimension == "percent":
            name = "marrow_blasts_percent"
            if _BLOOD.search(clause) and not _MARROW.search(clause):
                continue
            if not _MARROW.search(text):
                yield Unclear(name, q.words, "unit")
                continue
        else:
            name = "peripheral_blasts_e9_per_l"
            if not _BLASTS.search(clause):
                continue
        yield Unclear(name, q.words, q.doubt or "number") if q.value is None else Stated(name, q.value, q.words)


# ---- choices and dates


def _choices(text: str) -> Iterator[Stated]:
    for formula, pattern in _FORMULAS.items():
        match = pattern.search(text)
        if match:
            yield Stated("formula", formula, match[0])


def _start_date(found: Sequence[Dated]) -> Iterator[Stated | Unclear]:
    if len(found) == 1:
        only = found[0]
        yield Stated("start_date", only.day, only.words) if only.day else Unclear("start_date", only.words, "date")
    elif found:
        yield Unclear("start_date", " / ".join(item.words for item in found), "two_values")


def with_name(item: Stated, name: str) -> Stated:
    """Return what is stated under another name."""
    return replace(item, name=name)
