"""Locate every quote that a set of rules holds, and say where in the rule files each stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from assistant.knowledge.errors import QuoteError
from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote, locate

_Rules = TypeVar("_Rules")

Places = Mapping[Quote, Sequence[tuple[str, str]]]
"""For each quote, as written in the rule files: the files that hold it, each with the key of the first place."""


def locate_quotes(
    rules: _Rules, passages: Sequence[Passage], places: Places
) -> tuple[_Rules, list[tuple[Quote, QuoteError]]]:
    """Return the rules with every quote's span and passage, and each quote that is not found, with an error for each file.

    rules: a frozen dataclass that holds quotes at any depth, in dataclasses, tuples and mappings.
    """
    found: dict[Quote, Quote] = {}
    drift: list[tuple[Quote, QuoteError]] = []
    for quote in dict.fromkeys(quote for _, quote in quotes_in(rules)):
        try:
            found[quote] = locate(passages, quote.source, quote.section, quote.text, file="")
        except QuoteError as error:
            drift += [(quote, QuoteError(file, f"{key}: {error.problem}", error.remedy)) for file, key in places[quote]]
    return _with_quotes(rules, found), drift


def quotes_of(node: object) -> Iterator[Quote]:
    """Yield every quote at any depth of frozen dataclasses, tuples and mappings."""
    yield from (quote for _, quote in quotes_in(node))


def quotes_in(node: object, key: str = "") -> Iterator[tuple[str, Quote]]:
    """Yield every quote at any depth with the key that leads to it, parts joined with a point."""
    if isinstance(node, Quote):
        yield key, node
    else:
        for name, part in _parts(node).items():
            yield from quotes_in(part, f"{key}.{name}" if key else str(name))


def _with_quotes(node: Any, found: Mapping[Quote, Quote]) -> Any:
    """Return the node with the quotes found; a part that holds none stays the very same object."""
    if isinstance(node, Quote):
        return found.get(node, node)
    parts = _parts(node)
    changed = {name: _with_quotes(part, found) for name, part in parts.items()}
    if all(changed[name] is part for name, part in parts.items()):
        return node
    if isinstance(node, tuple):
        return tuple(changed.values())
    return changed if isinstance(node, Mapping) else replace(node, **changed)


def _parts(node: object) -> Mapping[Any, object]:
    """Return what a dataclass, a tuple or a mapping is made of; nothing for everything else."""
    if isinstance(node, tuple):
        return dict(enumerate(node))
    if isinstance(node, Mapping):
        return node
    if is_dataclass(node) and not isinstance(node, type):
        return {field.name: getattr(node, field.name) for field in fields(node)}
    return {}
