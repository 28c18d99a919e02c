"""Sentences made wrong by another passage or another row: its citation, its act, its weight band."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.knowledge.passages import Passage


@dataclass(frozen=True)
class Reference:
    """A true sentence, citation marks included, and the passages that could be cited."""

    text: str
    cited: Mapping[int, Passage]


@dataclass(frozen=True)
class Mutant:
    """A reference made wrong, and by which operator."""

    text: str
    operator: str
    cited: Mapping[int, Passage]


_MARK = re.compile(r"\s?\[(\d+)\]")
_LEAD = re.compile(r"^(?P<lead>For .*?(?:≥|<) 45 kg(?: in cycles? [-\d]+(?: to \d)?)?), (?P<act>.+)$")
OF_SEVERAL = ("citation dropped", "citation swapped", "rows merged", "beside another row", "band of another row")
"""The operators that take another passage or another row."""


def of_rows(reference: Reference, other: Reference) -> Iterator[Mutant]:
    """Yield what becomes of a sentence of one row when one of another is mixed with it."""
    yield from _merged(reference, other)
    yield from _beside(reference, other)
    yield from _band_elsewhere(reference, other)


def citations_swapped(reference: Reference) -> Iterator[Mutant]:
    """Yield the sentence without its citations, and with each that bears something else."""
    marks = [int(mark) for mark in _MARK.findall(reference.text)]
    words = {reference.cited[mark].words for mark in marks}
    bare = _MARK.sub("", reference.text)
    yield Mutant(bare, "citation dropped", reference.cited)
    for n, passage in reference.cited.items():
        if (
            passage.words in words
            or n in marks
            or _is_other_band(passage, reference, marks)
            or _holds(passage, [reference.cited[mark] for mark in marks])
        ):
            continue
        for mark in dict.fromkeys(marks):
            yield Mutant(reference.text.replace(f"[{mark}]", f"[{n}]"), "citation swapped", reference.cited)


def _holds(passage: Passage, others: list[Passage]) -> bool:
    """Tell whether two passages share words: a cell and the effect that stands in it."""
    return any(p.words in passage.words or passage.words in p.words for p in others)


def _beside(reference: Reference, other: Reference) -> Iterator[Mutant]:
    """Yield the first sentence, and after it the second one's act without its place: it would have the first one's."""
    mine, theirs = _LEAD.match(reference.text), _LEAD.match(other.text)
    cited = {1: _own(reference), 2: _own(other)}
    if not mine or not theirs or cited[1].heading_path[:-1] == cited[2].heading_path[:-1]:
        return
    act = _MARK.sub("", theirs["act"]).rstrip(". ")
    if (
        _act(act) in _act(cited[1].words)
        or re.search(r"rade |neurotox|CRS|reaction|LFT|kg", act)
        or not re.match(r"hold|restart|increase|discontinue|consider|resume", act, re.IGNORECASE)
    ):
        return
    first = _MARK.sub("", reference.text).rstrip(". ")
    for then in (act, f"then {act[0].lower()}{act[1:]}"):
        yield Mutant(f"{first} [1]; {then} [2].", "beside another row", cited)


def _band_elsewhere(reference: Reference, other: Reference) -> Iterator[Mutant]:
    """Yield the first sentence without its weight band, and after it the second one, which names one."""
    mine, theirs = _LEAD.match(reference.text), _LEAD.match(other.text)
    cited = {1: _own(reference), 2: _own(other)}
    if not mine or not theirs or "mcg" not in mine["act"] or cited[1].heading_path[:-1] == cited[2].heading_path[:-1]:
        return
    bare = re.sub(r" in patients [≥<] 45 kg", "", mine["lead"])
    if bare != mine["lead"] and "kg" not in mine["act"]:
        first = _MARK.sub("", f"{bare}, {mine['act']}").rstrip(". ")
        then = _MARK.sub("", f"{theirs['lead'][0].lower()}{theirs['lead'][1:]}, {theirs['act']}").rstrip(". ")
        yield Mutant(f"{first} [1]; {then} [2].", "band of another row", cited)


def _is_other_band(passage: Passage, reference: Reference, marks: list[int]) -> bool:
    """Tell whether a passage is the other weight band of a cited row, where no dose is said: both bands do the same."""
    rows = {reference.cited[mark].heading_path[:-1] for mark in marks if reference.cited[mark].kind == "cell"}
    return (
        passage.kind == "cell"
        and passage.heading_path[:-1] in rows
        and " 45 kg" in passage.heading_path[-1]
        and "mcg" not in reference.text
    )


def _merged(reference: Reference, other: Reference) -> Iterator[Mutant]:
    """Yield the first sentence's place with the second one's act, under either citation or both."""
    mine, theirs = _LEAD.match(reference.text), _LEAD.match(other.text)
    if (
        not mine
        or not theirs
        or mine["lead"] == theirs["lead"]
        or not (mine["lead"] + theirs["lead"]).count("rade ") + (mine["lead"] + theirs["lead"]).count("LFT") > 1
    ):
        return
    lead = mine["lead"]
    own_act, other_act = _MARK.sub("", mine["act"]), _MARK.sub("", theirs["act"])
    if _act(other_act.rstrip(". ")) in _act(_own(reference).words):
        return
    cited = {1: _own(reference), 2: _own(other)}
    if cited[1].heading_path == cited[2].heading_path:
        return
    for marks in ("[1]", "[2]", "[1][2]"):
        yield Mutant(f"{lead}, {other_act.rstrip('. ')} {marks}.", "rows merged", cited)
    yield Mutant(f"{lead}, {own_act.rstrip('. ')} [1] and {other_act.rstrip('. ')} [2].", "rows merged", cited)


def _act(words: str) -> str:
    """Return what is done in one spelling: to resume at a dose is to restart at it."""
    same = {
        " dose ": " ",
        "resume at": "restart at",
        "with an escalation": "increase",
        "the infusion reaction": "toxicity",
    }
    words = words.lower()
    for said, written in same.items():
        words = words.replace(said, written)
    return words


def _own(reference: Reference) -> Passage:
    """Return the passage that a sentence cites first."""
    return reference.cited[int(_MARK.findall(reference.text)[0])]
