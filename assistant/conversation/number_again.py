"""An input read again with another number in its words: its unit stays as it was stated."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.conversation.numerals import WORDS, number_of
from assistant.conversation.quantities import quantities
from assistant.conversation.reading import read
from assistant.conversation.slips import limit_anew, named_wrong
from assistant.conversation.stated import Stated

ANY_NUMBER = re.compile(r"(?<![\w.,])\d{1,6}(?:[.,]\d{1,6})?(?![\w.,]*\d)")
ANY_WORD = re.compile(rf"\b{WORDS}", re.IGNORECASE)
ANY_DIGITS = re.compile(r"(?<![\d.,])\d{1,6}(?:[.,]\d{1,6})?(?![\d.,]*\d)")
TIMES = {"days_to_resolve": Decimal(24), "days_held": Decimal(24), "hours_interrupted": Decimal(1)}


def put_right_by_name(question: str, known: Mapping[str, Stated]) -> dict[str, Stated]:
    """Return the input that a turn puts right by its name alone: "height was wrong, 194", "ULN is 1.0 sorry"."""
    wrong, limit = named_wrong(question), limit_anew(question)
    limits = [name for name in known if name.endswith("_uln")]
    if wrong is None and limit is not None and len(limits) == 1:
        wrong = (limits[0], limit)
    if wrong is None or wrong[0] not in known:
        return {}
    name, number = wrong
    return read_again({name: known[name]}, own_number((name, known[name])), number)


def own_number(named: tuple[str, Stated]) -> str:
    """Return the number of an input's words that is its own: the one of "c1 d3" that is the day."""
    name, item = named
    numbers: list[str] = ANY_DIGITS.findall(item.words) or ANY_WORD.findall(item.words)
    own = [number for number in numbers if number_of(number) == item.value]
    return own[-1] if own and name != "cycle" else (own or numbers)[0]


def _hours_in(words: str) -> list[Decimal]:
    return [q.value for q in quantities(words) if q.dimension == "time" and q.value is not None]


def _is_its_own(item: Stated, number: str) -> bool:
    """Tell whether a number in the words of an input is its value: a test and its limit may be told in the same words."""
    return isinstance(item.value, Decimal) and item.value == number_of(number)


def read_again(holding: Mapping[str, Stated], old: str, new: str) -> dict[str, Stated]:
    """Read the words of one input again with another number in them: the unit stays as it was stated."""
    if len({item.words for item in holding.values()}) != 1:
        return {}
    value = number_of(new)
    found: dict[str, Stated] = {}
    for name, item in holding.items():
        words = re.sub(rf"(?<![\d.,]){re.escape(old)}(?![\w.,]*\d)", new, item.words)
        again = read(words).stated.get(name)
        if again is not None:
            found[name] = again
        elif _is_its_own(item, old) and item.conversion is None and value is not None:
            found[name] = Stated(name, value, words)
        elif name in TIMES and len(hours := _hours_in(words)) == 1:
            found[name] = replace(item, value=hours[0] / TIMES[name], words=words, conversion=None)
    return found
