"""Study: cases graded by the calculators, flash cards with spaced repetition, and what has been learnt, for a named profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import cast

import streamlit as st

from assistant.records.errors import RecordsError
from assistant.study.cards import Card, cards_of, topic_of
from assistant.study.cases import CaseKind, kinds_of, topics_of_kinds
from assistant.study.export import as_anki, as_csv
from assistant.study.progress import LearnerState, LearnerStore, TopicProgress, by_topic, with_deck
from assistant.study.stores import MemoryStore
from assistant.ui import page_words as words
from assistant.ui.frame import draw_unusable, page_frame
from assistant.ui.learner_records import RecordedLearners
from assistant.ui.library import Library, library, library_or_problem
from assistant.ui.records import records
from assistant.ui.study_cards import draw_card
from assistant.ui.study_cases import draw_case

_STORE = "learners"
_VIEWS: Mapping[str, str] = {"cases": words.CASES, "cards": words.CARDS, "progress": words.PROGRESS}
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Material:
    """What there is to learn: the deck, and the topic of each kind of case."""

    deck: tuple[Card, ...]
    topics: Mapping[CaseKind, str]


@st.cache_resource(show_spinner=False)
def material(corpus_hash: str, rules_hash: str) -> Material:  # noqa: ARG001 - the hashes are the key of the cache
    """Return what there is to learn from the library that has these hashes."""
    shelf = library()
    topics = topics_of_kinds(shelf.whole_rules, lambda passage: topic_of(shelf.corpus.passages[passage]))
    return Material(cards_of(shelf.corpus, shelf.whole_rules), topics)


def learner_store() -> LearnerStore:
    """Return where learners are kept: the records, or, where these cannot be used, this browser session for as long as it lives."""
    kept = records()
    if not isinstance(kept, RecordsError):
        return RecordedLearners(kept, lambda: datetime.now(UTC))
    st.html(f'<p class="field-problem" role="alert">{escape(words.NOT_KEPT)} {escape(str(kept))}</p>')
    if _STORE not in st.session_state:
        st.session_state[_STORE] = MemoryStore()
    return cast(LearnerStore, st.session_state[_STORE])


def page() -> None:
    """Draw the page."""
    with page_frame(words.STUDY, words.STUDY_LEAD):
        shelf = library_or_problem()
        if not isinstance(shelf, Library):
            draw_unusable(shelf)
            return
        store = learner_store()
        view, profile = _draw_choices(store)
        to_learn = material(shelf.corpus.hash, shelf.rules.hash)
        deck = tuple(card for card in to_learn.deck if card.passage not in shelf.disabled.passages)
        topics = {kind: topic for kind, topic in to_learn.topics.items() if kind in kinds_of(shelf.rules)}
        state = with_deck(store.load(profile), to_learn.deck)

        def keep(after: LearnerState) -> None:
            store.save(profile, after)

        match view:
            case "cases":
                draw_case(profile, state, topics, shelf, keep)
            case "cards":
                draw_card(profile, state, deck, shelf, keep)
            case _:
                _draw_progress(state, deck, shelf)


def _draw_choices(store: LearnerStore) -> tuple[str, str]:
    with st.container(key="study-choices", horizontal=True, vertical_alignment="bottom"):
        view = st.pills(
            words.STUDY,
            list(_VIEWS),
            default="cases",
            required=True,
            format_func=_VIEWS.__getitem__,
            key="study-view",
            label_visibility="collapsed",
        )
        profiles = list(dict.fromkeys([*store.profiles(), words.FIRST_PROFILE]))
        profile = st.selectbox(
            words.PROFILE, profiles, accept_new_options=True, key="profile", persist_state="session", width=260
        )
    return view or "cases", (str(profile or "").strip() or words.FIRST_PROFILE)[:_LONGEST_NAME]


def _draw_progress(state: LearnerState, deck: tuple[Card, ...], shelf: Library) -> None:
    now = datetime.now(UTC)
    st.html(progress_html(by_topic(state, deck, now)))
    if state.retired:
        st.html(f'<p class="quiet">{escape(words.retired(len(state.retired)))}</p>')
    with st.container(key="study-files", gap="small"):
        st.html(f'<h2 class="part">{escape(words.TAKE_CARDS)}</h2><p class="quiet">{escape(words.TAKE_CARDS_MORE)}</p>')
        with st.container(key="study-downloads", horizontal=True):
            st.download_button(
                words.DOWNLOAD_ANKI,
                lambda: as_anki(deck, words.DECK_NAME, now.timestamp()),
                file_name="blin-cards.apkg",
                mime="application/octet-stream",
                key="download-anki",
                on_click="ignore",
            )
            st.download_button(
                words.DOWNLOAD_TABLE,
                lambda: as_csv(deck),
                file_name="blin-cards.csv",
                mime="text/csv",
                key="download-cards-csv",
                on_click="ignore",
            )
        st.html(f'<p class="quiet">{escape(words.made_from(len(deck), shelf.corpus.hash, shelf.rules.hash))}</p>')


def progress_html(topics: tuple[TopicProgress, ...]) -> str:
    """Return the progress of each topic as a table, weak ones first."""
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in words.PROGRESS_HEADS)
    rows = "".join(_topic_row(topic) for topic in topics)
    return (
        f'<table class="figures progress"><caption>{escape(words.WEAK_FIRST)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _topic_row(topic: TopicProgress) -> str:
    percent = round(topic.known * 100)
    cases = words.of(topic.cases.right, topic.cases.answered) if topic.cases.answered else "–"
    return (
        f'<tr><th scope="row">{escape(topic.topic)}</th><td>{words.of(topic.seen, topic.cards)}</td>'
        f'<td><span class="bar"><i style="width:{percent}%"></i></span> {percent}%</td><td>{cases}</td></tr>'
    )
