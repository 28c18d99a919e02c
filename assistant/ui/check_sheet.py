"""The double-check sheet: one page to print, with inputs, steps, quotes, versions and lines for two signatures."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.calculators.calculation import Calculation
from assistant.calculators.catalogue import CATALOGUE
from assistant.calculators.headlines import headline, input_lines
from assistant.knowledge.rule_forms import InputTable
from assistant.ui import page_words as words
from assistant.ui.course import LANES, Span

_HERE = Path(__file__).parent


def check_sheet(
    calculation: Calculation,
    table: InputTable,
    versions: Mapping[str, str],
    now: datetime,
    spans: Sequence[Span] = (),
) -> str:
    """Return the sheet as HTML that needs no other file. versions: by name, of all that the result was made from."""
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("check_sheet.html").render(
        title=f"{CATALOGUE[calculation.calculator].label}: {words.CHECK_SHEET.lower()}",
        top=headline(calculation, table),
        inputs=list(input_lines(calculation)),
        calculation=calculation,
        versions=versions,
        made=now.isoformat(sep=" ", timespec="minutes"),
        spans=spans,
        lanes=LANES,
        words=words,
    )
