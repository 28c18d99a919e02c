"""Rows as CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return the rows as CSV, every cell quoted; one that a spreadsheet would compute is made a text by an apostrophe [1].

    [1] OWASP, CSV injection.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return out.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_STARTS_A_FORMULA) else cell
