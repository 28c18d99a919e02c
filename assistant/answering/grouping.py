"""Statements that belong together: the steps of one schedule, and the two weight bands of one rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.knowledge.aspects import Aspects
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage


@dataclass(frozen=True)
class Statement:
    """What is said in one place: one passage, or the passages of several weight bands where they say the same."""

    passages: tuple[Passage, ...]


def statements(
    chosen: Sequence[str], fitting: set[str], corpus: Corpus, aspects: Mapping[str, Aspects], most: int
) -> tuple[Statement, ...]:
    """Return the chosen passages, each with what belongs to it, from at most `most` places of the documents.

    chosen: ids, best first; fitting: ids that do not contradict the question, so that a question on one weight band is
    not answered with the other's rule.
    """
    found: list[Statement] = []
    shown: list[Passage] = []
    places = 0
    for passage_id in chosen:
        passage = corpus.passages[passage_id]
        if places == most:
            break
        if any(_overlap(passage, other) for other in shown):
            continue
        group = [other for other in _group(passage, corpus, aspects) if other.id in fitting or other.id == passage.id]
        group = [other for other in group if other not in shown]
        found += _same_words_once(group)
        shown += group
        places += 1
    return tuple(found)


def _group(passage: Passage, corpus: Corpus, aspects: Mapping[str, Aspects]) -> list[Passage]:
    """Return the passage with the other steps of its schedule and the same rule for the other weight band, in reading order."""
    place = _place(passage, aspects)
    if not aspects[passage.id].bands and not _is_step(passage):
        return [passage]
    return [
        other
        for other in corpus.passages.values()
        if other.source == passage.source
        and other.kind == passage.kind
        and _place(other, aspects) == place
        and (_is_step(passage) or _is_of_other_band(other, passage, aspects) or other.id == passage.id)
    ]


def _is_of_other_band(other: Passage, passage: Passage, aspects: Mapping[str, Aspects]) -> bool:
    return bool(aspects[other.id].bands) and other.heading_path[-1:] != passage.heading_path[-1:]


def _is_step(passage: Passage) -> bool:
    """Tell whether the passage is a row of a table without column heads: a step of a dosing schedule."""
    return bool(passage.cells) and not any(cell.column for cell in passage.cells)


def _place(passage: Passage, aspects: Mapping[str, Aspects]) -> tuple[object, ...]:
    """Return the heading path with the weight band taken out, and cycles as numbers ("Cycles 2 to 5" is "Cycles 2-5")."""
    about = aspects[passage.id]
    labels = [label for label in passage.heading_path if not label.startswith("Patients ")]
    if about.cycles and labels:
        return (*labels[:-1], about.cycles)
    return tuple(labels)


def _same_words_once(group: Sequence[Passage]) -> list[Statement]:
    by_words: dict[str, list[Passage]] = {}
    for passage in group:
        by_words.setdefault(passage.quote, []).append(passage)
    return [Statement(tuple(passages)) for passages in by_words.values()]


def _overlap(one: Passage, other: Passage) -> bool:
    """Tell whether one passage holds words of the other: an adverse effect and the cell that lists it."""
    return one.source == other.source and one.start < other.end and other.start < one.end
