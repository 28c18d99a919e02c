"""Our own sentences as HTML: the little Markdown that answers are written in, every other sign shown as it is."""

import re
from collections.abc import Callable

from assistant.ui.typeset import typeset

Link = Callable[[int], str]
"""Returns the HTML of a citation's marker by its number."""

_TOKEN = re.compile(r"\\(?P<escaped>.)|(?P<strong>\*\*)|(?P<emphasis>\*)|\[(?P<marker>\d+)\]", re.DOTALL)
_WHOLE = re.compile(r"^(?P<mark>\*{1,2})(?P<inside>(?:\\.|[^\\*])+)(?P=mark)$", re.DOTALL)
_ITEM = re.compile(r"^(?:-|\d+\.) ")


def prose(text: str, link: Link) -> str:
    """Return a paragraph or a list as HTML. A paragraph in bold is a label, one in italics or before a list a note."""
    lines = text.split("\n")
    if all(_ITEM.match(line) for line in lines):
        kind = "ul" if lines[0].startswith("-") else "ol"
        items = "".join(f"<li>{inline(_ITEM.sub('', line), link)}</li>" for line in lines)
        return f"<{kind}>{items}</{kind}>"
    whole = _WHOLE.match(text)
    if whole:
        return f'<p class="{"label" if len(whole["mark"]) > 1 else "note"}">{inline(whole["inside"], link)}</p>'
    return f'<p class="{"note" if text.endswith(":") and len(lines) == 1 else "ours"}">{inline(text, link)}</p>'


def inline(text: str, link: Link) -> str:
    """Return one run of words as HTML, what is escaped shown as it is."""
    parts: list[str] = []
    words, last = "", 0
    is_open = {"strong": False, "emphasis": False}
    tags = {"strong": "strong", "emphasis": "em"}
    for token in _TOKEN.finditer(text):
        words += text[last : token.start()]
        last = token.end()
        if token["escaped"]:
            words += token["escaped"]
            continue
        parts.append(typeset(words))
        words = ""
        kind = token.lastgroup or ""
        if kind == "marker":
            parts.append(link(int(token["marker"])))
        else:
            parts.append(f"<{'/' if is_open[kind] else ''}{tags[kind]}>")
            is_open[kind] = not is_open[kind]
    closed = "".join(f"</{tags[kind]}>" for kind in ("emphasis", "strong") if is_open[kind])
    return "".join([*parts, typeset(words + text[last:]), closed])
