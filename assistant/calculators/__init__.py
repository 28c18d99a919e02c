"""Pure calculators: arguments in, result out."""

from assistant.calculators.calculating import calculate
from assistant.calculators.calculation import (
    Calculation,
    CalculationError,
    calculation_form,
    citations_form,
    error_form,
    result_form,
)
from assistant.calculators.catalogue import CATALOGUE, Description, Input

__all__ = [
    "CATALOGUE",
    "Calculation",
    "CalculationError",
    "Description",
    "Input",
    "calculate",
    "calculation_form",
    "citations_form",
    "error_form",
    "result_form",
]
