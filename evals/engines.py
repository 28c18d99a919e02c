"""What answers the questions of a run: the assistant, with the engine that is asked for."""

from dataclasses import replace

from assistant.answering.pipeline import Assistant, load_assistant
from assistant.settings import Settings, model_named

EXTRACTIVE = "extractive"


class UnknownEngineError(Exception):
    """There is no such engine."""


def open_assistant(settings: Settings, engine: str) -> Assistant:
    """Load the assistant for one engine: `extractive`, or a language model as PROVIDER:MODEL, whatever BLIN_MODEL says.

    A model's address, key, jobs and time are those of BLIN_MODEL_BASE_URL, _API_KEY, _JOBS and _SECONDS. Raises UnknownEngineError, and CorpusError where the corpus
    cannot be used.
    """
    import torch  # noqa: PLC0415 - heavy, and only for a run

    # One short question at a time gains nothing from a second thread, and loses much where other programs run.
    torch.set_num_threads(1)
    if engine == EXTRACTIVE:
        return load_assistant(replace(settings, model=None))
    provider, _, name = engine.partition(":")
    if not provider or not name:
        raise UnknownEngineError(
            f"There is no engine {engine!r}; there is {EXTRACTIVE!r}, or a model as PROVIDER:MODEL."
        )
    return load_assistant(replace(settings, model=model_named(engine)))
