"""The words of a quote that answer first: the polarity to a yes or no question, the number to a question for a number.

Words are taken verbatim from the quote and never made. Where not exactly one phrase fits, there is no lead.
"""

import re

_YES_NO = re.compile(
    r"^\W*(?:(?:so|and|but|ok(?:ay)?|also|then)\W+)*(?:is|are|do|does|can|could|may|must|should|shall|will|would|has|have|needs?)\b"
    r"|\b(?:allowed|required|needed|necessary|recommended|safe|ok(?:ay)?)\s*\?*\s*$",
    re.IGNORECASE,
)
_OTHER_QUESTION = re.compile(r"\b(?:how|what|which|when|where|who|whom|why)\b|\bor\b", re.IGNORECASE)
# To "can I skip it?" a "recommended" would read as a yes, and to "only in …?" it would leave the condition open.
_INVERTED = re.compile(
    r"\b(?:skip|omit|avoid|without|leav\w+ (?:out|off)|forgo|drop|stop|refrain\w*|not|never|no|only|just|unless|except|all|every)\b|n't\b",
    re.IGNORECASE,
)
# To "20 mg by mouth instead?" an "is recommended" that speaks of another way or amount would read as a yes.
_OTHER_WAY = re.compile(
    r"\b(?:instead|rather than|in place of|in lieu|swap\w*|switch\w*|substitut\w*|replac\w*|alternative\w*|equivalent\w*|enough|halve\w*|half|double)\b",
    re.IGNORECASE,
)
_ROUTES = (
    re.compile(r"\b(?:po|oral(?:ly)?|by mouth|tablets?|tabs?|capsules?|pills?|swallow\w*)\b", re.IGNORECASE),
    re.compile(r"\b(?:iv|intravenous(?:ly)?)\b", re.IGNORECASE),
    re.compile(r"\b(?:s/?c|subcut\w*|subq|under the skin)\b", re.IGNORECASE),
    re.compile(r"\b(?:im|intramuscular(?:ly)?)\b", re.IGNORECASE),
    re.compile(r"\b(?:bolus\w*|push)\b", re.IGNORECASE),
)
_POLARITY = re.compile(
    r"\b(?:NOT required|not required|DO NOT \w+|must not be \w+|not recommended|not eligible|should refrain from \w+"
    r"|is recommended)\b"
)
# The sentence on the lumen also says not to flush, which is no answer to whether something may run beside.
_OF_ONE_LUMEN = re.compile(r"\b(?:lumen|piggy-?back\w*|y-?site)\b(?!.*\bflush)", re.IGNORECASE)
_HOW_LONG = re.compile(r"\bhow long\b|\bhow many (?:days|weeks|hours)\b|\bduration\b", re.IGNORECASE)
_HOW_MANY_CYCLES = re.compile(
    r"\b(?:how many|max(?:imum)?|number of)\b[^?.]{0,20}\b(?:cycles|courses)\b", re.IGNORECASE
)
_HOW_MUCH = re.compile(r"\b(?:how much|(?:what|which)(?: is the|'s the)? dose|dose of)\b", re.IGNORECASE)
_BOUND = r"(?:(?:at least|up to|more than|less than|the first)\s)?"
_TIME = re.compile(rf"\b{_BOUND}\d+(?:\.\d+)?[- ](?:hour|day|week|month)s?\b(?! bag)", re.IGNORECASE)
_CYCLES = re.compile(rf"\b{_BOUND}\d+ cycles\b", re.IGNORECASE)
_DOSE = re.compile(rf"\b{_BOUND}\d+(?:\.\d+)?\s?(?:mg|mcg)(?:/m²)?(?:/day)?", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before(?:hand)?|prior|ahead)\b", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following|afterwards|post)\b", re.IGNORECASE)


def lead(question: str, passage_words: str) -> str | None:
    """Return the words of the passage that answer first, verbatim; None where none or several fit.

    A question for a time, a number of cycles or a dose is led by the one such number of the passage, a yes or no question by
    the one phrase that allows or forbids. A question with alternatives, a condition or a negation has no lead.
    """
    for asked, stated in ((_HOW_MANY_CYCLES, _CYCLES), (_HOW_LONG, _TIME), (_HOW_MUCH, _DOSE)):
        if asked.search(question):
            if _on_other_side(question, passage_words):
                return None
            first = _only(stated, passage_words)
            return None if first is not None and _is_of_other_side(question, first, passage_words) else first
    if not _YES_NO.search(question) or _OTHER_QUESTION.search(question) or _INVERTED.search(question):
        return None
    if _is_another_way(question, passage_words) or _OF_ONE_LUMEN.search(question):
        return None
    return _only(_POLARITY, passage_words)


def _is_another_way(question: str, words: str) -> bool:
    """Tell whether the question exchanges something, or names a route or a dose that the passage does not."""
    if _OTHER_WAY.search(question) or any(way.search(question) and not way.search(words) for way in _ROUTES):
        return True
    stated = {match[0].replace(" ", "").lower() for match in _DOSE.finditer(words)}
    return any(match[0].replace(" ", "").lower() not in stated for match in _DOSE.finditer(question))


def _on_other_side(question: str, words: str) -> bool:
    """Tell whether a time after something is asked for and one before it is stated, or the other way round."""
    asked = (_BEFORE.search(question) is not None, _AFTER.search(question) is not None)
    stated = (_BEFORE.search(words) is not None, _AFTER.search(words) is not None)
    return any(asked) and any(stated) and not any(one and other for one, other in zip(asked, stated, strict=True))


def _is_of_other_side(question: str, first: str, words: str) -> bool:
    """Tell whether the words that would lead stand before what was asked after, or after what was asked before ("2 weeks prior to")."""
    behind = words[words.index(first) + len(first) :]
    for side, other in ((_BEFORE, _AFTER), (_AFTER, _BEFORE)):
        if side.search(question) and not other.search(question):
            return other.match(behind.lstrip()) is not None
    return False


def _only(pattern: re.Pattern[str], words: str) -> str | None:
    """Return the pattern's one match; two that differ, or the same words twice, are none."""
    found = [match[0] for match in pattern.finditer(words)]
    return found[0] if len(found) == 1 else None
