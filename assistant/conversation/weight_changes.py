"""Whether a text tells that a weight has changed across the limit of the weight bands, or puts a rounded number in place of one."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.conversation.clauses import Clause, clause_at, clauses, of_this_patient
from assistant.conversation.measured import is_of_body
from assistant.conversation.quantities import Quantity, quantities
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import DoseRules, Rules

_LARGEST_CHANGE = Decimal("0.18")
_TWO_PATIENTS = re.compile(r"\b(?:two|2|both|three|3|several) (?:\w+ )?(?:pts|patients)\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:was|were|started (?:\w+ ){0,3}(?:at|on)|begun (?:at|on)|at (?:the )?start|at baseline|at diagnosis|initially|began|before|previously|used to|first|now|today|currently|dropped|fell|lost|gained|down to|up to|mid|half-?way|came in)\b",
    re.IGNORECASE,
)
_OF_NOW = frozenset({"now", "today", "currently"})
_WHICH_WEIGHT = re.compile(
    r"\bwhich (?:of (?:the|these|those|her|his) (?:two|weights|numbers|figures|values)|of (?:them|these|those)|weight|wt|one|figure|value|number)\b(?! (?:is|are) (?:fixed|bsa))|\bwhat weight\b|\b(?:by|on|with) which\b",
    re.IGNORECASE,
)
_BEFORE_TREATMENT = re.compile(
    r"\b(?:at|on|before|pre-?) ?(?:diagnosis|dx|admission|presentation|screening|referral|treatment)\b|\b(?:last (?:month|year)|(?:months?|years?) ago)\b",
    re.IGNORECASE,
)
_OF_WEIGHING = re.compile(r"\b(?:scales?|weigh\w*|wt|kgs?|kilos?|dry|o?edema\w*|fluid)\b", re.IGNORECASE)
_BARE_WEIGHT = re.compile(
    r"(?<![\w.,/-])(?P<number>[3-6]\d(?:\.\d{1,2})?)(?![\w.,/%-]*\d|\s?(?:%|y\b|yo\b|years?|yrs?|mcg|mg|ml|h\b|hours?|days?|cm|m2|m²|x\b|kg|kilo|lb|pound))",
    re.IGNORECASE,
)
# A dose with decimals, and behind it what one would make of it; a weight, a height or a surface is none.
_ROUNDED = re.compile(
    r"(?<![\d.,])(?P<exact>\d{1,2}\.\d{1,3})(?!\d|\s?(?:kg|kilo|lb|m2|m²|cm|m\b|ml|%|x\b|×|days?\b|h\b))"
    r"[^;]{0,60}?\b(?:make|made|call|give|giving|write|hang|use|run|up|down|to|as|at|dispense|prepare|just|simply)\s(?:(?:that|it|this|up|down|to|a|an|the|as|at|just|flat|straight|round|plain)\s){0,3}"
    r"(?P<whole>\d{1,2})(?![\d.,]\d|\s?(?:kg|kilo|lb|m2|m²|cm|%|x\b|days?\b|h\b|hours?\b))",
    re.IGNORECASE,
)


def crosses_weight_limit(text: str, rules: Rules) -> bool:
    """Tell whether a text gives a weight of before and one of now, or a dry one and another, on different sides of the limit of the weight bands."""
    if not isinstance(rules.dose, DoseRules) or not _CHANGES.search(text) or _TWO_PATIENTS.search(text):
        return False
    told = of_this_patient(text)
    parts = clauses(told)
    masses = [
        q.value
        for q in quantities(told)
        if q.dimension == "mass" and q.value is not None and is_of_body(told, q) and not _is_before(parts, q)
    ]
    values = masses if len(masses) > 1 else [*masses, *_bare_weights(told, masses)]
    return len({rules.dose.bsa_dosing_below.holds(value) for value in values}) > 1


def _bare_weights(text: str, masses: Sequence[Decimal]) -> list[Decimal]:
    """Return two numbers without units that are near one another, or one that is near a weight, where the text speaks of weighing."""
    if not _OF_WEIGHING.search(text):
        return []
    numbers = [Decimal(match["number"]) for match in _BARE_WEIGHT.finditer(text)]
    known = list(masses)[:1] or numbers[:1]
    return [number for number in numbers if known and abs(number - known[0]) <= _LARGEST_CHANGE * known[0]]


def tells_a_change(text: str) -> bool:
    """Tell whether a text speaks of how something was before, or has become; "today" told of both is one time."""
    told = [match[0].lower() for match in _CHANGES.finditer(text)]
    return bool(told) and not (len(told) > 1 and set(told) <= _OF_NOW)


def asks_which_weight(text: str) -> bool:
    """Tell whether it is asked by which of two weights of a text the dose goes."""
    if _WHICH_WEIGHT.search(text) is None:
        return False
    told = of_this_patient(text)
    return len({q.value for q in quantities(told) if q.dimension == "mass" and is_of_body(told, q)}) > 1


def rounds_weight(text: str, rules: Rules) -> bool:
    """Tell whether a text rounds a weight, and no dose: "44.96 kg, rounded to 45"."""
    if not isinstance(rules.dose, DoseRules):
        return False
    limit = re.escape(plain(rules.dose.bsa_dosing_below.value))
    return (
        re.search(rf"\bround\w*\b[^.?!]{{0,25}}\b(?:weight|wt|kgs?|kilos?|{limit})\b(?! ?mcg)", text, re.IGNORECASE)
        is not None
    )


def rounds_dose(text: str) -> bool:
    """Tell whether a text puts the whole number next to a dose with decimals in its place: "it came to 6.83 mcg, make that 7"."""
    return any(
        abs(Decimal(match["exact"]) - Decimal(match["whole"])) < 1 and "." in match["exact"]
        for match in _ROUNDED.finditer(text)
    )


def _is_before(parts: tuple[Clause, ...], q: Quantity) -> bool:
    """Tell whether a weight is one of before the treatment, which is no change during it."""
    clause = clause_at(parts, q.start)
    return clause.past and _BEFORE_TREATMENT.search(clause.text) is not None
