"""What the pages draw from besides the assistant: documents, rules and repairs, without a model and without an index."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from assistant.knowledge.beside import Beside, beside_passages
from assistant.knowledge.calendar_events import CalendarEvent, load_calendar
from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.disabling import Disabled, rules_without
from assistant.knowledge.errors import CorpusError
from assistant.knowledge.repairs import Repair, load_repairs
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.rules import rules_of
from assistant.records.errors import RecordsError
from assistant.settings import Settings, from_environment
from assistant.ui.records import switched_off


@dataclass(frozen=True)
class Library:
    """The corpus and what was worked out from it once.

    rules: without what is switched off now (disabled); whole_rules: with it;
    beside: by passage, all that a reader must know next to it.
    """

    settings: Settings
    corpus: Corpus
    rules: Rules
    whole_rules: Rules
    disabled: Disabled
    repairs: Mapping[str, tuple[Repair, ...]]
    calendar: tuple[CalendarEvent, ...]
    beside: Mapping[str, Beside]


def load_library(settings: Settings) -> Library:
    """Load what the pages draw from. Raises CorpusError where the corpus cannot be used."""
    corpus = load_corpus(settings.corpus)
    rules = rules_of(corpus)
    return Library(
        settings=settings,
        corpus=corpus,
        rules=rules,
        whole_rules=rules,
        disabled=Disabled(),
        repairs=load_repairs(settings.corpus / "repairs.yaml"),
        calendar=load_calendar(settings.corpus, tuple(corpus.passages.values())),
        beside=beside_passages(corpus, rules),
    )


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the server's library; the first call loads it (under a second)."""
    return load_library(from_environment())


def library_or_problem() -> Library | CorpusError | RecordsError:
    """Return the library without what is switched off at this moment, or why the corpus or the records cannot be used.

    Where the records cannot be read nobody knows what is switched off: then nothing is shown.
    """
    off = switched_off()
    if isinstance(off, RecordsError):
        return off
    try:
        whole = library()
    except CorpusError as error:
        return error
    if not off:
        return whole
    calendar = tuple(event for event in whole.calendar if event.says.passage not in off.passages)
    return replace(whole, rules=rules_without(whole.rules, off), disabled=off, calendar=calendar)
