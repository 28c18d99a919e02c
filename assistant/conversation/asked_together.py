"""Two or more days, or bags, that one question asks for together: "dose on day 7 and on day 8", "a 24 h versus a 96 h bag"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.requests import Wanted
from assistant.conversation.stated import Stated
from assistant.knowledge.numbers import plain

_POINT = re.compile(
    r"(?:(?<![\w.])c(?:ycle)?\s?(?P<cycle>\d)\s{0,2}[,:/-]?\s{0,2})?(?P<day>(?:(?<=\d)d|\bd|\bdays?)\s?(?P<first>\d{1,2}+))(?![.,-]?\d|\s?(?:kg|h\b|hours?|to\b|-|–))"
    r"(?:\s(?:of|in)\s(?:cycle|c)\s?(?P<of>\d))?(?:\s{0,2}(?:and|&|vs\.?|versus)\s(?P<second>\d{1,2}+)(?![.,-]?\d|\s?(?:kg|kilo|lb|st\b|cm|h\b|hours?|days?|mcg|mg|%|x\b|yo?\b)))?",
    re.IGNORECASE,
)
_FILLER = r"(?:what(?:['’]?s| is| about)?|how about|which|about|also|it|is|the|her|his|dose|for|on|at|in|from|of|later|again|starts?|starting|goes|up|to|\d{1,2}(?:\s?mcg(?:/day)?)?)"
_JOINED = re.compile(
    rf"[\s,;?:]{{0,3}}(?:{_FILLER}[\s,?]{{1,3}}){{0,4}}(?:and|&|vs\.?|versus|then|plus|compared (?:with|to))(?:[\s,?:]{{1,3}}{_FILLER}){{0,6}}[\s,?:]{{0,3}}",
    re.IGNORECASE,
)
_FEWEST, _MOST = 2, 5
_UNIT = r"(?:hours?|hrs?|h|days?|d)"
_AND = r"\s?(?:bags?\s?)?(?:,|\band\b|&|\bvs\.?|\bversus\b|\bcompared (?:with|to)\b|\bagainst\b|\bor\b|(?<![a-z])with\b)\s?(?:(?:and|an?|the)\s)?"
_BAGS = re.compile(
    rf"(?<![\w.,:])(?P<list>(?:\d{{1,3}}+[\s-]?{_UNIT}?\b{_AND}){{1,4}}\d{{1,3}}+[\s-]?(?P<unit>{_UNIT}))[\s-](?:infusion )?(?:bags?|cassettes?)\b",
    re.IGNORECASE,
)
_BAG = re.compile(rf"(?P<number>\d{{1,3}}+)[\s-]?(?P<unit>{_UNIT})?\b", re.IGNORECASE)
_HOURS_A_DAY = 24


def at_each_day(item: Wanted, question: str) -> tuple[Wanted, ...]:
    """Return a dose once for each day that is asked for together with another, else the dose as it is."""
    if all(doubt.name not in ("cycle", "day") for doubt in item.unclear):
        return (item,)
    points = _points(question)
    shared = item.inputs.get("cycle")
    others = tuple(doubt for doubt in item.unclear if doubt.name not in ("cycle", "day"))
    if not _FEWEST <= len(points) <= _MOST or any(cycle is None and shared is None for cycle, _ in points):
        return (item,)
    return tuple(
        replace(item, inputs={**item.inputs, "day": day, **({"cycle": cycle} if cycle else {})}, unclear=others)
        for cycle, day in points
    )


def for_each_bag(item: Wanted, question: str) -> tuple[Wanted, ...]:
    """Return a rate once for each bag of a list, else the rate as it is."""
    match = _BAGS.search(question)
    if match is None:
        return (item,)
    bags = [_bag(found, match["unit"]) for found in _BAG.finditer(match["list"])]
    others = tuple(doubt for doubt in item.unclear if doubt.name != "bag_hours")
    return tuple(replace(item, inputs={**item.inputs, "bag_hours": bag}, unclear=others) for bag in bags)


def _points(question: str) -> tuple[tuple[Stated | None, Stated], ...]:
    """Return the days that are joined by "and", each with the cycle that stands beside it or beside the one before."""
    found: list[tuple[Stated | None, Stated]] = []
    cycle: Stated | None = None
    end = 0
    for match in _POINT.finditer(question):
        if found and _JOINED.fullmatch(question[end : match.start()]) is None:
            return ()
        named = match["cycle"] or match["of"]
        cycle = Stated("cycle", Decimal(named), match[0].strip()) if named else cycle
        found += [(cycle, day) for day in _days(match)]
        end = match.end()
    values = {(item.value if item else None, day.value) for item, day in found}
    return tuple(found) if len(values) == len(found) else ()


def _days(match: re.Match[str]) -> Iterator[Stated]:
    yield Stated("day", Decimal(match["first"]), match["day"])
    if match["second"]:
        yield Stated("day", Decimal(match["second"]), match[0])


def _bag(found: re.Match[str], unit: str) -> Stated:
    is_days = (found["unit"] or unit).lower().startswith("d")
    hours = Decimal(found["number"]) * (_HOURS_A_DAY if is_days else 1)
    how = f"{found['number']} days = {plain(hours)} hours" if is_days else None
    return Stated("bag_hours", hours, found[0], how)
