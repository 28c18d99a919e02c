"""The day by which a toxicity resolved, counted from its onset: "the sixth day", "day 6" where no day of a cycle can be meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.conversation.numerals import ORDINAL, number_of
from assistant.conversation.stated import Reading, Stated, Unclear

_RECOVERED = r"(?:resolv(?:e|ed|es|ing)|recover(?:ed|s)?|settled?|clear(?:ed)?|subsided?|normali[sz]ed?|gone|better|(?:get |come |go |return )?(?:back|down|resolved|recovered|improved|went|got|came|fell|dropped) to (?:baseline|normal|(?:grade|gr|g) ?[01]))"
_AFTER_ONSET = r"(?: (?:after|from|since) (?:the |its )?onset)"
# "Resolved on the sixth day", "back to grade 1 by day 6", "not resolved until day 9 of it".
_RESOLVED_BY_DAY = re.compile(
    rf"\b{_RECOVERED}"
    r"(?: (?:completely|fully|again|only|to (?:baseline|normal|(?:grade|gr|g) ?[01]))){0,2} "
    rf"(?P<when>(?:(?:on|by|at|after|until|till|as of) (?:the )?)?(?:(?P<nth>{ORDINAL}) day|day (?P<day>\d{{1,2}}+)))\b"
    r"(?! (?:of|in) (?:the |this |her |his )?(?:cycle|c\d|course|treatment|infusion))",
    re.IGNORECASE,
)
# "Took until day 8 to settle".
# "It was grade 1 on day 6 after onset", "grade 1 again on day 6": the grade is the one that is waited for.
_REACHED_ON_DAY = re.compile(
    rf"\b(?:grade|gr|g) ?[01](?P<again> again)? (?P<when>(?:on|by|at|after) (?:the )?(?:(?P<nth>{ORDINAL}) day|day (?P<day>\d{{1,2}}+))(?:{_AFTER_ONSET})?)(?(again)|(?<=onset))\b",
    re.IGNORECASE,
)
_TOOK_UNTIL_DAY = re.compile(
    rf"\b(?:took|needed|taken|was not until|wasn['’]?t until|only by) (?:her |him |them |it )?(?P<when>(?:(?:until|till|to) (?:the )?)?(?:(?P<nth>{ORDINAL}) day|day (?P<day>\d{{1,2}}+)))(?= (?:to |for it to |that it |before it )(?:fully |completely )?{_RECOVERED})",
    re.IGNORECASE,
)
# "Day 14 and it's gone".
_GONE_ON_DAY = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|but|now|today|it['’]?s|is|on|by)\W+)*(?P<when>(?:the )?(?:(?P<nth>(?!))|day (?P<day>\d{1,2}+)))\b(?:\W+(?:and|now|it|that|this|she|he|is|was|['’]s|s|all|has|have|finally|at last|only)\b){0,5}\W+(?:gone|resolved|settled|cleared|recovered|over|better|back to (?:normal|baseline|(?:grade|gr|g) ?[01]))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|yet to|failed to|still)|n['’]t)(?: (?:yet|fully|completely|quite|properly|got|gotten|come|gone|been))*\s$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:until|till)\b", re.IGNORECASE)
_A_DAY = re.compile(r"\bday \d{1,2}$", re.IGNORECASE)
OF_A_CYCLE = frozenset({"cycle", "day", "start_date", "on_date"})
"""What tells from where the days of a course are counted."""

_SEEN_BEFORE = 40


@dataclass(frozen=True)
class _ByDay:
    """item: the days that it took, or that it has lasted; span: where the day stands; start: where its recovery does."""

    item: Stated | Unclear
    span: tuple[int, int]
    start: int


def resolved_by_day(text: str) -> Iterator[tuple[Stated | Unclear, int]]:
    """Yield the days that a toxicity took, or has lasted, by the day on which it was gone, or not yet gone, with their place."""
    for found in _found(text):
        yield found.item, found.start


def spans_of_resolution(text: str) -> list[tuple[int, int]]:
    """Return where such days stand: none is the day of the cycle on which something occurred."""
    return [found.span for found in _found(text)]


def is_reached(text: str, place: int) -> bool:
    """Tell whether the grade at a place of the text is the one that was waited for, and not the toxicity's."""
    return _REACHED_ON_DAY.match(text, place) is not None


def with_certain_days(reading: Reading, *, is_timed: bool) -> Reading:
    """Return the reading with "day 6" doubted where a cycle or a day is told, now or before (is_timed): it may be counted from there."""
    item = reading.stated.get("days_to_resolve") or reading.stated.get("unresolved_days")
    named = reading.stated.keys() | reading.unclear.keys()
    if item is None or _A_DAY.search(item.words) is None or not (is_timed or named & OF_A_CYCLE):
        return reading
    stated = {name: other for name, other in reading.stated.items() if other is not item}
    return Reading(stated, {**reading.unclear, "days_to_resolve": Unclear("days_to_resolve", item.words, "number")})


def _found(text: str) -> Iterator[_ByDay]:
    for match in [*_TOOK_UNTIL_DAY.finditer(text), *_REACHED_ON_DAY.finditer(text), *_GONE_ON_DAY.finditer(text)]:
        yield _ByDay(_item("days_to_resolve", match), match.span("when"), match.start())
    for match in _RESOLVED_BY_DAY.finditer(text):
        is_denied = _DENIED.search(text[max(0, match.start() - _SEEN_BEFORE) : match.start()]) is not None
        name = "unresolved_days" if is_denied and not _UNTIL.match(match["when"]) else "days_to_resolve"
        yield _ByDay(_item(name, match), match.span("when"), match.start())


def _item(name: str, match: re.Match[str]) -> Stated | Unclear:
    value = number_of(match["nth"]) if match["nth"] else Decimal(match["day"])
    return Unclear(name, match["when"], "number") if value is None else Stated(name, value, match["when"])
