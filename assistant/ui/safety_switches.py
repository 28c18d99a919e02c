"""The kill switch: what is switched off, why and by whom; and the way to switch something off or on again."""

from datetime import UTC, datetime
from html import escape
from typing import cast, get_args

import streamlit as st

from assistant.knowledge.disabling import ReasonError, SwitchKind
from assistant.knowledge.rule_sets import CalculatorName, ModificationRules
from assistant.records.errors import RecordsError
from assistant.records.store import Store
from assistant.records.switches import Switch, disable, enable, switches
from assistant.ui import operator_words as words
from assistant.ui.library import Library
from assistant.ui.typeset import typeset

_SHOWN_CHARACTERS = 90


def draw_switches(shelf: Library, who: str, store: Store) -> None:
    """Draw what is switched off, each with its way back, then the form to switch something off."""
    found = switches(store)
    st.html(f'<p class="verdict-line">{escape(words.switched_off(len(found)))}</p>')
    for number, switch in enumerate(found):
        with st.container(key=f"switch-{number}", horizontal=True, vertical_alignment="center"):
            st.html(_switch_html(switch))
            st.button(words.SWITCH_ON, key=f"switch-on-{number}", on_click=_enable, args=(store, switch, who))
    _draw_form(shelf, who, store)


def _switch_html(switch: Switch) -> str:
    return (
        f'<div class="switch"><p><b>{escape(words.SWITCH_KINDS[switch.kind])}</b> <code>{escape(switch.name)}</code></p>'
        f'<p>{typeset(switch.reason)}</p><p class="quiet">{escape(switch.by)}, {switch.at:%Y-%m-%d %H:%M} UTC</p></div>'
    )


def _enable(store: Store, switch: Switch, who: str) -> None:
    try:
        enable(store, Switch(switch.kind, switch.name, words.SWITCHED_ON_HERE, who, datetime.now(UTC)))
    except RecordsError as error:
        st.session_state["switch-problem"] = str(error)


def _draw_form(shelf: Library, who: str, store: Store) -> None:
    st.html(f'<h2 class="part">{escape(words.SWITCH_OFF)}</h2><p class="quiet">{escape(words.SWITCH_OFF_MORE)}</p>')
    kind = st.segmented_control(
        words.KIND,
        list(words.SWITCH_KINDS),
        default="calculator",
        required=True,
        format_func=words.SWITCH_KINDS.__getitem__,
        key="switch-kind",
    )
    options = _names(shelf)[kind or "calculator"]
    name = st.selectbox(
        words.WHICH_ONE, list(options), index=None, format_func=options.__getitem__, key=f"switch-name-{kind}"
    )
    reason = st.text_input(words.REASON, key="switch-reason", max_chars=200, autocomplete="off")
    if st.button(
        words.SWITCH_OFF_NOW, key="switch-off", type="primary", disabled=not (name and reason and reason.strip())
    ):
        try:
            disable(
                store,
                Switch(cast(SwitchKind, kind or "calculator"), str(name), str(reason).strip(), who, datetime.now(UTC)),
            )
        except (ReasonError, RecordsError) as error:
            st.html(f'<p class="field-problem" role="alert">{escape(str(error))}</p>')
            return
        st.rerun()
    if problem := st.session_state.pop("switch-problem", None):
        st.html(f'<p class="field-problem" role="alert">{escape(str(problem))}</p>')


def _names(shelf: Library) -> dict[str, dict[str, str]]:
    """Return what can be switched off, by kind: its name and how it is shown."""
    modification = shelf.whole_rules.modification
    rows = modification.cases if isinstance(modification, ModificationRules) else ()
    return {
        "calculator": {name: name for name in get_args(CalculatorName)},
        "row": {case.row.id: case.row.trigger for case in rows},
        "passage": {p.id: f"{p.source}: {p.words[:_SHOWN_CHARACTERS]}" for p in shelf.corpus.passages.values()},
    }
