"""Whether the quotes that a sentence cites bear it out: every word, number, denial and modal of it, and no condition lost.

A sentence is cut at its commas and conjunctions. It holds if its parts can be put together so that each group of parts is borne
out by one statement of a passage that it cites; so what two rows say can never be read as one. Within a group:

- a word that carries a fact stands in the statement or its headings (or is another form of one that does: same_words.py);
- a number stands there with its unit, comparator and what it counts from, and none of the statement's own numbers is lost;
- a denial of the statement is denied, and nothing else is;
- "must", "should", "recommended", "may" and "consider" are as strong as in the statement;
- what is done with the infusion keeps its conditions, and names the toxicity, grade, weight band and cycle of its row.

Where a sentence says less than this asks, it goes: the quote is shown in its place. It errs towards the quote.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.claims import Claim, canonical_text, claim
from assistant.answering.evidence import Unit, units
from assistant.answering.measures import measures
from assistant.answering.placing import keeps_maxima, names_place
from assistant.answering.supporting import bears, is_counted
from assistant.answering.told_together import told_apart
from assistant.knowledge.passages import Passage


@dataclass(frozen=True)
class Part:
    """A part of a sentence between two cuts.

    marks: the numbers of the citations at its end, or those that follow it; is_marked: they stand at its end.
    """

    text: str
    marks: tuple[int, ...]
    is_marked: bool


@dataclass(frozen=True)
class Sentence:
    """A whole sentence, read: its claim, and its parts."""

    said: Claim
    parts: tuple[Part, ...]


_MARK = re.compile(r"\[(\d{1,3})\]")
_CUTS = re.compile(
    r"(?<=[,;:])\s+|\s+(?=(?:based on|according to|means (?:that )?the|with an? maximum)\s|(?:when|once|after) (?:all|every|the) symptoms?\b)|\s+(?=(?:and|or|but|while|then|nor|because|since|although|though|once held|after (?:a hold|holding)|for up to \d+)\s)"
    r"|\s-\s|\s*(?=\((?!e\.g|i\.e))|(?<=\))\s+"
)
_FORBIDDEN = re.compile(
    r"https?:|www\.|<[a-z/!]|[`|{}\\*_#~^$]|!\[|\]\(|&\w{2,8};|:[a-z_]+\[|javascript:|data:", re.IGNORECASE
)
_OUTSIDE = re.compile(r"[^\x20-\x7eµμ²³≥≤×±°–—‑’‘“”↑]")
# The sign of a power, and "~" for about.
_LOOKALIKE = re.compile(r"10\^9|(?<![~\w])~(?=\d)")
# No dose is that of both bands; where none is told, naming them says nothing.
_DOSE_OF_BOTH = re.compile(r"(?is)^(?=.*\d ?(?:mcg|μg|mg|micrograms?)\b).*\b(?:both|either) weight bands?\b")
MOST_READ_AS_ONE = 3
_MOST_PARTS = 24
_MOST_CHARACTERS = 700


def is_borne_out(sentence: str, cited: Mapping[int, Passage], passages: Mapping[str, Passage]) -> bool:
    """Tell whether a sentence, citation marks included, follows from the passages that its marks name.

    passages: all of the corpus, by id; a dose whose passage carries a footnote with its maximum must state that too.
    """
    marks = {int(mark) for mark in _MARK.findall(sentence)}
    if not marks or not marks <= cited.keys():
        return False
    named = {n: cited[n] for n in marks}
    if not _is_plain(sentence, named.values()) or _DOSE_OF_BOTH.search(sentence):
        return False
    text = canonical_text(sentence)
    return _holds((text,), named, passages) or _holds(told_apart(text), named, passages)


def _holds(texts: Sequence[str], cited: Mapping[int, Passage], passages: Mapping[str, Passage]) -> bool:
    """Tell whether each of some texts is borne out, and each passage that is cited bears one."""
    evidence = {n: units(passage) for n, passage in cited.items()}
    every = [unit for n in cited for unit in evidence[n]]
    borne: set[int] = set()
    for text in texts:
        read = _read(text)
        if _has_loose_sign(read.said) or len(read.parts) > _MOST_PARTS or not is_counted(read.said, every):
            return False
        used = _cover(read, evidence)
        if used is None or not keeps_maxima(read.said, list(cited.values()), passages):
            return False
        borne |= used
    return borne == cited.keys()


def holding(
    sentences: Sequence[str], cited: Mapping[int, Passage], passages: Mapping[str, Passage]
) -> tuple[bool, ...]:
    """Tell for each sentence whether it is borne out: by itself, or read as one with those before it, of which the first holds.

    "The dose is then 28 mcg/day" has its row from the sentence before.
    """
    holds = [is_borne_out(sentence, cited, passages) for sentence in sentences]
    for place in range(1, len(sentences)):
        for begin in range(max(0, place - MOST_READ_AS_ONE + 1), place):
            run = range(begin, place + 1)
            if (
                holds[begin]
                and not all(holds[n] for n in run)
                and is_borne_out(joined(sentences[begin : place + 1]), cited, passages)
            ):
                for n in run:
                    holds[n] = True
    return tuple(holds)


def joined(sentences: Sequence[str]) -> str:
    """Return sentences as one, citation marks where they were."""
    return "; ".join(sentence.rstrip(". ") for sentence in sentences) + "."


def _has_loose_sign(said: Claim) -> bool:
    """Tell whether a comparator stands before no number that it was read with."""
    signs = (match.start() for match in _SIGN.finditer(said.text))
    return any(not any(item.start <= sign < item.end for item in said.found) for sign in signs)


_SIGN = re.compile(r"[<>≥≤]")


def _is_plain(sentence: str, cited: Iterable[Passage]) -> bool:
    """Tell whether a sentence is words alone: no link, image, HTML or sign that Markdown would read; letters as the quotes have them."""
    bare = _LOOKALIKE.sub("10", _MARK.sub("", sentence))
    theirs = {character for passage in cited for character in passage.words}
    return (
        0 < len(sentence) <= _MOST_CHARACTERS
        and not _FORBIDDEN.search(bare)
        and set(_OUTSIDE.findall(bare)) <= theirs
        and "[" not in bare
        and "]" not in bare
    )


def _read(text: str) -> Sentence:
    parts: list[tuple[str, tuple[int, ...]]] = []
    for piece in _pieces(_with_cuts_after_marks(text)):
        marks = tuple(int(mark) for mark in _MARK.findall(piece))
        words = _MARK.sub(" ", piece).strip()
        if marks and not re.search(r"\w", words) and parts:
            parts[-1] = (parts[-1][0], parts[-1][1] + marks)
        elif re.search(r"\w", words):
            parts.append((words, marks))
    return Sentence(claim(_MARK.sub(" ", text)), tuple(_with_marks(parts)))


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a text; none begins or ends within a number."""
    numbers = [(item.end - len(text[item.start : item.end].lstrip()), item.end) for item in measures(text)]
    begin = 0
    for cut in _CUTS.finditer(text):
        if not any(start < cut.end() and cut.start() < end for start, end in numbers):
            yield text[begin : cut.start()]
            begin = cut.end()
    yield text[begin:]


