"""The day by which a toxicity resolved: the sixth day is six days, while "day 6" may be a day of the cycle as well."""

import re
from collections.abc import Iterator

from assistant.conversation.numerals import ORDINAL, number_of
from assistant.conversation.stated import Stated, Unclear

# "Resolved on the sixth day", "back to grade 1 by day 6".
_RESOLVED_BY_DAY = re.compile(
    r"\b(?:resolv(?:ed|es|ing)|recover(?:ed|s)|settled|cleared|subsided|normali[sz]ed|gone|better|(?:(?:back|down|resolved|recovered|improved) to|(?:was|is|got to|reached|hit)(?: (?:at|back at|down at))?) (?:baseline|normal|(?:grade|gr|g) ?[01]))"
    rf"(?: (?:completely|fully|again|only|to (?:baseline|normal|(?:grade|gr|g) ?[01]))){{0,2}} (?P<when>(?:(?:on|by|at|after) (?:the )?)?(?:(?P<nth>{ORDINAL}) day|day (?P<day>\d{{1,2}}+)))\b"
    r"(?! (?:of|in) (?:the |this |her |his )?(?:cycle|c\d|course|treatment|infusion))"
    r"(?P<since> (?:after|from|since|post|of)[- ](?:the )?(?:onset|start of (?:it|symptoms)|it (?:started|began)|symptoms (?:started|began)))?",
    re.IGNORECASE,
)


def resolved_by_day(text: str) -> Iterator[tuple[Stated | Unclear, int]]:
    """Yield the days that a toxicity took by the day on which it was gone, with their place."""
    for match in _RESOLVED_BY_DAY.finditer(text):
        words = match["when"]
        counted = match["nth"] or (match["day"] if match["since"] else None)
        value = number_of(counted) if counted else None
        item: Stated | Unclear = (
            Unclear("days_to_resolve", words, "number") if value is None else Stated("days_to_resolve", value, words)
        )
        yield item, match.start()


def spans_of_resolution(text: str) -> list[tuple[int, int]]:
    """Return where such days stand: none is the day of the cycle on which something occurred."""
    return [match.span("when") for match in _RESOLVED_BY_DAY.finditer(text)]
