"""The parts of an answer's text: what it says in its own voice, and what stands before the registers."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.answering.markdown import plain
from evals.ground import Ground

_QUOTE = re.compile(r"“[^”]*(?:“[^”]*”[^”]*)*”")


def as_read(answer: Mapping[str, Any]) -> str:
    """Return the text as a person reads it, on one line, in lower case."""
    return " ".join(plain(str(answer["text"])).lower().split())


def own_voice(answer: Mapping[str, Any], ground: Ground) -> str:
    """Return what the answer says itself: quotes, the registers' fixed words, headings and offered questions taken out."""
    lines = [line for line in plain(str(answer["text"])).splitlines() if not _is_heading(line, ground)]
    text = " ".join("\n".join(lines).split())
    conflicts = answer.get("conflicts", ())
    fixed = [conflict["summary"] for conflict in conflicts]
    fixed += [side["quote"] for conflict in conflicts for side in conflict["sides"]]
    fixed += [words for entry in ground.fixed_words.values() for words in entry]
    fixed += [words for field in ("follow_ups", "choices", "nearest") for words in _texts(answer.get(field, ()))]
    # Of some hundred fixed wordings an answer holds a few: a pattern for each of the others would cost seconds a run.
    read = text.lower()
    held = (words for words in (" ".join(words.split()) for words in fixed) if words.lower() in read)
    for words in sorted(held, key=len, reverse=True):
        text = re.sub(re.escape(words), " ", text, flags=re.IGNORECASE)
    return _QUOTE.sub(" ", text)


def before_registers(answer: Mapping[str, Any], ground: Ground) -> str:
    """Return the answer proper: the text up to the first paragraph that holds words of a register."""
    summaries = [conflict["summary"] for conflict in answer.get("conflicts", ())]
    fixed = [" ".join(words.split()) for words in summaries]
    fixed += [" ".join(words.split()) for entry in ground.fixed_words.values() for words in entry]
    kept: list[str] = []
    for paragraph in plain(str(answer["text"])).split("\n\n"):
        line = " ".join(paragraph.split())
        if kept and any(words in line for words in fixed):
            break
        kept.append(paragraph)
    return "\n\n".join(kept)


def _is_heading(line: str, ground: Ground) -> bool:
    bare = line.strip().removeprefix("- ")
    path = bare.replace(" › ", " > ").replace("≥", ">=").replace("≤", "<=")
    return path in ground.sections


def _texts(field: Iterable[Any]) -> list[str]:
    return [item for item in field if isinstance(item, str)]
