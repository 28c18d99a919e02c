"""A unit told alone, after a number that lacked it: "1.35", "m2 of course"."""

import re
from collections.abc import Iterable

from assistant.conversation.reading import read
from assistant.conversation.stated import Stated, Unclear

_UNIT_ALONE = re.compile(
    r"^\W*(?:(?:no|sorry|oops|actually|i|meant|mean|in|ok|okay|it'?s|that'?s|that|is|was|yes|obviously|of course|the)\W+)*"
    r"(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds?|stones?|st|cms?|centimet(?:re|er)s?|m|met(?:re|er)s?|ft|feet|inches|m2|m²|m\^2|square met(?:re|er)s?|hours?|hrs?|h|days?|percent|%|(?:(?:x|times|of|upper|the) ){0,4}(?:uln|limit(?: of (?:the )?normal)?))"
    r"(?:\W+(?:of course|obviously|sorry|please|then|yes))*\W*$",
    re.IGNORECASE,
)
_OF_LIMIT = re.compile(r"(?:uln|limit|normal)$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?:[.,]\d{1,4})?(?![\w.,]*\d)")


def with_unit(question: str, doubts: Iterable[Unclear]) -> dict[str, Stated]:
    """Return the inputs that a unit alone gives to the one number that was doubted for lack of it."""
    match = _UNIT_ALONE.match(question)
    without = [item for item in doubts if item.why == "unit"]
    if match is None or len({item.words for item in without}) != 1:
        return {}
    words, numbers = without[0].words, _NUMBER.findall(without[0].words)
    if len(numbers) != 1:
        return {}
    is_multiple = _OF_LIMIT.search(match["unit"]) is not None
    found = read(
        f"{words.partition(numbers[0])[0]}{numbers[0]} x ULN" if is_multiple else f"{numbers[0]} {match['unit']}"
    ).stated
    return {name: item for name, item in found.items() if name in {item.name for item in without}}
