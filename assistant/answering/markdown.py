"""Words of documents and of users as Markdown: whatever they hold, they are shown as written and do nothing."""

import re

# Every ASCII sign that Markdown or the page gives a meaning; `:` opens an icon or a colour, `$` a formula.
_MEANING = set("\\`*_{}[]#|<>~$&^")
_LIST_SIGN = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data)(?=:)|\b(www)(?=\.)")
_DIRECTIVE = re.compile(r":(?=[A-Za-z_/+-]+(?:\\?\[|:))")


def escape(words: str) -> str:
    """Return words on one line, their special characters escaped with a backslash, never as HTML entities."""
    line = " ".join(words.split())
    line = "".join(f"\\{character}" if character in _MEANING else character for character in line)
    line = _DIRECTIVE.sub(r"\\:", line)
    line = _LINK.sub(lambda match: f"{match[0]}\\" if match[1] else "www\\", line)
    return _LIST_SIGN.sub(
        lambda match: f"{match[1]}\\{match[2]}" if len(match[2]) == 1 else f"{match[1]}{match[2][:-1]}\\{match[2][-1]}",
        line,
    )


def plain(text: str) -> str:
    """Return escaped Markdown as the words that a person reads: escapes and emphasis gone."""
    without_emphasis = re.sub(r"(?<!\\)[*_]{1,2}", "", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!|<>~$:&\"'^=@/])", r"\1", without_emphasis)
