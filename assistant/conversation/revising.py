"""Change a request that was made before: by the answer to a question of ours, by a correction, by "and if …?"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculators import CATALOGUE, Input
from assistant.conversation.numerals import number_of
from assistant.conversation.reading import read
from assistant.conversation.requests import Calculate, Wanted
from assistant.conversation.stated import Reading, Stated, Unclear
from assistant.knowledge.rule_forms import InputTable

_BARE_NUMBER = re.compile(
    r"\W*(?:(?:it|that|she|he)(?:'s| is| was)?|its|sorry|yes|ok|answer|number|day|cycle|grade|gr|g)?\W{0,3}(?P<number>(?<![\w.,-])\d{1,6}(?:[.,]\d{1,6})?)(?![\w,.]*\d)\W{0,3}",
    re.IGNORECASE,
)
_YES = re.compile(r"\W*(?:yes|yep|yeah|yup|y|correct|confirmed|it is|it was|true)\W*", re.IGNORECASE)
_NO = re.compile(
    r"\W*(?:no|nope|n|not (?:yet|confirmed|icans)|only suspected|suspected|it is ?n'?t|it was ?n'?t|false)\W*",
    re.IGNORECASE,
)
_STEPS = {
    "initial": re.compile(r"\b(?:initial|first|starting|low(?:er)?|lead[- ]?in)\b", re.IGNORECASE),
    "full": re.compile(r"\b(?:full|second|target|high(?:er)?|normal)\b", re.IGNORECASE),
}
_NOT = re.compile(
    r"(?P<new>\d+(?:[.,]\d+)?)\s{0,2}(?P<unit>[a-z]{0,6})[\s,]{0,3}(?:and )?not\s{1,2}(?P<old>\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(
    r"not\s{1,2}(?P<old>\d+(?:[.,]\d+)?)\s{0,2}(?P<unit>[a-z]{0,6})[\s,]{0,3}(?:but|it'?s|its|-)?\s{0,2}(?P<new>\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_ANY_NUMBER = re.compile(r"(?<![\w.,])\d{1,6}(?:[.,]\d{1,6})?(?![\w.,]*\d)")
_OF_ONE_TOXICITY = frozenset(
    {
        "toxicity",
        "grade",
        "seizures",
        "confirmed",
        "icans",
        "hours_interrupted",
        "days_to_resolve",
        "days_held",
    }
)


def slot_answer(question: str, missing: Sequence[str], calculator: str, limits: InputTable) -> dict[str, Stated]:
    """Return the inputs that a bare reply gives to a question of ours that named them, none where it is no such reply.

    A bare number counts where just one of the inputs asked for can have it.
    """
    asked = [given for given in CATALOGUE[calculator].inputs if given.name in missing]
    bare = _BARE_NUMBER.fullmatch(question)
    if bare:
        value = number_of(bare["number"])
        fitting = [given for given in asked if given.kind == "number" and _plausible(value, given, limits)]
        if value is not None and len(fitting) == 1:
            return {fitting[0].name: Stated(fitting[0].name, value, bare["number"])}
        return {}
    yes_no = [given for given in asked if given.kind == "yes_no"]
    if len(yes_no) == 1 and (_YES.fullmatch(question) or _NO.fullmatch(question)):
        name = yes_no[0].name
        return {name: Stated(name, _YES.fullmatch(question) is not None, question.strip())}
    if "dose_step" in missing:
        steps = [(step, match) for step, pattern in _STEPS.items() if (match := pattern.search(question))]
        if len(steps) == 1:
            return {"dose_step": Stated("dose_step", steps[0][0], steps[0][1][0])}
    return {}


def _plausible(value: Decimal | None, given: Input, limits: InputTable) -> bool:
    if value is None:
        return False
    found = limits.numbers[given.name]
    low, high = found.possible
    is_possible = (
        (low is None or value >= low) and (high is None or value <= high) and (not found.positive or value > 0)
    )
    return is_possible and found.plausible[0] <= value <= found.plausible[1]


def number_corrected(question: str, request: Calculate) -> dict[str, Stated]:
    """Return the input whose number is corrected ("sorry, 44 not 54"), read again in the unit in which it was stated."""
    match = _NOT.search(question) or _NOT_FIRST.search(question)
    known = {name: item for wanted in request.wanted for name, item in wanted.inputs.items()}
    if match:
        holding = {name: item for name, item in known.items() if match["old"] in _ANY_NUMBER.findall(item.words)}
        return _again(holding, match["old"], match["new"])
    numbers = _ANY_NUMBER.findall(question)
    measured = {
        n: i for n, i in known.items() if isinstance(i.value, Decimal) and len(_ANY_NUMBER.findall(i.words)) == 1
    }
    if len(numbers) == 1 and len(measured) == 1:
        only = next(iter(measured.values()))
        return _again(measured, _ANY_NUMBER.findall(only.words)[0], numbers[0])
    return {}


def _again(holding: Mapping[str, Stated], old: str, new: str) -> dict[str, Stated]:
    if len(holding) != 1:
        return {}
    name, item = next(iter(holding.items()))
    words = re.sub(rf"(?<![\w.,]){re.escape(old)}(?![\w.,]*\d)", new, item.words)
    again = read(words).stated.get(name)
    if again is not None:
        return {name: again}
    value = number_of(new)
    plainly = isinstance(item.value, Decimal) and item.conversion is None
    return {name: Stated(name, value, words)} if plainly and value is not None else {}


def revised(request: Calculate, said: Mapping[str, Stated], unclear: Iterable[Unclear]) -> Calculate:
    """Return the request with what this turn says in place of what was said before; the rest is carried."""
    doubtful = {item.name: item for item in unclear}
    return replace(
        request, wanted=tuple(_changed(wanted, said, doubtful) for wanted in request.wanted), emphasis="plain"
    )


def _changed(wanted: Wanted, said: Mapping[str, Stated], doubtful: Mapping[str, Unclear]) -> Wanted:
    known = {given.name for given in CATALOGUE[wanted.calculator].inputs}
    kept = dict(wanted.inputs)
    if "toxicity" in said and kept.get("toxicity") and kept["toxicity"].value != said["toxicity"].value:
        kept = {name: item for name, item in kept.items() if name not in _OF_ONE_TOXICITY or name == "grade"}
    if "weight_kg" in said and "bsa_m2" not in said:
        kept.pop("bsa_m2", None)
    new = {name: item for name, item in said.items() if name in known}
    unclear = {item.name: item for item in wanted.unclear if item.name not in new}
    unclear |= {name: item for name, item in doubtful.items() if name in known}
    inputs = {name: replace(item, carried=True) for name, item in kept.items() if name not in unclear} | new
    return Wanted(wanted.calculator, inputs, tuple(unclear.values()), said.get("unresolved_days"))


def says(reading: Reading) -> dict[str, Stated]:
    """Return what a turn states that a request can be changed by."""
    return {name: item for name, item in reading.stated.items() if name != "sex"}
