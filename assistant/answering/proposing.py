"""Inputs that a model finds in the user's words; each is taken only where our own grammar reads the same there."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answering.calling import ModelError, json_of
from assistant.answering.model import LanguageModel
from assistant.answering.prompts import DATA_ARE_NOT_INSTRUCTIONS, PROPOSE, as_data
from assistant.conversation.cleaning import clean
from assistant.conversation.reading import read
from assistant.conversation.stated import Reading, Stated
from assistant.conversation.toxicities import lone_grade, toxicities
from assistant.knowledge.identifiers import without_identifiers
from assistant.knowledge.vocabulary import Vocabulary

_MOST = 12


def proposed(
    words: str, missing: Sequence[str], vocabulary: Vocabulary, model: LanguageModel, deadline: float
) -> tuple[Stated, ...]:
    """Return the missing inputs that the model finds and our grammar reads. Raises ModelError."""
    names = ", ".join(missing)
    answer = json_of(
        model,
        [
            ("system", f"{DATA_ARE_NOT_INSTRUCTIONS}\n{PROPOSE.replace('{names}', names)}"),
            ("user", as_data("question", without_identifiers(words)[0])),
        ],
        deadline,
    )
    inputs = answer.get("inputs")
    if not isinstance(inputs, list):
        raise ModelError("no list of inputs")
    found = (accepted(item, words, missing, vocabulary) for item in inputs[:_MOST])
    return tuple({item.name: item for item in found if item is not None}.values())


def accepted(item: Any, words: str, missing: Sequence[str], vocabulary: Vocabulary) -> Stated | None:
    """Return an input as our grammar reads it, None where it is not asked for, not the user's, or read otherwise.

    The words must stand in the turn; the whole turn must state the same value without doubt, so that a qualifier beside the
    words ("about", "lost", "was") still counts; and a value that the model gives must be that value.
    """
    if not isinstance(item, Mapping):
        return None
    name, quoted = item.get("name"), item.get("words")
    if not isinstance(name, str) or not isinstance(quoted, str) or name not in missing or not quoted.strip():
        return None
    turn = clean(words)
    if clean(quoted) not in turn:
        return None
    there, everywhere = _reads(clean(quoted), vocabulary), _reads(turn, vocabulary)
    here, stated = there.stated.get(name), everywhere.stated.get(name)
    if here is None or stated is None or here.value != stated.value or name in everywhere.unclear:
        return None
    given = item.get("value")
    return stated if given is None or str(given) == str(stated.value) else None


def _reads(text: str, vocabulary: Vocabulary) -> Reading:
    """Return all that our grammar reads in a text: measurements, times, and one toxicity with its grade."""
    reading = read(text)
    stated = dict(reading.stated)
    named = toxicities(text, vocabulary)
    if len(named) == 1:
        stated |= {item.name: item for item in named[0].inputs}
    grade = lone_grade(text)
    if grade is not None:
        stated.setdefault("grade", grade)
    unclear = {**reading.unclear, **{item.name: item for toxicity in named for item in toxicity.unclear}}
    return Reading({name: item for name, item in stated.items() if name not in unclear}, unclear)
