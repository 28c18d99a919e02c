"""A page that shows an answer while a model writes it: nothing unrecorded, nothing twice, nobody else kept waiting."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from chatting import ask, shown, start

from assistant.answering.answer import Answer
from assistant.answering.model import LanguageModel, Message
from assistant.conversation.memory import EMPTY
from assistant.knowledge.disabling import Disabled
from assistant.records.audit import Wanted as Sought
from assistant.records.audit import content_of, search, verify_chain
from assistant.records.errors import FULL, RecordsError, told
from assistant.records.store import Store, open_store
from assistant.ui.arriving import arriving_html
from assistant.ui.asking import Records, answer_waiting
from assistant.ui.conversation import Conversation, Waiting
from assistant.ui.engine import Engine, Loaded

SEIZURES = "seizure occurs, discontinue?"
"""A question that lexical search alone can answer."""

SENTENCE = "If more than one seizure occurs, discontinue"
LIE = "Give 28 mg at once"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


def _records(store: Store) -> Records:
    return Records(store, "nobody", lambda: datetime(2026, 11, 26, tzinfo=UTC))


def _model(pieces: Callable[[str], Iterator[str]]) -> LanguageModel:
    def stream(messages: Sequence[Message], seconds: float) -> Iterator[str]:
        yield from pieces(messages[1][1])

    return LanguageModel("test:model", frozenset({"word"}), 30.0, stream)


def _mark(prompt: str) -> str:
    line = next(line for line in prompt.splitlines() if "seizure occurs" in line and line.startswith("["))
    return line[: line.index("]") + 1]


def _truth_and_lie(prompt: str) -> Iterator[str]:
    yield f"{SENTENCE} {_mark(prompt)}. {LIE} {_mark(prompt)}. "


def _engine(loaded: Loaded, pieces: Callable[[str], Iterator[str]]) -> Engine:
    return Engine(lambda: replace(loaded, assistant=replace(loaded.assistant, model=_model(pieces))))


def _entries(store: Store, kind: str) -> list[dict[str, object]]:
    return [content_of(entry) for entry in search(store, Sought(kind=kind))]  # type: ignore[arg-type]


def test_what_is_shown_of_an_answer_is_in_the_audit_before_it_is_shown(loaded: Loaded, store: Store) -> None:
    recorded_at_showing: list[bool] = []

    def show(so_far: Answer) -> None:
        texts = [entry["answer"]["text"] for entry in _entries(store, "sentence")]  # type: ignore[index]
        recorded_at_showing.append(so_far.text in texts)

    held = Conversation(is_kept=False)
    answer_waiting(held, Waiting(SEIZURES), _engine(loaded, _truth_and_lie), _records(store), show)
    assert recorded_at_showing == [True]
    assert held.turns[0].answer.engine == "llm:test/model"
    assert held.turns[0].answer.text.startswith(SENTENCE)
    assert LIE in held.turns[0].answer.dropped[0]
    assert verify_chain(store).holds


def test_what_cannot_be_recorded_is_not_shown_and_the_answer_comes_whole(
    loaded: Loaded, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise told(FULL)

    monkeypatch.setattr("assistant.ui.asking.record_sentence", refuse)
    seen: list[Answer] = []
    held = Conversation(is_kept=False)
    answer_waiting(held, Waiting(SEIZURES), _engine(loaded, _truth_and_lie), _records(store), seen.append)
    assert seen == []
    assert held.turns[0].answer.text.startswith(SENTENCE)
    assert len(_entries(store, "answer")) == 1


def test_a_page_that_runs_twice_records_what_it_showed_once(
    loaded: Loaded, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, seen = Waiting(SEIZURES), list[Answer]()
    records = _records(store)

    def refuse(*_: object) -> None:
        raise told(FULL)

    with monkeypatch.context() as full:
        full.setattr("assistant.ui.asking.record_answer", refuse)
        with pytest.raises(RecordsError):
            answer_waiting(Conversation(is_kept=False), waiting, _engine(loaded, _truth_and_lie), records, seen.append)
    answer_waiting(Conversation(is_kept=False), waiting, _engine(loaded, _truth_and_lie), records, seen.append)
    assert len(seen) == 2
    assert len(_entries(store, "sentence")) == 1


def test_what_identifies_a_person_is_neither_shown_nor_recorded(loaded: Loaded, store: Store) -> None:
    seen: list[Answer] = []
    asked = Waiting(f"{SEIZURES} MRN 4471882")
    answer_waiting(Conversation(is_kept=False), asked, _engine(loaded, _truth_and_lie), _records(store), seen.append)
    assert seen
    assert "4471882" not in str(_entries(store, "sentence"))
    assert _entries(store, "sentence")[0]["removed"]


def test_a_stream_that_breaks_off_leaves_the_record_of_what_was_shown_and_the_extractive_answer(
    loaded: Loaded, store: Store
) -> None:
    def broken(prompt: str) -> Iterator[str]:
        yield f"{SENTENCE} {_mark(prompt)}. Then 2"
        raise ConnectionError

    seen: list[Answer] = []
    held = Conversation(is_kept=False)
    answer_waiting(held, Waiting(SEIZURES), _engine(loaded, broken), _records(store), seen.append)
    assert [so_far.text.count("Then 2") for so_far in seen] == [0]
    assert held.turns[0].answer.engine == "extractive"
    assert len(_entries(store, "sentence")) == len(_entries(store, "answer")) == 1


def test_the_page_ends_with_one_question_and_one_whole_answer(
    loaded: Loaded, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = _engine(loaded, _truth_and_lie)
    monkeypatch.setattr("assistant.ui.chat.engine", lambda: engine)
    app = ask(start(), SEIZURES)
    assert [message.name for message in app.chat_message] == ["user", "assistant"]
    assert shown(app).count(SENTENCE) >= 1
    assert "llm:test/model".removeprefix("llm:") in shown(app)
    assert LIE not in shown(app)
    assert len(_entries(store, "sentence")) == 1
    assert len(_entries(store, "answer")) == 1


def test_a_conversation_that_does_without_the_model_shows_no_sentence_before_the_answer(
    loaded: Loaded, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = _engine(loaded, _truth_and_lie)
    monkeypatch.setattr("assistant.ui.chat.engine", lambda: engine)
    app = start()
    app.session_state["conversation"].with_model = False
    app = ask(app, SEIZURES)
    assert SENTENCE not in shown(app)
    assert _entries(store, "sentence") == []


def test_an_answer_so_far_is_drawn_with_what_the_model_wrote_as_words_alone(loaded: Loaded) -> None:
    versions = loaded.assistant.versions
    drawn = arriving_html(Answer("answer", "Discontinue \\<b\\>now\\</b\\> [1].", versions), 1, loaded.assistant.corpus)
    assert "<b>" not in drawn
    assert "Discontinue" in drawn


def test_while_a_model_is_waited_for_another_person_is_answered(loaded: Loaded) -> None:
    other_was_answered = threading.Event()
    asked = threading.Event()

    def slow(prompt: str) -> Iterator[str]:
        asked.set()
        other_was_answered.wait(20)
        yield f"{SENTENCE} {_mark(prompt)}. "

    engine = _engine(loaded, slow)
    replies = []

    def first() -> None:
        replies.append(engine.respond(SEIZURES, EMPTY, Disabled(), with_model=True))

    thread = threading.Thread(target=first)
    thread.start()
    assert asked.wait(20)
    other = engine.respond(SEIZURES, EMPTY, Disabled(), with_model=False)
    assert thread.is_alive()
    other_was_answered.set()
    thread.join(20)
    assert other.answer.engine == "extractive"
    assert replies[0].answer.engine == "llm:test/model"
