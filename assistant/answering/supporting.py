"""Whether one statement of a passage bears out a piece of a sentence: its words, numbers, denials, modals, conditions, place."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answering.claims import Claim, Strength, canonical, claim, word_counts
from assistant.answering.denying import BRACKETS, denials_hold, main_denials
from assistant.answering.evidence import Unit
from assistant.answering.measures import Found, Measure
from assistant.answering.placing import fits_place, measures_of
from assistant.answering.same_words import ACTIONS, IMPERATIVES, KEPT, TOXICITIES

_HEDGES = frozenset({canonical("appropriate")})
_KEPT = frozenset(canonical(word) for word in KEPT)
_TOXICITIES = frozenset(canonical(word) for word in TOXICITIES)
_IMPERATIVES = frozenset(canonical(word) for word in IMPERATIVES)


def bears(unit: Unit, said: Claim, whole: Claim, before: Sequence[Claim]) -> bool:
    """Tell whether one statement bears out a group of a sentence's parts. before: the groups before it."""
    return (
        said.words <= unit.words | _sayable(unit)
        and _names_own(unit, said)
        and _keeps_likeness(unit, said)
        and _has_head(unit, said)
        and _numbers_hold(unit, said)
        and _times_hold(unit, said)
        and denials_hold(unit, said)
        and _strength_holds(unit, said, whole)
        and _keeps_conditions(unit, said, whole)
        and fits_place(unit, said, whole, before)
    )


def _sayable(unit: Unit) -> frozenset[str]:
    """Return words that may be said of a statement beside its own.

    What a statement is about occurs; its patients are adults where it names no others; what is told to be done is needed, unless
    it is only to be considered; what is told of in another document is what the passage manages.
    """
    words = _PLAIN if unit.words & _YOUNG else _PLAIN | _ADULT
    if _POINTER.match(unit.said.text):
        return words | _MANAGED
    is_plain_act = _is_told(unit) and "consider" not in unit.said.words and not unit.said.strengths
    return words | _NEEDED if is_plain_act else words


_POINTER = re.compile(r"(?:also )?refer to ")
_PLAIN = frozenset({canonical("occur"), canonical("contain")})
_ADULT = frozenset({canonical("adult")})
_YOUNG = frozenset(map(canonical, ("child", "infant", "neonate")))
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


_REPEATED = frozenset(map(canonical, ("only", "minimum")))


def _names_own(unit: Unit, said: Claim) -> bool:
    """Tell whether a group names no toxicity of the headings where the statement names its own."""
    own = unit.said.words & _TOXICITIES
    return not own or not unit.toxicities or said.words & _TOXICITIES <= own | unit.topic


def _keeps_likeness(unit: Unit, said: Claim) -> bool:
    """Tell whether what a statement only likens its subject to is said as a likeness too."""
    likened = _LIKENED.search(unit.said.text)
    return likened is None or canonical(likened[1]) not in said.words or _LIKENED.search(said.text) is not None


_LIKENED = re.compile(r"indistinguishable from (?:the )?(\w+)")


def _has_head(unit: Unit, said: Claim) -> bool:
    """Tell whether a group says something of the statement itself: a word of it, or two numbers that belong together."""
    ours = measures_of(said)
    own = ours & measures_of(unit.said)
    pair = len(ours & unit.measures) > 1
    return bool((said.words & unit.said.words) - {"recommend"}) or (
        bool(own) and (pair or len(unit.said.words.difference(*unit.said.conditions)) <= 1)
    )


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
    times = said.times - theirs
    left = claim(_AFTER_WHAT.sub(" ", said.text)).times
    return "before" not in times and ("after" not in times or "after" not in left)


_AFTER_WHAT = re.compile(
    r"\bafter (?:\w+ ){0,3}?(?:grade|hold|holding|interruption|restarting|crs|icans|infusionreaction|livertest|other|bilirubin|the last|recovery)\b"
)


def _strength_holds(unit: Unit, said: Claim, whole: Claim) -> bool:
    """Tell whether a group is as strong as the statement: no modal that is not its own, and none lost."""
    theirs, ours = unit.said.strengths, said.strengths
    if _BE_CONSIDERED.search(said.text):
        ours = claim(_BE_CONSIDERED.sub(" consider", said.text)).strengths
    if (
        "consider" in unit.said.words
        and "consider" in said.words
        and (_BE_CONSIDERED.search(unit.said.text) or not theirs)
    ):
        theirs = theirs - {"should", "may"}
    allowed: set[Strength] = set(theirs)
    opening = _RECOMMENDED_WHAT.match(unit.said.text)
    if opening and opening[0] not in said.text:
        allowed.discard("recommended")
    allowed |= unit.context.strengths
    if allowed & {"recommended", "should"} or (not theirs and _is_told(unit)):
        allowed.add("should")
    if not theirs and main_denials(unit):
        allowed.add("must")
    if "possible" in unit.said.words and not unit.said.denials:
        allowed.add("may")
    needed = _outside_brackets(unit) - {"should"}
    if unit.said.words & ACTIONS and not said.words & ACTIONS:
        # "After all symptoms have gone" is when, and not yet what can be done.
        needed -= {"may"}
    spoken = whole.strengths | ({"recommended"} if "should" in whole.strengths else set())
    return ours <= allowed and needed <= spoken


_RECOMMENDED_WHAT = re.compile(r"recommended \w+")
_BE_CONSIDERED = re.compile(r"\b(?:may|should|can|could) (?:(?:always|also) )?be consider")


def _is_told(unit: Unit) -> bool:
    """Tell whether a statement says what to do, and forbids nothing: a prohibition is not softened to "should not"."""
    first = canonical(_CELL.sub("", unit.said.text).partition(" ")[0])
    return first in _IMPERATIVES and not main_denials(unit)


_CELL = re.compile(r"^(?:management|restart|rechallenge): ")


def _outside_brackets(unit: Unit) -> frozenset[Strength]:
    return claim(BRACKETS.sub(" ", unit.said.text)).strengths


def _keeps_conditions(unit: Unit, said: Claim, whole: Claim) -> bool:
    """Tell whether nothing is lost that the statement depends on: numbers, conditions, actions, and what narrows it.

    The conditions of a statement stand in the group itself, its numbers too where it says what is done; else in the sentence.
    """
    is_act = bool(unit.said.words & ACTIONS) or any(item.measure.is_dose for item in unit.said.found)
    numbers = measures_of(said if is_act and unit.said.words & said.words else whole)
    if not unit.is_table and not all(_is_kept(item, unit.said, numbers) for item in unit.said.found):
        return False
    if not (unit.said.words & (ACTIONS | _KEPT)) <= whole.words:
        return False
    hedges = {word for words in said.conditions for word in words & _HEDGES}
    if not hedges <= {word for words in unit.said.conditions for word in words}:
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
