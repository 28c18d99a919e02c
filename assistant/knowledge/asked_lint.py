"""What does not hold in corpus/asked: a statement with too few questions, a question of two statements without a reason."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.knowledge.asked import Asked, passages_at
from assistant.knowledge.errors import DataError
from assistant.knowledge.passages import Passage
from assistant.knowledge.yaml_files import read_yaml

_FILE = "few.yaml"
# A sign at the end of a word ("Ph+", "Ph-") and a comparator change what is asked; other punctuation does not.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+[+-](?!\w)|[^\W\d_]+|[≥≤<>%+]")
_PLURAL = re.compile(r"(?<=\w{3})(?<!s)s$")


class _Place(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    section: str
    opening: str


class _Exception(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str
    statements: tuple[_Place, ...]


class _Few(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    fewest: int
    exceptions: tuple[_Exception, ...]


@dataclass(frozen=True)
class _Lead:
    """A question, whatever its spelling: the first spelling, all statements it leads to, whether each entry says why."""

    question: str
    passages: frozenset[str]
    entries: int
    declared: bool


def normalised(question: str) -> str:
    """Return the question without case, punctuation and plurals: two that are then equal are one question."""
    words = _WORD.findall(unicodedata.normalize("NFKC", question).casefold())
    return " ".join(_PLURAL.sub("", word) for word in words)


def asked_findings(folder: Path, passages: Sequence[Passage], asked: Sequence[Asked]) -> tuple[str, ...]:
    """Return what does not hold, a sentence each; a document that no question leads to is not judged.

    folder: corpus/asked. Raises DataError where its few.yaml cannot be used.
    """
    leads = _leads(asked)
    by_id = {passage.id: passage for passage in passages}
    counts = Counter(p for lead in leads.values() if _of_one_row(lead, by_id) for p in lead.passages)
    sources = {by_id[p].source for lead in leads.values() for p in lead.passages}
    judged = [passage for passage in passages if passage.source in sources]
    return (*_undeclared(leads, by_id), *_too_few(_read(folder / _FILE), judged, counts))


def _leads(asked: Sequence[Asked]) -> dict[str, _Lead]:
    leads: dict[str, _Lead] = {}
    for item in asked:
        key = normalised(item.question)
        before = leads.get(key, _Lead(item.question, frozenset(), 0, declared=True))
        leads[key] = _Lead(
            before.question,
            before.passages.union(item.passages),
            before.entries + 1,
            before.declared and item.shared is not None,
        )
    return leads


def _of_one_row(lead: _Lead, by_id: Mapping[str, Passage]) -> bool:
    if len(lead.passages) == 1:
        return True
    found = [by_id[passage] for passage in lead.passages]
    return all(passage.kind == "cell" for passage in found) and len({p.heading_path[:-1] for p in found}) == 1


def _undeclared(leads: Mapping[str, _Lead], by_id: Mapping[str, Passage]) -> Iterator[str]:
    for lead in leads.values():
        if lead.entries > 1 and not lead.declared:
            places = " and ".join(sorted({repr(by_id[passage].section) for passage in lead.passages}))
            yield f"asked: {lead.question!r} stands more than once, for {places}. Keep one, or give each entry `shared`."


def _too_few(few: _Few, judged: Sequence[Passage], counts: Mapping[str, int]) -> Iterator[str]:
    excepted: set[str] = set()
    for place in (place for exception in few.exceptions for place in exception.statements):
        found = passages_at(place.section, place.opening, [p for p in judged if p.source == place.source])
        excepted.update(passage.id for passage in found)
        if len(found) != 1 or counts.get(found[0].id, 0) >= few.fewest:
            yield f"asked/{_FILE}: {place.opening!r} under {place.section!r} is no statement with fewer than {few.fewest}. Remove it."
    for passage in judged:
        count = counts.get(passage.id, 0)
        if count < few.fewest and passage.id not in excepted:
            place_of = f"{passage.words[:60]!r} under {passage.section!r} ({passage.id})"
            yield f"asked/{passage.source}.yaml: {count} questions lead to {place_of}. Write {few.fewest - count} more."


def _read(path: Path) -> _Few:
    try:
        return _Few.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(f"asked/{_FILE}", f"{place}: {first['msg']}.", "Correct it.") from error
