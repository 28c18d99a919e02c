"""What a calculator returns, and the one error that it raises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.knowledge.quotes import Quote

ErrorCode = Literal["invalid_input", "implausible", "not_covered", "missing_input"]

ERROR_CODES: tuple[ErrorCode, ...] = ("invalid_input", "implausible", "not_covered", "missing_input")
"""In the order in which they are reported: of several problems the first of the first code is raised."""

Field = Decimal | str | bool | None | Sequence["Field"] | Mapping[str, "Field"]
"""A value field: numbers are Decimal, exact; dates are ISO texts."""


class CalculationError(Exception):
    """The one error of a calculator.

    code: which kind; field: the input it is about (`calculator` for the calculator itself); message: in words, never with a
    number that looks like a dose; missing: with `missing_input`, every input still asked for, alternatives included.
    """

    def __init__(self, code: ErrorCode, field: str, message: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(code, field, message, missing)
        self.code: ErrorCode = code
        self.field = field
        self.message = message
        self.missing = missing

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Calculation:
    """A result with all that a reader needs to check it.

    inputs: every input used, defaults included; result: the value fields, in the contract's order; steps: sentences that a
    nurse can follow; warnings: what the user must be told; citations: the quotes that the result rests on.
    """

    calculator: str
    inputs: Mapping[str, Field]
    result: Mapping[str, Field]
    steps: tuple[str, ...]
    warnings: tuple[str, ...]
    citations: tuple[Quote, ...]


@dataclass(frozen=True)
class Computed:
    """What one calculator works out; `calculate` adds its name and what every result carries.

    used: the names of the inputs used; inputs: inputs used that were worked out, not given.
    """

    used: tuple[str, ...]
    result: Mapping[str, Field]
    steps: tuple[str, ...]
    warnings: tuple[str, ...]
    citations: tuple[Quote, ...]
    inputs: Mapping[str, Field] = field(default_factory=dict)


def plain_form(content: Field) -> object:
    """Return a value field as JSON has it: whole numbers as int, other numbers as float, mappings and lists as they are."""
    if isinstance(content, Decimal):
        return int(content) if content == content.to_integral_value() else float(content)
    if isinstance(content, Mapping):
        return {key: plain_form(value) for key, value in content.items()}
    if isinstance(content, Sequence) and not isinstance(content, str):
        return [plain_form(value) for value in content]
    return content


def calculation_form(calculation: Calculation) -> dict[str, object]:
    """Return the calculation as an Answer carries it (machine contract, part 1)."""
    return {
        "calculator": calculation.calculator,
        "inputs": plain_form(calculation.inputs),
        "result": plain_form(calculation.result),
        "steps": list(calculation.steps),
        "warnings": list(calculation.warnings),
    }


def citations_form(calculation: Calculation) -> list[dict[str, object]]:
    """Return the citations as an Answer carries them, numbered from one (machine contract, part 1)."""
    return [
        {"n": number, "source": quote.source, "section": quote.section, "quote": quote.text}
        for number, quote in enumerate(calculation.citations, start=1)
    ]


def result_form(calculation: Calculation) -> dict[str, object]:
    """Return the `result` of a line out (machine contract, part 2): the value fields, then what every result carries."""
    return {
        **{key: plain_form(value) for key, value in calculation.result.items()},
        "calculator": calculation.calculator,
        "inputs": plain_form(calculation.inputs),
        "steps": list(calculation.steps),
        "warnings": list(calculation.warnings),
        "citations": citations_form(calculation),
    }


def error_form(error: CalculationError) -> dict[str, object]:
    """Return the `error` of a line out (machine contract, part 2)."""
    return {"code": error.code, "field": error.field, "message": error.message}
