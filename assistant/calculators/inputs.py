"""Read the inputs of a calculator, exactly and in the contract's order of errors."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assistant.calculators.calculation import ERROR_CODES, CalculationError, Field
from assistant.calculators.catalogue import Description, Input
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_forms import InputTable, Limits

_DATE = re.compile(r"\d\d\d\d-\d\d-\d\d", re.ASCII)
# A name that holds something like a dose is not repeated: no error carries a number that looks like one.
_SAFE_TO_REPEAT = re.compile(r"(?!.*\d[ _-]*(?:mc?g|ug))[a-z_][\w -]*", re.ASCII | re.IGNORECASE)

_ZERO = Decimal()


class GivenTwice:
    """Stands for an input that was given more than once: none of its values is taken."""


@dataclass(frozen=True)
class Given:
    """The inputs that were given and can be read, defaults included. Numbers are exact Decimals, none negative."""

    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    yes_no: Mapping[str, bool] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.numbers or name in self.choices or name in self.yes_no or name in self.dates

    def shown(self, name: str) -> Field:
        """Return an input that was given, as a result repeats it."""
        if name in self.numbers:
            return self.numbers[name]
        if name in self.dates:
            return self.dates[name].isoformat()
        return self.choices[name] if name in self.choices else self.yes_no[name]


def read(
    description: Description, inputs: Mapping[str, object], table: InputTable
) -> tuple[Given, list[CalculationError]]:
    """Return the inputs that can be read, and every problem that one input has by itself."""
    readable: dict[str, Decimal | str | bool | date] = {}
    problems = list(_unknown(description, inputs, table))
    for known in description.inputs:
        if known.name not in inputs and known.default is None:
            if known.required:
                problems.append(
                    CalculationError("missing_input", known.name, f"{known.label} is needed.", (known.name,))
                )
            continue
        try:
            readable[known.name] = _value(known, inputs.get(known.name, known.default), table)
        except CalculationError as error:
            problems.append(error)
    given = Given(
        numbers={name: value for name, value in readable.items() if isinstance(value, Decimal)},
        choices={name: value for name, value in readable.items() if isinstance(value, str)},
        yes_no={name: value for name, value in readable.items() if isinstance(value, bool)},
        dates={name: value for name, value in readable.items() if isinstance(value, date)},
    )
    for known in description.inputs:
        if known.name in given.numbers:
            problems.extend(_implausible(known, given.numbers[known.name], table.numbers[known.name]))
    return given, problems


def _value(known: Input, value: object, table: InputTable) -> Decimal | str | bool | date:
    if isinstance(value, GivenTwice):
        raise _invalid(known, "is given twice.")
    if known.kind == "number":
        return _number(known, value, table)
    readers: Mapping[str, Callable[[Input, object], str | bool | date]] = {
        "choice": _choice,
        "yes_no": _yes_no,
        "date": _date,
    }
    return readers[known.kind](known, value)


def range_words(limits: Limits) -> str:
    """Say which numbers are taken: "2 to 350", "whole number, at least 1"."""
    lowest, highest = limits.plausible
    if limits.possible[0] is not None:
        lowest = max(lowest, limits.possible[0])
    if limits.possible[1] is not None:
        highest = min(highest, limits.possible[1])
    ends = f"{plain(lowest)} to {plain(highest)}" if highest.is_finite() else f"at least {plain(lowest)}"
    return f"whole number, {ends}" if limits.whole else ends


def first_problem(description: Description, problems: Iterable[CalculationError]) -> CalculationError | None:
    """Return the problem to report: the first code in the contract's order, within it the first field in the calculator's.

    What is missing is gathered from all problems of that code.
    """
    found = list(problems)
    if not found:
        return None
    order = {known.name: place for place, known in enumerate(description.inputs)}

    def rank(problem: CalculationError) -> tuple[int, int]:
        # A field that the calculator does not know stands before those that it knows.
        return ERROR_CODES.index(problem.code), order.get(problem.field, -1)

    first = min(found, key=rank)
    if first.code != "missing_input":
        return first
    missing = [name for problem in sorted(found, key=rank) if problem.code == first.code for name in problem.missing]
    return CalculationError(first.code, first.field, first.message, tuple(dict.fromkeys(missing)))


def _unknown(description: Description, inputs: Mapping[str, object], table: InputTable) -> Iterator[CalculationError]:
    known = {given.name for given in description.inputs}
    for name in inputs:
        if name not in known:
            yield CalculationError(
                "invalid_input",
                repeatable(name, table),
                f"The calculator {description.name} does not know this input. It knows: {', '.join(sorted(known))}.",
            )


def repeatable(name: object, table: InputTable) -> str:
    """Return an unknown name as an error repeats it: one that is long, or holds something like a dose, is `inputs`."""
    short = isinstance(name, str) and len(name) <= table.name_characters.value
    return name if isinstance(name, str) and short and _SAFE_TO_REPEAT.fullmatch(name) else "inputs"


def _invalid(known: Input, problem: str) -> CalculationError:
    return CalculationError("invalid_input", known.name, f"{known.label} {problem}")


def _number(known: Input, value: object, table: InputTable) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise _invalid(known, "must be a number, written with plain digits.")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    limits = table.numbers[known.name]
    if not number.is_finite():
        raise _invalid(known, "must be a finite number.")
    if number < 0 or (limits.positive and number == 0):
        raise _invalid(known, "must be more than zero." if limits.positive else "cannot be negative.")
    number = _shortest(number) if number else _ZERO
    if limits.whole and number != number.to_integral_value():
        raise _invalid(known, "must be a whole number.")
    if _decimals(number) > table.decimals.value:
        raise _invalid(known, "has more digits after the point than any measurement.")
    lowest, highest = limits.possible
    if lowest is not None and number < lowest:
        raise _invalid(known, f"must be at least {plain(lowest)}.")
    if highest is not None and number > highest:
        raise _invalid(known, f"must be at most {plain(highest)}.")
    return number


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _shortest(number: Decimal) -> Decimal:
    """Return the same number without zeros at the end of its digits, never rounded: `8.0` is `8`."""
    sign, digits, exponent = number.as_tuple()
    if digits[-1] or not isinstance(exponent, int) or exponent >= 0:
        return number
    kept = len("".join(map(str, digits)).rstrip("0"))
    dropped = min(len(digits) - kept, -exponent)
    return Decimal((sign, digits[: len(digits) - dropped], exponent + dropped))


def _implausible(known: Input, number: Decimal, limits: Limits) -> Iterator[CalculationError]:
    lowest, highest = limits.plausible
    if not lowest <= number <= highest:
        yield CalculationError(
            "implausible",
            known.name,
            f"{known.label} must lie between {plain(lowest)} and {plain(highest)} {limits.unit}: check the number and its unit.",
        )


def _choice(known: Input, value: object) -> str:
    if not isinstance(value, str) or value not in known.choices:
        raise _invalid(known, f"must be one of: {', '.join(known.choices)}.")
    return value


def _yes_no(known: Input, value: object) -> bool:
    if not isinstance(value, bool):
        raise _invalid(known, "must be true or false.")
    return value


def _date(known: Input, value: object) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _invalid(known, "must be a date of the calendar, written year-month-day, as in YYYY-MM-DD.")