def _with_cuts_after_marks(text: str) -> str:
    """Return the text with a comma after each run of marks, so that it is cut there."""
    return re.sub(r"((?:\[\d+\]\s?)+)(?=[a-z≥<>≤])", r"\1, ", text)


def _with_marks(parts: Sequence[tuple[str, tuple[int, ...]]]) -> Iterator[Part]:
    """Yield the parts; one without marks has those of the next that has any, else those of the last before it."""
    for place, (text, marks) in enumerate(parts):
        later = next((m for _, m in parts[place:] if m), ())
        earlier = next((m for _, m in reversed(parts[:place]) if m), ())
        yield Part(text, marks or later or earlier, bool(marks))


# ---- parts to statements


def _cover(sentence: Sentence, evidence: Mapping[int, tuple[Unit, ...]]) -> set[int] | None:
    """Return the marks that some way of grouping the parts uses, None where there is no way.

    Of several ways the one that uses most marks counts, so that a mark which bears nothing is found out.
    """
    best: list[set[int] | None] = [set()] + [None] * len(sentence.parts)
    held: list[tuple[Claim, ...]] = [()] * (len(sentence.parts) + 1)
    for end in range(1, len(sentence.parts) + 1):
        for start in range(end):
            before = best[start]
            if before is None:
                continue
            marks = _supports(start, end, sentence, held[start], evidence)
            if marks is not None and (best[end] is None or len(before | marks) > len(best[end] or ())):
                best[end] = before | marks
                held[end] = (*held[start], claim(_joined(sentence.parts[start:end])))
    return best[-1]


_KG = r"(?:at or above|at least|below|under|over|above|less than|more than|≥|≤|<|>|lighter than|weighing|of|with a weight of)"
_BAND = re.compile(rf"(?:{_KG} ?){{1,3}}45 kg(?: (?:or|and) (?:more|above|over|heavier))?")
_ONLY_A_BAND = re.compile(
    rf"\W*(?:and|or) (?:also )?(?:(?:in|for|of) )?(?:(?:the )?(?:those|patients|people|adults|a patient|someone|anyone) )?(?:who weigh )?{_BAND.pattern}\W*"
)
_LAST_NAMED = re.compile(r"[a-z]+|^")


def _joined(group: Sequence[Part]) -> str:
    return " ".join(part.text for part in group)


def _supports(
    start: int, end: int, sentence: Sentence, before: Sequence[Claim], evidence: Mapping[int, tuple[Unit, ...]]
) -> set[int] | None:
    """Return the marks of a group of parts whose passages bear it out, None where none does."""
    group = sentence.parts[start:end]
    said = claim(_joined(group))
    if before and _ONLY_A_BAND.fullmatch(said.text):
        # "…, in patients of 45 kg or more [1] and in those below 45 kg [2]": the same again, of the other band.
        said = claim(f"{_BAND.sub(' ', before[-1].text)} {said.text}")
    elif before and said.text.startswith("which "):
        # "…, which is uncommon": said of what was named last.
        said = claim(f"{_LAST_NAMED.findall(before[-1].text)[-1]} {said.text}")
    marks = {mark for part in group for mark in part.marks}
    shared = {mark for mark in marks if all(mark in part.marks for part in group)}
    bearing = {
        mark
        for mark in marks
        for unit in evidence[mark]
        if bears(unit, said, sentence.said, before) and names_place(unit, _place_told(mark, end, sentence))
    }
    # Parts under different citations are one group only where each citation bears all of it.
    return (bearing if bearing == marks else bearing & shared) or None


def _place_told(mark: int, end: int, sentence: Sentence) -> Claim:
    """Return what tells the place of the parts up to one: what is said before it, under the same mark, or of all at the end.

    A weight band told further on of another passage is not told of this one.
    """
    marked = max((place for place, part in enumerate(sentence.parts) if part.is_marked), default=0)
    alike = sentence.parts[end - 1].marks
    later = tuple(part for part in sentence.parts[end : marked + 1] if mark in part.marks and part.marks == alike)
    parts = sentence.parts[:end] + later
    return claim(_joined([*parts, *sentence.parts[max(end, marked + 1) :]]))
