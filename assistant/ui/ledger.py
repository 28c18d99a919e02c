"""The ledger of repairs as HTML: the original's words on the left, the transcription's on the right, what differs marked."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from html import escape

from assistant.knowledge.repairs import Repair
from assistant.ui import page_words as words


def ledger_html(repairs: Iterable[Repair]) -> str:
    """Return a table with one row a repair."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in words.LEDGER_HEADS)
    rows = "".join(_row(repair) for repair in repairs)
    return f'<table class="ledger"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(repair: Repair) -> str:
    before, after = _marked(repair.before, repair.after)
    return (
        f'<tr><th scope="row">{escape(words.REPAIR_KINDS[repair.kind])}<small>{escape(_where(repair))}</small></th>'
        f'<td data-label="{escape(words.LEDGER_HEADS[1])}"><div>{before}</div></td>'
        f'<td data-label="{escape(words.LEDGER_HEADS[2])}"><div>{after}</div></td>'
        f'<td class="why"><div>{escape(repair.reason)}</div></td></tr>'
    )


def _where(repair: Repair) -> str:
    if repair.everywhere:
        return f"{repair.everywhere} places"
    lines = ", ".join(map(str, repair.lines))
    return f"line {lines}" if len(repair.lines) == 1 else f"lines {lines}"


def _marked(before: str, after: str) -> tuple[str, str]:
    """Return both texts with what only one of them has marked as deleted or inserted, word by word."""
    old, new = _pieces(before), _pieces(after)
    left, right = [], []
    for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        kept, made = "".join(old[first:last]), "".join(new[new_first:new_last])
        left.append(escape(kept) if kind == "equal" else _tagged("del", kept))
        right.append(escape(made) if kind == "equal" else _tagged("ins", made))
    empty = f'<span class="quiet">{escape(words.NOTHING_THERE)}</span>'
    return "".join(left) or empty, "".join(right) or empty


def _pieces(text: str) -> Sequence[str]:
    """Return words and the white space between them."""
    pieces, current = [], ""
    for character in text:
        if current and character.isspace() != current[-1].isspace():
            pieces.append(current)
            current = ""
        current += character
    return [*pieces, current] if current else pieces


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""
