"""Run a calculator by name: check its inputs in the contract's order, compute, and add what every result carries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, localcontext
from typing import Any

from assistant.calculators import bsa, dose, infusion, inputs, liver, modification, prephase, schedule
from assistant.calculators.calculation import Calculation, CalculationError, Computed, Field
from assistant.calculators.catalogue import CATALOGUE, Description
from assistant.calculators.inputs import Given
from assistant.calculators.wording import switched_off
from assistant.knowledge.rule_sets import Rules, Stopped

NOT_VALIDATED = (
    "Not clinically validated: no two pharmacists have signed these rules. Check the result against the monograph."
)


@dataclass(frozen=True)
class _Calculator:
    """How a calculator finds its problems and its result; `rules` is the field of Rules that holds its rules."""

    problems: Callable[[Given, Any], Iterable[CalculationError]]
    compute: Callable[[Given, Any], Computed]


_CALCULATORS: Mapping[str, _Calculator] = {
    "bsa": _Calculator(bsa.problems, bsa.compute),
    "dose": _Calculator(dose.problems, dose.compute),
    "schedule": _Calculator(schedule.problems, schedule.compute),
    "infusion": _Calculator(infusion.problems, infusion.compute),
    "modification": _Calculator(modification.problems, modification.compute),
    "liver": _Calculator(liver.problems, liver.compute),
    "prephase": _Calculator(prephase.problems, prephase.compute),
}


def calculate(name: str, given_inputs: Mapping[str, object], rules: Rules) -> Calculation:
    """Compute one calculation.

    name: of a calculator in the catalogue; given_inputs: by input name, numbers as int, Decimal or float; rules: from
    assistant.knowledge.rules. Raises CalculationError, the first problem in the contract's order, and nothing else.
    """
    if not isinstance(name, str) or name not in CATALOGUE:
        raise CalculationError(
            "invalid_input", "calculator", f"There is no such calculator; there are {', '.join(CATALOGUE)}."
        )
    if not isinstance(given_inputs, Mapping):
        raise CalculationError("invalid_input", "inputs", "The inputs must be named values.")
    description, calculator = CATALOGUE[name], _CALCULATORS[name]
    own_rules = getattr(rules, name)
    if isinstance(own_rules, Stopped):
        raise _refusal(own_rules)
    with localcontext(Context(prec=own_rules.inputs.precision.value)):
        given, problems = inputs.read(description, given_inputs, own_rules.inputs)
        problems.extend(calculator.problems(given, own_rules))
        problem = inputs.first_problem(description, problems)
        if problem is not None:
            raise problem
        computed = calculator.compute(given, own_rules)
    return Calculation(
        calculator=name,
        inputs=_inputs(description, given, computed),
        result=computed.result,
        steps=computed.steps,
        warnings=tuple(dict.fromkeys(computed.warnings if rules.signed else (*computed.warnings, NOT_VALIDATED))),
        citations=tuple(dict.fromkeys(computed.citations)),
    )


def _inputs(description: Description, given: Given, computed: Computed) -> dict[str, Field]:
    """Return every input used, defaults included, in the calculator's order."""
    used = {name: given.shown(name) for name in computed.used if name in given} | dict(computed.inputs)
    return {known.name: used[known.name] for known in description.inputs if known.name in used}


def _refusal(stopped: Stopped) -> CalculationError:
    if stopped.disabled is not None:
        return CalculationError(
            "not_covered", "calculator", switched_off(f"calculator {stopped.calculator}", stopped.disabled)
        )
    where = "; ".join(stopped.sections) or "; ".join(reason.file for reason in stopped.reasons)
    return CalculationError(
        "not_covered",
        "calculator",
        f"The calculator {stopped.calculator} is stopped: what its rules quote no longer stands in the documents, or a rule "
        f"file is damaged. To be reviewed: {where}. Run `blin check` for the details.",
    )
