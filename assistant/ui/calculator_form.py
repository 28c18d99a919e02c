"""The form of a calculator, made from the catalogue: text fields that show exactly what was typed."""

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from decimal import Decimal
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.calculators.calculation import CalculationError
from assistant.calculators.catalogue import CATALOGUE, Input
from assistant.calculators.relevant import fixed_values, relevant_inputs
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import CalculatorName, Rules
from assistant.ui import page_words as words

_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_PAUSE = "350ms"
_YES_NO = {"yes": True, "no": False}
_UNSAID = ""


def key_of(name: str) -> str:
    """Return the key under which the session keeps what was typed for an input. One patient's inputs serve every calculator."""
    return f"input-{name}"


def typed(name: CalculatorName, rules: Rules) -> dict[str, object]:
    """Return the inputs that the form of a calculator holds now, of those that matter."""
    everything = {known.name: value for known in CATALOGUE[name].inputs if (value := _value(known)) is not None}
    relevant = {known.name for known in relevant_inputs(name, everything, rules)}
    return {key: value for key, value in everything.items() if key in relevant}


def _value(known: Input) -> object | None:
    """Return what stands in a field, None where nothing does. What is no plain number stays a text, which is then refused."""
    held = st.session_state.get(key_of(known.name))
    if held is None or not str(held).strip():
        return None
    text = str(held).strip()
    if known.kind == "number":
        return Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else text
    return _YES_NO[text] if known.kind == "yes_no" else text


def forget() -> None:
    """Empty every field: the next inputs are another patient's."""
    for description in CATALOGUE.values():
        for known in description.inputs:
            if key_of(known.name) in st.session_state:
                st.session_state[key_of(known.name)] = _empty(known)


def _empty(known: Input) -> str | None:
    if known.kind in {"number", "date"}:
        return _UNSAID
    return known.default if isinstance(known.default, str) else None


def draw_form(
    name: CalculatorName, given: Mapping[str, object], rules: Rules, problem: CalculationError | None
) -> None:
    """Draw a field for each input that matters; below the field that is wrong, what is wrong with it."""
    with st.container(key=f"form-{name}", gap="small"):
        said: set[str] = set()
        for row in _rows(relevant_inputs(name, given, rules)):
            with _side_by_side(row) if len(row) > 1 else nullcontext():
                for known in row:
                    with st.container(key=f"field-{known.name}", gap=None):
                        values = fixed_values(known.name, given, rules)
                        _draw_field(known, values)
                        is_typed = not values and known.kind != "yes_no" and known.help not in said
                        if beside := _beside_field(known, problem, is_typed=is_typed):
                            st.html(beside)
                        said.add(known.help)


def _side_by_side(row: Sequence[Input]) -> DeltaGenerator:
    return st.container(key=f"row-{row[0].name}", horizontal=True, vertical_alignment="bottom", gap="small")


def _rows(inputs: Sequence[Input]) -> list[list[Input]]:
    """Return the inputs by row: a value stands beside its own upper limit of normal."""
    rows: list[list[Input]] = []
    for known in inputs:
        if rows and known.name == f"{rows[-1][-1].name}_uln":
            rows[-1].append(known)
        else:
            rows.append([known])
    return rows


def _beside_field(known: Input, problem: CalculationError | None, *, is_typed: bool) -> str:
    if problem is not None and problem.field == known.name and problem.code != "missing_input":
        return f'<p class="field-problem" role="alert">{escape(problem.message)}</p>'
    return f'<p class="field-help">{escape(known.help)}</p>' if is_typed else ""


def _draw_field(known: Input, values: Sequence[Decimal] | None) -> None:
    unit = None if known.unit and known.unit.casefold() in known.label.casefold() else known.unit
    label = known.label if not unit or unit == known.name else f"{known.label} ({unit})"
    key = key_of(known.name)
    if known.kind == "choice":
        _draw_choice(known, label, key)
    elif known.kind == "yes_no":
        st.segmented_control(label, list(_YES_NO), format_func=str.capitalize, key=key, persist_state="session")
    elif values:
        st.segmented_control(label, [plain(value) for value in values], key=key, persist_state="session")
    else:
        st.text_input(
            label,
            key=key,
            placeholder=words.DATE_FORM if known.kind == "date" else None,
            live=_PAUSE,
            autocomplete="off",
            persist_state="session",
        )


def _draw_choice(known: Input, label: str, key: str) -> None:
    options = list(known.choices)
    default = options.index(known.default) if isinstance(known.default, str) else None
    st.selectbox(
        label,
        options,
        index=default,
        format_func=lambda option: known.choices[option],
        placeholder=words.CHOOSE,
        key=key,
        persist_state="session",
    )
