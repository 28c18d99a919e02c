"""What an operator has switched off: calculators, rows of the dose-modification table, passages; each with the reason.

Pure: given the rules or the candidate passages, it returns what is left.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, get_args

from assistant.knowledge.passages import Passage
from assistant.knowledge.quotes import Quote
from assistant.knowledge.rule_quotes import quotes_of
from assistant.knowledge.rule_sets import CalculatorName, Case, LiverRules, ModificationRules, Rules, Stopped

SwitchKind = Literal["calculator", "row", "passage"]

CALCULATORS: tuple[CalculatorName, ...] = get_args(CalculatorName)
"""What can be switched off as a whole."""

MAXIMUM_REASON_CHARACTERS = 300

_DOSE_LIKE = re.compile(r"\d[\d.,]*\s*(?:m?c?g|[µμ]g|micro ?grams?|milli ?grams?|units?|m[lL]|mg)\b", re.IGNORECASE)


class ReasonError(ValueError):
    """A reason that cannot stand beside answers; the message says why."""


@dataclass(frozen=True)
class Disabled:
    """What is switched off: names of calculators, ids of modification rows, ids of passages, each with its reason."""

    calculators: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.calculators or self.rows or self.passages)


def disabled_of(switches: Iterable[tuple[str, str, str]]) -> Disabled:
    """Return what is switched off, from the kind, name and reason of each switch."""
    reasons: dict[str, dict[str, str]] = {"calculator": {}, "row": {}, "passage": {}}
    for kind, name, reason in switches:
        reasons[kind][name] = reason
    return Disabled(*map(MappingProxyType, reasons.values()))


def check_reason(reason: str) -> None:
    """Raise ReasonError unless the reason is one line of words without anything that looks like a dose."""
    if not reason.strip():
        raise ReasonError("Give a reason: it is shown wherever the switch bites.")
    if len(reason) > MAXIMUM_REASON_CHARACTERS or not reason.isprintable():
        raise ReasonError(f"The reason must be one line of at most {MAXIMUM_REASON_CHARACTERS} characters.")
    if _DOSE_LIKE.search(reason):
        raise ReasonError("The reason must not hold a number that looks like a dose: it is shown in place of answers.")


def rules_without(rules: Rules, disabled: Disabled) -> Rules:
    """Return the rules with what is switched off stopped, so that its calculators refuse and name the reason.

    A row, or a passage that one row alone quotes, stops the row; every other quoted passage stops the calculators that
    quote it.
    """
    if not disabled:
        return rules
    left = {name: _own_rules(name, getattr(rules, name), disabled) for name in CALCULATORS}
    return replace(rules, **left)  # type: ignore[arg-type]  # each under its own name


def passages_without(passages: Iterable[Passage], disabled: Disabled) -> list[Passage]:
    """Return the candidate passages that may be shown, in their order."""
    return [passage for passage in passages if passage.id not in disabled.passages]


def quotes_disabled(
    quotes: Iterable[tuple[str, int, int]], passages: Iterable[Passage], disabled: Disabled
) -> str | None:
    """Return the reason where a quote lies in a passage that is switched off, else None.

    quotes: source, start and end of each; passages: of the corpus. The last check before an answer is shown.
    """
    if not disabled.passages:
        return None
    off = [passage for passage in passages if passage.id in disabled.passages]
    for source, start, end in quotes:
        for passage in off:
            if passage.source == source and start < passage.end and passage.start < end:
                return disabled.passages[passage.id]
    return None


def _own_rules(name: CalculatorName, own: object, disabled: Disabled) -> object:
    if isinstance(own, Stopped):
        return own
    if name in disabled.calculators:
        return Stopped(name, (), (), disabled.calculators[name])
    if isinstance(own, ModificationRules):
        own = replace(own, cases=tuple(_case(case, disabled) for case in own.cases))
        reason = _reason(quotes_of(replace(own, cases=())), disabled)
    elif isinstance(own, LiverRules):
        cases = (_case(case, disabled).disabled for case in own.modification.cases)
        reason = next((off for off in cases if off is not None), None) or _reason(quotes_of(own), disabled)
    else:
        reason = _reason(quotes_of(own), disabled)
    return own if reason is None else Stopped(name, (), (), reason)


def _case(case: Case, disabled: Disabled) -> Case:
    reason = disabled.rows.get(case.row.id) or _reason(quotes_of(case), disabled)
    return case if reason is None else replace(case, disabled=reason)


def _reason(quotes: Iterable[Quote], disabled: Disabled) -> str | None:
    return next((disabled.passages[quote.passage] for quote in quotes if quote.passage in disabled.passages), None)
