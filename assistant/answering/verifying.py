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
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.claims import Claim, Strength, canonical, canonical_text, claim
from assistant.answering.evidence import Unit, units
from assistant.answering.measures import Found, Measure, measures
from assistant.answering.same_words import ACTIONS, IMPERATIVES, KEPT, TOXICITIES
from assistant.knowledge.passages import Passage


@dataclass(frozen=True)
class Part:
    """A part of a sentence between two cuts. marks: the numbers of the citations at its end, or those that follow it."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True)
class Sentence:
    """A whole sentence, read: its claim, and its parts."""

    said: Claim
    parts: tuple[Part, ...]


_MARK = re.compile(r"\[(\d{1,3})\]")
_CUTS = re.compile(
    r"(?<=[,;:])\s+|\s+(?=(?:and|or|but|while|then|nor|because|since|although|though|once held|after (?:a hold|holding))\s)"
    r"|\s-\s|\s*(?=\((?!e\.g|i\.e))|(?<=\))\s+"
)
_FORBIDDEN = re.compile(r"https?:|www\.|<[a-z/!]|[`|{}\\*_#~^$]|!\[|\]\(|&\w{2,8};|:[a-z_]+\[|javascript:|data:", re.IGNORECASE)
_OUTSIDE = re.compile(r"[^\x20-\x7eµμ²³≥≤×±°–—‑’‘“”↑]")
_LOOKALIKE = re.compile(r"10\^9")
_KEPT = frozenset(canonical(word) for word in KEPT)
_TOXICITIES = frozenset(canonical(word) for word in TOXICITIES)
_IMPERATIVES = frozenset(canonical(word) for word in IMPERATIVES)
_MOST_PARTS = 24
_MOST_CHARACTERS = 700
_DIMENSIONS = ("grade", "cycle")


def is_borne_out(sentence: str, cited: Mapping[int, Passage], passages: Mapping[str, Passage]) -> bool:
    """Tell whether a sentence, citation marks included, follows from the passages that its marks name.

    passages: all of the corpus, by id; a dose whose passage carries a footnote with its maximum must state that too.
    """
    if not _is_plain(sentence):
        return False
    marks = {int(mark) for mark in _MARK.findall(sentence)}
    if not marks or not marks <= cited.keys():
        return False
    evidence = {n: units(cited[n]) for n in marks}
    read = _read(sentence)
    if len(read.parts) > _MOST_PARTS:
        return False
    used = _cover(read, evidence)
    return used is not None and used == marks and _keeps_maxima(read, [cited[n] for n in marks], passages)


def _is_plain(sentence: str) -> bool:
    """Tell whether a sentence is words alone: no link, image, HTML or sign that Markdown would read."""
    bare = _LOOKALIKE.sub("10", _MARK.sub("", sentence))
    return (
        0 < len(sentence) <= _MOST_CHARACTERS
        and not _FORBIDDEN.search(bare)
        and not _OUTSIDE.search(bare)
        and "[" not in bare
        and "]" not in bare
    )


def _read(sentence: str) -> Sentence:
    text = canonical_text(sentence)
    parts: list[tuple[str, tuple[int, ...]]] = []
    for piece in _pieces(_with_cuts_after_marks(text)):
        marks = tuple(int(mark) for mark in _MARK.findall(piece))
        words = _MARK.sub(" ", piece).strip()
        if marks and not re.search(r"\w", words) and parts:
            parts[-1] = (parts[-1][0], parts[-1][1] + marks)
        elif words:
            parts.append((words, marks))
    return Sentence(claim(_MARK.sub(" ", text)), tuple(_with_marks(parts)))


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a text; none begins or ends within a number."""
    numbers = [(item.start, item.end) for item in measures(text)]
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
        yield Part(text, marks or later or earlier)


# ---- parts to statements


def _cover(sentence: Sentence, evidence: Mapping[int, tuple[Unit, ...]]) -> set[int] | None:
    """Return the marks that some way of grouping the parts uses, None where there is no way.

    Of several ways the one that uses most marks counts, so that a mark which bears nothing is found out.
    """
    best: list[set[int] | None] = [set()] + [None] * len(sentence.parts)
    held: list[tuple[Claim, ...]] = [()] + [()] * len(sentence.parts)
    for end in range(1, len(sentence.parts) + 1):
        for start in range(end):
            before = best[start]
            if before is None:
                continue
            group = sentence.parts[start:end]
            marks = _supports(group, sentence, held[start], evidence)
            if marks is not None and (best[end] is None or len(before | marks) > len(best[end] or ())):
                best[end] = before | marks
                held[end] = (*held[start], claim(_joined(group)))
    return best[-1]


def _joined(group: Sequence[Part]) -> str:
    return " ".join(part.text for part in group)


def _supports(
    group: Sequence[Part], sentence: Sentence, before: Sequence[Claim], evidence: Mapping[int, tuple[Unit, ...]]
) -> set[int] | None:
    """Return the marks of the group whose passages bear it out, None where none does."""
    said = claim(_joined(group))
    marks = dict.fromkeys(mark for part in group for mark in part.marks)
    bearing = {
        mark for mark in marks for unit in evidence[mark] if _bears(unit, said, sentence.said, before)
    }
    return bearing or None


