"""The facts in use, each to be removed, and what can be said next: choices of a question back, or further questions."""

import streamlit as st

from assistant.answering.inputs_shown import facts_of
from assistant.ui import words
from assistant.ui.conversation import Conversation


def draw_facts(held: Conversation) -> None:
    """Draw a chip for each fact of the patient that the conversation holds; pressing one forgets it."""
    facts = facts_of(held.memory)
    if not facts:
        return
    with st.container(key="facts", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<span class="facts-label">{words.FACTS}</span>')
        for fact in facts:
            label = f"{fact.label}: {fact.value}"
            st.button(
                label,
                key=f"fact-{fact.name}",
                icon=":material/close:",
                help=words.FORGET.format(fact=label),
                on_click=held.forget,
                args=(fact.name,),
            )
        st.button(words.NEW_PATIENT, key="new-patient", type="tertiary", on_click=held.new_patient)


def draw_next(held: Conversation) -> None:
    """Draw the choices that answer a question back, or questions that can be answered next."""
    answer = held.turns[-1].answer
    offered = answer.choices or answer.follow_ups
    if not offered:
        return
    kind = "choices" if answer.choices else "follow-ups"
    with st.container(key=kind, horizontal=True, gap="small"):
        for words_offered in offered:
            st.button(words_offered, key=f"{kind}-{words_offered}", on_click=held.ask, args=(words_offered,))
