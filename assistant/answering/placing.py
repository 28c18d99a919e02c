"""Whether what a sentence says belongs to the row that it is read from, and names it."""

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.answering.claims import Claim, canonical, claim
from assistant.answering.evidence import Unit, units
from assistant.answering.measures import Measure
from assistant.answering.same_words import ACTIONS, TOXICITIES
from assistant.knowledge.passages import Passage

_TOXICITIES = frozenset(canonical(word) for word in TOXICITIES)

_DIMENSIONS: tuple[Callable[[Measure], bool], ...] = (
    lambda measure: measure.kind == "grade" and not measure.comparator,
    lambda measure: measure.kind == "cycle",
    lambda measure: measure.kind == "day",
    lambda measure: measure.unit == "kg",
)
"""The numbers that say where one is: the grade, the cycle, the days, the weight band."""
_OF_A_ROW = _DIMENSIONS[:2]


def measures_of(text: Claim) -> set[Measure]:
    """Return the numbers of a text."""
    return {item.measure for item in text.found}


def fits_place(unit: Unit, said: Claim, whole: Claim, before: Sequence[Claim]) -> bool:
    """Tell whether a group belongs to the row that it is read from.

    What was said of the place before (a grade, a band, a cycle, a toxicity) still holds unless the group says otherwise.
    """
    told = [*before, said]
    theirs = measures_of(unit.context) | {m for m in measures_of(unit.said) if m.kind == "day"}
    for is_one in _DIMENSIONS:
        own = set(filter(is_one, theirs))
        spoken = next((here for text in reversed(told) if (here := set(filter(is_one, measures_of(text))))), set())
        # What is said of its place only further on still is its place.
        later = set() if spoken else set(filter(is_one, measures_of(whole)))
        if own and (not spoken <= own or (later and not later & own)):
            return False
    if _acts(unit) and _is_narrowed(theirs, before):
        return False
    # "If the infusion reaction does not recur" is a condition within a row, and does not lead to another.
    for texts in ([text.words for text in told], [text.words.difference(*text.conditions) for text in told]):
        named = next((names for words in reversed(texts) if (names := words & _TOXICITIES)), frozenset())
        if unit.toxicities and named and not named & unit.words:
            return False
    return True


def _is_narrowed(theirs: set[Measure], before: Sequence[Claim]) -> bool:
    """Tell whether a grade or a cycle was told before that a row does not have: "for grade 3 …; discontinue if > 1 seizure occurs"."""
    told = {measure for text in before for measure in measures_of(text)}
    return any(
        any(is_one(measure) for measure in told) and not any(is_one(measure) for measure in theirs)
        for is_one in _OF_A_ROW
    )


def _acts(unit: Unit) -> bool:
    """Tell whether a statement says what is done with the infusion."""
    return bool(claim(unit.said.text.partition(" when ")[0]).words & ACTIONS - {"consider"})


def keeps_cycles(unit: Unit, said: Claim) -> bool:
    """Tell whether the days that a statement gives for more than one cycle are said of the right one."""
    theirs = set(_DAYS_OF_CYCLE.findall(unit.said.text))
    if len(theirs) < 2:
        return True
    ours = _DAYS_OF_CYCLE.findall(said.text)
    # "The first 9 days of every cycle", "up to the first 2 days": days that belong to no cycle, or to fewer.
    if _FIRST_DAYS.search(said.text):
        return False
    return set(ours) <= theirs and len(ours) == sum(item.measure.kind == "day" for item in said.found)


_FIRST_DAYS = re.compile(
    r"\bfirst \d+ days\b|(?:≤|≥|<|>|\b(?:up to|at most|within|more than|less than|at least)) (?:the )?days? \d"
)
_DAYS_OF_CYCLE = re.compile(
    r"\bdays? (\d+)(?:\s?(?:-|to|through)\s?(?:day )?(\d+))? (?:of|in|during) (?:the )?cycle (\d)(?!\s?(?:-|to|through)\s?\d)"
)


def names_place(unit: Unit, told: Claim) -> bool:
    """Tell whether a group on what is done with the infusion, or on a dose, has the row named that it holds for.

    told: what the sentence tells of the group's place, the group itself included.
    """
    doses = [item.measure for item in unit.said.found if item.measure.is_dose]
    spoken, heading = measures_of(told), measures_of(unit.context)
    if doses and not {m for m in heading if m.unit == "kg"} <= spoken:
        return False
    is_dose = any(measure.unit.startswith("mcg") for measure in doses)
    if not is_dose and not _acts(unit):
        return True
    if unit.toxicities and not unit.toxicities & told.words:
        return False
    return {m for m in heading if m.kind == "grade" or (is_dose and m.kind == "cycle")} <= spoken


def keeps_maxima(sentence: Claim, cited: Sequence[Passage], passages: Mapping[str, Passage]) -> bool:
    """Tell whether a dose comes with the maximum that its passage's mark points to."""
    said = measures_of(sentence)
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
