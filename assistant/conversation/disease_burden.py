"""Whether a text tells that little of the leukemia is there: "hardly any blasts", "marrow nearly clear", "8 % blasts"."""

import re
from decimal import Decimal

from assistant.conversation.reading import read
from assistant.knowledge.rule_sets import PrephaseRules, Rules

_DISEASE = r"(?:leuk[ae]{1,2}mia|disease(?! progression)|blasts?|burden|tumou?r(?! lysis)(?: (?:load|burden|mass))?|bulk|load)\b"
_LITTLE_OF_IT = re.compile(
    rf"\b(?:not (?:very )?much|not a lot of|little|hardly any|barely any|scarcely any|almost no|nearly no|next to no|(?<!a )few|low|small|minimal|scant|no|without)\W{{1,2}}"
    rf"(?:(?:more|much|very|real|residual|visible|detectable|measurable|bulky|high|heavy|marrow|blood|leuk[ae]{{1,2}}mi[ac]|tumou?r|disease|circulating)\W{{1,2}}){{0,2}}{_DISEASE}",
    re.IGNORECASE,
)
_IT_IS_LITTLE = re.compile(
    rf"\b(?:marrow|bulk|{_DISEASE})(?:\W{{1,2}}(?:is|are|was|were|looks?|now|nearly|almost|practically|virtually|very|quite|only)){{0,3}}\W{{1,2}}(?:clear|clean|empty|gone|low|few|tiny|minimal|small|scanty?)\b",
    re.IGNORECASE,
)
_MUCH_OF_IT = re.compile(
    r"\b(?:packed|full of|stuffed|crowded|replaced by|but (?:the )?(?:marrow|blood|count))\b", re.IGNORECASE
)
_MARROW, _BLOOD = "marrow_blasts_percent", "peripheral_blasts_e9_per_l"


def tells_low_burden(text: str, rules: Rules) -> bool:
    """Tell whether a text says in words, or by a share of blasts below the limit of the prephase, that the burden is low.

    Blasts of the marrow or the blood from the limit on say that it is not, whatever else is told.
    """
    if not isinstance(rules.prephase, PrephaseRules) or _MUCH_OF_IT.search(text):
        return False
    stated = read(text).stated
    limits = {_MARROW: rules.prephase.table.marrow_blasts, _BLOOD: rules.prephase.table.peripheral_blasts}
    values = {name: stated[name].value for name in limits if name in stated}
    if any(isinstance(value, Decimal) and limits[name].holds(value) for name, value in values.items()):
        return False
    return _MARROW in values or (_LITTLE_OF_IT.search(text) or _IT_IS_LITTLE.search(text)) is not None
