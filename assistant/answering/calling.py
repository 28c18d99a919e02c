"""Call a language model within a time and a size, whatever it or the network does."""

import json
import logging
import queue
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.answering.model import IncompleteError, LanguageModel, Message

_LOG = logging.getLogger("assistant")

MOST_CHARACTERS = 20_000
_MOST_TRIES = 3
_TRY_AGAIN = frozenset({408, 429, 500, 502, 503, 504, 529})
_FIRST_WAIT_SECONDS = 0.5


class ModelError(Exception):
    """The model gave nothing that can be used. The message names the kind of fault and nothing of what was asked."""


def text_of(model: LanguageModel, messages: Sequence[Message], deadline: float) -> str:
    """Return the whole text. Raises ModelError: late, refused, cut off, empty or too long."""
    text = "".join(pieces_of(model, messages, deadline)).strip()
    if not text:
        raise ModelError("an empty answer")
    return text


def json_of(model: LanguageModel, messages: Sequence[Message], deadline: float) -> dict[str, Any]:
    """Return the JSON object that the model answers with. Raises ModelError as `text_of`, and where it is no JSON object."""
    text = text_of(model, messages, deadline)
    fenced = text.removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    try:
        value = json.loads(fenced)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ModelError("an answer that is no JSON") from error
    if not isinstance(value, dict):
        raise ModelError("an answer that is no JSON object")
    return value


def pieces_of(model: LanguageModel, messages: Sequence[Message], deadline: float) -> Iterator[str]:
    """Yield the text as it comes. deadline: on the model's clock. Raises ModelError."""
    for attempt in range(1, _MOST_TRIES + 1):
        count = 0
        try:
            for piece in _read(model, messages, deadline):
                count += len(piece)
                if count > MOST_CHARACTERS:
                    raise ModelError("too long an answer")
                yield piece
        except _ProviderError as error:
            wait = _wait_before(attempt, error.cause)
            if count or wait is None or attempt == _MOST_TRIES or model.clock() + wait >= deadline:
                raise ModelError(_kind_of(error.cause)) from error.cause
            with model.waiting():
                model.sleep(wait)
        else:
            return


class _ProviderError(Exception):
    def __init__(self, cause: Exception) -> None:
        super().__init__(type(cause).__name__)
        self.cause = cause


_END = object()


def _read(model: LanguageModel, messages: Sequence[Message], deadline: float) -> Iterator[str]:
    """Yield pieces read on a thread of its own: no provider's client can keep a person waiting beyond the deadline."""
    arriving: queue.SimpleQueue[object] = queue.SimpleQueue()
    stopped = threading.Event()
    arguments = (model, messages, deadline, arriving, stopped)
    threading.Thread(target=_send_on, args=arguments, name="model", daemon=True).start()
    try:
        while True:
            piece = _next(model, arriving, deadline)
            if piece is _END:
                return
            if isinstance(piece, Exception):
                raise _ProviderError(piece)
            yield str(piece)
    finally:
        stopped.set()


def _next(model: LanguageModel, arriving: "queue.SimpleQueue[object]", deadline: float) -> object:
    left = deadline - model.clock()
    try:
        with model.waiting():
            return arriving.get(timeout=max(0.001, left))
    except queue.Empty:
        raise ModelError("no answer in time") from None


def _send_on(
    model: LanguageModel,
    messages: Sequence[Message],
    deadline: float,
    arriving: "queue.SimpleQueue[object]",
    stopped: threading.Event,
) -> None:
    try:
        for piece in model.stream(messages, deadline - model.clock()):
            arriving.put(piece)
            if stopped.is_set():
                return
        arriving.put(_END)
    except Exception as error:  # noqa: BLE001 - each provider has errors of its own; all mean that there is no answer
        arriving.put(error)


def _wait_before(attempt: int, error: Exception) -> float | None:
    """Return the seconds to wait before another try, None where another try is of no use."""
    status = _status_of(error)
    if status not in _TRY_AGAIN:
        return None
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    asked = str(headers.get("retry-after", ""))
    if asked.replace(".", "", 1).isdigit():
        return float(asked)
    wait: float = _FIRST_WAIT_SECONDS * 2.0 ** (attempt - 1)
    return wait


def _status_of(error: Exception) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _kind_of(error: Exception) -> str:
    if isinstance(error, IncompleteError):
        return "an answer that was cut off"
    status = _status_of(error)
    return f"status {status}" if status is not None else type(error).__name__
