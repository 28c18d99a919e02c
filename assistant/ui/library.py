"""What the pages draw from besides the assistant: documents, rules and repairs, without a model and without an index."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from assistant.knowledge.beside import Beside, beside_passages
from assistant.knowledge.calendar_events import CalendarEvent, load_calendar
from assistant.knowledge.corpus import Corpus, load_corpus
from assistant.knowledge.errors import CorpusError
from assistant.knowledge.repairs import Repair, load_repairs
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.rules import rules_of
from assistant.settings import Settings, from_environment


@dataclass(frozen=True)
class Library:
    """The corpus and what was worked out from it once. beside: by passage, all that a reader must know next to it."""

    settings: Settings
    corpus: Corpus
    rules: Rules
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
        repairs=load_repairs(settings.corpus / "repairs.yaml"),
        calendar=load_calendar(settings.corpus, tuple(corpus.passages.values())),
        beside=beside_passages(corpus, rules),
    )


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Return the server's library; the first call loads it (under a second)."""
    return load_library(from_environment())


def library_or_problem() -> Library | CorpusError:
    """Return the library, or why the corpus cannot be used."""
    try:
        return library()
    except CorpusError as error:
        return error
