"""Words as HTML: every sign escaped, and a number never parted from its comparator, its unit or its noun by a line end."""

import re
from html import escape

_UNIT = r"(?:mcg|mg|g|kg|mL|ml|hours?|h|days?|weeks?|months?|years?|minutes?|%|[x×] (?:ULN|10\^9/L))(?![A-Za-z])\S*"
_NUMBER = r"\d+(?:[.,]\d+)*(?:[-–]\d+)?"
_TOGETHER = re.compile(
    rf"(?:[<>≤≥~±] ?)?(?:(?:[Gg]rade|[Cc]ycles?|[Dd]ays?) )?{_NUMBER}(?: ?{_UNIT})?",
)


def typeset(words: str) -> str:
    """Return words as HTML that shows exactly these words; line breaks stay."""
    parts, last = [], 0
    for pair in _TOGETHER.finditer(words):
        if " " in pair[0]:
            parts += [escape(words[last : pair.start()]), f'<span class="together">{escape(pair[0])}</span>']
            last = pair.end()
    return "".join([*parts, escape(words[last:])]).replace("\n", "<br>")


def as_read(quote: str) -> str:
    """Return a quote as a person reads it: the cells of a table row with a dot between them."""
    return quote.replace(" | ", " · ")
