"""A calculation with every input of a text that its calculator knows."""

from collections.abc import Mapping

from assistant.calculators import CATALOGUE
from assistant.conversation.requests import Wanted
from assistant.conversation.signals import Text
from assistant.conversation.stated import Stated, Unclear


def wanted_of(
    calculator: str, text: Text, more: Mapping[str, Stated | Unclear], unclear: tuple[Unclear, ...]
) -> Wanted:
    """Return a calculation with every input that the calculator knows."""
    known = [given.name for given in CATALOGUE[calculator].inputs]
    items = {**text.reading.stated, **text.reading.unclear, **more, **{item.name: item for item in unclear}}
    return Wanted(
        calculator,
        {name: item for name in known if isinstance(item := items.get(name), Stated)},
        tuple(item for name in known if isinstance(item := items.get(name), Unclear)),
    )
