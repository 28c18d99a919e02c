"""Another multiple of the upper limit after one was told: "and if it was 5?"."""

import re
from decimal import Decimal

from assistant.calculators import CATALOGUE
from assistant.conversation.number_again import ANY_NUMBER, own_number, read_again
from assistant.conversation.requests import Calculate
from assistant.conversation.stated import Stated
from assistant.knowledge.numbers import plain

_LABORATORY = frozenset(given.name for given in CATALOGUE["liver"].inputs) - {"weight_kg", "age_years", "indication"}
# A weight that is at least so many times as large is not meant.
_FAR = 3
# "And if it was 5?", "4 then?": after one multiple of the upper limit.
_OF_IT = re.compile(
    r"^\W*(?:(?:and|or|so|but|ok(?:ay)?|what|if|it|it['’]?s|that|this|was|were|is|had|been|now|only|just|exactly|at|say|then|suppose|about|how|comes?|came|back|goes|went|down|up|to|gets?|sorry|typo|oops|no|nope|actually|i|meant|mean|correction|make|made|should|be|have|been|read|wait|my|mistake|misread|mistyped|slip|hang on)\W+)*\d{1,2}(?:[.,]\d{1,2})?\s?(?:x|times|fold)?(?:\W+(?:then|now|today|instead|though|sorry|actually|not \d{1,2}(?:[.,]\d{1,2})?))*\W*$",
    re.IGNORECASE,
)


def multiple_again(question: str, request: Calculate, value: Decimal | None) -> dict[str, Stated]:
    """Return the one multiple that a request on liver values has with the number of a turn; none where it may be the weight."""
    multiple = _only_multiple(request)
    if value is None or not multiple or _OF_IT.match(question) is None or _may_be_weight(request, value):
        return {}
    written = next(iter(ANY_NUMBER.findall(question)), plain(value))
    return read_again(multiple, own_number(next(iter(multiple.items()))), written)


def _only_multiple(request: Calculate) -> dict[str, Stated]:
    if any(w.calculator != "liver" for w in request.wanted):
        return {}
    named = {n: item for w in request.wanted for n, item in w.inputs.items() if n in _LABORATORY}
    return named if len(named) == 1 and next(iter(named)).endswith("_x_uln") else {}


def _may_be_weight(request: Calculate, value: Decimal) -> bool:
    weights = [w.inputs["weight_kg"].value for w in request.wanted if "weight_kg" in w.inputs]
    return any(isinstance(kg, Decimal) and kg < _FAR * value for kg in weights)
