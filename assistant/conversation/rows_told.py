"""The rows of the dose-modification table that a conversation has told of its patient, earlier cycles included."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.conversation import following
from assistant.conversation.memory import Conversation
from assistant.conversation.requests import Calculate, Request, Wanted
from assistant.conversation.signals import Text, is_about_things
from assistant.conversation.toxicities import CONFIRMABLE, Toxicity, denied_toxicities

_LIVER = "liver"
_UNGRADED = CONFIRMABLE | {"capillary_leak", "dic"}
_DECIDING = {"grade", "seizures"}
"""Without one of these, a toxicity that is only mentioned ("last cycle's ALT was 71") tells of no row."""

_SENTENCES = re.compile(r"(?<=[.;?!])\s+")
_PUT_RIGHT = re.compile(r"\b(?:re-?|down-?)grad(?:e|ed|ing)\b|\bignore (?:that|this|it)\b", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"\b(?:ruled? (?:it |that )?out|excluded (?:it|that)|(?:it|that) was excluded|never had (?:it|that|one)|(?:was|is)(?:n['’]t| not) (?:it|that|this patient|him|her)\b|wrong (?:patient|chart|notes?)|was (?:her|his) (?:mother|father|sister|brother|wife|husband)|ignore (?:that|this|it))\b",
    re.IGNORECASE,
)


def with_rows_told(conversation: Conversation, request: Request, text: Text) -> Conversation:
    """Return the conversation with the rows that a turn tells of; a supposition and a question on a rule tell of none.

    What is put right takes the place of what was told; a lower grade told later stands beside the higher one.
    """
    told = _not_taken_back(conversation.told, text)
    rows = [row for row in _rows_of(request) if _is_told(row, text, request)]
    rows += [row for row in _named_beside(text, request) if row.values not in [known.values for known in rows]]
    for row in rows:
        if _is_put_right(text) or any(_goes_on(known, row) for known in told):
            told = tuple(known for known in told if subject_of(known) != subject_of(row))
        told = (*(known for known in told if known.values != row.values), row)
    return replace(conversation, told=told)


def subject_of(row: Wanted) -> object:
    """Return the toxicity of a row; the liver's, where values of it were told."""
    return _LIVER if row.calculator == _LIVER else row.inputs["toxicity"].value


def _not_taken_back(told: tuple[Wanted, ...], text: Text) -> tuple[Wanted, ...]:
    """Return the rows without those of a toxicity that the turn denies, and without the last where it is taken back."""
    denied = denied_toxicities(text.question, text.asked) - {toxicity.name for toxicity in text.toxicities}
    left = tuple(row for row in told if subject_of(row) not in denied)
    return left[:-1] if left == told and _TAKEN_BACK.search(text.question) else left


def _is_put_right(text: Text) -> bool:
    return following.is_correction(text.question) or _PUT_RIGHT.search(text.question) is not None


def _goes_on(known: Wanted, row: Wanted) -> bool:
    """Tell whether a row says more of one that is known: the same toxicity at the same grade."""
    same = all(
        known.inputs[name].value == row.inputs[name].value
        for name in _DECIDING & known.inputs.keys() & row.inputs.keys()
    )
    return subject_of(known) == subject_of(row) and known.inputs.keys() <= row.inputs.keys() | {"weight_kg"} and same


def _rows_of(request: Request) -> Iterator[Wanted]:
    if isinstance(request, Calculate):
        yield from (w for w in request.wanted if w.calculator == _LIVER or "toxicity" in w.inputs)


def _is_told(row: Wanted, text: Text, request: Request) -> bool:
    """Tell whether a row is told of the patient: no supposition, no question on a rule, no other grade only asked about."""
    is_case = text.patient or getattr(request, "patient", False)
    words = [toxicity.words for toxicity in text.toxicities if toxicity.name == subject_of(row)]
    if not words:
        asks_on = following.is_question(text.question) or following.supposes(text.question) or row.unclear
        return not asks_on and getattr(request, "emphasis", "plain") == "plain"
    is_rule = following.is_question(text.question) and not is_case
    return not is_rule and not following.supposes(_sentence_of(words[0], text.question))


def _named_beside(text: Text, request: Request) -> Iterator[Wanted]:
    """Yield the rows of toxicities that a turn tells of the patient, and that are not calculated: a dose is asked for."""
    wanted = {subject_of(row) for row in _rows_of(request)}
    is_case = text.patient or getattr(request, "patient", False)
    for toxicity in (*text.before, *(t for t in text.toxicities if t.name not in wanted)):
        row = Wanted("modification", {item.name: item for item in toxicity.inputs})
        is_certain = "toxicity" in row.inputs and (_DECIDING & row.inputs.keys() or toxicity.name in _UNGRADED)
        supposed = following.supposes(_sentence_of(toxicity.words, text.question))
        is_told = toxicity in text.before or (is_case and not _asks_its_rule(text, toxicity))
        if is_certain and is_told and not supposed and not is_about_things(text):
            yield row


def _asks_its_rule(text: Text, toxicity: Toxicity) -> bool:
    """Tell whether the toxicity stands in the only sentence of a question: what it asks is its own rule."""
    return following.is_question(text.question) and not toxicity.past and len(_SENTENCES.split(text.question)) == 1


def _sentence_of(words: str, question: str) -> str:
    """Return the sentence of a question that holds words; all of it where none does."""
    return next((part for part in _SENTENCES.split(question) if words in part), question)
