"""`blin calculate`: one calculation from flags, or many from JSON lines."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.calculators import (
    CATALOGUE,
    Calculation,
    CalculationError,
    Description,
    Input,
    calculate,
    error_form,
    result_form,
)
from assistant.calculators.calculation import citations_form, plain_form
from assistant.calculators.inputs import GivenTwice, range_words
from assistant.cli.jsonl import BadLineError, ObjectWithRepeatedKeys, answer_lines, dump
from assistant.knowledge.disabling import Disabled, rules_without
from assistant.knowledge.rule_files import RuleFiles
from assistant.knowledge.rule_forms import InputTable
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.rules import FOLDER, read_rules
from assistant.settings import Settings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser. The flags of a calculator are read in `run`, from the catalogue."""
    parser = commands.add_parser(
        "calculate",
        help="calculate a dose, a schedule, a rate, a dose modification",
        epilog=f"Calculators: {', '.join(CATALOGUE)}. `blin calculate NAME --help` lists the inputs of one.",
    )
    parser.add_argument(
        "--jsonl", action="store_true", help="read calculations from standard input, one JSON object a line"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("name", nargs="?", metavar="NAME", help="the calculator")
    parser.add_argument("flags", nargs=argparse.REMAINDER, metavar="--INPUT VALUE", help="one flag an input")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the result of one calculation, or answer JSON lines. Returns 1 with an error, or a bad line, else 0."""
    flags: list[str] = [flag for flag in arguments.flags if flag != "--json"]
    as_json: bool = arguments.json or len(flags) < len(arguments.flags)
    # Imported here: help must not wait for the database's libraries.
    from assistant.records.watching import watched

    if arguments.jsonl:
        with watched(settings.database) as switched_off:
            return _answer_lines(read_rules(settings.corpus), switched_off)
    description = CATALOGUE.get(arguments.name or "")
    if description is not None and {"--help", "-h"} & set(flags):
        print(_help(description, RuleFiles(settings.corpus / FOLDER).inputs))
        return 0
    with watched(settings.database) as switched_off:
        rules = rules_without(read_rules(settings.corpus), switched_off())
    try:
        calculation = calculate(arguments.name or "", _inputs(flags, description), rules)
    except CalculationError as error:
        if as_json:
            sys.stdout.buffer.write(dump({"error": error_form(error)}))
        else:
            print(f"{error.code}, {error.field}: {error.message}", file=sys.stderr)
        return 1
    if as_json:
        sys.stdout.buffer.write(dump({"result": result_form(calculation)}))
    else:
        print("\n".join(_page(calculation, rules)))
    return 0


# ---- JSON lines


def _answer_lines(rules: Rules, switched_off: Callable[[], Disabled]) -> int:
    """Answer each line by the rules without what is switched off at that moment."""

    def answer(line: Mapping[str, Any]) -> dict[str, Any]:
        return answer_line(line, rules_without(rules, switched_off()))

    return answer_lines(sys.stdin.buffer, sys.stdout.buffer, answer, inputs_at="inputs")


def answer_line(line: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """Return the line out for a line in. Raises BadLineError where one of its three fields is missing."""
    for name in ("id", "calculator", "inputs"):
        if name not in line:
            raise BadLineError(f"The line has no field {name!r}.")
    inputs = line["inputs"]
    if isinstance(inputs, ObjectWithRepeatedKeys):
        inputs = {**inputs, **dict.fromkeys(inputs.repeated, GivenTwice())}
    try:
        return {"id": line["id"], "result": result_form(calculate(line["calculator"], inputs, rules))}
    except CalculationError as error:
        return {"id": line["id"], "error": error_form(error)}


# ---- flags


def _inputs(flags: Iterable[str], description: Description | None) -> dict[str, object]:
    """Return the inputs that the flags give; what is no plain number or no yes or no stays a text, which is then refused."""
    inputs: dict[str, object] = {}
    for name, value in _pairs(list(flags)):
        known = {} if description is None else {given.name: given for given in description.inputs}
        inputs[name] = GivenTwice() if name in inputs else _value(known.get(name), value)
    return inputs


def _pairs(flags: list[str]) -> Iterator[tuple[str, str]]:
    """Yield input name and value of `--input value` and `--input=value`. A flag without a value is a yes."""
    place = 0
    while place < len(flags):
        flag, equals, value = flags[place].partition("=")
        place += 1
        if not flag.startswith("--"):
            raise CalculationError("invalid_input", "inputs", "Each value needs the flag of its input before it.")
        if not equals and place < len(flags) and not flags[place].startswith("--"):
            value = flags[place]
            place += 1
        elif not equals:
            value = "yes"
        yield flag.removeprefix("--").replace("-", "_"), value


def _value(known: Input | None, value: str) -> object:
    if known is not None and known.kind == "number" and _PLAIN_NUMBER.fullmatch(value):
        return Decimal(value)
    if known is not None and known.kind == "yes_no":
        return _YES_NO.get(value.lower(), value)
    return value


# ---- for a person


def _help(description: Description, table: InputTable) -> str:
    lines = [f"blin calculate {description.name}: {description.purpose}", ""]
    for given in description.inputs:
        what = _what(given, table)
        need = " (always needed)" if given.required else ""
        default = f" Default: {given.default}." if isinstance(given.default, str) else ""
        lines.append(f"  {given.flag:<30} {given.label}{need}: {what}")
        lines.append(f"  {'':<30} {given.help}{default}")
    return "\n".join(lines)


def _what(given: Input, table: InputTable) -> str:
    """Say what may be given for an input."""
    if given.kind == "number":
        return ", ".join(filter(None, (given.unit, range_words(table.numbers[given.name]))))
    return {"choice": ", ".join(given.choices), "yes_no": "yes or no", "date": "YYYY-MM-DD"}[given.kind]


def _page(calculation: Calculation, rules: Rules) -> Iterator[str]:
    """Yield the lines for a person: result first, then inputs, steps, warnings, and the quotes with their sections."""
    yield f"{CATALOGUE[calculation.calculator].label} (blin calculate {calculation.calculator})"
    yield f"Rules {rules.hash}, {rules.sign_off}"
    yield from _part("RESULT", _fields(plain_form(calculation.result)))
    yield from _part("INPUTS", _fields(plain_form(calculation.inputs)))
    yield from _part("STEPS", (f"{number}. {step}" for number, step in enumerate(calculation.steps, start=1)))
    yield from _part("WARNINGS", (f"- {warning}" for warning in calculation.warnings))
    quotes = (
        f'[{cited["n"]}] {cited["source"]}: {cited["section"]}\n      "{cited["quote"]}"'
        for cited in citations_form(calculation)
    )
    yield from _part("SOURCES", quotes)


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield heading
    yield from (f"  {line}" for line in lines)


def _fields(fields: object, name: str = "") -> Iterator[str]:
    """Yield one line a value: nested fields under the names that lead to them, lists counted from one."""
    if isinstance(fields, Mapping):
        for key, value in fields.items():
            yield from _fields(value, f"{name} {key}".strip())
    elif isinstance(fields, list) and fields:
        for number, value in enumerate(fields, start=1):
            yield from _fields(value, f"{name} {number}")
    else:
        yield f"{name}: {_words(fields)}"


def _words(value: object) -> str:
    if value is None or value == []:
        return "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
