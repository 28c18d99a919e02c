"""Grade an answer by the calculator, and say of a wrong one for which patient it would have been right."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from assistant.calculators import CATALOGUE, Calculation, CalculationError, calculate
from assistant.calculators.calculation import Field
from assistant.calculators.headlines import ACTION_WORDS, RESUME_WORDS, value_words
from assistant.knowledge.numbers import amount
from assistant.knowledge.quotes import Quote
from assistant.knowledge.rule_sets import Rules
from assistant.study.cases import Case
from assistant.study.pools import pool, usable, varied

_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YES_NO = {"yes": "Yes", "no": "No"}


class UnreadableAnswerError(Exception):
    """An answer that is no answer of the form that is asked for: it is asked for again, and not graded."""


@dataclass(frozen=True)
class Verdict:
    """right: whether the answer is the calculator's; expected: its answer in words; why: of a wrong answer, what it mistook."""

    right: bool
    expected: str
    why: str
    calculation: Calculation


def choices_of(case: Case) -> Mapping[str, str]:
    """Return the answers to choose from, each with its words; empty where a number or a date is asked for."""
    match case.kind:
        case "action":
            return ACTION_WORDS
        case "resume":
            return RESUME_WORDS
        case "liver" | "prephase":
            return _YES_NO
        case _:
            return {}


def grade(case: Case, answer: str, rules: Rules) -> Verdict:
    """Grade an answer as it was typed or chosen. Raises UnreadableAnswerError for one that cannot be read."""
    given = _read(case, answer)
    calculation = calculate(case.calculator, case.inputs, rules)
    expected = _answer(case, calculation)
    if _same(given, expected):
        return Verdict(right=True, expected=_words(case, expected), why="", calculation=calculation)
    why = next(_mistaken(case, given, calculation, rules), "")
    return Verdict(right=False, expected=_words(case, expected), why=why, calculation=calculation)


def key_quotes(case: Case, calculation: Calculation, rules: Rules, most: int) -> tuple[Quote, ...]:
    """Return the quotes that decide a case, the most telling first. most: how many at most."""
    telling: tuple[Quote, ...] = ()
    if case.kind == "cycle_start":
        telling = (usable(rules.schedule).dose.table.cycle_length.says,)
    elif case.kind == "resume":
        telling = (usable(rules.modification).same_cycle.says,)
    return tuple(dict.fromkeys((*telling, *calculation.citations)))[:most]


def _read(case: Case, answer: str) -> Decimal | str:
    text = answer.strip().replace(case.unit, "").strip() if case.unit else answer.strip()
    pattern = {"number": _NUMBER, "date": _DATE}.get(case.form)
    if pattern is None:
        if text not in choices_of(case):
            raise UnreadableAnswerError("Please choose an answer.")
        return text
    if not pattern.fullmatch(text):
        wanted = f"a number in {case.unit}" if case.form == "number" else "a date, written year-month-day"
        raise UnreadableAnswerError(f"Please give {wanted}.")
    return Decimal(text) if case.form == "number" else text


def _answer(case: Case, calculation: Calculation) -> Decimal | str:
    result = calculation.result
    match case.kind:
        case "dose":
            return cast(Decimal, result["dose_mcg_per_day"])
        case "infusion":
            return cast(Decimal, result["rate_ml_per_h"])
        case "cycle_start":
            cycles = cast(Sequence[Mapping[str, Field]], result["cycles"])
            steps = cast(Sequence[Mapping[str, Field]], cycles[(case.cycle or 1) - 1]["steps"])
            return str(steps[0]["start_date"])
        case "action" | "resume":
            return str(result["action" if case.kind == "action" else "resume"])
        case "liver" | "prephase":
            return "yes" if result["threshold_exceeded" if case.kind == "liver" else "indicated"] else "no"


def _same(given: Decimal | str, expected: Decimal | str) -> bool:
    """Compare exactly; a number that is given rounded is right where it is the rounded value, to one decimal at least."""
    if not isinstance(given, Decimal) or not isinstance(expected, Decimal):
        return given == expected
    exponent = given.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return given == expected or (decimals >= 1 and given == round(expected, decimals))


def _words(case: Case, value: Decimal | str) -> str:
    if isinstance(value, Decimal):
        return amount(round(value, 2) if value != round(value, 2) else value, case.unit)
    return choices_of(case).get(value, value)


def _mistaken(case: Case, given: Decimal | str, right: Calculation, rules: Rules) -> Iterator[str]:
    """Yield for which other patient the answer would be right: one input changed, the others as they are."""
    per_m2 = right.result.get("dose_mcg_per_m2_per_day")
    if per_m2 is not None and given == per_m2:
        yield "That is the dose per square metre; it still has to be multiplied by the body surface area."
    known = {description.name: description for description in CATALOGUE[case.calculator].inputs}
    for name, actual in case.inputs.items():
        for value in dict.fromkeys(pool(name, rules)) if varied(name) else ():
            if value != actual and _would_give(case, name, value, given, rules):
                other, here = (value_words(known[name], cast(Field, v)) for v in (value, actual))
                yield f"That would be right for: {known[name].label.lower()} {other}. Here it is {here}."
    if case.form == "date" and isinstance(given, str):
        yield _days_off(given, _answer(case, right))


def _would_give(case: Case, name: str, value: object, given: Decimal | str, rules: Rules) -> bool:
    try:
        changed = calculate(case.calculator, {**case.inputs, name: value}, rules)
    except CalculationError:
        return False
    return _same(given, _answer(case, changed))


def _days_off(given: str, expected: Decimal | str) -> str:
    try:
        days = (date.fromisoformat(given) - date.fromisoformat(str(expected))).days
    except ValueError:
        return "That is no date of the calendar."
    return f"That is {abs(days)} days {'later' if days > 0 else 'earlier'}."
