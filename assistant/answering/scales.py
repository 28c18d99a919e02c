"""By which scale something is graded, and how severe an impairment is: what a statement must name to answer a question for it."""

import re

from assistant.knowledge.aspects import Aspects

_SCALE_ASKED = re.compile(
    r"\b(?:which|what|whose) (?:grading|scoring) (?:system|scale|scheme|criteria|book|tool|classification)\b|\b(?:which|what|whose) (?:\w+ )?(?:scale|criteria|scoring|grading|system|classification|tool|scheme|score|book|instrument)\b[^?]{0,40}\bgrad(?:e|ed|es|ing)\b|\bgrade\b[^?]{0,30}\b(?:with|by)\W*$|\bwhat do we grade\b[^?]{0,40}\bwith\b|\bused to grade\b|\bhow (?:do|should|would|must) (?:i|we|you|one) grade\b|\b(?:ctcae|astct)\b",
    re.IGNORECASE,
)
_SCALES = re.compile(r"\b(?:ASTCT|CTCAE|grading)\b", re.IGNORECASE)
# "For the non-CRS ones, which scale?", "and everything else?": the scale of the other toxicities.
_OF_THE_OTHERS = re.compile(
    r"\b(?:non|not|other than|apart from|besides|except(?: for)?|excluding|outside(?: of)?|but)\W{1,2}(?:the )?crs\b"
    r"|\b(?:everything|anything|all|the|any) (?:else|rest|others?)\b|\bthe rest\b|\bother (?:\w+ )?(?:toxicit\w*|effects?|reactions?|things|stuff|events?)\b",
    re.IGNORECASE,
)
_OF_ALL_TOXICITIES = re.compile(r"\bCTCAE\b")
_IMPAIRMENTS = frozenset({"hepatic_impairment", "renal_impairment"})
_MILDER = re.compile(r"\b(?:mild|moderate)(?:ly)?\b", re.IGNORECASE)
_SEVERE = re.compile(
    r"\bsevere(?:ly)?\b|\b(?:child(?:[- ]pugh)?|class) c\b|\bend[- ]stage\b|\bdecompensated\b", re.IGNORECASE
)


def asks_scale(question: str) -> bool:
    """Tell whether it is asked by which scale something is graded."""
    return _SCALE_ASKED.search(question) is not None


def names_scale(question: str, quote: str) -> bool:
    """Tell whether a statement names a scale: that of all toxicities, where others than cytokine release syndrome are asked for."""
    scales = _OF_ALL_TOXICITIES if _OF_THE_OTHERS.search(question) else _SCALES
    return scales.search(quote) is not None


def is_of_another_severity(question: str, asked: Aspects, quote: str) -> bool:
    """Tell whether a statement is on severe impairment where milder is asked for, or the other way round."""
    if not asked.concepts & _IMPAIRMENTS:
        return False
    is_milder, is_severe = (_MILDER.search(question) is not None, _SEVERE.search(question) is not None)
    if is_milder == is_severe:
        return False
    told = (_MILDER.search(quote) is not None, _SEVERE.search(quote) is not None)
    return told in ((True, False), (False, True)) and told != (is_milder, is_severe)
