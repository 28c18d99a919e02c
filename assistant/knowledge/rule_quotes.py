"""Locate every quote that a set of rules holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from assistant.knowledge.errors import QuoteError
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote, locate

_Rules = TypeVar("_Rules")


def locate_quotes(
    rules: _Rules, passages: Sequence[Passage], *, file: str
) -> tuple[_Rules, list[tuple[Quote, QuoteError]]]:
    """Return the rules with every quote's span and passage, and each quote that is not found, with the error.

    rules: a frozen dataclass that holds quotes at any depth, in dataclasses, tuples and mappings; file: for the message.
    """
    found: dict[Quote, Quote] = {}
    drift: dict[Quote, QuoteError] = {}
    for quote in dict.fromkeys(quotes_of(rules)):
        try:
            found[quote] = locate(passages, quote.source, quote.section, quote.text, file=file)
        except QuoteError as error:
            drift[quote] = error
    return _with_quotes(rules, found), list(drift.items())


def quotes_of(node: object) -> Iterator[Quote]:
    """Yield every quote at any depth of frozen dataclasses, tuples and mappings."""
    if isinstance(node, Quote):
        yield node
    else:
        for part in _parts(node).values():
            yield from quotes_of(part)


def _with_quotes(node: Any, found: Mapping[Quote, Quote]) -> Any:
    if isinstance(node, Quote):
        return found.get(node, node)
    parts = {name: _with_quotes(part, found) for name, part in _parts(node).items()}
    if isinstance(node, tuple):
        return tuple(parts.values())
    if isinstance(node, Mapping):
        return parts
    return replace(node, **parts) if parts else node


def _parts(node: object) -> Mapping[Any, object]:
    """Return what a dataclass, a tuple or a mapping is made of; nothing for everything else."""
    if isinstance(node, Mapping):
        return node
    if isinstance(node, tuple):
        return dict(enumerate(node))
    if is_dataclass(node) and not isinstance(node, type):
        return {field.name: getattr(node, field.name) for field in fields(node)}
    return {}
