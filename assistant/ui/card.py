"""A calculation as a card: the result large, then its inputs, the row that decides, and folded the steps and quotes."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant.answering import replies
from assistant.answering.answer import Citation
from assistant.answering.markdown import escape as escape_markdown
from assistant.ui import words
from assistant.ui.prose import Link, inline
from assistant.ui.typeset import typeset

_ROW_DECIDES = ("modification", "liver")
"""Calculators whose result is a row of a table: its words stand open, those beside it are folded."""

Origin = Mapping[str, Any]
"""An input of a calculation: the fields of answer.Fact."""


def top_html(calculation: Mapping[str, Any], markers: str) -> str:
    """Return the result with what it is for. markers: links to what it rests on, as HTML."""
    action = calculation["result"].get("action") or ""
    return (
        f'<div class="outcome {escape(str(action))}"><p class="outcome-figure">{typeset(calculation["headline"])}</p>'
        f'<p class="about">{typeset(calculation["about"])} <span class="markers">{markers}</span></p></div>'
    )


def inputs_html(origins: Sequence[Origin]) -> str:
    """Return the inputs, each with where it came from, to be read only."""
    rows = "".join(f"<div>{origin_html(origin)}</div>" for origin in origins)
    return f'<div class="inputs" role="group" aria-label="{escape(words.RESULT_OF)}">{rows}</div>'


def origin_html(origin: Origin) -> str:
    """Return one input with where it came from."""
    return (
        f'<span class="input-name">{escape(origin["label"])}</span> <b>{typeset(origin["value"])}</b> '
        f'<span class="origin">{escape(origin_in_words(origin))}</span>'
    )


def origin_in_words(origin: Origin) -> str:
    """Say where an input came from."""
    if not origin["words"]:
        return replies.ASSUMED
    said = replies.FROM_WORDS.format(words=origin["words"])
    more = [origin["conversion"]] if origin["conversion"] else []
    return "; ".join([said, *more, *([replies.CARRIED] if origin["carried"] else [])])


def rest_html(calculation: Mapping[str, Any], quotes: Sequence[tuple[Citation, str]], link: Link) -> str:
    """Return what stands below the inputs. quotes: those that no card before has shown, each with its HTML."""
    open_quotes, folded = _parted(calculation["calculator"], quotes)
    steps = "".join(f"<li>{inline(escape_markdown(step), link)}</li>" for step in calculation["steps"])
    shown = "".join(f"<blockquote>{html}</blockquote>" for _, html in open_quotes)
    listed = "".join(f"<blockquote>{html}</blockquote>" for _, html in folded)
    return "".join(
        [
            course_html(calculation["result"].get("cycles")) if calculation["calculator"] == "schedule" else "",
            f'<div class="row-words">{shown}</div>' if shown else "",
            _folded(words.steps(len(calculation["steps"])), f"<ol>{steps}</ol>"),
            _folded(words.quotes(len(folded)), listed) if folded else "",
        ]
    )


def course_html(cycles: Sequence[Mapping[str, Any]] | None) -> str:
    """Return the steps of a course by date as a table."""
    rows = "".join(
        f"<tr><th scope='row'>{cycle['cycle']}</th><td>{step['first_day']}–{step['last_day']}</td>"
        f"<td>{step['start_date']} to {step['end_date']}</td><td>{step['dose_mcg_per_day']} mcg/day</td></tr>"
        for cycle in cycles or ()
        for step in cycle["steps"]
    )
    heads = "".join(f"<th scope='col'>{head}</th>" for head in words.COURSE_HEADS)
    return f'<table class="course-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _parted(
    calculator: str, quotes: Sequence[tuple[Citation, str]]
) -> tuple[Sequence[tuple[Citation, str]], Sequence[tuple[Citation, str]]]:
    """Part the words of the row that decides, of both weight bands, from what stands beside it."""
    if calculator not in _ROW_DECIDES or not quotes:
        return (), quotes
    row = quotes[0][0].section.rpartition(" > Patients ")[0]
    decides = [pair for pair in quotes if row and pair[0].section.rpartition(" > Patients ")[0] == row] or [quotes[0]]
    return decides, [pair for pair in quotes if pair not in decides]


def _folded(title: str, inside: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{inside}</details>"
