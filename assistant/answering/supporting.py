"""Whether one statement of a passage bears out a piece of a sentence: its words, numbers, denials, modals, conditions, place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.answering.claims import Claim, canonical, claim, word_counts
from assistant.answering.denying import denials_hold
from assistant.answering.evidence import Unit
from assistant.answering.measures import Found, Measure
from assistant.answering.modals import is_told, strength_holds
from assistant.answering.naming import names_rightly
from assistant.answering.placing import fits_place, keeps_cycles, measures_of
from assistant.answering.same_words import ACTIONS, KEPT

_HEDGES = frozenset({canonical("appropriate")})
_KEPT = frozenset(canonical(word) for word in KEPT)


def bears(unit: Unit, said: Claim, whole: Claim, before: Sequence[Claim]) -> bool:
    """Tell whether one statement bears out a group of a sentence's parts. before: the groups before it."""
    return (
        said.words <= unit.words | _sayable(unit)
        and names_rightly(unit, said)
        and _has_head(unit, said)
        and _acts_once(unit, said)
        and _numbers_hold(unit, said)
        and _times_hold(unit, said)
        and keeps_cycles(unit, said)
        and denials_hold(unit, said)
        and strength_holds(unit, said, whole)
        and _keeps_conditions(unit, said, whole, before)
        and fits_place(unit, said, whole, before)
    )


def _sayable(unit: Unit) -> frozenset[str]:
    """Return words that may be said of a statement beside its own.

    What a statement is about occurs; its patients are adults where it names no others; what is told to be done is needed, unless
    it is only to be considered; what is told of in another document is what the passage manages.
    """
    words = _PLAIN if unit.words & _YOUNG else _PLAIN | _ADULT
    words = words | _WOMEN if unit.words & _BEARING else words
    words = (
        words | _STEPPED if unit.said.text.startswith("blinatumomab, ") and "days 8 to 28" in unit.said.text else words
    )
    words = (
        words
        if any(item.measure.kind == "cycle" for item in (*unit.said.found, *unit.context.found))
        else words | {"everycycl"}
    )
    words = words | _NEURAL if "neurotoxicity" in unit.words else words
    if _POINTER.match(unit.said.text):
        return words | _MANAGED
    is_plain_act = is_told(unit) and "consider" not in unit.said.words and not unit.said.strengths
    return words | _NEEDED if is_plain_act else words


_POINTER = re.compile(r"(?:also )?refer to ")
_PLAIN = frozenset(map(canonical, ("occur", "contain", "administer", "infuse", "firstauthor")))
_ADULT = frozenset({canonical("adult")})
_YOUNG = frozenset(map(canonical, ("child", "infant", "neonate")))
_WOMEN = frozenset(map(canonical, ("women", "woman", "mothers", "mother")))
_STEPPED = frozenset({canonical("increase")})
_NEURAL = frozenset({canonical("neurological")})
_BEARING = frozenset(map(canonical, ("pregnancy", "breastfeed", "contraception")))
_MANAGED = frozenset({canonical("manage")})
_NEEDED = frozenset({canonical("needed"), canonical("necessary")})


def is_counted(said: Claim, evidence: Sequence[Unit]) -> bool:
    """Tell whether nothing of the statements is said more often than they say it: no number (headings apart), no word."""
    theirs = Counter(item.measure for unit in evidence for item in unit.said.found)
    headings = {item.measure for unit in evidence for item in unit.context.found}
    ours = Counter(item.measure for item in said.found if item.measure not in headings)
    words = sum((word_counts(unit.said.text) + word_counts(unit.context.text) for unit in evidence), Counter[str]())
    return ours <= theirs and all(
        n == 1 or n <= words[word] or word in _REPEATED for word, n in word_counts(said.text).items()
    )


_REPEATED = frozenset(
    map(
        canonical,
        (
            *("only", "minimum", "hold", "hospitalization", "recovery", "monitor", "seizure", "manage", "prophylaxis"),
            *("filter", "bag", "pump", "tubing", "study", "guideline", "assessment"),
        ),
    )
)


def _has_head(unit: Unit, said: Claim) -> bool:
    """Tell whether a group says something of the statement itself: a word of it, or two numbers that belong together."""
    ours = measures_of(said)
    own = ours & measures_of(unit.said)
    pair = len(ours & unit.measures) > 1
    return bool((said.words & unit.said.words) - {"recommend"}) or (
        bool(own) and (pair or len(unit.said.words.difference(*unit.said.conditions)) <= 1)
    )


def _acts_once(unit: Unit, said: Claim) -> bool:
    """Tell whether nothing is done with the infusion, nor recommended, more often than the statement says."""
    ours, theirs = word_counts(said.text), word_counts(unit.said.text)
    return all(ours[act] <= max(1, theirs[act]) for act in ACTIONS | {"recommend"})


