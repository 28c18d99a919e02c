"""The one assistant of the server: loaded beside the pages, so that the first page shows at once."""

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from assistant.answering.answer import Answer, Versions
from assistant.answering.reply import Reply
from assistant.conversation.memory import Conversation
from assistant.knowledge.disabling import Disabled
from assistant.knowledge.errors import CorpusError
from assistant.knowledge.repairs import Repair, load_repairs
from assistant.settings import Settings, from_environment, keep_tracing_off
from assistant.ui import words

if TYPE_CHECKING:
    from assistant.answering.pipeline import Assistant
    from assistant.knowledge.corpus import Corpus

_LOG = logging.getLogger("assistant")
_FIRST_QUESTION = "premedication"


@dataclass(frozen=True)
class Loaded:
    """What the pages draw from."""

    assistant: "Assistant"
    repairs: dict[str, tuple[Repair, ...]]


def load(settings: Settings) -> Loaded:
    """Load everything, and answer one question so that the first of a person does not wait for the model."""
    # Imported here: the page must not wait for the libraries of the search.
    from assistant.answering.pipeline import ask, load_assistant  # noqa: PLC0415 - loaded only when used: start-up stays quick

    repairs = load_repairs(settings.corpus / "repairs.yaml")
    assistant = load_assistant(settings)
    ask(assistant, _FIRST_QUESTION)
    # Streamlit collects garbage after each run of a page; what was just loaded stays, and need not be looked through each time.
    gc.collect()
    gc.freeze()
    return Loaded(assistant, repairs)


class Engine:
    """Loads once, in the background, and answers one question at a time: a tokenizer must not be shared by two threads.

    While a language model is waited for, others are answered.
    """

    def __init__(self, load: Callable[[], Loaded]) -> None:
        self._answering = threading.Lock()
        executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="load")
        self._loaded: Future[Loaded] = executor.submit(load)
        self._loaded.add_done_callback(_log_failure)
        executor.shutdown(wait=False)

    def wait(self, seconds: float) -> bool:
        """Wait for at most some seconds. Returns whether loading has ended, well or not."""
        return bool(wait([self._loaded], seconds).done)

    def problem(self) -> str | None:
        """Wait until loading has ended. Returns what a person must be told where nothing can be answered, else None."""
        error = self._loaded.exception()
        if error is None:
            return None
        return str(error) if isinstance(error, CorpusError) else words.NOT_LOADED

    @property
    def corpus(self) -> "Corpus":
        """The documents; waits until they are loaded."""
        return self._loaded.result().assistant.corpus

    @property
    def repairs(self) -> dict[str, tuple[Repair, ...]]:
        """The repairs of each document; waits until they are loaded."""
        return self._loaded.result().repairs

    @property
    def versions(self) -> Versions:
        """What answers are made from; waits until the assistant is loaded."""
        return self._loaded.result().assistant.versions

    @property
    def has_model(self) -> bool:
        """Whether a language model may help; waits until the assistant is loaded."""
        return self._loaded.result().assistant.model is not None

    def respond(
        self,
        question: str,
        memory: Conversation,
        off: Disabled,
        *,
        with_model: bool,
        show: Callable[[Answer], None] | None = None,
    ) -> Reply:
        """Answer one turn of a conversation without what is switched off; waits until the assistant is loaded.

        with_model: let the language model help, if there is one; show: called with the answer so far while it writes.
        """
        from assistant.answering.switched_off import respond_without  # noqa: PLC0415 - see load

        assistant = self._loaded.result().assistant
        if assistant.model is not None:
            assistant = replace(assistant, model=replace(assistant.model, waiting=self._let_others))
        with self._answering:
            return respond_without(assistant, question, memory, off, with_model=with_model, show=show)

    @contextmanager
    def _let_others(self) -> Iterator[None]:
        self._answering.release()
        try:
            yield
        finally:
            self._answering.acquire()


def _log_failure(loaded: Future[Loaded]) -> None:
    if error := loaded.exception():
        _LOG.error("The assistant cannot be loaded", exc_info=error)


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """Return the server's engine; the first call starts loading."""
    keep_tracing_off()
    settings = from_environment()
    return Engine(lambda: load(settings))


def load_again() -> None:
    """Forget the engine, so that the next page loads anew what could not be loaded."""
    engine.clear()
