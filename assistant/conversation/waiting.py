"""A reply to a question of ours: the request that waits, with what the turn answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.conversation import following, revising
from assistant.conversation.assumed import is_a_guess
from assistant.conversation.cleaning import holds_strange_digits
from assistant.conversation.doses_said import talks_of_a_dose
from assistant.conversation.doubting import asks_why
from assistant.conversation.memory import Conversation, Pending, carried
from assistant.conversation.number_again import ANY_DIGITS
from assistant.conversation.numerals import number_of
from assistant.conversation.replying import bare_number, slot_answer
from assistant.conversation.requests import Calculate, Request, Wanted
from assistant.conversation.said import is_same_kind, says
from assistant.conversation.signals import Text, is_terse
from assistant.conversation.stated import Stated, Unclear
from assistant.conversation.units_told import with_unit
from assistant.knowledge.rule_sets import DoseRules, Rules, Stopped

_RATHER_A_WEIGHT = 120
_NOBODY_GUESSES = frozenset({"height_cm", "bsa_m2"})
_LIMIT = re.compile(
    r"^[^\d]{0,20}\b(?:(?:upper )?limits?|uln|normal|range|top|max(?:imum)?|cut-?off)\b[^\d]{0,30}(?P<number>\d{1,4}(?:[.,]\d{1,2})?)(?![\d.,]*\d)\s?(?:i?u ?/ ?l|u/l|units?(?:/l)?|[uµμ]mol(?:/l)?|mg ?/ ?dl)?(?: (?:here|for us|at our lab|in our lab|btw|then))*\W*$",
    re.IGNORECASE,
)
# "Repeat is 57": the same test of another sample.
_AGAIN = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|the|a|just|now)\W+)*(?:repeat\w*|rpt|re-?check\w*|re-?test\w*|second sample)\b(?:\s(?:one|value|sample|result|came|back|is|was|shows?|says?|at|reads?|just|now|in)){0,4}\W{1,3}(?P<number>\d{1,4}(?:[.,]\d{1,2})?)\W*$",
    re.IGNORECASE,
)
_OF_NOW = re.compile(r"\b(?:now|latest|today|tonight|this morning|currently)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\bwhat if\b|\bif (?:it|that|she|he|they) (?:had|were|was)\b|\bhad (?:it )?been\b", re.IGNORECASE
)


def reply(text: Text, conversation: Conversation, own: tuple[Wanted, ...], rules: Rules) -> Request | None:
    """Return the request that waits, with what this turn answers to the question back; None where it is no reply."""
    pending = conversation.pending
    if pending is None or asks_why(text.question) or following.is_starred(text.question):
        return None
    pending = replace(pending, request=replace(pending.request, patient=True))
    said = {name: item for name, item in says(text, rules).items() if name in pending.missing}
    few = None if said else _in_a_few_words(text, pending, conversation, rules, is_alone=not own)
    if few is not None or (own and not (said and is_same_kind(own, pending.request))):
        return few
    unclear = [item for name, item in text.reading.unclear.items() if name in pending.missing]
    other = _other_of_two(unclear, pending)
    if not (said or unclear):
        return _asked_once_more(text, pending, own)
    told = says(text, rules) | other
    doubts = [item for item in unclear if item.name not in other]
    return revising.revised(pending.request, _undoubted(told, pending, conversation) | told, doubts)


def _in_a_few_words(
    text: Text, pending: Pending, conversation: Conversation, rules: Rules, *, is_alone: bool
) -> Calculate | None:
    """Return the request with a unit, a bare number, a grade or a step that answers the question; a number of none of them is doubted."""
    calculator = pending.request.wanted[0].calculator
    limits = getattr(rules, calculator)
    if isinstance(limits, Stopped) or holds_strange_digits(text.question):
        return None
    if talks_of_a_dose(text.question, rules) or _only_supposes(text, pending) or asks_if_so(text, rules):
        return None
    doubted = [item for w in pending.request.wanted for item in w.unclear]
    said = (
        with_unit(text.question, doubted)
        or _limit_told(text.question, pending)
        or _measured_again(text.question, pending)
        or (
            {}
            if _may_be_the_test(text.question, pending)
            else slot_answer(text.question, pending.missing, calculator, limits.inputs)
        )
    )
    if _is_a_weight_again(text, said):
        doubts = tuple(Unclear(name, text.question, "unit") for name in ("weight_kg", "height_cm"))
        return revising.revised(pending.request, {}, doubts)
    if said:
        return _with_answer(text, said, pending, conversation)
    if not is_alone or bare_number(text.question) is None or text.reading.stated:
        return None
    return revising.revised(
        pending.request, {}, tuple(Unclear(name, text.question, "unit") for name in pending.missing)
    )


def _with_answer(text: Text, said: dict[str, Stated], pending: Pending, conversation: Conversation) -> Calculate:
    """Return the request with what answers the question; a height or surface that is only guessed is asked for again."""
    if (_NOBODY_GUESSES & said.keys()) and is_a_guess(text.question):
        return revising.revised(pending.request, {}, [Unclear(name, text.question.strip(), "assumed") for name in said])
    return revising.revised(pending.request, _undoubted(said, pending, conversation) | said, ())


def _limit_told(question: str, pending: Pending) -> dict[str, Stated]:
    """Return the one upper limit that was asked for, told by its name ("upper limit is 40 U/L")."""
    limits, match = [name for name in pending.missing if name.endswith("_uln")], _LIMIT.match(question)
    value = number_of(match["number"]) if match else None
    if match is None or value is None or len(limits) != 1:
        return {}
    return {limits[0]: Stated(limits[0], value, question.strip())}


def _measured_again(question: str, pending: Pending) -> dict[str, Stated]:
    """Return the one liver test that is told again where its limit was asked for ("repeat is 57"): it is no limit."""
    tests = [name.removesuffix("_uln") for name in pending.missing if name.endswith("_uln")]
    match = _AGAIN.match(question) if len(tests) == 1 else None
    value = number_of(match["number"]) if match else None
    return {} if value is None else {tests[0]: Stated(tests[0], value, question.strip())}


def _may_be_the_test(question: str, pending: Pending) -> bool:
    """Tell whether a number may be the test of now where its limit was asked for ("it is now 40"): which of them it is, is asked."""
    asks_limit = any(name.endswith("_uln") for name in pending.missing)
    return asks_limit and _OF_NOW.search(question) is not None


def _is_a_weight_again(text: Text, said: Mapping[str, Stated]) -> bool:
    """Tell whether a bare number in a correction would be a height that is rather a weight ("kidding, 62"): which it is, is asked."""
    height = said.get("height_cm")
    is_short = height is not None and isinstance(height.value, Decimal) and height.value < _RATHER_A_WEIGHT
    return is_short and following.is_correction(text.question)


def asks_if_so(text: Text, rules: Rules) -> bool:
    """Tell whether a turn asks if it is a dose of the rules ("is it 9?", "28 then?"): that answers no question of ours."""
    value = bare_number(text.question) if following.is_question(text.question) else None
    return value is not None and isinstance(rules.dose, DoseRules) and value in {s.dose for s in rules.dose.table.steps}


def _only_supposes(text: Text, pending: Pending) -> bool:
    """Tell whether a bare number is only supposed ("what if it had been 7"), where a measurement is asked for: that is no answer."""
    return "weight_kg" in pending.missing and _SUPPOSED.search(text.question) is not None


def _other_of_two(unclear: Sequence[Unclear], pending: Pending) -> dict[str, Stated]:
    """Return the value that is told beside the one that was refused ("we call the first day 0, so day 1")."""
    found: dict[str, Stated] = {}
    for item in unclear:
        refused = {w.inputs[item.name].value for w in pending.request.wanted if item.name in w.inputs}
        told = [n for n in (number_of(d) for d in ANY_DIGITS.findall(item.words)) if n is not None and n not in refused]
        if item.why == "two_values" and refused and len(told) == 1:
            found[item.name] = Stated(item.name, told[0], item.words)
    return found


def _asked_once_more(text: Text, pending: Pending, own: tuple[Wanted, ...]) -> Calculate | None:
    """Return the request that waits, where a few words with a number in them answer nothing that can be read ("44-46 ish")."""
    is_question = following.is_question(text.question) or following.is_follow_up(text.question)
    if own or is_question or text.toxicities or text.asked.concepts or text.reading.stated:
        return None
    if len(pending.missing) != 1 or not is_terse(text.question) or not any(c.isdigit() for c in text.question):
        return None
    return revising.revised(pending.request, {}, [Unclear(pending.missing[0], text.question.strip(), "unread")])


def _undoubted(told: Mapping[str, Stated], pending: Pending, conversation: Conversation) -> dict[str, Stated]:
    """Return what is known of the other inputs that one number could have been meant for, once one of them is told."""
    doubts = [item for w in pending.request.wanted for item in w.unclear]
    answered = {item.words for item in doubts if item.name in told}
    return carried(conversation, [item.name for item in doubts if item.words in answered and item.name not in told])
