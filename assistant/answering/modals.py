"""Whether a wording is as strong as a statement: must, should, recommended, may, consider."""

import re

from assistant.answering.claims import Claim, Strength, canonical, claim
from assistant.answering.denying import BRACKETS, main_denials
from assistant.answering.evidence import Unit
from assistant.answering.same_words import ACTIONS, IMPERATIVES

_IMPERATIVES = frozenset(canonical(word) for word in IMPERATIVES)


def strength_holds(unit: Unit, said: Claim, whole: Claim) -> bool:
    """Tell whether a group has no modal that is not the statement's own, and the sentence loses none."""
    if any(_is_turned(modal, unit.said.text, said.text) for modal in ("must", "should")):
        return False
    needed = claim(BRACKETS.sub(" ", unit.said.text)).strengths - {"should"}
    if unit.said.words & ACTIONS and not said.words & ACTIONS:
        # "After all symptoms have gone" is when, and not yet what can be done.
        needed -= {"may"}
    spoken = whole.strengths | ({"recommended"} if "should" in whole.strengths else set())
    return _spoken(unit, said) <= _allowed(unit, said) and needed <= spoken


def _spoken(unit: Unit, said: Claim) -> frozenset[Strength]:
    """Return how strongly a group speaks; "can be considered" considers, and a reason's "may happen" allows nothing."""
    if "possible" in unit.said.words and _MAY_BE_REASON.search(said.text):
        return claim(_MAY_BE_REASON.sub(lambda match: f"{match[1] or ''} ", said.text)).strengths
    return claim(_BE_CONSIDERED.sub(" consider", said.text)).strengths


def _allowed(unit: Unit, said: Claim) -> frozenset[Strength]:
    """Return how strongly a group may speak of a statement."""
    theirs = unit.said.strengths
    if {"consider"} <= unit.said.words & said.words and (_BE_CONSIDERED.search(unit.said.text) or not theirs):
        theirs = theirs - {"should", "may"}
    allowed: set[Strength] = set(theirs)
    opening = _RECOMMENDED_WHAT.match(unit.said.text)
    if opening and opening[0] not in said.text:
        allowed.discard("recommended")
    allowed |= unit.context.strengths
    if allowed & {"recommended", "should"} or (not theirs and is_told(unit)):
        allowed.add("should")
    if (not theirs and main_denials(unit)) or "contraindication" in unit.context.words:
        allowed.add("must")
    if ("possible" in unit.said.words and not unit.said.denials) or _UP_TO.match(unit.said.text):
        allowed.add("may")
    return frozenset(allowed)


def _is_turned(modal: str, theirs: str, ours: str) -> bool:
    """Tell whether a wording demands with a word that the statement forbids with, or not has at all."""
    forbids = f"{modal} not" in theirs and not re.search(rf"\b{modal} (?!not\b)", theirs)
    return (forbids or (modal == "must" and "must" not in theirs)) and bool(re.search(rf"\b{modal} (?!not\b)", ours))


_MAY_BE_REASON = re.compile(
    r" (?:may|can|might|could)\b(?= (?:cause|lead to|give|result in)\b.*,? so\b)|"
    r"(\b(?:because|as|since|given)\b[^.;,\[]*(?:, (?:including|such as|e\.g\.?)[^.;,\[]*,)?) (?:may|can|might|could)\b(?! not)"
)
_UP_TO = re.compile(r"for up to \d+ (?:\w+ )?cycles\b")
_RECOMMENDED_WHAT = re.compile(r"recommended \w+")
_BE_CONSIDERED = re.compile(r"\b(?:may|should|can|could) (?:(?:always|also) )?be consider")


def is_told(unit: Unit) -> bool:
    """Tell whether a statement says what to do, and forbids nothing: a prohibition is not softened to "should not"."""
    first = canonical(_CELL.sub("", unit.said.text).partition(" ")[0])
    is_limit = _UP_TO.match(unit.said.text) or "contraindication" in unit.context.words
    return first in _IMPERATIVES and not is_limit and not main_denials(unit)


_CELL = re.compile(r"^(?:(?:management|restart|rechallenge): |also (?=refer))")
