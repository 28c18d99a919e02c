"""How texts and contents are written, so that every database takes them."""

import json
from decimal import Decimal
from typing import Any


def dump(content: Any) -> str:
    """Return JSON in ASCII alone, whatever characters a question holds; its keys in order, so that it can be hashed."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), default=_plain)


def dump_readable(content: Any) -> str:
    """Return JSON whose texts are readable: what no database can hold is replaced."""
    return readable(json.dumps(content, ensure_ascii=False, default=_plain))


def readable(text: str) -> str:
    """Return text that every database can hold: no lone surrogate, no NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
