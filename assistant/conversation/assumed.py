"""A height or body surface area that nobody measured: assumed, guessed, typical. It is asked for, never taken."""

import re
from collections.abc import Iterator

from assistant.conversation.quantities import Quantity
from assistant.conversation.stated import Unclear

_NEAR = 60
_GUESS = (
    r"assum\w+|presum\w+|pretend\w*|guess\w*|guesstimat\w*|estimat\w*|est|eyeball\w*|ball-?park\w*|typical\w*|average\w*|avg|mean (?:height|ht|stature|bsa|for|of|value)|"
    r"default\w*|placeholder|dummy|made[- ]up|invent\w*|reckon\w*|by eye|(?:standard|normal|usual|nominal|ordinary|population|book) "
    r"(?:height|ht|stature|size|build|bsa|(?:body )?surface|value|figure|number|woman|man|lady|female|male|adult|person|one)"
)
_SAY = r"(?:let['’]?s|lets|just|or|and|so|(?:can|could|shall|should|may) (?:we|i|you)(?: just)?|we(?:['’]?ll|['’]?d)?|i(?:['’]?d|['’]?ll)?) say"
# Before the number, in the same sentence: "just assume 160 cm", "average woman, so 163 cm", "let's say 1.6 m".
_BEFORE = re.compile(rf"\b(?:{_GUESS}|{_SAY}|call (?:it|that|him|her|them)|think)\b[^.?!;\d]*$", re.IGNORECASE)
# Right before it: "she's probably 160 cm", "looks like 160 cm".
_RIGHT_BEFORE = re.compile(
    r"\b(?:probably|perhaps|possibly|likely|must be|could be|might be|looks?|looking|seems?|standard|normal|usual|nominal)"
    r"(?: (?:like|to be|as if|she['’]?s|he['’]?s|they['’]?re|height|ht|an?|is|of|at))*\W{0,3}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"^[^.?!;\d]{{0,25}}\b(?:{_GUESS}|as a (?:start|starting point|stopgap|working figure)|i think|i(?:['’]d)? say|probably|possibly|standard|normal)\b",
    re.IGNORECASE,
)
# "Average of two measurements", "measured, not guessed".
_MEASURED = re.compile(
    r"(?<!not )(?<!never )(?<!n't )(?<!n’t )(?<!be )(?<!nobody )\b(?:re-?)?measur(?:ed|ements?|es)\b", re.IGNORECASE
)
_UNMEASURED = re.compile(
    r"\b(?:no|without(?: an?| the| any)?|(?:not|n['’]?t|never) (?:have|had|got|get|know|take|took)(?: an?| the| her| his| any)?|missing) (?:\w+ )?(?:height|ht|stadiometer|bsa)\b"
    r"|\b(?:height|ht|bsa)\b[^.?!;\d]{0,25}\b(?:unknown|missing|not|isn['’]?t|wasn['’]?t|never|unavailable|n/?a)\b"
    r"|\b(?:can(?:no|['’]?)t|can not|could(?: not|n['’]?t)|never|nobody|no ?one|unable|un-?measur\w*|impossible)\b[^.?!;\d]{0,30}\b(?:measur\w*|height|stand|tall)\b",
    re.IGNORECASE,
)
# Where nobody measured, a number to be used is none that was.
_TO_BE_USED = re.compile(
    r"\b(?:us(?:e|ing)|put|enter|fill(?:ed|ing)?|type|plug|tak(?:e|ing)|go(?:ing)? with|work with|run with|try|say|with)\b[^.?!;\d]*$",
    re.IGNORECASE,
)
# "The height was a guess", "we never measured that height": a number told before was none that was measured.
_TOLD_AFTERWARDS = re.compile(
    rf"\b(?:that |the |her |his )?(?P<after>height|ht|bsa|surface area)\b(?: (?:i|we|you) (?:gave|told|put|used|entered|said))?(?: (?:earlier|before))?"
    rf"(?: was| is|['’]s| were| has been)(?: (?:actually|only|just|really|in fact|a|an|the|family['’]?s|her|his|my|our|pure|rough))*(?: (?:{_GUESS})\b| (?:not|n['’]t|never)(?: (?:actually|really))? measured\b)"
    rf"|\b(?:(?:i|we|they|she|he)(?: (?:only|just|actually|really))* (?:guessed|assumed|estimated|invented|made up|eyeballed)|(?:i|we)(?:['’]?m|['’]?re| am| are)(?: (?:only|just|actually|really))* (?:guessing|assuming|estimating|inventing|making up)|(?:never|nobody|no ?one|did ?n['’]?t|have ?n['’]?t|has ?n['’]?t|not)(?: (?:actually|really|ever))* measured?)"
    r" (?:the|that|her|his|this) (?P<before>height|ht|bsa|surface area)\b",
    re.IGNORECASE,
)
# A weight that is told as a guess is one that is told roughly; one that is only supposed ("assuming 70 kg") is a case.
_FILLER = (
    r"(?:at|it|she|he|they|is|are|was|weighs?|weight|wt|body|the|her|his|pt|patient|an?|of|to|be|would|like|around)"
)
_WEIGHT_BEFORE = re.compile(
    rf"\b(?:guess\w*|guesstimat\w*|eyeball\w*|reckon\w*|estimat\w*|est\.?|ball-?park|probably|perhaps|possibly|must be|looks?|looking)(?:['’]?s)?[\s:=]{{1,3}}(?:{_FILLER}(?:['’]s)?[\s:=]{{1,3}}){{0,4}}$",
    re.IGNORECASE,
)
_WEIGHT_BEHIND = re.compile(
    r"^[\s,(]{1,3}(?:estimated|est\b\.?|guess\w*|a guess|at a guess|by eye|eyeballed|to look at|i (?:guess|reckon|think|would say)|i['’]d (?:guess|say))(?=\s{0,2}(?:[,.;)?!]|$|c ?\d|cycle\b|day\b))",
    re.IGNORECASE,
)
_GUESSED_REPLY = re.compile(
    rf"\b(?:{_GUESS}|say|call it|think|probably|perhaps|possibly|looks?|seems?)\b", re.IGNORECASE
)


def is_assumed(text: str, q: Quantity) -> bool:
    """Tell whether a length or an area is told as one that nobody measured."""
    before, behind = text[max(0, q.start - _NEAR) : q.start], text[q.end : q.end + _NEAR]
    if _MEASURED.search(before) or _MEASURED.search(behind):
        return False
    if _BEFORE.search(before) or _RIGHT_BEFORE.search(before) or _BEHIND.match(behind):
        return True
    return _TO_BE_USED.search(before) is not None and _UNMEASURED.search(text) is not None


def is_guessed_weight(text: str, q: Quantity) -> bool:
    """Tell whether a weight is told as a guess: "guess 50 kg", "looks like 47 kg", "70 kg, estimated"."""
    before, behind = text[max(0, q.start - _NEAR) : q.start], text[q.end :]
    return _WEIGHT_BEFORE.search(before) is not None or _WEIGHT_BEHIND.match(behind) is not None


def is_a_guess(reply: str) -> bool:
    """Tell whether a bare reply gives its number as a guess: "say 160", "probably 158"."""
    return _GUESSED_REPLY.search(reply) is not None and _MEASURED.search(reply) is None


def told_as_guess(text: str) -> Iterator[Unclear]:
    """Yield the height or body surface area that a turn without a number says was never measured."""
    match = _TOLD_AFTERWARDS.search(text)
    if match is not None:
        named = (match["after"] or match["before"]).lower()
        yield Unclear("height_cm" if named in ("height", "ht") else "bsa_m2", match[0], "assumed")
