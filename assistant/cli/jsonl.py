"""JSON lines in and out: one line out for each line in, whatever the line holds."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, BinaryIO

_LONGEST_NUMBER = 300


class BadLineError(ValueError):
    """A line that is not one JSON object in UTF-8 with each key once."""


class ObjectWithRepeatedKeys(dict[str, Any]):
    """An object that holds keys more than once; `repeated` names them."""

    repeated: frozenset[str]


def parse_line(line: bytes, *, inputs_at: str | None = None) -> dict[str, Any]:
    """Return the JSON object of a line, numbers with a fraction or exponent as Decimal.

    inputs_at: a field whose object may repeat a key and hold numbers that are none: its reader reports them.
    Raises BadLineError for broken JSON, other than UTF-8, anything but an object, and duplicate keys at any depth.
    """
    repeated: list[ObjectWithRepeatedKeys] = []

    def read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(pairs)
        if len(content) == len(pairs):
            return content
        found = ObjectWithRepeatedKeys(content)
        found.repeated = frozenset(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        repeated.append(found)
        return found

    content = _loaded(line, read_object)
    if not isinstance(content, dict):
        raise BadLineError("The line is not a JSON object.")
    left_to_reader = content.get(inputs_at) if inputs_at else None
    if any(found is not left_to_reader for found in repeated):
        raise BadLineError("The line holds a key twice.")
    if not _can_be_repeated({name: value for name, value in content.items() if name != inputs_at}):
        raise BadLineError("The line holds a number that JSON cannot hold.")
    return content


def _loaded(line: bytes, read_object: Callable[[list[tuple[str, Any]]], dict[str, Any]]) -> Any:
    try:
        return json.loads(
            line.decode("utf-8"),
            parse_float=_decimal,
            parse_constant=Decimal,
            parse_int=_integer,
            object_pairs_hook=read_object,
        )
    except UnicodeDecodeError as error:
        raise BadLineError("The line is not UTF-8.") from error
    except json.JSONDecodeError as error:
        raise BadLineError(f"The line is not JSON: {error.msg}.") from error
    except RecursionError as error:
        raise BadLineError("The line is nested too deeply.") from error


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        # An exponent beyond all bounds: no number that anyone can mean.
        return Decimal("NaN")


def _can_be_repeated(content: object) -> bool:
    """Return whether every number in it can be written out again."""
    if isinstance(content, Decimal):
        return content.is_finite() and abs(content.adjusted()) < _LONGEST_NUMBER
    if isinstance(content, dict):
        return all(map(_can_be_repeated, content.values()))
    return not isinstance(content, list) or all(map(_can_be_repeated, content))


def _integer(digits: str) -> int | Decimal:
    # int() refuses very long numbers; as a Decimal they reach the plausibility checks like any other.
    return int(digits) if len(digits) < _LONGEST_NUMBER else Decimal(digits)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def dump(content: object) -> bytes:
    """Return the content as one line of JSON in UTF-8, Decimals as numbers, lone surrogates as JSON escapes."""
    return json.dumps(content, ensure_ascii=False, default=_plain).encode("utf-8", "backslashreplace") + b"\n"


def answer_lines(
    lines: BinaryIO,
    out: BinaryIO,
    answer: Callable[[dict[str, Any]], dict[str, Any]],
    *,
    inputs_at: str | None = None,
) -> int:
    """Answer each line of input with one line of output, flushed line by line. Blank lines are skipped.

    A bad line, and a line for which `answer` raises BadLineError, gives the error `bad_line`. inputs_at: as in parse_line.
    Returns the exit status: 1 if there was a bad line, else 0.
    """
    status = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            result = answer(parse_line(line, inputs_at=inputs_at))
        except BadLineError as error:
            print(f"bad line: {error}", file=sys.stderr)
            result = {"id": None, "error": {"code": "bad_line", "message": str(error)}}
            status = 1
        out.write(dump(result))
        out.flush()
    return status
