"""The dose-modification table as one grid, both weight bands; the row and the band of the patient stand out in words and form."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from html import escape

from assistant.calculators.relevant import matching_row
from assistant.knowledge.modification_table import Row
from assistant.knowledge.numbers import amount
from assistant.knowledge.rule_forms import Dosing
from assistant.knowledge.rule_sets import Case, ModificationRules
from assistant.ui import page_words as words
from assistant.ui.typeset import typeset


def grid_html(given: Mapping[str, object], rules: ModificationRules) -> str:
    """Return the table as HTML. given: what the form holds; the row that it means is marked, and the band of the weight."""
    limit = amount(rules.bsa_dosing_below.value, "kg")
    heads = (words.ROW, f"{words.AT_LEAST} {limit}", f"{words.BELOW} {limit}")
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in heads)
    matching, band = matching_row(given, rules), _band(given, rules)
    body = "".join(_row(case, band, matches=case.row.id == matching) for case in rules.cases)
    return (
        f'<table class="grid"><caption>{escape(words.GRID_CAPTION)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _band(given: Mapping[str, object], rules: ModificationRules) -> Dosing | None:
    weight_kg = given.get("weight_kg")
    if not isinstance(weight_kg, Decimal):
        return None
    return "bsa" if rules.bsa_dosing_below.holds(weight_kg) else "fixed"


def _row(case: Case, band: Dosing | None, *, matches: bool) -> str:
    row = case.row
    mark = f'<span class="this-row">{escape(words.THIS_ROW)}</span>' if matches else ""
    attributes = ' class="matches" aria-current="true"' if matches else ""
    head = f'<th scope="row">{mark}{typeset(row.trigger)}</th>'
    if case.disabled is not None:
        cells = f'<td colspan="2"><strong class="correction">{escape(words.switched_off(case.disabled))}</strong></td>'
    else:
        cells = "".join(_cells(row, band if matches else None))
    return f"<tr{attributes}>{head}{cells}</tr>"


def _cells(row: Row, band: Dosing | None) -> Iterator[str]:
    if row.fixed is None or row.bsa is None:
        yield f'<td colspan="2" class="silent">{escape(words.NO_SUCH_ROW)}</td>'
        return
    if row.fixed.says.text == row.bsa.says.text:
        yield f'<td colspan="2"><i class="band">{escape(words.BOTH_BANDS)}</i>{_words(row.fixed.says.text)}</td>'
        return
    cells: tuple[tuple[Dosing, str, str], ...] = (
        ("fixed", words.AT_LEAST_BAND, row.fixed.says.text),
        ("bsa", words.BELOW_BAND, row.bsa.says.text),
    )
    for dosing, label, text in cells:
        here = f'<span class="this-band">{escape(words.THIS_BAND)}</span>' if dosing == band else ""
        chosen = ' class="chosen"' if dosing == band else ""
        yield f'<td{chosen}><i class="band">{escape(label)}</i>{here}{_words(text)}</td>'


def _words(text: str) -> str:
    """Return a cell's words; a row of several cells shows each on a line of its own."""
    return "<br>".join(typeset(cell) for cell in text.split(" | "))
