"""Whether a doubtful grade leaves no doubt: "grade 1 or 2" where one row of the toxicity's table holds both."""

import re

from assistant.conversation.declining import is_emergency
from assistant.conversation.numerals import number_of
from assistant.conversation.requests import Calculate, Wanted
from assistant.conversation.signals import asks_dose, asks_restart
from assistant.knowledge.rule_sets import ModificationRules, Rules

_GRADE = r"([1-4]|one|two|three|four|i{1,3}|iv)"
_LAST = re.compile(
    rf"{_GRADE}\W{{0,3}}(?:(?:-|–|/|to|or|and|\+)\s?)(?:(?:grade|gr\.?|g)\s?)?{_GRADE}\s*$", re.IGNORECASE
)
# A third grade, in doubt as well.
_HIGHER = re.compile(r"(?<![\d.,])[34](?![\d.,])|\b(?:three|four|iii|iv|higher|worse|severe)\b", re.IGNORECASE)
_TOLD = frozenset({"toxicity", "icans", "weight_kg", "age_years", "indication"})
_WITH_SUCH_ROWS = frozenset({"crs", "neurotoxicity", "infusion_reaction"})


def is_of_one_row(request: Calculate, rules: Rules) -> bool:
    """Tell whether all that is in doubt about the one toxicity asked about is its grade, between two that one row of its table holds.

    A dose, a restart or an emergency is more than the row of a mild toxicity tells.
    """
    question = request.question
    is_plain = not (_HIGHER.search(question) or is_emergency(question) or asks_restart(question))
    return (
        is_plain
        and asks_dose(question) is None
        and len(request.wanted) == 1
        and len(request.asked.toxicities) <= 1
        and _is_of_one_row(request.wanted[0], rules)
    )


def _is_of_one_row(wanted: Wanted, rules: Rules) -> bool:
    table = rules.modification
    if (
        wanted.calculator != "modification"
        or not isinstance(table, ModificationRules)
        or not wanted.inputs.keys() <= _TOLD
    ):
        return False
    toxicity = wanted.inputs["toxicity"].value if "toxicity" in wanted.inputs else None
    told = _LAST.search(wanted.unclear[0].words) if [d.name for d in wanted.unclear] == ["grade"] else None
    if told is None or toxicity not in _WITH_SUCH_ROWS:
        return False
    grades = {number_of(grade) for grade in told.groups()}
    return any(toxicity in case.row.toxicities and grades <= set(case.row.grades) for case in table.cases)