def _bears(unit: Unit, said: Claim, whole: Claim, before: Sequence[Claim]) -> bool:
    return (
        said.words <= unit.words
        and _names_own(unit, said)
        and _has_head(unit, said)
        and _numbers_hold(unit, said)
        and _times_hold(unit, said)
        and _denials_hold(unit, said)
        and _strength_holds(unit, said, whole)
        and _keeps_conditions(unit, said, whole)
        and _fits_place(unit, said, whole, before)
    )


def _names_own(unit: Unit, said: Claim) -> bool:
    """Tell whether a group names no toxicity of the headings where the statement names its own."""
    own = unit.said.words & _TOXICITIES
    return not own or not unit.toxicities or said.words & _TOXICITIES <= own | unit.topic


def _has_head(unit: Unit, said: Claim) -> bool:
    """Tell whether a group says something of the statement itself: a word of it, or two numbers that belong together."""
    ours = _of(said)
    own = ours & _of(unit.said)
    pair = len(ours & unit.measures) > 1
    return bool((said.words & unit.said.words) - {"recommend"}) or (bool(own) and (pair or len(unit.said.words) <= 1))


def _numbers_hold(unit: Unit, said: Claim) -> bool:
    """Tell whether each number, and each unit without one, stands in the statement or its headings, and as often."""
    theirs = Counter(item.measure for item in (*unit.said.found, *unit.context.found))
    heading = _of(unit.context)
    ours = Counter(item.measure for item in said.found)
    bare = Counter(_BARE_UNIT.findall(said.text))
    return all(m in heading or n <= theirs[m] for m, n in ours.items()) and bare <= Counter(
        _BARE_UNIT.findall(unit.said.text)
    )


_BARE_UNIT = re.compile(r"(?<![\d.] )(?<![\d.])\b(?:mcg|mg|g|ml)/[a-z0-9/]+")


def _times_hold(unit: Unit, said: Claim) -> bool:
    """Tell whether "before" and "after" are those of the statement; after a toxicity or a hold anything can be said to come."""
    theirs = claim(_AFTER_WHAT.sub(" ", f"{unit.said.text}. {unit.context.text}")).times
    times = said.times - theirs
    left = claim(_AFTER_WHAT.sub(" ", said.text)).times
    return "before" not in times and ("after" not in times or "after" not in left)


_AFTER_WHAT = re.compile(
    r"\bafter (?:\w+ ){0,3}?(?:grade|hold|holding|interruption|restarting|crs|icans|infusionreaction|livertest|other|bilirubin|the last|recovery)\b"
)


def _denials_hold(unit: Unit, said: Claim) -> bool:
    """Tell whether exactly what the statement denies is denied."""
    theirs = [denied for denied in unit.said.denials if denied]
    ours = [denied or said.words for denied in said.denials]
    # "Should not be used" says that its use is not recommended.
    if any("recommend" in denied for denied in theirs) and "should" in said.strengths:
        if _SHOULD.search(said.text):
            return False
        told = [denied for denied in ours if "recommend" in denied]
        ours = told or [denied | {"recommend"} if denied & unit.words else denied for denied in ours]
    needed = [denied for denied in theirs if denied & said.words or any(denied & our for our in ours)]
    return len(ours) <= len(needed) and _are_paired(needed, ours)


_SHOULD = re.compile(r"\bshould (?!not\b)")


def _are_paired(theirs: Sequence[frozenset[str]], ours: Sequence[frozenset[str]]) -> bool:
    """Tell whether each denial of the statement has one of the wording's to itself that shares a word with it."""
    if not theirs:
        return True
    return any(
        _are_paired(theirs[1:], [*ours[:place], *ours[place + 1 :]]) for place, our in enumerate(ours) if our & theirs[0]
    )


def _strength_holds(unit: Unit, said: Claim, whole: Claim) -> bool:
    """Tell whether a group is as strong as the statement: no modal that is not its own, and none lost."""
    theirs, ours = unit.said.strengths, said.strengths
    if _BE_CONSIDERED.search(said.text):
        ours = ours - {"may", "should"}
    if "consider" in unit.said.words and "consider" in said.words and (_BE_CONSIDERED.search(unit.said.text) or not theirs):
        theirs = theirs - {"should", "may"}
    allowed: set[Strength] = set(theirs)
    if unit.said.text.startswith("recommended "):
        allowed.discard("recommended")
    if allowed & {"recommended", "should"} or (not theirs and _is_told(unit)):
        allowed.add("should")
    if not theirs and unit.said.denials:
        allowed.add("must")
    if "possible" in unit.said.words and not unit.said.denials:
        allowed.add("may")
    allowed |= unit.context.strengths
    needed = _outside_brackets(unit) - {"should"}
    spoken = whole.strengths | ({"recommended"} if "should" in whole.strengths else set())
    return ours <= allowed and needed <= spoken


_BE_CONSIDERED = re.compile(r"\b(?:may|should|can|could) (?:always )?be consider")


