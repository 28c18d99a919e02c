"""Two or more days, or bags, that one question asks for together: "dose on day 7 and on day 8", "a 24 h versus a 96 h bag"."""

import itertools
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
_FILLER = (
    r"(?:what(?:['’]?s| is| about)?|how (?:about|much)|which|about|also|it|is|are|was|will|should|do|does|would|the|an?|her|his|she|he|they|i|we|you|pt|patient|dose|rate|be|given|give|get|gets|getting|"
    r"due|run|runs|running|infused|hung|hang|on|for|at|in|from|of|later|again|starts?|starting|goes|up|to|\d{1,2}(?:\s?mcg(?:/day)?)?)"
)
_JOINED = re.compile(
    rf"[\s,;?:]{{0,3}}(?:{_FILLER}[\s,?]{{1,3}}){{0,4}}(?:and|&|vs\.?|versus|then|plus|compared (?:with|to))(?:[\s,?:]{{1,3}}{_FILLER}){{0,6}}[\s,?:]{{0,3}}",
    re.IGNORECASE,
)
_FEWEST, _MOST = 2, 5
_UNIT = r"(?:hours?|hrs?|h|days?|d)"
_AND = r"\s?(?:bags?\s?)?(?:,|\band\b|&|\bvs\.?|\bversus\b|\bcompared (?:with|to)\b|\bagainst\b|\bor\b|(?<![a-z])with\b)\s?(?:(?:and|an?|the)\s)?"
_BAGS = re.compile(
    rf"(?<![\w.,:])(?<!weight )(?<!wt )(?<!weighs )(?<!weighing )(?<!is )(?<!ht )(?<!age )(?<!aged )(?P<list>(?:\d{{1,3}}+[\s-]?{_UNIT}?\b{_AND}){{1,4}}\d{{1,3}}+[\s-]?(?P<unit>{_UNIT}))[\s-](?:infusion )?(?:bags?|cassettes?)\b",
    re.IGNORECASE,
)
_BAG = re.compile(rf"(?P<number>\d{{1,3}}+)[\s-]?(?P<unit>{_UNIT})?\b", re.IGNORECASE)
# "A 24 h bag and a 7 day bag": each with the word.
_ONE_BAG = re.compile(
    rf"(?<![\w.,:])(?P<number>\d{{1,3}}+)[\s-]?(?P<unit>{_UNIT})(?:[\s-](?:infusion )?(?:bags?|cassettes?|one))?(?!\w)",
    re.IGNORECASE,
)
_A_BAG = re.compile(r"\b(?:bags?|cassettes?)\b", re.IGNORECASE)
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
    bags = (
        [_bag(found, match["unit"]) for found in _BAG.finditer(match["list"])] if match else _bags_apart(item, question)
    )
    if not bags:
        return (item,)
    others = tuple(doubt for doubt in item.unclear if doubt.name != "bag_hours")
    return tuple(replace(item, inputs={**item.inputs, "bag_hours": bag}, unclear=others) for bag in bags)


def _bags_apart(item: Wanted, question: str) -> list[Stated]:
    """Return the bags that are named one by one and joined by "and"; none where they are not all that is doubted of the bag."""
    doubt = next((doubt for doubt in item.unclear if doubt.name == "bag_hours"), None)
    found = list(_ONE_BAG.finditer(question))
    if doubt is None or doubt.why != "two_values" or not _FEWEST <= len(found) <= _MOST:
        return []
    between = [question[one.end() : other.start()] for one, other in itertools.pairwise(found)]
    if not _A_BAG.search(found[-1][0]) or any(_JOINED.fullmatch(_A_BAG.sub("it", words)) is None for words in between):
        return []
    return [_bag(one, one["unit"]) for one in found]


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
