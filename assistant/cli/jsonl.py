"""JSON lines in and out: one line out for each line in, whatever the line holds."""

import json
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any, BinaryIO


class BadLineError(ValueError):
    """A line that is not one JSON object in UTF-8 with each key once."""


def parse_line(line: bytes) -> dict[str, Any]:
    """Return the JSON object of a line, numbers with a fraction or exponent as Decimal.

    Raises BadLineError for broken JSON, other than UTF-8, anything but an object, and duplicate keys at any depth.
    """
    try:
        content = json.loads(
            line.decode("utf-8"),
            parse_float=Decimal,
            parse_constant=Decimal,
            parse_int=_integer,
            object_pairs_hook=_object_without_duplicates,
        )
    except UnicodeDecodeError as error:
        raise BadLineError("The line is not UTF-8.") from error
    except json.JSONDecodeError as error:
        raise BadLineError(f"The line is not JSON: {error.msg}.") from error
    except RecursionError as error:
        raise BadLineError("The line is nested too deeply.") from error
    if not isinstance(content, dict):
        raise BadLineError("The line is not a JSON object.")
    return content


def _integer(digits: str) -> int | Decimal:
    # int() refuses very long numbers; as a Decimal they reach the plausibility checks like any other.
    return int(digits) if len(digits) < 300 else Decimal(digits)


def _object_without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise BadLineError("The line holds a key twice.")
    return content


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return (
            int(value)
            if value.is_finite() and value == value.to_integral_value() and abs(value) < 10**15
            else float(value)
        )
    raise TypeError(f"{type(value).__name__} is not JSON")


def dump(content: object) -> bytes:
    """Return the content as one line of JSON in UTF-8, Decimals as numbers, lone surrogates as JSON escapes."""
    return json.dumps(content, ensure_ascii=False, default=_plain).encode("utf-8", "backslashreplace") + b"\n"


def answer_lines(lines: BinaryIO, out: BinaryIO, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Answer each line of input with one line of output, flushed line by line. Blank lines are skipped.

    A bad line, and a line for which `answer` raises BadLineError, gives the error `bad_line`. Returns the exit status: 1 if there was one, else 0.
    """
    status = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            result = answer(parse_line(line))
        except BadLineError as error:
            print(f"bad line: {error}", file=sys.stderr)
            result = {"id": None, "error": {"code": "bad_line", "message": str(error)}}
            status = 1
        out.write(dump(result))
        out.flush()
    return status
