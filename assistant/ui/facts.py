"""The facts in use, each to be changed or removed, and what can be said next."""

from collections.abc import Sequence
from html import escape
from typing import cast

import streamlit as st

from assistant.answering.answer import Fact
from assistant.answering.inputs_shown import facts_of
from assistant.answering.markdown import escape as escape_markdown
from assistant.ui import words
from assistant.ui.card import Origin, origin_html
from assistant.ui.conversation import Conversation
from assistant.ui.plain_words import (
    can_be_changed,
    change_in_words,
    choices_of,
    form_of,
    has_its_form,
    label_with_unit,
    typed_value,
)


def draw_facts(held: Conversation) -> None:
    """Draw a chip for each fact of the patient that the conversation holds, and the way to the next patient."""
    facts = facts_of(held.memory)
    if not facts:
        return
    with st.container(key="facts", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<span class="facts-label">{words.FACTS}</span>', width="content")
        for fact in facts:
            _draw_chip(held, fact)
        st.button(words.NEW_PATIENT, key="new-patient", type="tertiary", on_click=held.new_patient)


def draw_inputs(held: Conversation, origins: Sequence[Origin], card: int) -> None:
    """Draw the inputs of the last answer's calculation, each with where it came from and the way to change it."""
    with st.container(key=f"inputs-{card}", gap=None):
        for origin in origins:
            name = str(origin["name"])
            with st.container(
                key=f"input-row-{card}-{name}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                st.html(origin_html(origin))
                if can_be_changed(name):
                    with st.popover(words.CHANGE, key=f"change-{card}-{name}-{len(held.turns)}", type="tertiary"):
                        _draw_change(held, name, origin["label"], origin["value"], f"{card}-{name}")


def draw_next(held: Conversation) -> None:
    """Draw the choices that answer a question back, or questions that can be answered next."""
    answer = held.turns[-1].answer
    offered = answer.choices or answer.follow_ups
    if not offered:
        return
    kind, told = ("choices", words.CHOICES) if answer.choices else ("follow-ups", words.FOLLOW_UPS)
    with st.container(key=kind, gap=None):
        st.html(f'<p class="offered">{escape(told)}</p>')
        with st.container(key=f"{kind}-offered", horizontal=True, gap="small"):
            for offer in offered:
                st.button(escape_markdown(offer), key=f"{kind}-{offer}", on_click=held.ask, args=(offer,))


def _draw_chip(held: Conversation, fact: Fact) -> None:
    label = f"{fact.label}: {fact.value}"
    with st.container(key=f"chip-{fact.name}", horizontal=True, gap=None, width="content"):
        if can_be_changed(fact.name):
            with st.popover(escape_markdown(label), key=f"edit-{fact.name}-{len(held.turns)}"):
                _draw_change(held, fact.name, fact.label, fact.value, f"chip-{fact.name}")
        else:
            st.html(f'<span class="chip-label">{escape(label)}</span>', width="content")
        st.button(
            words.FORGET.format(fact=fact.label),
            key=f"fact-{fact.name}",
            icon=":material/close:",
            on_click=held.forget,
            args=(fact.name,),
        )


def _draw_change(held: Conversation, name: str, label: str, value: str, place: str) -> None:
    if choices_of(name):
        _draw_choices(held, name, label, value, place)
        return
    before = typed_value(name, value)
    key = f"value-{place}-{len(held.turns)}"

    def apply() -> None:
        typed = cast(str, st.session_state.get(key) or "").strip()
        if typed != before and has_its_form(name, typed):
            held.ask(change_in_words(name, typed))

    with (
        st.form(f"form-{place}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.text_input(
            label_with_unit(name, label),
            before,
            key=key,
            max_chars=40,
            autocomplete="off",
            validate=form_of(name),
            width=180,
        )
        st.form_submit_button(words.APPLY, on_click=apply)


def _draw_choices(held: Conversation, name: str, label: str, value: str, place: str) -> None:
    choices = choices_of(name)
    key = f"choice-{place}-{len(held.turns)}"
    before = next((choice for choice in choices if choice.casefold() == value.casefold()), None)

    def choose() -> None:
        chosen = cast(str | None, st.session_state.get(key))
        if chosen is not None and chosen != before:
            held.ask(change_in_words(name, chosen))

    # One widget for all of them: a button for each would make every run of the page longer.
    st.pills(label, choices, default=before, format_func=escape_markdown, key=key, on_change=choose)