def _numbers_hold(unit: Unit, said: Claim) -> bool:
    """Tell whether each number, and each unit without one, stands in the statement or its headings, and as often."""
    theirs = Counter(item.measure for item in (*unit.said.found, *unit.context.found))
    heading = measures_of(unit.context)
    ours = Counter(item.measure for item in said.found)
    bare = Counter(_BARE_UNIT.findall(said.text))
    return all(m in heading or n <= theirs[m] for m, n in ours.items()) and bare <= Counter(
        _BARE_UNIT.findall(unit.said.text)
    )


_BARE_UNIT = re.compile(r"(?<![\d.] )(?<![\d.])\b(?:mcg|mg|g|ml)/[a-z0-9/]+")


def _times_hold(unit: Unit, said: Claim) -> bool:
    """Tell whether "before" and "after" are those of the statement; after a toxicity or a hold anything can be said to come."""
    theirs = claim(_AFTER_WHAT.sub(" ", f"{unit.said.text}. {unit.context.text}")).times
    if _STARTING.search(unit.said.text):
        said = claim(_BEFORE_START.sub(" ", said.text))
    times = said.times - theirs
    left = {end for end in _afters(_AFTER_WHAT.sub(" ", said.text)) if not end & _conditioned(unit)}
    return "before" not in times and ("after" not in times or not left)


def _afters(text: str) -> Iterator[frozenset[str]]:
    """Yield the first words of what each "after" of a text comes after."""
    for match in _AFTER.finditer(text):
        yield claim(match[1] or "").words or frozenset({"after"})


def _conditioned(unit: Unit) -> frozenset[str]:
    """Return the words of a statement's conditions: what is done if something has happened is done after it."""
    return frozenset().union(*unit.said.conditions)


_AFTER = re.compile(r"\bafter\b(?: ((?:[^\s,;.:()]+ ?){1,4}))?")
_STARTING = re.compile(r"\bpatients starting\b")
_BEFORE_START = re.compile(r"\bbefore (?=(?:\w+ ){0,3}(?:start|begin))")
_AFTER_WHAT = re.compile(
    r"\bafter (?:(?!or |and )[\w>]+ ){0,3}?(?:grade|held|hold|holding|interrupt\w+|paused|restarting|crs|icans|neurotoxicity|infusionreaction|livertest|other|"
    r"bilirubin|seizures?|pancreatitis|leukoencephalopathy|capillary|dic|the (?:last|final)|recovery)\b"
)


def _keeps_conditions(unit: Unit, said: Claim, whole: Claim, before: Sequence[Claim]) -> bool:
    """Tell whether nothing is lost that the statement depends on: numbers, conditions, actions, and what narrows it.

    The conditions of a statement stand in the group itself, its numbers too where it says what is done; else in the sentence.
    """
    is_act = bool(unit.said.words & ACTIONS) or any(item.measure.is_dose for item in unit.said.found)
    numbers = measures_of(said if is_act and unit.said.words & said.words else whole)
    if not unit.is_table and not all(_is_kept(item, unit.said, numbers) for item in unit.said.found):
        return False
    kept = whole.words | ({"permanent", canonical("permanently")} if "forgood" in whole.text else set())
    if not (unit.said.words & (ACTIONS | _KEPT)) <= kept or not _keeps_consider(unit, said, whole, before):
        return False
    if any(words & said.words and "until" not in said.text for words in _ends(unit)):
        return False
    hedges = {word for words in said.conditions for word in words & _HEDGES}
    if not hedges <= {word for words in unit.said.conditions for word in words}:
        return False
    with_it = claim(_WITHOUT.sub(" ", whole.text)).words
    scope = said.words if is_act or " without " in f" {unit.said.text} " else with_it
    if not _share(claim(_FOR_WHOM.findall(unit.said.text)[0]).words, with_it):
        return False
    if before and _PRONOUN.search(said.text):
        scope |= before[-1].words
    return all(_share(words, scope) for words in unit.said.conditions)


def _share(condition: frozenset[str], words: frozenset[str]) -> bool:
    """Tell whether at least half of a condition's words are said."""
    return len(condition & words) * 2 >= len(condition)


# "For concurrent CRS, …": a condition without an if.
_FOR_WHOM = re.compile(r"^(?:(?:for|in|with|during) ([^,.;:]{3,60}), )?")
# "Without concurrent CRS" is no "if concurrent CRS".
_WITHOUT = re.compile(r"\bwithout\b[^,;.:()]*")


def _ends(unit: Unit) -> Iterator[frozenset[str]]:
    """Yield the words of what each "until" of a statement waits for: "despite" it or "before" it is another rule."""
    for end in re.findall(r"\buntil ([^,;]+)", unit.said.text):
        yield claim(end).words


def _keeps_consider(unit: Unit, said: Claim, whole: Claim, before: Sequence[Claim]) -> bool:
    """Tell whether what is only to be considered is said so: in the group, before it ("consider A and B"), or of all ("A and B are considered")."""
    if "consider" not in unit.said.words:
        return True
    return any("consider" in text.words for text in (said, *before)) or "considered" in whole.text


# "If it lasted longer": what was spoken of just before.
_PRONOUN = re.compile(r"\b(?:if|when|once|until|and) (?:it|this|that|these|they)\b")


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
