"""What answers the questions of a run: the assistant, with the engine that is asked for."""

from assistant.answering.pipeline import Assistant, load_assistant
from assistant.settings import Settings

EXTRACTIVE = "extractive"


class UnknownEngineError(Exception):
    """There is no such engine."""


def open_assistant(settings: Settings, engine: str) -> Assistant:
    """Load the assistant for one engine. Raises UnknownEngineError, and CorpusError where the corpus cannot be used."""
    if engine != EXTRACTIVE:
        raise UnknownEngineError(f"There is no engine {engine!r}; there is {EXTRACTIVE!r}.")
    import torch  # noqa: PLC0415 - heavy, and only for a run

    # One short question at a time gains nothing from a second thread, and loses much where other programs run.
    torch.set_num_threads(1)
    return load_assistant(settings)