def _is_told(unit: Unit) -> bool:
    """Tell whether a statement says what to do, and forbids nothing: a prohibition is not softened to "should not"."""
    first = canonical(unit.said.text.partition(" ")[0])
    return first in _IMPERATIVES


def _outside_brackets(unit: Unit) -> frozenset[Strength]:
    return claim(re.sub(r"\([^)]*\)", " ", unit.said.text)).strengths


def _keeps_conditions(unit: Unit, said: Claim, whole: Claim) -> bool:
    """Tell whether nothing is lost that the statement depends on: numbers, conditions, actions, and what narrows it.

    The conditions of a statement stand in the group itself, its numbers too where it says what is done; else in the sentence.
    """
    is_act = bool(unit.said.words & ACTIONS) or any(item.measure.is_dose for item in unit.said.found)
    numbers = _of(said if is_act and unit.said.words & said.words else whole)
    if not unit.is_table and not all(_is_kept(item, unit.said, numbers) for item in unit.said.found):
        return False
    if not (unit.said.words & (ACTIONS | _KEPT)) <= whole.words:
        return False
    scope = said if is_act or " without " in f" {unit.said.text} " else whole
    return all(len(words & scope.words) * 2 >= len(words) for words in unit.said.conditions)


def _is_kept(item: Found, said: Claim, numbers: set[Measure]) -> bool:
    """Tell whether a number of a statement is in the sentence; either of two that are alternatives suffices."""
    is_bare = item.measure.kind == "amount" and not item.measure.unit and _is_reference(said)
    if item.aside or is_bare or item.measure in numbers:
        return True
    others = [other for other in said.found if other.measure.unit != item.measure.unit and other.measure in numbers]
    return any(_ALTERNATIVE.search(said.text[min(item.end, o.end) : max(item.start, o.start)]) for o in others)


def _is_reference(said: Claim) -> bool:
    """Tell whether a statement is a reference: its numbers are a year, a volume and pages."""
    return sum(item.measure.kind == "amount" and not item.measure.unit for item in said.found) > 2


_ALTERNATIVE = re.compile(r"^[^,.;]{0,60}\bor\s?$")


def _fits_place(unit: Unit, said: Claim, whole: Claim, before: Sequence[Claim]) -> bool:
    """Tell whether a group belongs to the row that it is read from.

    What was said of the place before (a grade, a band, a cycle, a toxicity) still holds unless the group says otherwise.
    """
    heading = {item.measure for item in unit.context.found}
    for name in _DIMENSIONS:
        own = {m for m in heading if m.kind == name}
        spoken = _latest([*before, said], lambda text, name=name: {m for m in _of(text) if m.kind == name and not m.comparator})  # type: ignore[misc]
        if own and spoken and not spoken <= own:
            return False
    days = _latest([*before, said], lambda text: {m for m in _of(text) if m.kind == "day"})
    own_days = {m for m in _of(unit.said) if m.kind == "day"}
    if own_days and days and not days <= own_days:
        return False
    band = {m for m in heading if m.unit == "kg"}
    spoken = _latest([*before, said], lambda text: {m for m in _of(text) if m.unit == "kg"})
    if band and spoken and not spoken <= band:
        return False
    named = _latest([*before, said], lambda text: text.words & _TOXICITIES)
    if unit.toxicities and named and not named & unit.words:
        return False
    return _names_place(unit, whole, heading)


def _of(text: Claim) -> set[Measure]:
    return {item.measure for item in text.found}


def _latest(texts: Sequence[Claim], pick: "Callable[[Claim], set[Measure] | frozenset[str]]") -> "set[Measure] | frozenset[str]":
    """Return what the last text that names any names."""
    return next((named for text in reversed(texts) if (named := pick(text))), frozenset())


def _names_place(unit: Unit, whole: Claim, heading: set[Measure]) -> bool:
    """Tell whether a sentence on what is done with the infusion, or on a dose, names the row that it holds for."""
    is_dose = any(item.measure.unit.startswith("mcg") for item in unit.said.found)
    done = claim(unit.said.text.partition(" when ")[0]).words & ACTIONS
    if not is_dose and not done - {"consider"}:
        return True
    if unit.toxicities and not unit.toxicities & whole.words:
        return False
    needed = {m for m in heading if m.kind == "grade" or (is_dose and (m.kind == "cycle" or m.unit == "kg"))}
    return needed <= _of(whole)


def _keeps_maxima(sentence: Sentence, cited: Sequence[Passage], passages: Mapping[str, Passage]) -> bool:
    """Tell whether a dose comes with the maximum that its passage's mark points to."""
    said = _of(sentence.said)
    for passage in cited:
        doses = {item.measure for unit in units(passage) for item in unit.said.found if item.measure.is_dose}
        limits = {
            item.measure
            for note in passage.footnotes
            for unit in units(passages[note])
            for item in unit.said.found
            if item.measure.is_dose and item.measure.comparator == "≤" and "maximum" in unit.said.text
        }
        if doses & said and not limits <= said:
            return False
    return True
