"""A calculation drawn from top to bottom: the result large, the inputs it rests on, warnings, steps folded, quotes with links."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from assistant.calculators.calculation import Calculation
from assistant.calculators.headlines import headline, input_lines
from assistant.knowledge.quotes import Quote
from assistant.knowledge.rule_forms import InputTable
from assistant.ui import page_words as words
from assistant.ui.frame import draw_link
from assistant.ui.typeset import as_read, typeset


def result_html(calculation: Calculation, table: InputTable) -> str:
    """Return result, inputs, warnings and steps as one piece of HTML: it is replaced as a whole, never in part."""
    top = headline(calculation, table)
    facts = "".join(f"<div><dt>{escape(label)}</dt><dd>{typeset(value)}</dd></div>" for label, value in top.facts)
    inputs = "".join(
        f"<li><span>{escape(label)}</span> <b>{typeset(value)}</b></li>" for label, value in input_lines(calculation)
    )
    return (
        f'<section class="result {top.tone}" aria-label="{escape(words.RESULT)}">'
        f'<div role="status"><p class="figure">{typeset(top.figure)}</p><p class="says">{typeset(top.says)}</p></div>'
        f"{f'<dl>{facts}</dl>' if facts else ''}"
        f'<h3>{escape(words.INPUTS_USED)}</h3><ul class="used">{inputs}</ul>'
        f"{_warnings(calculation.warnings)}"
        f"<details><summary>{escape(words.STEPS)}</summary><ol>{_items(calculation.steps)}</ol></details>"
        f'<p class="check">{escape(words.CHECK_AGAINST)}</p></section>'
    )


def _warnings(warnings: Sequence[str]) -> str:
    if not warnings:
        return ""
    return f'<div class="warnings"><h3>{escape(words.WARNINGS)}</h3><ul>{_items(warnings)}</ul></div>'


def _items(lines: Iterable[str]) -> str:
    return "".join(f"<li>{typeset(line)}</li>" for line in lines)


def draw_quotes(quotes: Sequence[Quote], label_of_source: dict[str, str], *, key: str) -> None:
    """Draw quotes, each with a link to its place in the Regimen page."""
    with st.container(key=f"quotes-{key}", gap="small"):
        st.html(f'<h3 class="part">{escape(words.RESTS_ON)}</h3>')
        for number, quote in enumerate(quotes):
            with st.container(key=f"quote-{key}-{number}", gap=None):
                st.html(f"<blockquote><p>{typeset(as_read(quote.text))}</p></blockquote>")
                section = quote.section.replace(">=", "≥").replace("<=", "≤").replace(" > ", " › ")
                draw_link(
                    "regimen",
                    f"{label_of_source[quote.source]}: {section}",
                    {"passage": quote.passage},
                    key=f"quoted-{key}-{number}",
                )
