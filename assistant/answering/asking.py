"""Ask back for exactly what is missing: one question, why it is asked, and choices where there are few."""

from collections.abc import Sequence

from assistant.answering import replies
from assistant.answering.calculating import ToAsk, label_of
from assistant.answering.markdown import escape
from assistant.calculators import CATALOGUE
from assistant.conversation.stated import Stated
from assistant.knowledge.rule_sets import InfusionRules, ModificationRules, Rules

_ALTERNATIVES = (
    frozenset({"height_cm", "bsa_m2"}),
    frozenset({"marrow_blasts_percent", "peripheral_blasts_e9_per_l"}),
)
_MOST_CHOICES = 10


def question_for(to_ask: ToAsk) -> str:
    """Return the question back as Markdown: what could not be read, then what is asked for."""
    doubts = dict.fromkeys(
        escape(replies.UNCLEAR[item.why].format(words=item.words)) for item in to_ask.unclear if item.words.strip()
    )
    message = [escape(to_ask.message)] if to_ask.message else []
    counted = [_counted(*to_ask.counted)] if to_ask.counted else []
    return " ".join([*counted, *doubts, *message, _question(to_ask.calculator, to_ask.missing)])


def _counted(cycle: Stated, day: Stated) -> str:
    return replies.COUNTED.format(cycle=cycle.value, day=day.value, how=escape(cycle.conversion or ""))


def choices_for(to_ask: ToAsk, rules: Rules) -> tuple[str, ...]:
    """Return words that answer the question, where it asks for one thing with few answers."""
    if len(to_ask.missing) != 1:
        return ()
    (name,) = to_ask.missing
    given = next((item for item in CATALOGUE[to_ask.calculator].inputs if item.name == name), None)
    if name == "grade" and isinstance(rules.modification, ModificationRules):
        grades = sorted({grade for case in rules.modification.cases for grade in case.row.grades})
        return tuple(f"Grade {grade}" for grade in grades)
    if name == "bag_hours" and isinstance(rules.infusion, InfusionRules):
        return tuple(f"{bag.bag_hours} hours bag" for bag in rules.infusion.table.bags)
    if given is None:
        return ()
    if given.kind == "yes_no":
        return ("Yes", "No")
    return tuple(given.choices.values())[:_MOST_CHOICES]


def _question(calculator: str, missing: Sequence[str]) -> str:
    questions = [_ask(calculator, name) for name in missing]
    if any(set(missing) <= alternatives for alternatives in _ALTERNATIVES) and len(missing) > 1:
        rest = [question[0].lower() + question[1:].rstrip("?") for question in questions[1:]]
        return replies.EITHER_WILL_DO.format(first=questions[0].rstrip("?"), others=" or ".join(rest))
    return " ".join(questions)


def _ask(calculator: str, name: str) -> str:
    return replies.QUESTIONS.get(name) or replies.QUESTION_OTHER.format(label=label_of(calculator, name))
