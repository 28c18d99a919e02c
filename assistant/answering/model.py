"""A language model behind LangChain, made on first use. Nothing of a provider is imported before."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from assistant.settings import Job, ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Message = tuple[Literal["system", "user"], str]
Stream = Callable[[Sequence[Message], float], Iterator[str]]
"""Messages and seconds in, pieces of text out; ends only where the model has ended."""


class IncompleteError(Exception):
    """The model stopped before its answer had ended."""


@dataclass(frozen=True)
class LanguageModel:
    """A model with its leash.

    name: PROVIDER:MODEL; jobs: what it may do; seconds: for all its work on one turn; stream: how to call it; clock, sleep: in
    seconds; waiting: entered while nothing but the model is waited for, so that a lock can be let go meanwhile.
    """

    name: str
    jobs: frozenset[Job]
    seconds: float
    stream: Stream
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    waiting: Callable[[], AbstractContextManager[None]] = nullcontext

    @property
    def engine(self) -> str:
        """How an answer names the engine that worded it."""
        provider, _, model = self.name.partition(":")
        return f"llm:{provider}/{model}"


def model_of(settings: ModelSettings) -> LanguageModel:
    """Return a model; its provider is imported on the first call."""

    @cache
    def chat() -> "BaseChatModel":
        from langchain.chat_models import init_chat_model  # noqa: PLC0415 - only a configured model needs it

        made: BaseChatModel = init_chat_model(settings.name, **_arguments(settings))
        return made

    def stream(messages: Sequence[Message], seconds: float) -> Iterator[str]:
        return _text_of(chat(), messages, seconds)

    return LanguageModel(settings.name, settings.jobs, settings.seconds, stream)


def _arguments(settings: ModelSettings) -> dict[str, Any]:
    """Return what a provider's class is made with: no retries of its own, since ours keep to the time that is left."""
    arguments: dict[str, Any] = {"temperature": 0}
    if settings.base_url is not None:
        arguments["base_url"] = settings.base_url
    if settings.name.startswith("ollama:"):
        headers = {"Authorization": f"Bearer {settings.api_key}"} if settings.api_key else {}
        return {**arguments, "client_kwargs": {"timeout": settings.seconds, "headers": headers}}
    if settings.api_key is not None:
        arguments["api_key"] = settings.api_key
    return {**arguments, "timeout": settings.seconds, "max_retries": 0}


_ENDS = ("finish_reason", "done_reason", "stop_reason")
_CUT = frozenset({"length", "max_tokens", "content_filter"})


def _text_of(chat: "BaseChatModel", messages: Sequence[Message], seconds: float) -> Iterator[str]:
    """Yield what the model writes. Raises IncompleteError where it stops without saying that it has ended."""
    del seconds  # the caller stops reading in time; the client's own limit is the whole budget
    reason: str | None = None
    for chunk in chat.stream(list(messages)):
        yield str(chunk.text)
        reason = _end_of(chunk.response_metadata) or reason
    if reason is None or reason in _CUT:
        raise IncompleteError(f"The model stopped without an end ({reason}).")


def _end_of(metadata: Mapping[str, Any]) -> str | None:
    return next((str(metadata[name]) for name in _ENDS if metadata.get(name)), None)
